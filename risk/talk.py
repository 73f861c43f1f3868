"""Accountability talk 责任约谈 (Art. 24), order to correct 责令改正 and fine (Art. 27); neither waits for the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from risk.errors import DomainError, Invalid
from risk.guard import required
from risk.lifecycle import Lifecycle, Rule


class TalkParty(StrEnum):
    """Who is talked to: Art. 24 (1) or (2)."""

    OPERATOR = "operator"  # its legal representative or the person mainly responsible
    CUSTOMS = "customs"  # the head of an office, by its superior


class TalkState(StrEnum):
    SUMMONED = "summoned"
    HELD = "held"
    FOLLOWED_UP = "followed_up"
    CANCELLED = "cancelled"


class TalkCommand(StrEnum):
    RESCHEDULE = "reschedule"
    HOLD = "hold"
    FOLLOW_UP = "follow_up"
    CANCEL = "cancel"


@dataclass(frozen=True, kw_only=True)
class Talk:
    """`record` is what was said, `commitments` what was promised, `outcome` what became of it."""

    id: str
    party: TalkParty
    org_id: str  # who is talked to
    office_id: str  # who talks
    ground: str
    summoned_by: str
    summoned_at: datetime
    held_at: datetime | None = None
    state: TalkState = TalkState.SUMMONED
    record: str = ""
    commitments: str = ""
    outcome: str = ""
    cancel_reason: str = ""
    version: int = 0


_T, _D = TalkState, TalkCommand
TALK: Lifecycle[TalkState, TalkCommand] = Lifecycle(
    name="talk",
    initial=_T.SUMMONED,
    final=frozenset({_T.FOLLOWED_UP, _T.CANCELLED}),
    rules={
        (_T.SUMMONED, _D.RESCHEDULE): Rule(
            to=_T.SUMMONED,
            event="talk_rescheduled",
            article="24",
            odd="Who does not come is summoned again; that too stays on record.",
        ),
        (_T.SUMMONED, _D.HOLD): Rule(to=_T.HELD, event="talk_held", article="24", guard=required("held_at", "record")),
        (_T.SUMMONED, _D.CANCEL): Rule(
            to=_T.CANCELLED, event="talk_cancelled", article="24", guard=required("cancel_reason")
        ),
        (_T.HELD, _D.FOLLOW_UP): Rule(
            to=_T.FOLLOWED_UP, event="talk_followed_up", article="24", guard=required("outcome")
        ),
    },
)


class Breach(StrEnum):
    """The grounds of Art. 27 (1)–(4), in its order."""

    NOT_REPORTED = "not_reported"
    NOT_COOPERATED = "not_cooperated"
    NOT_MITIGATED = "not_mitigated"
    NOT_INFORMED = "not_informed"


class OrderState(StrEnum):
    ISSUED = "issued"
    CORRECTED = "corrected"
    REFUSED = "refused"
    FINED = "fined"
    REVOKED = "revoked"


class OrderCommand(StrEnum):
    CORRECT = "correct"
    REFUSE = "refuse"
    FINE = "fine"
    REVOKE = "revoke"


@dataclass(frozen=True, kw_only=True)
class CorrectionOrder:
    """`serious_consequences` tells what they were, "" = none. `fine` in yuan."""

    id: str
    breach: Breach
    org_id: str  # who is ordered
    office_id: str  # who orders
    facts: str
    due_at: datetime
    issued_by: str
    issued_at: datetime
    state: OrderState = OrderState.ISSUED
    evidence: str = ""
    refused_at: datetime | None = None
    serious_consequences: str = ""
    fine: int = 0
    revoke_reason: str = ""
    version: int = 0


MAXIMUM_FINE: Final = 30_000  # yuan


class FineVerdict(StrEnum):
    PERMITTED = "permitted"
    NO_ORDER = "no_order"
    NOT_REFUSED = "not_refused"
    NO_SERIOUS_CONSEQUENCES = "no_serious_consequences"
    NO_AMOUNT = "no_amount"
    ABOVE_MAXIMUM = "above_maximum"


def fine_permitted(order: CorrectionOrder | None, *, amount: int) -> FineVerdict:
    """Art. 27: an order to correct, a refusal to correct *and* serious consequences; at most 30,000 yuan."""
    if order is None:
        return FineVerdict.NO_ORDER
    if order.state is not OrderState.REFUSED:
        return FineVerdict.NOT_REFUSED
    if not order.serious_consequences.strip():
        return FineVerdict.NO_SERIOUS_CONSEQUENCES
    if amount <= 0:
        return FineVerdict.NO_AMOUNT
    return FineVerdict.ABOVE_MAXIMUM if amount > MAXIMUM_FINE else FineVerdict.PERMITTED


def _finable(subject: object) -> DomainError | None:
    """Refused, with serious consequences; at most 30,000 yuan."""
    order = subject if isinstance(subject, CorrectionOrder) else None
    verdict = fine_permitted(order, amount=order.fine if order else 0)
    return None if verdict is FineVerdict.PERMITTED else Invalid(field="fine", reason=verdict.value)


_S, _C = OrderState, OrderCommand
CORRECTION_ORDER: Lifecycle[OrderState, OrderCommand] = Lifecycle(
    name="correction_order",
    initial=_S.ISSUED,
    final=frozenset({_S.CORRECTED, _S.REVOKED}),
    rules={
        (_S.ISSUED, _C.CORRECT): Rule(to=_S.CORRECTED, event="order_obeyed", article="27", guard=required("evidence")),
        (_S.ISSUED, _C.REFUSE): Rule(to=_S.REFUSED, event="order_refused", article="27", guard=required("refused_at")),
        (_S.REFUSED, _C.FINE): Rule(to=_S.FINED, event="operator_fined", article="27", guard=_finable),
        (_S.REFUSED, _C.CORRECT): Rule(
            to=_S.CORRECTED,
            event="order_obeyed_late",
            article="27",
            guard=required("evidence"),
            odd="Whoever corrects after all is not fined any more.",
        ),
        (_S.FINED, _C.CORRECT): Rule(
            to=_S.CORRECTED,
            event="order_obeyed_late",
            article="27",
            guard=required("evidence"),
            odd="The fine does not replace the correction.",
        ),
        **{
            (state, _C.REVOKE): Rule(
                to=_S.REVOKED, event="order_revoked", article="27", guard=required("revoke_reason")
            )
            for state in (_S.ISSUED, _S.REFUSED, _S.FINED)
        },
    },
)
