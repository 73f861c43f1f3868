"""The tables of the receiving side."""

from __future__ import annotations

from bot.dialogue.directory import FREE_WORDS
from bot.dialogue.enterprise import binding, circulars, receipts, report, subscription
from bot.dialogue.turn import Flow
from risk.organisation import Role

_RECEIVERS = frozenset(Role) - {Role.ADMIN}

CIRCULAR_FLOW = Flow(
    name="circular",
    roles=_RECEIVERS,
    steps={"answer": circulars.ANSWER_STEP},
    commands={"due": circulars.due},
    actions={
        "circular.acknowledge": circulars.acknowledge,
        "circular.pdf": circulars.pdf,
        "circular.show": circulars.show,
        "circular.answer": circulars.start_answer,
        "due.open": circulars.due,
        "receipt.pdf": receipts.pdf,
    },
)

SUBSCRIPTION_FLOW = Flow(
    name=subscription.FLOW_NAME,
    roles=_RECEIVERS,
    steps=subscription.STEPS,
    commands={"subscribe": subscription.open_menu, "unsubscribe": subscription.stop, "stop": subscription.stop},
    actions=subscription.ACTIONS,
)

BINDING_FLOW = Flow(
    name="binding",
    roles=frozenset({Role.CITIZEN, Role.ENTERPRISE}),
    steps={"bind": binding.STEP},
    commands={"bind": binding.start},
    actions={"binding.open": binding.start},
)

REPORT_FLOW = Flow(
    name="report",
    roles=frozenset({Role.ENTERPRISE, Role.EXPERT}),
    steps={"report": report.STEP},
    commands={"report": report.start},
    actions={"report.open": report.start},
)

# Free words of an enterprise begin a report; of an expert they are left to the expert's own dialogue.
FREE_WORDS_FLOW = Flow(name="enterprise", roles=frozenset({Role.ENTERPRISE}), steps={FREE_WORDS: report.free_words})

FLOWS = (CIRCULAR_FLOW, SUBSCRIPTION_FLOW, BINDING_FLOW, REPORT_FLOW, FREE_WORDS_FLOW)
