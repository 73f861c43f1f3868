"""The tables of the officer's dialogues, and of those who look on: signing leaders and superiors."""

from __future__ import annotations

from bot.dialogue.officer import (
    ask,
    bindings,
    commission,
    confirmations,
    correct,
    decide,
    desk,
    dismiss,
    split,
    transfer,
    verify,
)
from bot.dialogue.turn import Flow
from risk.organisation import Role

FLOW = Flow(
    name="officer",
    roles=frozenset({Role.OFFICER}),
    steps={
        "ask": ask.STEP,
        "verify": verify.STEP,
        "dismiss": dismiss.STEP,
        "transfer": transfer.TRANSFER_STEP,
        "merge": transfer.MERGE_STEP,
        "split": split.STEP,
        "correct": correct.STEP,
        "commission": commission.STEP,
        "return": commission.RETURN_STEP,
        "decide": decide.STEP,
        "refuse": bindings.STEP,
        "confirmation": confirmations.STEP,
        "withdraw_confirmation": confirmations.WITHDRAW_STEP,
    },
    commands={
        "queue": desk.queue,
        "signal": desk.by_number,
        "bindings": bindings.waiting,
        "confirmations": confirmations.listed,
    },
    actions={
        "queue.page": desk.queue,
        "signal.show": desk.show,
        "signal.details": desk.show_details,
        "signal.page": desk.turn_details,
        "signal.acknowledge": desk.acknowledge,
        "signal.begin": desk.begin_verification,
        "signal.verify": verify.start,
        "signal.enter": desk.enter,
        "signal.dismiss": dismiss.start,
        "signal.transfer": transfer.start,
        "signal.merge": transfer.start_merge,
        "signal.correct": correct.start,
        "correction.undo": correct.undo,
        "signal.ask": ask.start,
        "signal.commission": commission.start,
        "signal.decide": decide.start,
        "signal.close": desk.close,
        "tip.ask": ask.start_for_tip,
        "tip.split": split.start,
        "tip.answered": desk.answered,
        "assessment.show": commission.show_report,
        "assessment.adopt": commission.adopt,
        "assessment.return": commission.start_return,
        "binding.confirm": bindings.confirm,
        "binding.refuse": bindings.start_refusal,
        "confirmation.new": confirmations.start,
        "confirmation.withdraw": confirmations.start_withdrawal,
    },
)

SIGNER_FLOW = Flow(
    name="officer",
    roles=frozenset({Role.SIGNER}),
    steps={"decide": decide.STEP},
    commands={"queue": desk.queue, "signal": desk.by_number},
    actions={
        "queue.page": desk.queue,
        "signal.show": desk.show,
        "signal.details": desk.show_details,
        "signal.page": desk.turn_details,
        "signal.decide": decide.start,
        "assessment.show": commission.show_report,
    },
)

SUPERIOR_FLOW = Flow(
    name="officer",
    roles=frozenset({Role.SUPERIOR}),
    commands={"signal": desk.by_number},
    actions={
        "signal.show": desk.show,
        "signal.details": desk.show_details,
        "signal.page": desk.turn_details,
    },
)

FLOWS = (FLOW, SIGNER_FLOW, SUPERIOR_FLOW)
