"""Records for storage tests: every field filled, so that a lost one is noticed. `make_world` adds their parents."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from casework.ports import Conversation, Lane, Link, LinkPurpose, Message, Session, UnitOfWork
from casework.ports.records import MessageState
from risk.assessment import Assessment, AssessmentMethod, AssessmentState, Decision, RiskLevel
from risk.circular import Audience, Circular, CircularKind, CircularState, Filing, Rendition, WarningLevel
from risk.correction import Correction, Labels
from risk.deadline import Deadline, DeadlineKind, Escalation
from risk.delivery import Answer, Attempt, Delivery, DeliveryState, Receipt
from risk.identity import Secret
from risk.information import (
    Attachment,
    DocumentKind,
    InformationState,
    NameAssurance,
    RealName,
    RelayMessage,
    RiskInformation,
    Source,
    Status,
    StatusEvent,
    Trade,
)
from risk.likeness import JoinCase, JoinDecision
from risk.organisation import Address, BindingRequest, Level, Organisation, Person, Post, Role
from risk.reading import Checked, FileReading, ReadingState
from risk.signal import Signal, SignalState, Verification, pattern_of
from risk.subscription import Subscription

NOW = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)
TODAY = date(2026, 3, 2)
LATER = NOW + timedelta(hours=1)

ORGANISATION = Organisation(
    id="org",
    name="江门海关",
    level=Level.REGIONAL,
    created_at=NOW,
    uscc="91440700MA4UPXYZ1A",
    region="江门",
    customs_code="6800",
    operator_roles=("importer",),
    products=("toys", "lighting"),
)
PERSON = Person(
    id="person",
    org_id="org",
    role=Role.OFFICER,
    created_at=NOW,
    name=Secret("陈小明"),
    phone=Secret("13800138000"),
    email=Secret("chen@example.org"),
    locale="zh-HK",
    post=Post.DEPUTY,
    contact_withdrawn_at=LATER,
)
ADDRESS = Address(
    id="address",
    person_id="person",
    channel="telegram",
    address=Secret("70012345"),
    created_at=NOW,
    phone_confirmed_at=NOW,
)
BINDING = BindingRequest(
    id="binding", person_id="person", uscc="X", company="某某公司", requested_at=NOW, office_id="org", decided_at=LATER
)
LINK = Link(
    id="link",
    token_digest="d1",
    person_id="person",
    purpose=LinkPurpose.REAL_NAME,
    expires_at=LATER,
    created_at=NOW,
    subject="/me",
)
SESSION = Session(id="session", token_digest="d2", person_id="person", csrf="c", created_at=NOW, expires_at=LATER)
CONVERSATION = Conversation(
    id="talk", address_id="address", person_id="person", updated_at=NOW, state=Secret('{"step":"product"}')
)
MESSAGE = Message(
    id="message",
    address_id="address",
    person_id="person",
    channel="telegram",
    created_at=NOW,
    reply=Secret('{"_":"Say"}'),
    lane=Lane.CIRCULAR,
    state=MessageState.QUEUED,
    dedupe="once",
    delivery_id="delivery",
    external_id="99",
    reason="flood",
)
SIGNAL = Signal(
    id="signal",
    number=7,
    office_id="org",
    pattern=pattern_of("toys", ("choking",)),
    product="toys",
    hazards=("choking",),
    opened_at=NOW,
    state=SignalState.VERIFYING,
    harm="serious",
    severity_rank=4,
    tips=3,
    named_tips=2,
    owner_id="person",
    acknowledged_at=LATER,
    brand=Secret("星汪"),
    model=Secret("cx20"),
    kind=Secret("magnetic_beads"),
    details=Secret("swallow"),
    identity=Secret("toys|choking|星汪|cx20|magnetic_beads"),
)
REAL_NAME = RealName(
    id="name",
    person_id="person",
    document_kind=DocumentKind.RESIDENT_ID,
    assurance=NameAssurance.FORMAT_CHECKED,
    declared_at=NOW,
    name=Secret("陈小明"),
    document_number=Secret("11010519491231002X"),
    phone=Secret("13800138000"),
    consented_at=NOW,
)
INFORMATION = RiskInformation(
    id="information",
    number="K7QF2M",
    source=Source.CONSUMER,
    person_id="person",
    channel="webchat",
    locale="zh-CN",
    submitted_at=NOW,
    state=InformationState.JOINED,
    text=Secret("进口的玩具车电池起火"),
    trade=Trade.CROSS_BORDER,
    where_bought=Secret("某网店"),
    injuries=Secret("手烫伤"),
    product="toys",
    hazards=("fire", "burn"),
    harm="minor",
    severity_rank=3,
    finding={"confidence": {"product": 0.93}, "abstained": []},
    finding_texts=Secret('["起火"]'),
    signal_id="signal",
    office_id="org",
    real_name_id="name",
    referred_to="food",
    status=Status.VERIFYING,
)
JOIN_CASE = JoinCase(
    id="join-case",
    information_id="information",
    other_id="information",
    same=False,
    decision=JoinDecision.SPLIT,
    reason="same_model",
    actor_id="person",
    at=NOW,
)
CORRECTION = Correction(
    id="correction",
    act_id="act",
    information_id="information",
    signal_id="signal",
    actor_id="person",
    at=NOW,
    before=Labels(scope="in", product="toys", hazards=("burns", "fire"), harm="minor"),
    after=Labels(scope="out_food", product=None, hazards=(), harm="serious"),
    said=Labels(scope="in", product="lighting", hazards=("fire",), harm="none"),
    triage_version="rules 2, lexicon x, weights y",
    read=11,
    undoes="an earlier act",
)
STATUS_EVENT = StatusEvent(id="event", information_id="information", status=Status.VERIFIED, at=NOW)
ATTACHMENT = Attachment(
    id="attachment",
    person_id="person",
    file_name=Secret("我家.jpg"),
    media_type="image/jpeg",
    size=5_000_000_000,
    sha256="ab",
    created_at=NOW,
    information_id="information",
)
READING = FileReading(
    id="attachment",
    person_id="person",
    address_id="address",
    created_at=NOW,
    state=ReadingState.READ,
    checked=Checked.RIGHT,
    content=Secret('{"text": "型号：KT-2200"}'),
    tries=1,
    lease_until=LATER,
)
RELAY = RelayMessage(
    id="relay",
    information_id="information",
    signal_id="signal",
    from_officer=True,
    person_id="person",
    text=Secret("请问型号？"),
    at=NOW,
)
VERIFICATION = Verification(
    id="verification",
    signal_id="signal",
    method="site_visit",
    checks="查",
    finding="属实",
    evidence="照片",
    investigator_id="person",
    holds=True,
    at=NOW,
    delegate_org_id="org",
)
ASSESSMENT = Assessment(
    id="assessment",
    signal_id="signal",
    commissioned_by="person",
    org_id="org",
    expert_id="person",
    due=TODAY,
    commissioned_at=NOW,
    state=AssessmentState.SUBMITTED,
    question="?",
    method=AssessmentMethod.INJURY,
    severity=3,
    probability="1/250",
    level=RiskLevel.HIGH,
    hazards=("fire",),
    submitted_at=LATER,
)
DECISION = Decision(
    id="decision",
    signal_id="signal",
    assessment_id="assessment",
    decided_by="person",
    decided_at=NOW,
    warnings=("announcement",),
    measures=("recall",),
    targets=("org",),
    uncertain=True,
)
CIRCULAR = Circular(
    id="circular",
    number="D-2026-1",
    org_id="org",
    kind=CircularKind.ANNOUNCEMENT,
    level=WarningLevel.ORANGE,
    title="关于进口玩具车的公告",
    body="电池可能起火。100% recycled_paper",
    drafted_by="person",
    drafted_at=NOW,
    audience=Audience(subscribers=True, usccs=("A", "B"), roles=("importer",), regions=("江门",)),
    product="toys.ride_on",
    hazards=("fire",),
    origin="CN",
    measures=("stop_use",),
    reply_by=TODAY,
    valid_until=TODAY + timedelta(days=30),
    state=CircularState.ISSUED,
    signal_id="signal",
    digest="dd",
    official_number="江关公告〔2026〕1号",
    issued_by="person",
    issued_at=LATER,
)
RENDITION = Rendition(
    id="rendition",
    circular_id="circular",
    final=True,
    text="文",
    html="<p>文</p>",
    pdf=b"%PDF\x00\xff",
    digest="dd",
    locale="zh-CN",
    created_at=NOW,
)
FILING = Filing(id="filing", circular_id="circular", from_org_id="org", to_org_id="top", filed_at=NOW)
SUBSCRIPTION = Subscription(
    id="subscription",
    person_id="person",
    created_at=NOW,
    products=("toys",),
    hazards=("fire",),
    origins=("CN",),
    min_level=WarningLevel.YELLOW,
    quiet_from=22,
    quiet_to=7,
    digest_hour=8,
)
DELIVERY = Delivery(
    id="delivery",
    circular_id="circular",
    person_id="person",
    org_id="org",
    channel="telegram",
    created_at=NOW,
    state=DeliveryState.SENT,
    message_id="message",
    attempts=2,
    sent_at=LATER,
    answer_due=TODAY,
    reminders=1,
    remind_at=LATER,
    owner_id="person",
    reason="r",
)
ATTEMPT = Attempt(
    id="attempt", message_id="message", delivery_id="delivery", number=1, at=NOW, outcome="retry", reason="429"
)
RECEIPT = Receipt(
    id="receipt",
    delivery_id="delivery",
    circular_id="circular",
    person_id="person",
    org_id="org",
    channel="telegram",
    digest="dd",
    at=NOW,
)
ANSWER = Answer(
    id="answer",
    delivery_id="delivery",
    circular_id="circular",
    person_id="person",
    org_id="org",
    involved=True,
    at=NOW,
    batches="B1",
    quantity_sold="12",
    action="下架",
    evidence_ids=("attachment",),
)
DEADLINE = Deadline(
    id="deadline",
    kind=DeadlineKind.VERIFY,
    subject_id="signal",
    office_id="org",
    starts_at=NOW,
    half_at=NOW + timedelta(hours=1),
    most_at=NOW + timedelta(hours=2),
    due_at=NOW + timedelta(hours=3),
    responsible_id="person",
    escalation=Escalation.HALF,
    next_at=NOW + timedelta(hours=2),
)

# (repository, record), parents before children.
WORLD: tuple[tuple[str, object], ...] = (
    ("organisations", ORGANISATION),
    ("people", PERSON),
    ("addresses", ADDRESS),
    ("bindings", BINDING),
    ("links", LINK),
    ("sessions", SESSION),
    ("conversations", CONVERSATION),
    ("signals", SIGNAL),
    ("real_names", REAL_NAME),
    ("informations", INFORMATION),
    ("status_events", STATUS_EVENT),
    ("attachments", ATTACHMENT),
    ("readings", READING),
    ("relays", RELAY),
    ("corrections", CORRECTION),
    ("verifications", VERIFICATION),
    ("assessments", ASSESSMENT),
    ("decisions", DECISION),
    ("circulars", CIRCULAR),
    ("renditions", RENDITION),
    ("filings", FILING),
    ("subscriptions", SUBSCRIPTION),
    ("deliveries", DELIVERY),
    ("outbox", MESSAGE),
    ("attempts", ATTEMPT),
    ("receipts", RECEIPT),
    ("answers", ANSWER),
    ("deadlines", DEADLINE),
)


def make_world(uow: UnitOfWork) -> None:
    """One of everything."""
    for repository, record in WORLD:
        getattr(uow, repository).add(record)


def make_person(uow: UnitOfWork) -> None:
    """An organisation, a person in it and the person's address."""
    uow.organisations.add(ORGANISATION)
    uow.people.add(PERSON)
    uow.addresses.add(ADDRESS)
