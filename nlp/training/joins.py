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

    `held`: the newest fifth, that new trees had not seen; `before`, `after`: how many of them come out right.

    `forests`: new ones, grown on everything; None where they are worse on the held-out decisions or on the shipped
    test, also beside what a signal keeps, or where there are too few decisions.
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
    tried = _grown(shipped, decided[: -len(held)], now)
    before, after = sum(_right(held, now)), sum(_right(held, tried))
    kept = _beside_signals(held)
    good = after >= before and sum(_right(kept, tried)) >= sum(_right(kept, now))
    grown = _grown(shipped, decided, now) if good else None
    if grown is not None and any(
        _worse(_right(some, now), _right(some, grown)) for some in (test, _beside_signals(test))
    ):
        grown = None
    return Joins(cases=agreement, held=len(held), before=before, after=after, forests=grown)


def _grown(shipped: Sequence[Seen], decided: Sequence[Seen], now: Mapping[str, Forest]) -> dict[str, Forest]:
    """The chance from which two are one stays: officers say which two are one, not how sure one must be of it."""
    seen = [*shipped, *(replace(one, weight=OFFICERS) for one in decided)]
    return grow_forests(seen, {name: forest.least for name, forest in now.items()})


def _worse(before: Sequence[bool], after: Sequence[bool]) -> bool:
    """More verdicts became wrong than chance moves."""
    down = sum(was and not now for was, now in zip(before, after, strict=True))
    up = sum(now and not was for was, now in zip(before, after, strict=True))
    return beyond_chance(down, up)


def _right(seen: Sequence[Seen], forests: Mapping[str, Forest]) -> list[bool]:
    return [compare(one.a, one.b, forests).same == one.same for one in seen]


def _beside_signals(seen: Sequence[Seen]) -> list[Seen]:
    """The second text gone: what a signal keeps of it stands in its place."""
    return [replace(one, b=stored(one.b)) for one in seen]


def _agreement(seen: Sequence[Seen], forests: Mapping[str, Forest]) -> Agreement:
    total = Agreement()
    for one in seen:
        total.count(one.pair, compare(one.a, one.b, forests))
    return total
