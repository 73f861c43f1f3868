"""Every string that triage looks for, in one automaton: a pass for two lists costs hardly more than for one."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

Match = tuple[int, int, int]  # index of the string, start, end


class Strings:
    """`grams`: of the weights, each once; a match's index is the gram's, or a higher one. `terms`: of the word lists,
    each once. A string may be in both."""

    def __init__(self, terms: Sequence[str] = (), grams: Sequence[str] = ()) -> None:
        index = {string: at for at, string in enumerate(dict.fromkeys((*grams, *terms)))}
        self._automaton = AhoCorasick(tuple(index), matchkind=MatchKind.Standard, store_patterns=False)
        # An array, no list: numbers side by side are in the processor's cache more often than objects here and there.
        self._terms = array("i", [-1]) * len(index)
        for at, term in enumerate(terms):
            self._terms[index[term]] = at

    def __call__(self, text: str) -> list[Match]:
        """All of them, those that overlap too; by where they end, then the longer first."""
        return self._automaton.find_matches_as_indexes(text, overlapping=True)

    def terms(self, matches: Sequence[Match]) -> list[Match]:
        """Those of the word lists; the index is that of the term."""
        of = self._terms
        return [(at, start, end) for index, start, end in matches if (at := of[index]) >= 0]
