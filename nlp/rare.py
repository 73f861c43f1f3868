"""Which strings are common in tips: what two texts share of the others is likely a name."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

COMMON: Final = Path(__file__).parent / "data" / "pairs" / "common.txt"
_CHINESE = re.compile(r"[㐀-鿿]+")
_LATIN = re.compile(r"[a-z]{3,}")


def rare(text: str) -> frozenset[str]:
    """Of a folded text the pairs of Chinese characters and the Latin words that few tips have."""
    return frozenset(strings_of(text) - _common())


def strings_of(text: str) -> set[str]:
    """Every two Chinese characters in a row, and every Latin word from three letters."""
    runs = _CHINESE.findall(text)
    return {run[at : at + 2] for run in runs for at in range(len(run) - 1)} | set(_LATIN.findall(text))


def is_rare(string: str) -> bool:
    return string not in _common()


@cache
def _common() -> frozenset[str]:
    """Written by `nlp.training.pairs`."""
    return frozenset(COMMON.read_text(encoding="utf-8").split())
