"""Every string that triage looks for, in one automaton: a pass for two lists costs hardly more than for one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

Match = tuple[int, int, int]  # index of the string, start, end


class Spotted(NamedTuple):
    """What a pass over a text found. `rows`: by the index of a string, its row among the grams, or -1."""

    matches: Sequence[Match]
    rows: Sequence[int]


class Strings:
    """`terms`: of the word lists, each once; `grams`: of the weights. A string may be in both."""

    def __init__(self, terms: Sequence[str] = (), grams: Sequence[str] = ()) -> None:
        index = {string: at for at, string in enumerate(dict.fromkeys((*terms, *grams)))}
        self._automaton = AhoCorasick(tuple(index), matchkind=MatchKind.Standard, store_patterns=False)
        self._terms = len(terms)
        self._rows = [-1] * len(index)
        for row, gram in enumerate(grams):
            self._rows[index[gram]] = row

    def __call__(self, text: str) -> Spotted:
        """All of them, those that overlap too; by where they end, then the longer first."""
        return Spotted(self._automaton.find_matches_as_indexes(text, overlapping=True), self._rows)

    def terms(self, spotted: Spotted) -> list[Match]:
        """Those of the word lists; the index is that of the term."""
        return [match for match in spotted.matches if match[0] < self._terms]
