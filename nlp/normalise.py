"""One comparable form of a text: width and case folded, invisible marks removed, traditional turned to simplified."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from opencc import OpenCC

LIMIT = 4096  # code points of the original that are read

# OpenCC leaves these as they are; the word lists use the right-hand ones.
_VARIANTS = str.maketrans({"軚": "呔", "麪": "面", "臺": "台", "牠": "它", "妳": "你", "㗎": "架"})


@dataclass(frozen=True, slots=True)
class Normalised:
    """`offsets[i]` is where `text[i]` comes from in `original`; it has one more than `text`, the end."""

    original: str
    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of `text[start:end]`."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


class _Folds(dict[str, str]):
    """What a character becomes; filled as characters turn up, so it never exceeds the Unicode repertoire."""

    def __missing__(self, char: str) -> str:
        if unicodedata.category(char) in {"Cf", "Cs", "Mn", "Me", "Co", "Cn"}:
            folded = ""
        elif char.isspace() or unicodedata.category(char) == "Cc":
            folded = "\n" if char in "\n\r\u2028\u2029" else " "
        else:
            folded = unicodedata.normalize("NFKC", char).lower()
            folded = "".join(c for c in folded if unicodedata.category(c) not in {"Mn", "Cf"})
        self[char] = folded
        return folded


_FOLDS = _Folds()


def _simplified(text: str) -> str:
    converted: str = _converter().convert(text)
    if len(converted) == len(text):
        return converted
    # A phrase changed length: character by character keeps the offsets true.
    singles = (_converter().convert(char) for char in text)
    return "".join(single if len(single) == 1 else char for single, char in zip(singles, text, strict=True))


def normalise(text: str) -> Normalised:
    """Reads the first `LIMIT` code points. Never raises; lone surrogates and invisible marks vanish."""
    original = text[:LIMIT]
    pieces = [_FOLDS[char] for char in original]
    folded = "".join(pieces)
    if len(folded) == len(original) and all(pieces):
        offsets: Sequence[int] = range(len(original) + 1)
    else:
        offsets = [i for i, piece in enumerate(pieces) for _ in piece]
        offsets.append(len(original))
    return Normalised(original=original, text=_simplified(folded.translate(_VARIANTS)), offsets=offsets)


def term_form(term: str) -> str:
    """A lexicon term in the form in which texts are searched."""
    return normalise(term).text
