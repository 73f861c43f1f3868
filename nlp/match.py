"""From the lexicon terms that stand in a normalised text to labelled hits."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import NamedTuple

from nlp.lexicon import Label, Lexicon
from nlp.strings import Match

MOST_HITS = 600  # of a text, overlapping; a typical tip of 100 characters has about 60
MOST_OF_A_KIND = 24  # that the rules look at
PAIR_GAP = 8  # characters between the halves of "a~b"
# Ends the reach of "a~b": the sentence is over, or the second half is denied (手指没断).
_BREAK = re.compile(r"[。！？!?；;\n没未冇]")
# A single Chinese character means these only as a whole word.
_WORDS_ONLY = frozenset({"product", "out", "person", "harm", "event", "state", "damage_object"})


class Hit(NamedTuple):
    """A labelled span of the normalised text."""

    start: int
    end: int
    code: str
    weight: float
    kind: str


Hits = Mapping[str, list[Hit]]
# A third of the time of calling the class; this is made some twenty times a text.
_hit: Callable[[tuple[int, int, str, float, str]], Hit] = partial(tuple.__new__, Hit)


_Meaning = tuple[str, float, str]  # code, weight, kind


class _Term(NamedTuple):
    """What is known of a term before any text. `plain`: its meanings count wherever it stands, and it is no half."""

    plain: bool
    meanings: tuple[_Meaning, ...]
    latin: bool
    plural: bool  # may end in "s"
    inside: tuple[_Meaning, ...]  # those that count within a longer word, too
    half: bool  # of some "a~b"


class Matcher:
    """What the terms that stand in a text mean: hits by kind, in order, the longest where they cover one another."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._terms = [_term(word, labels) for word, labels in zip(lexicon.terms, lexicon.labels, strict=True)]
        self._pairs = _pairs(lexicon)

    def __call__(self, text: str, matches: Sequence[Match], is_word: Callable[[int, int], bool]) -> Hits:
        """`matches`: of the lexicon's terms. `is_word`: is what stands from here to there a word? A single Chinese
        character counts only as one."""
        found: dict[str, list[Hit]] = {}
        untidy: set[str] = set()
        halves: list[tuple[int, int, int]] = []
        opened = False
        terms = self._terms
        for index, start, end in matches[:MOST_HITS]:
            plain, meanings, latin, plural, inside, half = terms[index]
            if not plain:
                if inside is not meanings and not is_word(start, end):
                    meanings = inside
                if latin:
                    if not _stands_alone(text, start, end):
                        continue
                    if plural and text[end : end + 1] == "s":
                        end += 1
                    untidy.update([kind for _, _, kind in meanings])
                if half:
                    halves.append((start, end, index))
                    opened = opened or index in self._pairs
            for code, weight, kind in meanings:
                if kind in found:
                    found[kind].append(_hit((start, end, code, weight, kind)))
                else:
                    found[kind] = [_hit((start, end, code, weight, kind))]
        if opened and len(halves) > 1:
            for hit in self._joined(text, halves):
                found.setdefault(hit.kind, []).append(hit)
                untidy.add(hit.kind)
        for kind in untidy:
            found[kind] = sorted(dict.fromkeys(found[kind]), key=_by_end)
        blocks = _longest(found.pop("block", []))
        starts = [block.start for block in blocks]
        kept: dict[str, list[Hit]] = {}
        for kind, hits in found.items():
            if len(hits) > 1:
                hits = _longest(hits)
            if blocks and starts[0] <= hits[-1].start:
                hits = [hit for hit in hits if not _blocked(hit, blocks, starts)]
            if hits:
                kept[kind] = hits[:MOST_OF_A_KIND]
        return kept

    def _joined(self, text: str, halves: list[tuple[int, int, int]]) -> Iterator[Hit]:
        """What "a~b" names: two halves near each other."""
        there = {index for _, _, index in halves}
        if not any(index in self._pairs and not there.isdisjoint(self._pairs[index]) for index in there):
            return
        halves.sort()
        starts = [start for start, _, _ in halves]
        for begin, end, index in halves:
            wanted = self._pairs.get(index)
            if wanted is None:
                continue
            for at in range(bisect_left(starts, end), len(halves)):
                start, stop, other = halves[at]
                if start > end + PAIR_GAP:
                    break
                if other in wanted and not _BREAK.search(text, end, start):
                    for code, weight, kind in wanted[other]:
                        yield Hit(begin, stop, code, weight, kind)


def _pairs(lexicon: Lexicon) -> Mapping[int, Mapping[int, tuple[_Meaning, ...]]]:
    """By the first half's index and the second's."""
    index = {term: at for at, term in enumerate(lexicon.terms)}
    found: dict[int, dict[int, tuple[_Meaning, ...]]] = {}
    for first, seconds in lexicon.pairs.items():
        of_first = found.setdefault(index[first], {})
        for second, label in seconds:
            of_first[index[second]] = (*of_first.get(index[second], ()), _meaning(label))
    return found


def _meaning(label: Label) -> _Meaning:
    return label.code, label.weight, label.kind


def _term(word: str, labels: tuple[Label, ...]) -> _Term:
    latin = word[0] <= "z" or word[-1] <= "z"
    return _like(labels, single=len(word) == 1, latin=latin, plural=_is_latin(word[-1]))


@cache  # thousands of terms are alike: one of them in memory is enough
def _like(labels: tuple[Label, ...], *, single: bool, latin: bool, plural: bool) -> _Term:
    every = tuple(_meaning(label) for label in labels if label.kind != "part")
    inside = tuple(meaning for meaning in every if meaning[2] not in _WORDS_ONLY)
    inside = inside if single and inside != every else every
    half = any(label.kind == "part" for label in labels)
    return _Term(
        plain=inside is every and not latin and not half,
        meanings=every,
        latin=latin,
        plural=plural,
        inside=inside,
        half=half,
    )


def _is_latin(char: str) -> bool:
    return "a" <= char <= "z"


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Latin terms are whole words, a plural "s" aside; Chinese ones may stand anywhere."""
    if _is_latin(text[start]) and start and _is_latin(text[start - 1]):
        return False
    if _is_latin(text[end - 1]) and end < len(text) and _is_latin(text[end]):
        return text[end] == "s" and (end + 1 == len(text) or not _is_latin(text[end + 1]))
    return True


def _by_end(hit: Hit) -> tuple[int, int]:
    return hit[1], hit[0]


def _longest(hits: list[Hit]) -> list[Hit]:
    """Those that no longer one covers; equal spans with different codes all stay. `hits`: by end, the longer first."""
    kept: list[Hit] = []
    for hit in hits:
        start, end = hit[0], hit[1]
        while kept and kept[-1][0] >= start and (kept[-1][0], kept[-1][1]) != (start, end):
            kept.pop()
        if not (kept and kept[-1][0] < start and kept[-1][1] == end):
            kept.append(hit)
    return kept


def _blocked(hit: Hit, blocks: list[Hit], starts: list[int]) -> bool:
    """Does it lie strictly inside a look-alike such as 火车 or 死机?"""
    at = bisect_left(starts, hit.start + 1) - 1
    for block in blocks[max(0, at - 1) : at + 1]:
        inside = block.start <= hit.start and hit.end <= block.end
        if inside and hit.end - hit.start < block.end - block.start:
            return True
    return False
