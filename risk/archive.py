"""Archive file 档案 (Art. 26): kept three years from closing, then appraised; destroyed by people, never by a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from risk.errors import DomainError, FourEyes, Incomplete, Invalid
from risk.guard import required
from risk.lifecycle import Lifecycle, Rule

RETENTION_YEARS: Final = 3


class RetentionClass(StrEnum):
    """`LONG_TERM` and `PERMANENT` are for major and typical cases."""

    THREE_YEARS = "three_years"
    LONG_TERM = "long_term"
    PERMANENT = "permanent"


class ArchiveState(StrEnum):
    KEPT = "kept"
    HELD = "held"  # legal hold: a court, an inspection or an appeal needs it
    LISTED = "listed"  # on a destruction list 销毁清册
    APPROVED = "approved"
    DESTROYED = "destroyed"


class ArchiveCommand(StrEnum):
    RECLASSIFY = "reclassify"
    HOLD = "hold"
    RELEASE = "release"
    LIST = "list"
    STRIKE = "strike"
    APPROVE = "approve"
    DESTROY = "destroy"


@dataclass(frozen=True, kw_only=True)
class ArchiveFile:
    """`subject` is the closed case as kind:id. `witnesses` are person ids; `listed_on` is the day of the appraisal."""

    id: str
    subject: str
    office_id: str
    closed_on: date
    retention: RetentionClass = RetentionClass.THREE_YEARS
    retention_reason: str = ""
    state: ArchiveState = ArchiveState.KEPT
    hold_reason: str = ""
    appraisal: str = ""
    listed_by: str | None = None
    listed_on: date | None = None
    strike_reason: str = ""
    approved_by: str | None = None
    approved_at: datetime | None = None
    witnesses: tuple[str, ...] = ()
    destroyed_at: datetime | None = None
    version: int = 0


class Disposal(StrEnum):
    """What may be done with a file today."""

    TOO_EARLY = "too_early"
    KEEP = "keep"  # long-term or permanent, until an appraisal says otherwise
    ON_HOLD = "on_hold"
    APPRAISE = "appraise"
    UNDER_WAY = "under_way"  # on a destruction list
    GONE = "gone"


def appraisal_due(file: ArchiveFile) -> date:
    """Three years from closing; from 29 February that is 1 March, for the file is never kept a day too short."""
    closed, year = file.closed_on, file.closed_on.year + RETENTION_YEARS
    if (closed.month, closed.day) == (2, 29):
        return date(year, 3, 1)
    return closed.replace(year=year)


def disposal(file: ArchiveFile, today: date) -> Disposal:
    """Computed from class, state and today. `APPRAISE` asks people to look; nothing is destroyed by it."""
    if file.state is not ArchiveState.KEPT:
        return {
            ArchiveState.HELD: Disposal.ON_HOLD,
            ArchiveState.LISTED: Disposal.UNDER_WAY,
            ArchiveState.APPROVED: Disposal.UNDER_WAY,
            ArchiveState.DESTROYED: Disposal.GONE,
        }[file.state]
    if file.retention is not RetentionClass.THREE_YEARS:
        return Disposal.KEEP
    return Disposal.TOO_EARLY if today < appraisal_due(file) else Disposal.APPRAISE


def _ripe(subject: object) -> DomainError | None:
    """Of the three-year class, three years over, appraised in writing."""
    if not isinstance(subject, ArchiveFile):
        return Incomplete(field="file")
    for field in ("appraisal", "listed_by", "listed_on"):
        if not getattr(subject, field):
            return Incomplete(field=field)
    if subject.retention is not RetentionClass.THREE_YEARS:
        return Invalid(field="retention")
    early = subject.listed_on is None or subject.listed_on < appraisal_due(subject)
    return Invalid(field="listed_on") if early else None


def _other_approves(subject: object) -> DomainError | None:
    """Approved by somebody other than who listed it."""
    approver = getattr(subject, "approved_by", None)
    if not approver:
        return Incomplete(field="approved_by")
    return FourEyes() if approver == getattr(subject, "listed_by", None) else None


def _two_witnesses(subject: object) -> DomainError | None:
    """Two witnesses, neither of whom listed or approved it."""
    witnesses = set(getattr(subject, "witnesses", ()))
    if len(witnesses) < 2:
        return Incomplete(field="witnesses")
    hands = {getattr(subject, "listed_by", None), getattr(subject, "approved_by", None)}
    return FourEyes() if witnesses & hands else None


_S, _C = ArchiveState, ArchiveCommand
ARCHIVE: Lifecycle[ArchiveState, ArchiveCommand] = Lifecycle(
    name="archive",
    initial=_S.KEPT,
    final=frozenset({_S.DESTROYED}),
    rules={
        (_S.KEPT, _C.RECLASSIFY): Rule(
            to=_S.KEPT,
            event="archive_reclassified",
            article="26",
            guard=required("retention_reason"),
            odd="A major or typical case is kept long or for ever; the file stays where it is.",
        ),
        (_S.KEPT, _C.LIST): Rule(to=_S.LISTED, event="archive_listed", article="26", guard=_ripe),
        (_S.LISTED, _C.APPROVE): Rule(
            to=_S.APPROVED, event="destruction_approved", article="26", guard=_other_approves
        ),
        (_S.APPROVED, _C.DESTROY): Rule(to=_S.DESTROYED, event="archive_destroyed", article="26", guard=_two_witnesses),
        **{
            (state, _C.STRIKE): Rule(
                to=_S.KEPT,
                event="archive_struck",
                article="26",
                guard=required("strike_reason"),
                odd="Taken off the list again; it has to be appraised anew.",
            )
            for state in (_S.LISTED, _S.APPROVED)
        },
        **{
            (state, _C.HOLD): Rule(
                to=_S.HELD,
                event="archive_held",
                article="26",
                guard=required("hold_reason"),
                odd="" if state is _S.KEPT else "A legal hold stops even an approved destruction.",
            )
            for state in (_S.KEPT, _S.LISTED, _S.APPROVED)
        },
        (_S.HELD, _C.RELEASE): Rule(
            to=_S.KEPT,
            event="archive_released",
            article="26",
            odd="Also where it stood on a list before: it has to be appraised anew.",
        ),
    },
)
