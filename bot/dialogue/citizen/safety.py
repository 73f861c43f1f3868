"""Where the danger goes on while they write, the advice comes before everything else; then the case goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import wraps
from typing import Final

from bot.dialogue.turn import Context, Input, State, Step, Turn
from casework.ports import Say, Text

_TOLD: Final = "advised"  # in the state: kind -> when
_ONE_TALK: Final = timedelta(hours=2)


def safely(step: Step) -> Step:
    """Each kind of advice once in a talk, whatever question is open and also between two of them."""

    @wraps(step)
    def turn(state: State, input_: Input, context: Context) -> Turn:
        now = context.env.now()
        told = _still(state.data.get(_TOLD), now)
        peril = input_.finding.peril if input_.finding is not None and not input_.value else None
        due = peril is not None and peril.value not in told
        if due and peril is not None:
            told = {**told, peril.value: now.isoformat()}
        made = _keeping(step(state, input_, context), told)
        if peril is None or not due or (made.prepare is not None and context.prepared is None):
            return made
        advice = Say(text=Text(key=f"citizen-safety-{peril.value}"))
        return replace(made, replies=(advice, *made.replies))

    return turn


def _still(told: object, now: datetime) -> dict[str, str]:
    """What was said lately."""
    said = told if isinstance(told, Mapping) else {}
    return {str(kind): str(at) for kind, at in said.items() if now - datetime.fromisoformat(str(at)) < _ONE_TALK}


def _keeping(turn: Turn, told: Mapping[str, str]) -> Turn:
    """The turn, and what follows from its act, with what was said kept in the state."""
    data = {key: value for key, value in turn.state.data.items() if key != _TOLD}
    kept = replace(turn, state=replace(turn.state, data={**data, _TOLD: dict(told)} if told else data))
    then = turn.then
    return kept if then is None else replace(kept, then=lambda result: _keeping(then(result), told))
