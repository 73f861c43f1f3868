"""Where the danger goes on while they write, the advice comes before everything else; then the case goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import wraps
from typing import Final

from bot.dialogue.turn import Context, Input, State, Step, Turn
from casework.ports import Say, Text
from casework.tips import still_open, sure_product
from risk.finding import Finding
from risk.peril import Peril

_TOLD: Final = "advised"  # in the state: kind -> when
_BURNING: Final = frozenset({Peril.FIRE, Peril.SMOKE})
_WITH_BATTERY: Final = frozenset({"batteries_power", "light_vehicles"})
_ONE_TALK: Final = timedelta(hours=2)


def safely(step: Step) -> Step:
    """Each kind of advice once in a talk, whatever question is open and also between two of them."""

    @wraps(step)
    def turn(state: State, input_: Input, context: Context) -> Turn:
        now = context.env.now()
        told = _still(state.data.get(_TOLD), now)
        peril = _peril(state, input_.finding, context) if not input_.value else None
        due = peril is not None and peril.value not in told
        if due and peril is not None:
            told = {**told, peril.value: now.isoformat()}
        made = _keeping(step(state, input_, context), told)
        if peril is None or not due or (made.prepare is not None and context.prepared is None):
            return made
        advice = Say(text=Text(key=f"citizen-safety-{peril.value}"))
        return replace(made, replies=(advice, *made.replies))

    return turn


def again(state: State) -> Say:
    """To "怎么办": the advice that was given last, or what holds for every danger."""
    told = state.data.get(_TOLD) or {}
    last = max(told, key=lambda kind: str(told[kind]), default=Peril.OTHER.value)
    return Say(text=Text(key=f"citizen-safety-{last}"))


def _peril(state: State, finding: Finding | None, context: Context) -> Peril | None:
    """ "它又冒烟了" is about the battery that they told of before."""
    if finding is None or finding.peril not in _BURNING or sure_product(finding) is not None:
        return finding.peril if finding is not None else None
    said = state.data.get("said") or {}
    cases = [] if state.flow else still_open(context.uow, context.person)
    known = state.data.get("product") or said.get("product") or (cases[0].product if len(cases) == 1 else None)
    return Peril.BATTERY if known in _WITH_BATTERY else finding.peril


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
