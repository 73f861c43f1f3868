"""The table of the citizen's steps, and of what all who bring information can do with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.dialogue.citizen import answers, cases, checks, names, relays, tip
from bot.dialogue.citizen.asides import beside
from bot.dialogue.citizen.choices import RELAY_FLOW_NAME
from bot.dialogue.citizen.questions import FLOW_NAME
from bot.dialogue.citizen.readings import RIGHT, SKIP, STEP, WRONG
from bot.dialogue.citizen.safety import safely
from bot.dialogue.directory import FREE_WORDS
from bot.dialogue.turn import Flow, Step
from risk.organisation import Role

_STEPS: Final[Mapping[str, Step]] = {
    FREE_WORDS: checks.by_words(tip.first_words),
    "refer": tip.after_referral,
    "which": cases.which,
    "what": answers.what,
    "product": answers.product,
    "trade": answers.trade,
    "harm": answers.harm,
    "photo": answers.photo,
    STEP: checks.reading,
}

TIP_FLOW = Flow(
    name=FLOW_NAME,
    roles=frozenset({Role.CITIZEN}),
    steps={name: safely(beside(step)) for name, step in _STEPS.items()},
    commands={"tip": tip.ask_for_words, "realname": names.link},
    actions={
        "realname.link": names.link,
        "realname.decline": names.decline,
        "tip.new": tip.ask_for_words,
        RIGHT: checks.right,
        WRONG: checks.wrong,
        SKIP: checks.skip,
    },
)

# Operators and laboratories report too (Art. 10), follow their cases, and are asked back.
CASE_FLOW = Flow(
    name=RELAY_FLOW_NAME,
    roles=frozenset({Role.CITIZEN, Role.ENTERPRISE, Role.EXPERT}),
    steps={"relay": safely(relays.answer)},
    commands={"mytips": cases.mine},
    actions={"relay.answer": relays.begin, "tip.mine": cases.mine},
)

FLOWS = (TIP_FLOW, CASE_FLOW)
