"""What officers merged and split beside the rules of `nlp.compare`: which verdicts differ, and what length of a model's
code would serve better."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from casework.ports import Triage
from nlp.compare import compare
from nlp.pairs import Agreement
from nlp.score import read_tips
from nlp.thing import thing_of
from risk.likeness import Thing

PAIRS: Final = Path(__file__).parents[1] / "data" / "pairs"
LENGTHS: Final = range(4, 11)
Pair = Mapping[str, Any]
_Read = tuple[Pair, Thing, Thing]


@dataclass(frozen=True, kw_only=True)
class Joins:
    """`cases`, `shipped`: how the verdicts agree with the officers' decisions and with the shipped pairs now.

    `best`: the nearest length that agrees with more decisions and with no fewer shipped pairs; `now` without any.
    """

    cases: Agreement
    shipped: Agreement
    now: int
    best: int


def judge_joins(triage: Triage, cases: Sequence[Pair], *, now: int) -> Joins:
    """Every length is tried on the same findings."""
    read = [_read(triage, pair) for pair in cases]
    shipped = [_read(triage, pair) for pair in read_tips(sorted(PAIRS.glob("*.jsonl")))]
    here, there = _agreement(read, now), _agreement(shipped, now)
    best = now
    for length in sorted(LENGTHS, key=lambda tried: abs(tried - now)) if read else ():
        tried = _agreement(read, length)
        fewer = len(tried.wrong) < len(_agreement(read, best).wrong)
        if fewer and tried.merged <= here.merged and _no_worse(_agreement(shipped, length), there):
            best = length
    return Joins(cases=here, shipped=there, now=now, best=best)


def _no_worse(tried: Agreement, now: Agreement) -> bool:
    return tried.f1 >= now.f1 and tried.merged <= now.merged and tried.across_names <= now.across_names


def _read(triage: Triage, pair: Pair) -> _Read:
    return pair, thing_of(triage(pair["a"]), pair["a"]), thing_of(triage(pair["b"]), pair["b"])


def _agreement(read: Sequence[_Read], length: int) -> Agreement:
    total = Agreement()
    for pair, a, b in read:
        total.count(pair, compare(a, b, distinct=length))
    return total
