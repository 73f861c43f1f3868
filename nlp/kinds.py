"""The table of kinds: which sort of product a text speaks of, and which part failed how."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ahocorasick_rs import AhoCorasick, MatchKind

from nlp.normalise import term_form

DETAILS = "details"
Found = tuple[str, str, int, int]  # code, product or `details`, start, end


@dataclass(frozen=True, slots=True)
class Kinds:
    """The words of `data/kinds.toml`; `meanings[i]` is (code, product or `details`) of the automaton's term i."""

    automaton: AhoCorasick
    meanings: tuple[tuple[tuple[str, str], ...], ...]

    def find(self, text: str) -> list[Found]:
        """In order; a kind inside a longer one is left out."""
        found = [
            (code, product, start, end)
            for index, start, end in self.automaton.find_matches_as_indexes(text, overlapping=True)
            if _is_whole(text, start, end)
            for code, product in self.meanings[index]
        ]
        found.sort(key=lambda hit: (hit[2], -hit[3]))
        kept: list[Found] = []
        reach = -1
        for hit in found:
            if hit[1] == DETAILS:
                kept.append(hit)
            elif hit[3] > reach:
                kept.append(hit)
                reach = hit[3]
        return kept


def _is_whole(text: str, start: int, end: int) -> bool:
    """Latin words are not parts of longer ones, a plural "s" aside."""
    if _latin(text[start]) and start and _latin(text[start - 1]):
        return False
    if not _latin(text[end - 1]) or end == len(text) or not _latin(text[end]):
        return True
    return text[end] == "s" and (end + 1 == len(text) or not _latin(text[end + 1]))


def _latin(char: str) -> bool:
    return "a" <= char <= "z"


@cache
def kinds() -> Kinds:
    """Read once, on first use."""
    table: Mapping[str, Mapping[str, str]] = tomllib.loads(
        resources.files("nlp").joinpath("data", "kinds.toml").read_text(encoding="utf-8")
    )
    meanings: dict[str, dict[tuple[str, str], None]] = {}
    for product, row in table.items():
        if product == "source":
            continue
        for code, words in row.items():
            zh, _, en = words.partition("|")
            for word in (*zh.split(), *en.split(",")):
                if term := term_form(word.strip()):
                    meanings.setdefault(term, {})[code, product] = None
    return Kinds(
        automaton=AhoCorasick(list(meanings), matchkind=MatchKind.Standard),
        meanings=tuple(tuple(found) for found in meanings.values()),
    )
