"""In which encoding text files come here: UTF-8, or that in which Chinese office programs save, GB18030 (GBK) on the
mainland, Big5 in Hong Kong; or UTF-16."""

from __future__ import annotations

import codecs
from functools import cache
from typing import Final

MARK: Final = "\ufeff"  # the byte-order mark, which is no part of the text
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_TWO_BYTES: Final = "\u07ff"  # the last character that takes no more in UTF-8
_LEAST: Final = 0.5  # of common characters, in what only Big5 can read


def decoded(raw: bytes) -> str | None:
    """UTF-8, with or without a byte-order mark, else GB18030 or Big5; None for what is none of them.

    Nearly all Big5 is valid GB18030, in which it makes rare characters: that is taken which reads as common Chinese.
    """
    try:
        return raw.decode("utf-8").removeprefix(MARK)
    except UnicodeDecodeError:
        if _is_damaged_utf_8(raw):
            return None
    mainland, hong_kong = _read(raw, "gb18030"), _read(raw, "big5hkscs")
    if hong_kong is not None and _common(hong_kong) > (_LEAST if mainland is None else _common(mainland)):
        return hong_kong
    return mainland


def _read(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding).removeprefix(MARK)
    except UnicodeDecodeError:
        return None


def _common(text: str) -> float:
    """How much of the Chinese, and of what stands in no font, is among the characters that both encodings put first."""
    chinese = [char for char in text if "㐀" <= char <= "鿿" or "\ue000" <= char <= "\uf8ff"]
    return sum(char in _first_characters() for char in chinese) / len(chinese) if chinese else 1.0


@cache
def _first_characters() -> frozenset[str]:
    """Level 1 of GB 2312 and of Big5."""
    return frozenset(
        bytes((lead, trail)).decode(encoding, "ignore")
        for encoding, leads in (("gb2312", range(0xB0, 0xD8)), ("big5", range(0xA4, 0xC7)))
        for lead in leads
        for trail in range(0x40, 0xFF)
    )


def is_marked_utf_16(raw: bytes) -> bool:
    """By its byte-order mark."""
    return raw.startswith(_UTF_16)


def _is_damaged_utf_8(raw: bytes) -> bool:
    """Most of what is not ASCII is UTF-8 all the same: something was cut, and GB18030 would make nonsense of it."""
    foreign = len(raw) - len(raw.decode("ascii", "ignore"))
    kept = sum(char > _TWO_BYTES for char in raw.decode("utf-8", "ignore"))
    return 2 * 3 * kept > foreign
