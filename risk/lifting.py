"""Application to lift a measure or circular 解除申请, with a report on the mitigation (Art. 21)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from risk.guard import required
from risk.lifecycle import Lifecycle, Rule


class LiftingState(StrEnum):
    SUBMITTED = "submitted"
    UNDER_REVIEW = "under_review"
    GRANTED = "granted"
    REFUSED = "refused"
    LAPSED = "lapsed"


class LiftingCommand(StrEnum):
    REVIEW = "review"
    GRANT = "grant"
    REFUSE = "refuse"
    LAPSE = "lapse"


@dataclass(frozen=True, kw_only=True)
class LiftingApplication:
    """`subject`: what is to be lifted, as kind:id. The review finds the report `authentic` and `conforming`, or not."""

    id: str
    subject: str
    org_id: str
    person_id: str
    office_id: str
    submitted_at: datetime
    mitigation_report: str
    attachment_ids: tuple[str, ...] = ()
    state: LiftingState = LiftingState.SUBMITTED
    reviewed_by: str | None = None  # an officer, or the institution or expert asked (Art. 23)
    authentic: bool | None = None
    conforming: bool | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    reason: str = ""
    version: int = 0


_S, _C = LiftingState, LiftingCommand
_LAPSES = "What was to be lifted has ended by itself meanwhile."
LIFTING: Lifecycle[LiftingState, LiftingCommand] = Lifecycle(
    name="lifting",
    initial=_S.SUBMITTED,
    final=frozenset({_S.GRANTED, _S.REFUSED, _S.LAPSED}),
    rules={
        (_S.SUBMITTED, _C.REVIEW): Rule(
            to=_S.UNDER_REVIEW, event="lifting_review_begun", article="21, 23", guard=required("mitigation_report")
        ),
        (_S.UNDER_REVIEW, _C.GRANT): Rule(
            to=_S.GRANTED, event="lifting_granted", article="21", guard=required("authentic", "conforming")
        ),
        (_S.UNDER_REVIEW, _C.REFUSE): Rule(
            to=_S.REFUSED, event="lifting_refused", article="21", guard=required("reason")
        ),
        (_S.SUBMITTED, _C.LAPSE): Rule(to=_S.LAPSED, event="lifting_lapsed", article="21", odd=_LAPSES),
        (_S.UNDER_REVIEW, _C.LAPSE): Rule(to=_S.LAPSED, event="lifting_lapsed", article="21", odd=_LAPSES),
    },
)
