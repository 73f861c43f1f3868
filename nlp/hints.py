"""By what a tip is found again, whatever triage took for its brand, model or kind: all that others rarely say."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Final

from nlp.codes import Code
from nlp.kinds import DETAILS, Found
from nlp.rare import rare

MOST: Final = 40  # a tip; names before rare words, and of these the first


def hints_of(text: str, names: Sequence[str], among: Sequence[Code], found: Sequence[Found]) -> tuple[str, ...]:
    """Of a folded text. `names`: brand and model, "" = not told; `among`: codes in it; `found`: kinds and details."""
    words = sorted(rare(text), key=lambda word: (text.find(word), word))
    every = (
        *names,
        *(code.key for code in among),
        *(f"kind:{code}" for code, group, *_ in found if group != DETAILS),
        *words,
    )
    return tuple(islice(filter(None, dict.fromkeys(every)), MOST))
