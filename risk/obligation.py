"""Obligation 义务 of an operator who knows that its product is or may be unsafe (Art. 22)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from risk.guard import required
from risk.lifecycle import Lifecycle, Rule


class ObligationKind(StrEnum):
    """The four of Art. 22, in its order."""

    MITIGATE = "mitigate"
    INFORM = "inform"  # those concerned, of the true state and of what is being done
    REPORT = "report"  # to the customs: measures taken and their result
    COOPERATE = "cooperate"  # with inquiry and supervision


class ObligationState(StrEnum):
    DUE = "due"
    FULFILLED = "fulfilled"
    OVERDUE = "overdue"
    RELEASED = "released"


class ObligationCommand(StrEnum):
    FULFIL = "fulfil"
    MISS = "miss"
    RELEASE = "release"


@dataclass(frozen=True, kw_only=True)
class Obligation:
    """`cause`: what brought it about, as kind:id (a circular, a measure, a signal)."""

    id: str
    kind: ObligationKind
    org_id: str  # who owes it
    office_id: str  # to whom
    cause: str
    due_at: datetime
    created_at: datetime
    state: ObligationState = ObligationState.DUE
    evidence: str = ""
    fulfilled_at: datetime | None = None
    release_reason: str = ""
    version: int = 0


def standing(obligation: Obligation, now: datetime) -> ObligationState:
    """The state by the clock, whether or not a job has flagged it (STYLE 12)."""
    if obligation.state is ObligationState.DUE and now > obligation.due_at:
        return ObligationState.OVERDUE
    return obligation.state


_S, _C = ObligationState, ObligationCommand
OBLIGATION: Lifecycle[ObligationState, ObligationCommand] = Lifecycle(
    name="obligation",
    initial=_S.DUE,
    final=frozenset({_S.FULFILLED, _S.RELEASED}),
    rules={
        (_S.DUE, _C.FULFIL): Rule(
            to=_S.FULFILLED, event="obligation_fulfilled", article="22", guard=required("evidence")
        ),
        (_S.DUE, _C.MISS): Rule(
            to=_S.OVERDUE,
            event="obligation_missed",
            article="22, 27",
            odd="The clock says so; the job only announces it.",
        ),
        (_S.OVERDUE, _C.FULFIL): Rule(
            to=_S.FULFILLED,
            event="obligation_fulfilled_late",
            article="22",
            guard=required("evidence"),
            odd="Late is better than never; the record keeps that it was late.",
        ),
        **{
            (state, _C.RELEASE): Rule(
                to=_S.RELEASED,
                event="obligation_released",
                article="22",
                guard=required("release_reason"),
                odd="The product turned out not to be theirs, or not to be unsafe.",
            )
            for state in (_S.DUE, _S.OVERDUE)
        },
    },
)
