"""What is common in tips: a string that is not is likely a name, a detail that is not says more than one that is."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

COMMON: Final = Path(__file__).parent / "data" / "pairs" / "common.txt"
WORTH: Final = COMMON.with_name("worth.json")
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


def worth(detail: str) -> float:
    """Of a detail of `nlp.kinds`: 0 if every tip tells it, 1 if hardly any does; the logarithm of how many do."""
    return _worth().get(detail, 1.0)


@cache
def _worth() -> Mapping[str, float]:
    """Written by `nlp.training.pairs`."""
    found: dict[str, float] = json.loads(WORTH.read_text(encoding="utf-8"))
    return found
