"""Risk information 风险信息 (Art. 8, 9); a tip is the kind that the public sends."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from risk.errors import DomainError, Incomplete
from risk.identity import NOTHING, Secret
from risk.lifecycle import Lifecycle, Rule


class Source(StrEnum):
    """The kinds of Art. 8, in its order."""

    INSPECTION = "inspection"
    CERTIFICATION = "certification"
    LABORATORY = "laboratory"
    FOREIGN_RECALL = "foreign_recall"
    RETURNED_EXPORT = "returned_export"
    SAMPLING = "sampling"
    GOVERNMENT = "government"
    FOREIGN_GOVERNMENT = "foreign_government"
    HOSPITAL = "hospital"
    TRAFFIC = "traffic"
    FIRE_SERVICE = "fire_service"
    ACCIDENT = "accident"
    STANDARDS = "standards"
    MEDIA = "media"
    OPERATOR = "operator"
    CONSUMER = "consumer"
    OTHER = "other"


class Trade(StrEnum):
    IMPORT = "import"
    EXPORT = "export"
    CROSS_BORDER = "cross_border"
    DOMESTIC = "domestic"
    UNKNOWN = "unknown"


class InformationState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    TRIAGED = "triaged"
    JOINED = "joined"
    REFERRED = "referred"
    REJECTED = "rejected"


class InformationCommand(StrEnum):
    SUBMIT = "submit"
    TRIAGE = "triage"
    JOIN = "join"
    REFER = "refer"
    REJECT = "reject"
    REJOIN = "rejoin"


class Status(StrEnum):
    """All that a tipster ever sees of the case."""

    RECEIVED = "received"
    VERIFYING = "verifying"
    VERIFIED = "verified"
    NOT_VERIFIED = "not_verified"
    CLOSED = "closed"
    WARNED = "warned"


# After these nothing more is owed to the tipster.
FINAL_STATUSES = frozenset({Status.NOT_VERIFIED, Status.CLOSED, Status.WARNED})


@dataclass(frozen=True, kw_only=True)
class RiskInformation:
    """`number` is short, unguessable and ends in a check character. `finding` is the triage as stored JSON."""

    id: str
    number: str
    source: Source
    person_id: str
    channel: str
    locale: str
    submitted_at: datetime
    state: InformationState = InformationState.SUBMITTED
    text: Secret = NOTHING
    trade: Trade = Trade.UNKNOWN
    where_bought: Secret = NOTHING
    injuries: Secret = NOTHING
    product: str | None = None
    hazards: tuple[str, ...] = ()
    harm: str = "none"
    severity_rank: int = 1
    finding: dict[str, object] = field(default_factory=dict)
    finding_texts: Secret = NOTHING  # entities and evidence strings, JSON: they quote the text
    signal_id: str | None = None
    office_id: str | None = None
    real_name_id: str | None = None  # None = unnamed lead 未实名
    referred_to: str = ""
    status: Status = Status.RECEIVED
    join_reason: str = ""  # a `risk.likeness.JoinReason`: why it is on its signal
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class StatusEvent:
    """What the tipster was told, and when; only ever added."""

    id: str
    information_id: str
    status: Status
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Attachment:
    id: str
    person_id: str
    file_name: Secret
    media_type: str
    size: int
    sha256: str
    created_at: datetime
    information_id: str | None = None
    signal_id: str | None = None
    version: int = 0


class DocumentKind(StrEnum):
    RESIDENT_ID = "resident_id"
    PASSPORT = "passport"
    HK_MACAO_PERMIT = "hk_macao_permit"
    TAIWAN_PERMIT = "taiwan_permit"
    CREDIT_CODE = "credit_code"


class NameAssurance(StrEnum):
    """How far a real name has been checked, in rising order."""

    DECLARED = "declared"
    FORMAT_CHECKED = "format_checked"
    PHONE_CONFIRMED = "phone_confirmed"
    VERIFIED = "verified"


@dataclass(frozen=True, kw_only=True)
class RealName:
    """Art. 9: under one's real name. Organisations give their name and credit code."""

    id: str
    person_id: str
    document_kind: DocumentKind
    assurance: NameAssurance
    declared_at: datetime
    name: Secret = NOTHING
    document_number: Secret = NOTHING
    phone: Secret = NOTHING
    consented_at: datetime | None = None
    withdrawn_at: datetime | None = None
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class RelayMessage:
    """An officer's question to a tipster or the reply, passed on without revealing either's identity."""

    id: str
    information_id: str
    signal_id: str
    from_officer: bool
    person_id: str
    text: Secret
    at: datetime
    answered_at: datetime | None = None
    version: int = 0


def _has_text(information: object) -> DomainError | None:
    """It says something."""
    has = isinstance(information, RiskInformation) and bool(information.text.reveal().strip())
    return None if has else Incomplete(field="text")


_S, _C = InformationState, InformationCommand
INFORMATION: Lifecycle[InformationState, InformationCommand] = Lifecycle(
    name="information",
    initial=_S.DRAFT,
    final=frozenset({_S.REFERRED, _S.REJECTED}),
    rules={
        (_S.DRAFT, _C.SUBMIT): Rule(to=_S.SUBMITTED, event="information_submitted", article="9, 10", guard=_has_text),
        (_S.SUBMITTED, _C.TRIAGE): Rule(to=_S.TRIAGED, event="information_triaged", article="11"),
        (_S.TRIAGED, _C.JOIN): Rule(to=_S.JOINED, event="information_joined", article="11"),
        (_S.TRIAGED, _C.REFER): Rule(to=_S.REFERRED, event="information_referred", article="2"),
        (_S.TRIAGED, _C.REJECT): Rule(to=_S.REJECTED, event="information_rejected", article="11"),
        (_S.JOINED, _C.REJECT): Rule(
            to=_S.REJECTED, event="information_rejected", article="11", odd="Verification shows that there is nothing."
        ),
        (_S.JOINED, _C.REFER): Rule(
            to=_S.REFERRED,
            event="information_referred",
            article="2",
            odd="Only verification shows that it belongs elsewhere.",
        ),
        (_S.JOINED, _C.REJOIN): Rule(
            to=_S.JOINED,
            event="information_rejoined",
            article="11",
            odd="A merge or a split moves the information to another signal; its own state does not change.",
        ),
    },
)
