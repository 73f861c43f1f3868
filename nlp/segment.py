"""Words: our own rjieba instance, filled from the dictionary that jieba has checked."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from itertools import accumulate

import rjieba

from nlp.normalise import normalise


def load_words() -> rjieba.Jieba:
    """rjieba's own dictionary plus `nlp/data/dictionary.txt` (word, frequency)."""
    words = rjieba.Jieba()
    text = resources.files("nlp").joinpath("data", "dictionary.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        word, frequency = line.split(" ")
        words.add_word(word, int(frequency), None)
    return words


def edges(words: Sequence[str]) -> set[int]:
    """Where words begin and end, in the text that they were cut from."""
    return {0, *accumulate(map(len, words))}


class Segmenter:
    """The `Segment` port: words for search, lower case, simplified, without punctuation."""

    def __init__(self, words: rjieba.Jieba) -> None:
        self._words = words

    def __call__(self, text: str) -> list[str]:
        words: list[str] = self._words.cut(normalise(text).text)
        return [word for word in words if any(char.isalnum() for char in word)]
