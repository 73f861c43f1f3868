"""What officers merged and split: how the verdicts in use agree, and trees that have learned from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from casework.ports import Triage
from nlp.compare import compare
from nlp.forest import Forest
from nlp.pairs import Agreement
from nlp.training.install import beyond_chance
from nlp.training.pairs import Seen, grow_forests, see, see_shipped, shipped_pairs, stored

LEAST: Final = 5  # decisions without which there is nothing to hold out
OFFICERS: Final = 3.0  # what a decision weighs beside a shipped pair
Pair = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Joins:
    """`cases`: how the verdicts in use agree with all decisions.

    `held`: the newest fifth, that new trees had not seen; `before`, `after`: how many verdicts on them are right, two
    for each: of two texts, and of a text and what a signal keeps. `forests`: new ones, grown on everything; None where
    they are worse on the held-out decisions or on the shipped test, or where there are too few decisions.
    """

    cases: Agreement
    held: int = 0
    before: int = 0
    after: int = 0
    forests: Mapping[str, Forest] | None = None


def judge_joins(triage: Triage, cases: Sequence[Pair], *, now: Mapping[str, Forest]) -> Joins:
    """`cases`: oldest first."""
    decided = see(triage, cases)
    agreement = _agreement(decided, now)
    if len(decided) < LEAST:
        return Joins(cases=agreement)
    shipped, test = see_shipped(triage), see(triage, shipped_pairs(test=True))
    held = decided[-(len(decided) // 5) :]
    tried = _grown(shipped, decided[: -len(held)])
    before, after = _right(held, now), _right(held, tried)
    grown = _grown(shipped, decided)
    good = sum(after) >= sum(before) and not _worse(_right(test, now), _right(test, grown))
    return Joins(cases=agreement, held=len(held), before=sum(before), after=sum(after), forests=grown if good else None)


def _grown(shipped: Sequence[Seen], decided: Sequence[Seen]) -> dict[str, Forest]:
    return grow_forests([*shipped, *(replace(one, weight=OFFICERS) for one in decided)])


def _worse(before: Sequence[bool], after: Sequence[bool]) -> bool:
    """More verdicts became wrong than chance moves."""
    down = sum(was and not now for was, now in zip(before, after, strict=True))
    up = sum(now and not was for was, now in zip(before, after, strict=True))
    return beyond_chance(down, up)


def _right(seen: Sequence[Seen], forests: Mapping[str, Forest]) -> list[bool]:
    """Each pair twice: of two texts, and of a text and what a signal keeps."""
    others = [(one, other) for one in seen for other in (one.b, stored(one.b))]
    return [compare(one.a, other, forests).same == one.same for one, other in others]


def _agreement(seen: Sequence[Seen], forests: Mapping[str, Forest]) -> Agreement:
    total = Agreement()
    for one in seen:
        total.count(one.pair, compare(one.a, one.b, forests))
    return total
