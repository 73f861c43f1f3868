"""The table of kinds: which sort of product a text speaks of, and which part failed how."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ahocorasick_rs import AhoCorasick, MatchKind

from nlp.normalise import term_form

DETAILS = "details"
_PARTS_SECTION = "parts"  # of the details those that are one
TO, AT = "to_", "at_"  # how codes of details begin that tell whom it hurt and where
CIRCUMSTANCES = (TO, AT)
COMPONENTS = frozenset({  # kinds that are mostly told as a part of another thing
    "button_cell", "lithium_pack", "dry_cell", "lead_battery", "nimh_cell", "mains_plug", "power_cord", "wall_switch",
    "fuse_link",
})  # fmt: skip
Meanings = tuple[tuple[str, str], ...]  # code, product or `details`
Found = tuple[str, str, int, int]  # code, product or `details`, start, end
_DENIED = re.compile(r"(?:没有?|沒有|并未|尚?未|冇|无|\bno |\bnot |without )(?:发生|出现|见|人|any )?$")


@dataclass(frozen=True, slots=True)
class Kinds:
    """The words of `data/kinds.toml`; `meanings[i]` is (code, product or `details`) of the automaton's term i."""

    automaton: AhoCorasick
    meanings: tuple[Meanings, ...]
    longest: int  # characters of a term
    details: frozenset[str]
    parts: frozenset[str]  # of the details those that tell which part it was
    wider: Mapping[str, frozenset[str]]  # by kind those of which one word ends one of its own: 手表 ends 儿童手表

    def related(self, one: str, other: str) -> bool:
        """Whether one of them is a sort of the other."""
        return one in self.wider.get(other, ()) or other in self.wider.get(one, ())

    def find(self, text: str) -> list[Found]:
        """In order; left out are a kind inside a longer one, a detail inside another word, and a detail denied."""
        found = [
            (code, product, start, end)
            for index, start, end in self.automaton.find_matches_as_indexes(text, overlapping=True)
            if _is_whole(text, start, end)
            for code, product in self.meanings[index]
        ]
        found.sort(key=lambda hit: (hit[2], -hit[3]))
        kept: list[Found] = []
        reach, last = -1, (-1, -1)
        starts = [hit[2] for hit in found]
        for hit in found:
            if hit[1] == DETAILS:
                around = found[bisect_left(starts, hit[2] - self.longest) : bisect_right(starts, hit[2])]
                if not self._hidden(hit, around) and not _DENIED.search(text[max(0, hit[2] - 6) : hit[2]]):
                    kept.append(hit)
            elif hit[3] > reach or hit[2:] == last:
                kept.append(hit)
                reach, last = hit[3], hit[2:]
        return kept

    def _hidden(self, detail: Found, found: list[Found]) -> bool:
        """Inside a longer word: 炸 of 空气炸锅, 充电 of 充电宝, 扣 of 纽扣; but 电动车电池 tells of a battery."""
        code, _, start, end = detail
        return any(
            other[2] <= start and end <= other[3] and other[3] - other[2] > end - start and other[0] not in COMPONENTS
            for other in found
            if code not in self.parts or end != other[3] or other[1] == DETAILS
        )


def _is_whole(text: str, start: int, end: int) -> bool:
    """Latin words are not parts of longer ones, a plural "s" aside."""
    if _latin(text[start]) and start and _latin(text[start - 1]):
        return False
    if not _latin(text[end - 1]) or end == len(text) or not _latin(text[end]):
        return True
    return text[end] == "s" and (end + 1 == len(text) or not _latin(text[end + 1]))


def _latin(char: str) -> bool:
    return "a" <= char <= "z"


def _whole_of(term: str, meanings: Mapping[str, Meanings], parts: Collection[str]) -> Meanings:
    """电动车电池 is told of an e-bike, not of another sort of thing; nothing where a term is no thing and its part."""
    own = {group for _, group in meanings[term]} - {DETAILS}
    for end in range(2, len(term) - 1):
        if _latin(term[end - 1]) and _latin(term[end]):
            continue
        if any(code in parts for code, group in meanings.get(term[end:], ()) if group == DETAILS):
            whole = tuple(meaning for meaning in meanings.get(term[:end], ()) if meaning[1] in own)
            if whole:
                return (*whole, *(meaning for meaning in meanings[term] if meaning[1] == DETAILS))
    return ()


@cache  # thousands of terms mean the same: one of them in memory is enough
def _shared(meanings: Meanings) -> Meanings:
    return meanings


@cache
def kinds() -> Kinds:
    """Read once, on first use."""
    table: Mapping[str, Mapping[str, str]] = tomllib.loads(
        resources.files("nlp").joinpath("data", "kinds.toml").read_text(encoding="utf-8")
    )
    meanings: dict[str, Meanings] = {}
    for section, row in table.items():
        if section == "source":
            continue
        for code, words in row.items():
            meaning = code, DETAILS if section == _PARTS_SECTION else section
            zh, _, en = words.partition("|")
            for term in filter(None, (term_form(word.strip()) for word in (*zh.split(), *en.split(",")))):
                have = meanings.get(term, ())
                meanings[term] = have if meaning in have else _shared((*have, meaning))
    of_parts = {term: whole for term in meanings if (whole := _whole_of(term, meanings, table[_PARTS_SECTION]))}
    meanings |= of_parts
    wider: dict[str, set[str]] = {}
    for term, own in meanings.items():
        for end in range(1, len(term) - 1):
            if _latin(term[end - 1]) and _latin(term[end]):
                continue
            tail = {code for code, group in meanings.get(term[end:], ()) if group != DETAILS}
            for code, group in own if tail else ():
                if group != DETAILS:
                    wider.setdefault(code, set()).update(tail)
    return Kinds(
        automaton=AhoCorasick(list(meanings), matchkind=MatchKind.Standard, store_patterns=False),
        meanings=tuple(meanings.values()),
        longest=max(map(len, meanings)),
        details=frozenset(code for found in meanings.values() for code, group in found if group == DETAILS),
        parts=frozenset(table[_PARTS_SECTION]),
        wider={code: frozenset(found - {code}) for code, found in wider.items()},
    )
