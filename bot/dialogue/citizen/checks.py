"""The sender's word on what was read in their photos and files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial, wraps
from typing import Any, Final

from bot.dialogue.citizen import tip
from bot.dialogue.citizen.readings import RIGHT, SKIP, WRONG, question
from bot.dialogue.citizen.whole import reading_of
from bot.dialogue.turn import Context, Input, State, Step, Turn
from casework import file_readings
from casework.ports import Ask, Choose, Reply, Say, Text
from casework.ports.encoding import load_reply
from casework.what_was_read import content, together
from risk.reading import Checked, FileReading
from texts.catalogue import say

_WORD: Final = {RIGHT: Checked.RIGHT, WRONG: Checked.WRONG, SKIP: Checked.SKIPPED, "skip": Checked.SKIPPED}
_ANSWER: Final = {
    Checked.RIGHT: "citizen-read-kept",
    Checked.WRONG: "citizen-read-dropped",
    Checked.SKIPPED: "citizen-read-skipped",
}


def reading(state: State, input_: Input, context: Context) -> Turn:
    """While files are read, and while the question about them is open. Without any input: look again."""
    data: dict[str, Any] = {**state.data, "files": [*state.data.get("files", []), *input_.files]}
    ids = [str(id_) for id_ in data.get("shown", ())]
    word = _WORD.get(input_.value) or (_typed(input_.text, context) if ids else None)
    if word is not None and ids:
        return _checked(state, {**data, "shown": []}, ids, word, context)
    if input_.text:
        data = {**data, "shown": [], "words": [*data["words"], input_.text], "late": True}
        return tip.after_words(state, data, context)
    if input_.files:
        return tip.resume({**data, "late": False}, context)
    if word is not None:  # they do not want to wait
        return tip.resume({**data, "late": True}, context)
    if ids:
        return Turn(state=state, replies=(question(_own(ids, context), context.uow),) if input_.value else ())
    late = bool(file_readings.waiting(context.uow, context.person.id, data["files"]))
    return tip.resume({**data, "late": late}, context)


def right(state: State, input_: Input, context: Context) -> Turn:
    return _aside(state, input_.subject.split(","), Checked.RIGHT, context)


def wrong(state: State, input_: Input, context: Context) -> Turn:
    return _aside(state, input_.subject.split(","), Checked.WRONG, context)


def skip(state: State, input_: Input, context: Context) -> Turn:
    return _aside(state, input_.subject.split(","), Checked.SKIPPED, context)


def by_words(step: Step) -> Step:
    """ "对" or "有错", typed while no question is open, is about what was shown last."""

    @wraps(step)
    def turn(state: State, input_: Input, context: Context) -> Turn:
        word = _typed(input_.text, context) if input_.text and not input_.files else None
        if word is None or not (asked := file_readings.asked(context.uow, context.person.id)):
            return step(state, input_, context)
        return _aside(state, [one.id for one in asked], word, context)

    return turn


def _checked(state: State, data: dict[str, Any], ids: Sequence[str], word: Checked, context: Context) -> Turn:
    """On with the tip; a product that the label names helps triage."""
    if context.prepared is None:
        named = together(content(one).facts for one in _own(ids, context)).product if word is Checked.RIGHT else ""
        return Turn(state=state, prepare=reading_of(data, context, named=named))
    said: tuple[Reply, ...] = (Say(text=Text(key=_ANSWER[word])),) if word is Checked.WRONG else ()
    return Turn(
        state=state,
        command=partial(file_readings.check, context.uow, context.env, context.person, ids, word),
        then=lambda _: tip.ask_on(data, context.prepared, context, said),
    )


def _aside(state: State, ids: Sequence[str], word: Checked, context: Context) -> Turn:
    """Beside whatever dialogue is open, whose question is asked again."""
    return Turn(
        state=state,
        command=partial(file_readings.check, context.uow, context.env, context.person, ids, word),
        then=lambda _: Turn(state=state, replies=(Say(text=Text(key=_ANSWER[word])), *open_question(state, context))),
    )


def open_question(state: State, context: Context) -> tuple[Reply, ...]:
    """The question that waits for an answer, once more."""
    message = context.uow.outbox.find(state.prompt) if state.prompt else None
    reply = load_reply(message.reply.reveal()) if message is not None and message.reply else None
    return (reply,) if isinstance(reply, Ask | Choose) else ()


def _own(ids: Sequence[str], context: Context) -> list[FileReading]:
    found = (context.uow.readings.find(id_) for id_ in ids)
    return [one for one in found if one is not None and one.person_id == context.person.id]


def _typed(text: str, context: Context) -> Checked | None:
    words = text.strip().strip("。.!！~～ ").casefold()
    for key, word in (("typed-right", Checked.RIGHT), ("typed-wrong", Checked.WRONG)):
        if words in say(context.person.locale, key).split("|"):
            return word
    return None
