"""Every string that triage looks for, in one automaton: a pass for two lists costs hardly more than for one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

Match = tuple[int, int, int]  # index of the string, start, end


class Spotted(NamedTuple):
    """What a pass over a text found. `first`: the index of the first of the grams; those below it are terms."""

    matches: Sequence[Match]
    first: int


class Strings:
    """`terms`: of the word lists; `grams`: of the weights. A string in both is found twice."""

    def __init__(self, terms: Sequence[str] = (), grams: Sequence[str] = ()) -> None:
        self._automaton = AhoCorasick((*terms, *grams), matchkind=MatchKind.Standard, store_patterns=False)
        self._first = len(terms)

    def __call__(self, text: str) -> Spotted:
        """All of them, those that overlap too; by where they end, then the longer first."""
        return Spotted(self._automaton.find_matches_as_indexes(text, overlapping=True), self._first)

    def terms(self, spotted: Spotted) -> list[Match]:
        """Those of the word lists; the index is that of the term."""
        matches, first = spotted
        return [match for match in matches if match[0] < first]
