"""What is still missing from a tip, and how it is asked: at most four questions, none whose answer was given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.dialogue.citizen.whole import guesses
from bot.dialogue.turn import State
from casework.ports import Ask, Choose, Option, Reply, Text
from casework.tips import sure_product
from risk.finding import Finding, Harm
from risk.information import Trade

MOST: Final = 4
FLOW_NAME: Final = "tip"
UNTOLD: Final = "untold"  # no step: what is asked at "what" when nothing else is left to ask
AS_IT_IS: Final = "as-it-is"
_TRADES: Final = (
    (Trade.CROSS_BORDER, Trade.IMPORT),
    (Trade.DOMESTIC, Trade.EXPORT),
)
_HARMS: Final = (Harm.NONE, Harm.MINOR, Harm.SERIOUS, Harm.FATAL)


def missing(finding: Finding, data: Mapping[str, Any]) -> list[str]:
    """The steps still to ask, in order."""
    wanted = []
    if not data.get("product") and sure_product(finding) is None:
        wanted.append("product")
    if finding.harm is Harm.NONE and (not finding.hazards or guesses(finding)):
        wanted.append("what")
    if finding.trade == Trade.UNKNOWN and not data.get("trade"):
        wanted.append("trade")
    answered = data.get("harm") or data.get("harm_unknown")
    if not answered and finding.injured is None and finding.harm in (Harm.NONE, Harm.NEAR_MISS, Harm.PROPERTY):
        wanted.append("harm")
    if not data.get("files"):
        wanted.append("photo")
    asked = data.get("asked", [])
    return [step for step in wanted if step not in asked][: MOST - len(asked)]


def question(step: str, data: Mapping[str, Any]) -> Reply:
    """The question of a step, with skip, and with back where there is something to go back to."""
    control = _control(data)
    if step == "trade":
        rows = tuple(tuple(_option("trade", trade) for trade in row) for row in _TRADES)
        return Choose(text=Text(key="citizen-ask-trade"), options=(*rows, control))
    if step == "harm":
        rows = tuple((_option("citizen-harm", harm),) for harm in _HARMS)
        return Choose(text=Text(key="citizen-ask-harm"), options=(*rows, control))
    if step == UNTOLD:
        row = (Option(label=Text(key="citizen-file-as-it-is"), value=AS_IT_IS),)
        return Ask(
            text=Text(key="citizen-not-told-yet"), placeholder=Text(key="citizen-placeholder-what"), options=(row,)
        )
    if step == "what" and not data.get("words"):  # nothing was said yet: that cannot be skipped
        return Ask(text=Text(key="citizen-ask-words"), placeholder=Text(key="citizen-placeholder-what"))
    want = "file" if step == "photo" else "text"
    return Ask(
        text=Text(key=f"citizen-ask-{step}"),
        want=want,
        placeholder=Text(key=f"citizen-placeholder-{step}"),
        options=(control,),
    )


def at_question(state: State, step: str, data: Mapping[str, Any]) -> tuple[State, Reply]:
    """The state that waits for the answer, and the question."""
    asked = [*data.get("asked", []), step]
    new = {**data, "asked": asked}
    return State(flow=FLOW_NAME, step=step, data=new), question(step, new)


def _control(data: Mapping[str, Any]) -> tuple[Option, ...]:
    skip = Option(label=Text(key="button-skip"), value="skip")
    if len(data.get("asked", [])) > 1:
        return (Option(label=Text(key="button-back"), value="back"), skip)
    return (skip,)


def _option(kind: str, value: Trade | Harm) -> Option:
    return Option(label=Text(key=f"{kind}-{value.value}".replace("_", "-")), value=value.value)
