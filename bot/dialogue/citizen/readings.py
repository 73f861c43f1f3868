"""What their photos and files say: waited for, shown, and asked about before a tip goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from bot.dialogue.citizen.questions import FLOW_NAME
from bot.dialogue.turn import Context, State, Turn
from casework import file_readings
from casework.ports import Choose, Option, Reply, Say, Text, UnitOfWork
from casework.what_was_read import content, of_papers, shown, together
from risk.reading import FileReading

STEP: Final = "reading"
RIGHT, WRONG, SKIP = "reading.right", "reading.wrong", "reading.skip"
_BUTTONS: Final = (("citizen-read-right", RIGHT), ("citizen-read-wrong", WRONG), ("button-skip", SKIP))


def hold(data: Mapping[str, Any], context: Context, replies: tuple[Reply, ...]) -> Turn | None:
    """Waits for what is being read, or asks about what was read; None = nothing to wait for or to ask."""
    files = tuple(data.get("files", ()))
    if not files:
        return None
    uow, person_id = context.uow, context.person.id
    if file_readings.waiting(uow, person_id, files) and not data.get("late"):
        state = State(flow=FLOW_NAME, step=STEP, data=dict(data))
        return Turn(state=state, replies=(*replies, Say(text=Text(key="citizen-reading"))))
    again = set(data.get("shown", ()))
    unanswered = [one for one in file_readings.asked(uow, person_id) if one.id in again]
    fresh = file_readings.to_ask(uow, person_id, files)
    if not (unanswered or fresh):
        return None
    both = [*unanswered, *fresh]
    return Turn(
        state=State(flow=FLOW_NAME, step=STEP, data=dict(data)),
        replies=replies,
        command=partial(file_readings.mark_asked, uow, fresh),
        then=lambda _: _asked(data, both, uow),
    )


def question(readings: Sequence[FileReading], uow: UnitOfWork) -> Choose:
    """The question of the dialogue: its buttons answer the step."""
    rows = (tuple(Option(label=Text(key=label), value=value) for label, value in _BUTTONS),)
    return Choose(text=_words(readings, uow), options=rows)


def notice(readings: Sequence[FileReading], uow: UnitOfWork) -> Say:
    """The same while the dialogue is elsewhere: its buttons are acts of their own and stay good."""
    subject = ",".join(one.id for one in readings)
    rows = (tuple(Option(label=Text(key=label), action=value, subject=subject) for label, value in _BUTTONS),)
    return Say(text=_words(readings, uow), options=rows)


def _asked(data: Mapping[str, Any], readings: Sequence[FileReading], uow: UnitOfWork) -> Turn:
    new = {**data, "shown": [one.id for one in readings]}
    return Turn(state=State(flow=FLOW_NAME, step=STEP, data=new), replies=(question(readings, uow),))


def _words(readings: Sequence[FileReading], uow: UnitOfWork) -> Text:
    facts = together(content(one).facts for one in readings)
    params = shown(facts, masked=False)
    return Text(key="citizen-read", params={"papers": int(of_papers(uow, readings)), **params})
