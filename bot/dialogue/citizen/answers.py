"""The answers to the questions; each can be skipped, and taken back."""

from __future__ import annotations

from dataclasses import replace
from functools import wraps
from typing import Any

from bot.dialogue.citizen import injuries
from bot.dialogue.citizen.checks import open_question
from bot.dialogue.citizen.choices import says_no
from bot.dialogue.citizen.questions import AS_IT_IS, FLOW_NAME, question
from bot.dialogue.citizen.tip import after_words, resume, small_talk, understood
from bot.dialogue.citizen.whole import reading_of, said_back
from bot.dialogue.heard import letters, made_of
from bot.dialogue.turn import Context, Input, State, Step, Turn
from casework.ports import Say, Text
from casework.tips import sure_product
from risk.finding import Harm
from risk.information import Trade

# What going back to a question takes back with it; files stay, whatever the question was when they came.
_ANSWERS = {"trade": ("trade", "where"), "harm": ("harm", "harm_unknown", "hazards", "injuries")}


_RETURNED = {"citizen-greeted": "citizen-greeted-again", "citizen-calm": "citizen-calm"}


def _correctable(step: Step) -> Step:
    """Whatever is asked, "不是玩具，是充电宝" corrects what we said we understood; then the question comes again."""

    @wraps(step)
    def turn(state: State, input_: Input, context: Context) -> Turn:
        words, finding = state.data.get("words"), input_.finding
        if not words or finding is None or input_.value or not says_no(input_.text, context.person.locale):
            return step(state, input_, context)
        product = sure_product(finding)
        said = state.data.get("said")
        if product is None and (state.step == "harm" or said is None):
            return step(state, input_, context)
        data = {**_with_files(state, input_), "words": [*words, input_.text]}
        if product is not None:
            data = {**data, "product": product, "put_right": [*data.get("put_right", []), len(words)]}
        else:  # 不是爆炸，是冒烟
            data = {**data, "said": {**data["said"], "hazards": []}}
        if context.prepared is None:
            return Turn(state=state, prepare=reading_of(data, context))
        if product is None and said is not None and set(context.prepared.hazards) == set(said["hazards"]):
            return step(state, input_, context)
        data = said_back(context.prepared, data)
        return Turn(
            state=State(flow=FLOW_NAME, step=state.step, data=data),
            replies=(*understood(context.prepared, data, context), question(state.step, data)),
        )

    return turn


def _no_talk(step: Step) -> Step:
    """A greeting, thanks or a curse answers no question: it is returned, and the question comes again."""

    @wraps(step)
    def turn(state: State, input_: Input, context: Context) -> Turn:
        talk = small_talk(input_.text) if letters(input_.text) and not (input_.value or input_.files) else ""
        if not talk or (state.step == "harm" and made_of(input_.text, "typed-yes", "typed-nobody")):
            return step(state, input_, context)
        if talk == "citizen-no-photo" and state.step == "photo":
            return resume(dict(state.data), context)
        returned = _RETURNED.get(talk)
        said = (Say(text=Text(key=returned)),) if returned else ()
        return Turn(state=state, replies=(*said, *open_question(state, context)))

    return turn


@_no_talk
@_correctable
def what(state: State, input_: Input, context: Context) -> Turn:
    """What happened, in free words; a photo may come first."""
    data = _with_files(state, input_)
    if input_.value == AS_IT_IS and data.get("words"):
        return resume({**data, "as_it_is": True}, context)
    if input_.value in ("skip", "back"):
        return _skip_or_back(state, input_, data, context)
    if not input_.text:
        return _once_more(state, input_, data)
    data["words"] = [*data.get("words", []), input_.text]
    return after_words(state, data, context)


def product(state: State, input_: Input, context: Context) -> Turn:
    """Which product, in free words."""
    return what(state, input_, context)


@_no_talk
@_correctable
def trade(state: State, input_: Input, context: Context) -> Turn:
    """How it came to them: a button; typed words are kept as the place where it was bought."""
    data = _with_files(state, input_)
    if input_.value in ("skip", "back"):
        return _skip_or_back(state, input_, data, context)
    if input_.value in set(Trade):
        data["trade"] = input_.value
    elif input_.text:
        data["words"] = [*data["words"], input_.text]
        bought = _bought(input_)
        if not bought and (hurt := injuries.besides(input_.text, input_.finding)):
            return _once_more(state, input_, {**data, **hurt})
        data = {**data, "where": input_.text[:500], **bought}
    else:
        return _once_more(state, input_, data)
    return resume(data, context)


@_no_talk
@_correctable
def harm(state: State, input_: Input, context: Context) -> Turn:
    """Whether anybody was hurt: a button, or words."""
    data = _with_files(state, input_)
    if input_.value in ("skip", "back"):
        return _skip_or_back(state, input_, data, context)
    if input_.value in set(Harm):
        data["harm"] = input_.value
    elif input_.text:
        data["words"] = [*data["words"], input_.text]
        told = injuries.told(input_.text, input_.finding)
        if told is None and (bought := _bought(input_)):
            return _once_more(state, input_, {**data, **bought})
        data = {**data, "injuries": input_.text[:2000], **(told or {})}
    else:
        return _once_more(state, input_, data)
    return resume(data, context)


@_no_talk
@_correctable
def photo(state: State, input_: Input, context: Context) -> Turn:
    """A photo; words instead of one are more of the story."""
    data = _with_files(state, input_)
    if input_.value in ("skip", "back"):
        return _skip_or_back(state, input_, data, context)
    if input_.text:
        data["words"] = [*data["words"], input_.text]
        data.update(injuries.besides(input_.text, input_.finding) or {})
    elif not input_.files:
        return _once_more(state, input_, data)
    return resume(data, context)


def _bought(input_: Input) -> dict[str, Any]:
    """How it came to them, where the words say it."""
    if input_.finding is None or input_.finding.trade == Trade.UNKNOWN:
        return {}
    return {"trade": input_.finding.trade, "where": input_.text[:500]}


def _with_files(state: State, input_: Input) -> dict[str, Any]:
    return {**state.data, "files": [*state.data.get("files", []), *input_.files]}


def _once_more(state: State, input_: Input, data: dict[str, Any]) -> Turn:
    """Not answered yet: the question comes again, and a file that came stays with the tip."""
    kept = (Say(text=Text(key="citizen-file-kept")),) if input_.files else ()
    return Turn(state=State(flow=FLOW_NAME, step=state.step, data=data), replies=(*kept, question(state.step, data)))


def _skip_or_back(state: State, input_: Input, data: dict[str, Any], context: Context) -> Turn:
    if input_.value == "skip":
        if not data.get("words"):  # nothing was said yet: that one cannot be skipped
            return _once_more(state, input_, data)
        return resume(data, context)
    asked = list(data.get("asked", []))
    if len(asked) < 2:
        again = _once_more(state, input_, data)
        return replace(again, replies=(Say(text=Text(key="engine-nothing-before")), *again.replies))
    previous = asked[-2]
    for name in _ANSWERS.get(previous, ()):
        data.pop(name, None)
    data["asked"] = asked[:-1]
    return Turn(state=State(flow=FLOW_NAME, step=previous, data=data), replies=(question(previous, data),))
