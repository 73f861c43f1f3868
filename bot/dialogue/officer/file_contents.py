"""What was read in the files of a signal's tips, masked as the tips are, and whether their senders confirmed it."""

from __future__ import annotations

from typing import Final

from bot.dialogue.turn import Context
from casework.masking import cut, mask
from casework.ports import Reply, Say, Text
from casework.what_was_read import content, reading_of, shown
from risk.information import RiskInformation
from risk.signal import Signal

_QUOTE_LIMIT: Final = 800


def file_contents(context: Context, signal: Signal, tips: list[RiskInformation], *, most: int) -> list[Reply]:
    """Numbered as the files are shown; files without any writing are left out."""
    uow = context.uow
    files = [(tip, file) for tip in tips for file in uow.attachments.of_information(tip.id)][:most]
    found = [(number, tip, reading_of(uow, file)) for number, (tip, file) in enumerate(files, start=1)]
    parts: list[Reply] = []
    for number, tip, reading in found:
        if reading is not None:
            read = content(reading)
            params = {
                "tip": tip.number,
                "number": number,
                "checked": reading.checked.value,
                **shown(read.facts, masked=True),
                "quote": cut(mask(read.text), _QUOTE_LIMIT) or "—",
            }
            brief = Text(key="officer-read-brief", params={"number": signal.number})
            parts.append(Say(text=Text(key="officer-read", params=params), confidential=True, brief=brief))
    return parts
