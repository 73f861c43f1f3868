"""A question answered by any number of files."""

from __future__ import annotations

from bot.dialogue.forms import Answers, Question, Ticked
from bot.dialogue.turn import Context, Input
from casework.ports import Ask, Option, Text

MAX_FILES = 10


def files(name: str, key: str) -> Question:
    """The answer is a list of attachment ids; `key` has the parameter `count`, how many are there already."""

    def ask(answers: Answers, _context: Context, _page: int) -> Ask:
        count = len(answers.get(name) or ())
        done = (Option(label=Text(key="upload-done", params={"count": count}), value="done"),)
        return Ask(text=Text(key=key, params={"count": count}), want="file", options=(done,) if count else ())

    def read(input_: Input, answers: Answers, _context: Context) -> object:
        kept = list(answers.get(name) or ())
        if input_.value == "done":
            return kept
        if not input_.files:
            return Text(key="upload-send-a-file")
        if len(kept) + len(input_.files) > MAX_FILES:
            return Text(key="upload-too-many", params={"limit": MAX_FILES})
        return Ticked(values=(*kept, *input_.files))

    return Question(name=name, ask=ask, read=read, optional=True)
