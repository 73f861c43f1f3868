"""Finds every lexicon term of a normalised text in one pass of an Aho-Corasick automaton."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from nlp.lexicon import Label, Lexicon

MOST_HITS = 600  # of a text, overlapping; a typical tip of 100 characters has about 60
MOST_OF_A_KIND = 24  # that the rules look at
PAIR_GAP = 8  # characters between the halves of "a~b"
# Ends the reach of "a~b": the sentence is over, or the second half is denied (手指没断).
_BREAK = re.compile(r"[。！？!?；;\n没未冇]")


class Hit(NamedTuple):
    """A labelled span of the normalised text."""

    start: int
    end: int
    code: str
    weight: float
    kind: str


Hits = Mapping[str, list[Hit]]


class Matcher:
    """Holds the automaton; `__call__` returns the hits by kind, in order, the longest where they cover one another."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._automaton = AhoCorasick(lexicon.terms, matchkind=MatchKind.Standard)

    def __call__(self, text: str, word_edges: Collection[int]) -> Hits:
        """`word_edges`: where words begin and end; a single Chinese character counts only as a whole word."""
        found: dict[str, list[Hit]] = {}
        terms, labels = self._lexicon.terms, self._lexicon.labels
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True)[:MOST_HITS]:
            latin = text[end - 1] <= "z" or text[start] <= "z"
            if latin and not _stands_alone(text, start, end):
                continue
            stop = _plural(text, terms[index], end) if latin else end
            whole = end - start > 1 or (start in word_edges and end in word_edges)
            for kind, code, weight in labels[index]:
                if whole or kind not in _WORDS_ONLY:
                    found.setdefault(kind, []).append(Hit(start, stop, code, weight, kind))
        self._pair(text, found)
        blocks = _longest(found.pop("block", []))
        found.pop("part", None)
        return {kind: _unblocked(_longest(hits), blocks)[:MOST_OF_A_KIND] for kind, hits in found.items()}

    def _pair(self, text: str, found: dict[str, list[Hit]]) -> None:
        parts = sorted(found.get("part", []))
        starts = [part.start for part in parts]
        for first in parts:
            wanted = self._lexicon.pairs.get(first.code)
            if wanted is None:
                continue
            for second in parts[bisect_left(starts, first.end) :]:
                if second.start > first.end + PAIR_GAP:
                    break
                for code, label in wanted:
                    if code == second.code and not _BREAK.search(text, first.end, second.start):
                        _add(found, label, first.start, second.end)


_WORDS_ONLY = frozenset({"product", "out", "person", "harm", "event", "state", "damage_object"})


def _add(found: dict[str, list[Hit]], label: Label, start: int, end: int) -> None:
    found.setdefault(label.kind, []).append(Hit(start, end, label.code, label.weight, label.kind))


def _is_latin(char: str) -> bool:
    return "a" <= char <= "z"


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Latin terms are whole words, a plural "s" aside; Chinese ones may stand anywhere."""
    if _is_latin(text[start]) and start and _is_latin(text[start - 1]):
        return False
    if _is_latin(text[end - 1]) and end < len(text) and _is_latin(text[end]):
        return text[end] == "s" and (end + 1 == len(text) or not _is_latin(text[end + 1]))
    return True


def _plural(text: str, term: str, end: int) -> int:
    return end + 1 if _is_latin(term[-1]) and end < len(text) and text[end] == "s" else end


def _longest(hits: list[Hit]) -> list[Hit]:
    """Those that no longer one covers; equal spans with different codes all stay."""
    kept: list[Hit] = []
    if len(hits) == 1:
        return hits
    for hit in sorted(set(hits), key=_by_place):
        if kept and hit.end <= kept[-1].end and (hit.start, hit.end) != (kept[-1].start, kept[-1].end):
            continue
        kept.append(hit)
    return kept


def _by_place(hit: Hit) -> tuple[int, int]:
    return hit.start, -hit.end


def _unblocked(hits: list[Hit], blocks: list[Hit]) -> list[Hit]:
    """Without those that lie strictly inside a look-alike such as 火车 or 死机."""
    if not blocks:
        return hits
    starts = [block.start for block in blocks]
    return [hit for hit in hits if not _blocked(hit, blocks, starts)]


def _blocked(hit: Hit, blocks: list[Hit], starts: list[int]) -> bool:
    at = bisect_left(starts, hit.start + 1) - 1
    for block in blocks[max(0, at - 1) : at + 1]:
        inside = block.start <= hit.start and hit.end <= block.end
        if inside and hit.end - hit.start < block.end - block.start:
            return True
    return False
