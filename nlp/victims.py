"""Who is named as a user or victim, and whether the text says how many were hurt: weights over what rules found."""

from __future__ import annotations

import re
from collections.abc import Iterable, KeysView, Mapping, Sequence
from math import exp
from operator import itemgetter
from typing import Any, Final, NamedTuple

from ahocorasick_rs import AhoCorasick

from nlp.ages import Age
from nlp.injured import says_nobody
from nlp.rules import HURT, Rules
from risk.finding import Harm

READ: Final = 1200  # characters of the squeezed text
GRAM: Final = "~"  # before a string of the text, to tell it from what the rules found
UNHURT: Final = "unhurt"  # the one head that also reads strings: people say in many ways that all went well
_MONTHS = re.compile(r"[一二三四五六七八九十两俩\d]个半?月")


class Head(NamedTuple):
    """`least`: the chance from which on it is said."""

    bias: float
    least: float
    weights: Mapping[str, float]


def clues(rules: Rules, ages: Sequence[Age], *, product: str | None, harm: Harm) -> KeysView[str]:
    """What the rules know of the people in a text, in an order that is the same in every process."""
    reading = rules.reading
    text = reading.text
    found = dict.fromkeys([f"has:{kind}" for kind in reading.hits])
    found[f"product:{product}"] = None
    found[f"harm:{harm}"] = None
    for hit in reading.of("person"):
        found[f"{hit.code}:{text[hit.start : hit.end]}"] = None
        found[f"any:{hit.code}"] = None
    for hit, stands in rules.harm.standings:
        found[f"{stands}:{hit.code}"] = None
        if hit.code == "unhurt":
            found[f"unhurt:{text[hit.start : hit.end]}"] = None
    for age in ages:
        found[f"age:{age.group}"] = None
    if "月" in text and _MONTHS.search(text):
        found["age:months"] = None
    if rules.harm.injured == 0:
        found["nobody"] = None
    if harm not in HURT and says_nobody(text) is not None:
        found["says-nobody"] = None
    return found.keys()


def grams(squeezed: str) -> set[str]:
    """Every string of two to four characters."""
    text = squeezed[:READ]
    return {GRAM + text[at : at + size] for size in (2, 3, 4) for at in range(len(text) - size + 1)}


class Victims:
    """Chances by head: each of `VULNERABLE`, `unhurt` (nobody was hurt), `unsaid` (the text does not say how many)."""

    def __init__(self, heads: Mapping[str, Head]) -> None:
        self.heads = heads
        self._bias = [head.bias for head in heads.values()]
        self._unhurt = list(heads).index(UNHURT)
        self._pull: dict[str, list[tuple[int, float]]] = {}
        for at, head in enumerate(heads.values()):
            for clue, weight in head.weights.items():
                if not clue.startswith(GRAM):
                    self._pull.setdefault(clue, []).append((at, weight))
        strings = {clue[1:]: weight for clue, weight in heads[UNHURT].weights.items() if clue.startswith(GRAM)}
        self._weights = list(strings.values())
        self._automaton = AhoCorasick(list(strings))

    def __call__(self, found: Iterable[str], squeezed: str) -> dict[str, float]:
        """`squeezed`: "" where nobody asks whether nobody was hurt."""
        total, pull = self._bias.copy(), self._pull
        for clue in found:
            if clue in pull:
                for at, weight in pull[clue]:
                    total[at] += weight
        if squeezed:
            matches = self._automaton.find_matches_as_indexes(squeezed[:READ], overlapping=True)
            total[self._unhurt] += sum(map(self._weights.__getitem__, set(map(itemgetter(0), matches))))
        chances = [1 / (1 + exp(-score)) if -_MOST < score < _MOST else _far(score) for score in total]
        return dict(zip(self.heads, chances, strict=True))


def _far(score: float) -> float:
    """The chance of log-odds beyond `_MOST`, where `exp` would overflow in the end."""
    return 1 / (1 + exp(-_MOST if score > 0 else _MOST))


_MOST: Final = 30.0  # log-odds


def read_heads(table: Mapping[str, Any]) -> dict[str, Head]:
    return {name: Head(row["bias"], row["least"], row["weights"]) for name, row in table.items()}
