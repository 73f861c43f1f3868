"""Every string that triage looks for, in one automaton: a pass for two lists costs hardly more than for one."""

from __future__ import annotations

from collections.abc import Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

Match = tuple[int, int, int]  # index of the string, start, end


class Strings:
    """`grams`: of the weights; a match's index is the gram's. `terms`: of the word lists; their indices follow. A string
    in both has two indices."""

    def __init__(self, terms: Sequence[str] = (), grams: Sequence[str] = ()) -> None:
        self._automaton = AhoCorasick((*grams, *terms), matchkind=MatchKind.Standard, store_patterns=False)
        self._grams = len(grams)

    def __call__(self, text: str) -> list[Match]:
        """All of them, those that overlap too; by where they end, then the longer first."""
        return self._automaton.find_matches_as_indexes(text, overlapping=True)

    def terms(self, matches: Sequence[Match]) -> list[Match]:
        """Those of the word lists; the index is that of the term."""
        grams = self._grams
        return [(index - grams, start, end) for index, start, end in matches if index >= grams]
