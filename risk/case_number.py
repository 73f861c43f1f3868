"""The number that follows a case: short, unguessable, safe to read out on the telephone."""

from __future__ import annotations

import unicodedata
from typing import Final

BITS: Final = 45
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_VALUES: Final = {symbol: value for value, symbol in enumerate(_ALPHABET)}
_LOOK_ALIKES: Final = str.maketrans("OIL", "011")
_LEAD: Final = "T"
_SYMBOLS: Final = BITS // 5
_LONGEST_INPUT: Final = 64


def make(random_bits: int) -> str:
    """`T-XXXXX-XXXXX` from the lowest 45 bits; the last symbol is the check character."""
    symbols = [_ALPHABET[random_bits >> shift & 31] for shift in range(BITS - 5, -1, -5)]
    symbols.append(_ALPHABET[_times_x(_remainder(symbols))])
    return _grouped(symbols)


def check(text: str) -> str | None:
    """The number in its usual writing if `text` is one, however typed (case, spaces, full width, O for 0), or None."""
    if len(text) > _LONGEST_INPUT:
        return None
    plain = unicodedata.normalize("NFKC", text).upper()
    kept = "".join(c for c in plain if not c.isspace() and unicodedata.category(c) != "Pd").translate(_LOOK_ALIKES)
    lead, symbols = kept[:1], list(kept[1:])
    if lead != _LEAD or len(symbols) != _SYMBOLS + 1 or any(symbol not in _VALUES for symbol in symbols):
        return None
    return _grouped(symbols) if _remainder(symbols) == 0 else None


def _grouped(symbols: list[str]) -> str:
    half = len(symbols) // 2
    return f"{_LEAD}-{''.join(symbols[:half])}-{''.join(symbols[half:])}"


def _remainder(symbols: list[str]) -> int:
    """Of the number as a polynomial over GF(32), at the field's generator x.

    Every place weighs a different power of x, so any wrong symbol and any two swapped ones change it.
    """
    total = 0
    for symbol in symbols:
        total = _times_x(total) ^ _VALUES[symbol]
    return total


def _times_x(value: int) -> int:
    """In GF(32) modulo x⁵ + x² + 1."""
    value <<= 1
    return value ^ 0b100101 if value & 0b100000 else value
