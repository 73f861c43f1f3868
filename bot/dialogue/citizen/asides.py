"""What the menu does, asked for in words at any moment: where one's cases are, and that one's data be deleted."""

from __future__ import annotations

import re
import unicodedata
from functools import wraps
from typing import Final

from bot.dialogue.citizen import cases, more
from bot.dialogue.citizen.checks import open_question
from bot.dialogue.citizen.safety import again
from bot.dialogue.everyone import own_data
from bot.dialogue.heard import holds, letters, made_of
from bot.dialogue.turn import Context, Input, State, Step, Turn
from casework.ports import Reply, Say, Text
from casework.tips import sure_product
from risk import case_number
from risk.finding import Finding

_NUMBER: Final = re.compile(r"(?<![a-z0-9])t(?:[\s\-‐-―−_]*[a-z0-9]){10}(?![a-z0-9])", re.IGNORECASE)
_SHORT: Final = 15  # letters beside a number that ask about it
_LONGEST: Final = 30  # letters of a request; who writes more tells something


def beside(step: Step) -> Step:
    """Answers such a request and asks the open question again; all else goes to the step."""

    @wraps(step)
    def turn(state: State, input_: Input, context: Context) -> Turn:
        if not input_.text or input_.value or input_.files:
            return step(state, input_, context)
        if (numbered := _numbered(state, input_, context)) is not None:
            return numbered
        if made_of(input_.text, "typed-what-now") and state.flow:
            return _then_on(Turn(state=state, replies=(again(state),)), state, context)
        if len(letters(input_.text)) > _LONGEST or _tells(input_.finding):
            return step(state, input_, context)
        if holds(input_.text, "typed-status") or made_of(input_.text, "typed-status-word"):
            return _then_on(cases.mine(state, input_, context), state, context)
        if holds(input_.text, "typed-erase"):
            return _then_on(own_data.ask_erase(state, input_, context), state, context)
        return step(state, input_, context)

    return turn


def _tells(finding: Finding | None) -> bool:
    """Of a product or a danger: no mere request."""
    return finding is not None and (
        finding.peril is not None
        or sure_product(finding) is not None
        or (bool(finding.hazards) and "hazards" not in finding.abstained)
    )


def _numbered(state: State, input_: Input, context: Context) -> Turn | None:
    """A case number by itself asks how it stands; with more words, they belong to that case."""
    plain = unicodedata.normalize("NFKC", input_.text)
    found = _NUMBER.search(plain)
    if found is None:
        return None
    number = case_number.check(found[0])
    case = next((one for one in context.uow.informations.of_person(context.person.id) if one.number == number), None)
    rest = plain[: found.start()] + plain[found.end() :]
    about_it = len(letters(rest)) <= _SHORT and (
        holds(rest, "typed-how-far") or made_of(rest, "typed-status-word", "typed-small", "typed-greeting")
    )
    if not letters(rest) or about_it:
        # The same for another one's number as for one that does not exist.
        shown = number or found[0].strip().upper()
        said: Reply = (
            Say(text=Text(key="citizen-number-unknown", params={"number": shown})) if case is None else cases.line(case)
        )
        return _then_on(Turn(state=state, replies=(said,)), state, context)
    if case is None or state.flow or not cases.takes_more(case, context):
        return None
    return more.add_to(state, case, input_.text, input_.files, context)


def _then_on(turn: Turn, state: State, context: Context) -> Turn:
    return Turn(state=state, replies=(*turn.replies, *open_question(state, context)))
