"""What was read in the files of a signal's tips, masked as the tips are, and whether their senders confirmed it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.dialogue.turn import Context
from casework.attached import Numbered
from casework.masking import cut, mask
from casework.ports import Reply, Say, Text
from casework.what_was_read import content, reading_of, shown
from risk.signal import Signal

_QUOTE_LIMIT: Final = 800


def file_contents(context: Context, signal: Signal, files: Sequence[Numbered]) -> list[Reply]:
    """Files without any writing are left out."""
    parts: list[Reply] = []
    for one in files:
        reading = reading_of(context.uow, one.file)
        if reading is not None:
            read = content(reading)
            params = {
                "tip": one.tip.number,
                "number": one.number,
                "checked": reading.checked.value,
                **shown(read.facts, masked=True),
                "quote": cut(mask(read.text), _QUOTE_LIMIT) or "—",
            }
            brief = Text(key="officer-read-brief", params={"number": signal.number})
            parts.append(Say(text=Text(key="officer-read", params=params), confidential=True, brief=brief))
    return parts
