"""How many short messages a text costs: GSM 03.38 for Latin letters, UCS-2 for all others (3GPP TS 23.038, 23.040)."""

from __future__ import annotations

from typing import Final

_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED: Final = frozenset("^{}\\[~]|€\f")
_ONE_LATIN, _PART_LATIN = 160, 153
_ONE_WIDE, _PART_WIDE = 70, 67  # UTF-16 code units


def parts(text: str) -> int:
    """Short messages that the text is split into by the network."""
    if all(char in _BASIC or char in _EXTENDED for char in text):
        length = sum(2 if char in _EXTENDED else 1 for char in text)
        return _parts(length, one=_ONE_LATIN, each=_PART_LATIN)
    return _parts(len(text.encode("utf-16-le")) // 2, one=_ONE_WIDE, each=_PART_WIDE)


def _parts(length: int, *, one: int, each: int) -> int:
    return 1 if length <= one else -(-length // each)
