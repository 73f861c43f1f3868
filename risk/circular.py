"""Circular 预警文书: bulletin, advisory or announcement (Art. 16), and its filing with the superior (Art. 20)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from risk.errors import DomainError, EmptyAudience, ExerciseWall, Incomplete, TooLarge
from risk.lifecycle import Lifecycle, Rule


class CircularKind(StrEnum):
    BULLETIN = "bulletin"  # 风险警示通报, to customs offices
    ADVISORY = "advisory"  # 风险警示通告, to operators and institutions
    ANNOUNCEMENT = "announcement"  # 风险警示公告, to the public; must list its mandatory measures


class WarningLevel(StrEnum):
    """Of a circular, in rising order."""

    BLUE = "blue"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"


class CircularStatus(StrEnum):
    """As in CAP 1.2: what is meant, and what only measures the way that it would take."""

    ACTUAL = "actual"
    EXERCISE = "exercise"


WARNING_ORDER: tuple[WarningLevel, ...] = tuple(WarningLevel)


# What an exercise never has: it comes from no case, replaces nothing, demands nothing and asks for no answer.
_REAL_ONLY: Final = ("signal_id", "predecessor_id", "measures", "reply_by")
EXERCISE_BODY_LIMIT: Final = 1_000  # characters: one chat message holds it, with the mark at its beginning
_EXERCISE_ENDS: Final = time(18)  # people are at work, and learn on the same day that it is over
_EXERCISE_LASTS: Final = timedelta(hours=2)  # at least, but never beyond its day


class CircularState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    ISSUED = "issued"
    UPDATED = "updated"
    LIFTED = "lifted"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


class CircularCommand(StrEnum):
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    ISSUE = "issue"
    UPDATE = "update"
    LIFT = "lift"
    EXPIRE = "expire"
    WITHDRAW = "withdraw"
    DISCARD = "discard"


@dataclass(frozen=True, kw_only=True)
class Audience:
    """`everyone`: all enterprises; `subscribers`: who subscribed; the named ones need no subscription."""

    everyone: bool = False
    subscribers: bool = False
    usccs: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()  # ids: customs offices of a bulletin, departments

    def __bool__(self) -> bool:
        return any(
            (self.everyone, self.subscribers, self.usccs, self.roles, self.regions, self.organisations),
        )


@dataclass(frozen=True, kw_only=True)
class Circular:
    """`number` names the draft from its first minute; issuing adds `official_number` and the date, nothing else.

    `digest` is the SHA-256 (hex) of the rendition that was submitted, `approved_digest` that of the approval.
    Raises `ExerciseWall` for an exercise that is for the public or has what only a real circular has.
    """

    id: str
    number: str
    org_id: str
    kind: CircularKind
    level: WarningLevel
    title: str
    body: str
    drafted_by: str
    drafted_at: datetime
    audience: Audience = field(default_factory=Audience)
    product: str | None = None
    hazards: tuple[str, ...] = ()
    origin: str = ""
    measures: tuple[str, ...] = ()
    reply_by: date | None = None
    valid_until: date | None = None
    state: CircularState = CircularState.DRAFT
    signal_id: str | None = None
    digest: str = ""
    submitted_by: str | None = None
    submitted_at: datetime | None = None
    approved_digest: str = ""
    approved_by: str | None = None
    approved_at: datetime | None = None
    official_number: str = ""
    issued_by: str | None = None
    issued_at: datetime | None = None
    return_reason: str = ""
    end_reason: str = ""
    predecessor_id: str | None = None
    status: CircularStatus = CircularStatus.ACTUAL
    version: int = 0

    def __post_init__(self) -> None:
        if not self.exercise:
            return
        if self.kind is CircularKind.ANNOUNCEMENT:
            raise ExerciseWall(number=self.number, field="kind")
        for name in _REAL_ONLY:
            if getattr(self, name):
                raise ExerciseWall(number=self.number, field=name)

    @property
    def exercise(self) -> bool:
        return self.status is CircularStatus.EXERCISE


@dataclass(frozen=True, kw_only=True)
class Rendition:
    """What was rendered: at submission (`final` False) and, number and date added, at issue (`final` True)."""

    id: str
    circular_id: str
    final: bool
    text: str
    html: str
    pdf: bytes
    digest: str
    locale: str
    created_at: datetime


def _submittable(subject: object) -> DomainError | None:
    """Title, body and audience are given; an announcement lists its mandatory measures; an exercise is short."""
    if not isinstance(subject, Circular):
        return Incomplete(field="circular")
    for name in ("title", "body"):
        if not getattr(subject, name).strip():
            return Incomplete(field=name)
    if subject.kind is CircularKind.ANNOUNCEMENT and not subject.measures:
        return Incomplete(field="measures")  # Art. 16 (3)
    if subject.exercise and len(subject.body) > EXERCISE_BODY_LIMIT:
        return TooLarge(field="body", limit=EXERCISE_BODY_LIMIT)
    if not subject.audience and subject.kind is not CircularKind.ANNOUNCEMENT:
        return EmptyAudience(number=subject.number)
    return None


def _meant(subject: object) -> DomainError | None:
    """It is no exercise: nothing takes the place of one, and it has no risk that could be gone."""
    if not isinstance(subject, Circular):
        return Incomplete(field="circular")
    return ExerciseWall(number=subject.number) if subject.exercise else None


_S, _C = CircularState, CircularCommand
CIRCULAR: Lifecycle[CircularState, CircularCommand] = Lifecycle(
    name="circular",
    initial=_S.DRAFT,
    final=frozenset({_S.UPDATED, _S.LIFTED, _S.EXPIRED, _S.WITHDRAWN, _S.DISCARDED}),
    rules={
        (_S.DRAFT, _C.SUBMIT): Rule(to=_S.SUBMITTED, event="circular_submitted", article="16", guard=_submittable),
        (_S.DRAFT, _C.DISCARD): Rule(to=_S.DISCARDED, event="circular_discarded", article="16"),
        (_S.SUBMITTED, _C.RETURN): Rule(to=_S.DRAFT, event="circular_returned", article="16"),
        (_S.SUBMITTED, _C.APPROVE): Rule(to=_S.APPROVED, event="circular_approved", article="16"),
        (_S.APPROVED, _C.RETURN): Rule(to=_S.DRAFT, event="circular_returned", article="16"),
        (_S.APPROVED, _C.ISSUE): Rule(to=_S.ISSUED, event="circular_issued", article="16, 20"),
        (_S.ISSUED, _C.UPDATE): Rule(to=_S.UPDATED, event="circular_updated", article="19", guard=_meant),
        (_S.ISSUED, _C.LIFT): Rule(to=_S.LIFTED, event="circular_lifted", article="21", guard=_meant),
        (_S.ISSUED, _C.EXPIRE): Rule(
            to=_S.EXPIRED,
            event="circular_expired",
            article="21",
            odd="Over by the calendar; the job only announces it.",
        ),
        (_S.ISSUED, _C.WITHDRAW): Rule(to=_S.WITHDRAWN, event="circular_withdrawn", article="19"),
    },
)


def in_force(circular: Circular, today: date) -> bool:
    """Computed, whatever a job has or has not flagged (STYLE 12): issued and not past its last day."""
    return circular.state is _S.ISSUED and (circular.valid_until is None or today <= circular.valid_until)


def public(circular: Circular) -> bool:
    """For everybody, once it is issued; an exercise never is."""
    return circular.kind is CircularKind.ANNOUNCEMENT and not circular.exercise


def emergency(circular: Circular) -> bool:
    """Goes before everything and wakes people; an exercise never does, whatever level it plays."""
    return circular.level is WarningLevel.RED and not circular.exercise


def exercise_ends(issued_at: datetime) -> datetime:
    """`issued_at` in the office's time zone: at six in the evening, after a late start later, never beyond midnight."""
    evening = datetime.combine(issued_at.date(), _EXERCISE_ENDS, tzinfo=issued_at.tzinfo)
    midnight = datetime.combine(issued_at.date() + timedelta(days=1), time(), tzinfo=issued_at.tzinfo)
    return min(max(evening, issued_at + _EXERCISE_LASTS), midnight)


@dataclass(frozen=True, kw_only=True)
class Filing:
    """Filing 备案 with the next higher office (Art. 20): it is told, it does not approve."""

    id: str
    circular_id: str
    from_org_id: str
    to_org_id: str
    filed_at: datetime
    acknowledged_by: str | None = None
    acknowledged_at: datetime | None = None
    version: int = 0
