"""The tables of the signing leader and of the superior."""

from __future__ import annotations

from bot.dialogue.leader import approvals, endings, filings
from bot.dialogue.turn import Flow
from risk.organisation import Role

SIGNER_FLOW = Flow(
    name="leader",
    roles=frozenset({Role.SIGNER}),
    steps={
        "return": approvals.RETURN_STEP,
        "lift": endings.LIFT_STEP,
        "withdraw": endings.WITHDRAW_STEP,
    },
    commands={"approvals": approvals.waiting},
    actions={
        "circular.review": approvals.review,
        "circular.approve": approvals.approve,
        "circular.return": approvals.start_return,
        "circular.lift": endings.start_lift,
        "circular.withdraw": endings.start_withdrawal,
    },
)

SUPERIOR_FLOW = Flow(
    name="superior",
    roles=frozenset({Role.SUPERIOR}),
    commands={"filings": filings.waiting},
    actions={"filing.show": filings.show, "filing.acknowledge": filings.acknowledge},
)

FLOWS = (SIGNER_FLOW, SUPERIOR_FLOW)
