"""Words: our own rjieba instance, filled from the dictionary that jieba has checked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import resources
from itertools import accumulate
from typing import Final

import rjieba

from nlp.normalise import normalise


def load_words() -> rjieba.Jieba:
    """rjieba's own dictionary plus `nlp/data/dictionary.txt` (word, frequency)."""
    # The instance that comes with the module: nobody asks it, and it holds 16 MB.
    rjieba.clear()  # type: ignore[no-untyped-call] # its stub says no types
    words = rjieba.Jieba()
    text = resources.files("nlp").joinpath("data", "dictionary.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        word, frequency = line.split(" ")
        words.add_word(word, int(frequency), None)
    return words


def edges(words: Sequence[str]) -> set[int]:
    """Where words begin and end, in the text that they were cut from."""
    return {0, *accumulate(map(len, words))}


class Edges:
    """Where the words of one text begin and end: worked out for the piece between two marks where somebody asks.

    No word goes over these marks, so that a piece alone is cut as it is within the text.
    """

    __slots__ = ("_begin", "_cut", "_inner", "_stop", "_text")

    def __init__(self, text: str, cut: Callable[[str], Sequence[str]]) -> None:
        self._text = text
        self._cut = cut
        self._begin = self._stop = 0  # of the piece that was asked about last: questions come in the order of the text
        self._inner: set[int] = set()

    def is_word(self, start: int, end: int) -> bool:
        """Do words begin and end there? No mark is in between."""
        if not self._begin <= start < self._stop:
            self._look(start, end)
        return start - self._begin in self._inner and end - self._begin in self._inner

    def _look(self, begin: int, stop: int) -> None:
        text = self._text
        while begin and text[begin - 1] not in _MARKS:
            begin -= 1
        while stop < len(text) and text[stop] not in _MARKS:
            stop += 1
        self._begin, self._stop, self._inner = begin, stop, edges(self._cut(text[begin:stop]))


_MARKS: Final = frozenset("\n ,。!?:;、“”()")


class Segmenter:
    """The `Segment` port: words for search, lower case, simplified, without punctuation."""

    def __init__(self, words: rjieba.Jieba) -> None:
        self._words = words

    def __call__(self, text: str) -> list[str]:
        words: list[str] = self._words.cut(normalise(text).text)
        return [word for word in words if any(char.isalnum() for char in word)]
