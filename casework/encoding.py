"""In which encoding text files come here: UTF-8, or GB18030 (GBK), in which Chinese office programs save; or UTF-16."""

from __future__ import annotations

import codecs
from typing import Final

MARK: Final = "\ufeff"  # the byte-order mark, which is no part of the text
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_TWO_BYTES: Final = "\u07ff"  # the last character that takes no more in UTF-8


def decoded(raw: bytes) -> str | None:
    """UTF-8, with or without a byte-order mark, else GB18030; None for what is neither."""
    try:
        return raw.decode("utf-8").removeprefix(MARK)
    except UnicodeDecodeError:
        if _is_damaged_utf_8(raw):
            return None
    try:
        return raw.decode("gb18030").removeprefix(MARK)
    except UnicodeDecodeError:
        return None


def is_marked_utf_16(raw: bytes) -> bool:
    """By its byte-order mark."""
    return raw.startswith(_UTF_16)


def _is_damaged_utf_8(raw: bytes) -> bool:
    """Most of what is not ASCII is UTF-8 all the same: something was cut, and GB18030 would make nonsense of it."""
    foreign = len(raw) - len(raw.decode("ascii", "ignore"))
    kept = sum(char > _TWO_BYTES for char in raw.decode("utf-8", "ignore"))
    return 2 * 3 * kept > foreign
