"""Words that could belong to several things: to an officer's question, to an open case, or to a new tip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.dialogue.citizen.questions import FLOW_NAME
from bot.dialogue.turn import Input, State, Turn
from casework.ports import Choose, Option, Text
from risk.information import RelayMessage, RiskInformation
from texts.catalogue import say

RELAY_FLOW_NAME: Final = "case"
_CASES_OFFERED: Final = 3


def answer_or_tip(input_: Input, pending: RelayMessage) -> Turn:
    """A question waits and words come."""
    data = {"text": input_.text, "files": list(input_.files), "relay": pending.id}
    options = (
        (Option(label=Text(key="citizen-relay-is-answer"), value="answer"),),
        (Option(label=Text(key="citizen-relay-is-tip"), value="tip"),),
    )
    return Turn(
        state=State(flow=RELAY_FLOW_NAME, step="relay", data=data),
        replies=(Choose(text=Text(key="citizen-relay-or-tip"), options=options),),
    )


def which_case(input_: Input, cases: Sequence[RiskInformation]) -> Turn:
    """Words that name no product, from somebody who has cases open."""
    data = {"text": input_.text, "files": list(input_.files)}
    options = tuple(
        (Option(label=Text(key="citizen-which-case", params={"number": case.number}), value=case.id),)
        for case in cases[:_CASES_OFFERED]
    )
    new = (Option(label=Text(key="citizen-which-new"), value="new"),)
    return Turn(
        state=State(flow=FLOW_NAME, step="which", data=data),
        replies=(Choose(text=Text(key="citizen-which"), options=(*options, new)),),
    )


def says_no(text: str, locale: str) -> bool:
    """Words that begin as a correction does: they are about something said before."""
    return text.lower().startswith(tuple(say(locale, "typed-correction").split("|")))
