"""What the officer hears after a correction, what to look at next, and the way to take it back."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.officer.desk import card
from bot.dialogue.turn import IDLE, Context, State, Turn, say_only
from casework.corrections import Corrected
from casework.ports import Option, Say, Text
from casework.ports.replies import Param
from risk.information import RiskInformation
from risk.signal import Signal


def corrected(done: Corrected, context: Context) -> Turn:
    """Said, with the button that takes it back; then the card as it is now."""
    number = done.signal.number
    if not done.act_id:
        return say_only(IDLE, Say(text=Text(key="correct-nothing", params={"number": number})))
    back = Option(label=Text(key="correct-button-undo"), action="correction.undo", subject=done.act_id)
    said = Say(text=Text(key="correct-done", params={"number": number}), options=((back,),))
    return say_only(IDLE, said, *_next(done), card(context, done.signal))


def taken_back(state: State, done: Corrected, context: Context) -> Turn:
    """The same for the way back."""
    said = Say(text=Text(key="correct-undone", params={"number": done.signal.number}))
    return say_only(state, said, *_next(done), card(context, done.signal))


def moved_out(signal: Signal, tips: Sequence[RiskInformation], context: Context) -> Turn:
    """It is not ours: what has become of the signal."""
    params: dict[str, Param] = {
        "number": signal.number,
        "tip": tips[0].number,
        "closed": int(signal.closed_at is not None),
    }
    return say_only(IDLE, Say(text=Text(key="correct-moved-out", params=params)), card(context, signal))


def _next(done: Corrected) -> tuple[Say, ...]:
    """Nothing is merged, split or assessed by itself."""
    said: list[Say] = []
    number = done.signal.number
    if done.alike is not None:
        merge = Option(label=Text(key="officer-button-merge"), action="signal.merge", subject=done.signal.id)
        params = {"number": number, "other": done.alike.number}
        said.append(Say(text=Text(key="correct-alike", params=params), options=((merge,),)))
    if done.apart:
        details = Option(label=Text(key="officer-button-details"), action="signal.details", subject=done.signal.id)
        said.append(Say(text=Text(key="correct-apart", params={"number": number}), options=((details,),)))
    if done.reassess:
        said.append(Say(text=Text(key="correct-reassess", params={"number": number})))
    return tuple(said)
