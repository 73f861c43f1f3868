"""Hidden danger 隐患, one file each 一患一档: the market regulator's (Plan 17)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from risk.errors import DomainError, FourEyes, Incomplete
from risk.guard import required
from risk.lifecycle import Lifecycle, Rule


class DangerState(StrEnum):
    FOUND = "found"
    ASSIGNED = "assigned"
    RECTIFIED = "rectified"
    VERIFIED = "verified"
    CLOSED = "closed"


class DangerCommand(StrEnum):
    ASSIGN = "assign"
    RECTIFY = "rectify"
    VERIFY = "verify"
    REJECT = "reject"
    CLOSE = "close"


@dataclass(frozen=True, kw_only=True)
class HiddenDanger:
    """`org_id` is the enterprise where it was found, `person_id` who there has to put it right."""

    id: str
    number: str
    office_id: str
    org_id: str
    description: str
    found_by: str
    found_at: datetime
    state: DangerState = DangerState.FOUND
    person_id: str | None = None
    due: date | None = None
    action: str = ""
    rectified_by: str | None = None
    rectified_at: datetime | None = None
    verified_by: str | None = None
    verified_at: datetime | None = None
    reason: str = ""
    closed_at: datetime | None = None
    version: int = 0


def _seen_by_another(subject: object) -> DomainError | None:
    """Verified by somebody other than who put it right."""
    verifier = getattr(subject, "verified_by", None)
    if not verifier:
        return Incomplete(field="verified_by")
    return FourEyes() if verifier == getattr(subject, "rectified_by", None) else None


_S, _C = DangerState, DangerCommand
DANGER: Lifecycle[DangerState, DangerCommand] = Lifecycle(
    name="danger",
    initial=_S.FOUND,
    final=frozenset({_S.CLOSED}),
    rules={
        (_S.FOUND, _C.ASSIGN): Rule(
            to=_S.ASSIGNED, event="danger_assigned", article="Plan 17", guard=required("person_id", "due")
        ),
        (_S.ASSIGNED, _C.ASSIGN): Rule(
            to=_S.ASSIGNED,
            event="danger_assigned",
            article="Plan 17",
            guard=required("person_id", "due"),
            odd="Given to somebody else, or by another date.",
        ),
        (_S.ASSIGNED, _C.RECTIFY): Rule(
            to=_S.RECTIFIED, event="danger_rectified", article="Plan 17", guard=required("action", "rectified_by")
        ),
        (_S.RECTIFIED, _C.VERIFY): Rule(
            to=_S.VERIFIED, event="danger_verified", article="Plan 17", guard=_seen_by_another
        ),
        (_S.RECTIFIED, _C.REJECT): Rule(
            to=_S.ASSIGNED,
            event="danger_rectification_rejected",
            article="Plan 17",
            guard=required("reason"),
            odd="The inspection finds it still there: back to whoever is responsible.",
        ),
        (_S.VERIFIED, _C.CLOSE): Rule(to=_S.CLOSED, event="danger_closed", article="Plan 17"),
    },
)
