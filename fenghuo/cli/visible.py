"""Text of strangers on a terminal, which would obey the control characters in it."""

from __future__ import annotations

from typing import Final

_KEPT: Final = "\n\t"
_PICTURES: Final = 0x2400  # where Unicode keeps a picture for each of the first 32
_SHOWN: Final = {
    **{code: chr(_PICTURES + code) for code in range(0x20) if chr(code) not in _KEPT},
    0x7F: "\u2421",
    **dict.fromkeys(range(0x80, 0xA0), "\ufffd"),
}


def visible(text: str) -> str:
    """Every control character but the ends of lines and tabs as a sign of its own; as long as before."""
    return text.translate(_SHOWN)
