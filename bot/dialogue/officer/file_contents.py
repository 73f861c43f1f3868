"""What was read in the files of a signal's tips, masked as the tips are, and whether their senders confirmed it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.dialogue.turn import Context
from casework.attached import Numbered
from casework.masking import cut, mask
from casework.ports import Reply, Say, Text
from casework.ports.replies import Param
from casework.what_was_read import content, reading_of, shown
from risk.reading import Checked, FileReading
from risk.signal import Signal

_QUOTE_LIMIT: Final = 800


def file_contents(context: Context, signal: Signal, files: Sequence[Numbered]) -> list[Reply]:
    """Files without any writing are left out."""
    parts: list[Reply] = []
    for one in files:
        reading = reading_of(context.uow, one.file)
        if reading is not None:
            brief = Text(key="officer-read-brief", params={"number": signal.number})
            parts.append(Say(text=_words(one, reading), confidential=True, brief=brief))
    return parts


def _words(one: Numbered, reading: FileReading) -> Text:
    named: dict[str, Param] = {"tip": one.tip.number, "number": one.number}
    if reading.checked is Checked.WRONG:  # nothing is left of it
        return Text(key="officer-read-wrong", params=named)
    read = content(reading)
    text = cut(mask(read.text), _QUOTE_LIMIT)
    said: dict[str, Param] = {"checked": reading.checked.value, "quoted": int(bool(text)), "quote": text}
    return Text(key="officer-read", params={**named, **said, **shown(read.facts, masked=True)})
