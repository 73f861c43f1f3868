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
from nlp.training.local import FEWEST, Marks, held_out, mark
from nlp.training.pairs import Seen, grow_forests, see, see_shipped, shipped_pairs, stored

OFFICERS: Final = 3.0  # what a decision weighs beside a shipped pair
Pair = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Joins:
    """`cases`: how the verdicts in use agree with all decisions.

    `tried`: whether there were enough decisions to grow trees.

    `held`: the newest fifth of the new ones, that neither the trees in use nor those tried had seen, 0 = too few are
    new; `before`, `after`: how many of them come out right.

    `forests`: new ones, grown on everything; None where they are worse on the held-out decisions or on the shipped
    test, also beside what a signal keeps. `trained`: marks of the decisions that they know.
    """

    cases: Agreement
    tried: bool = False
    held: int = 0
    before: int = 0
    after: int = 0
    forests: Mapping[str, Forest] | None = None
    trained: Marks = frozenset()


def judge_joins(triage: Triage, cases: Sequence[Pair], *, now: Mapping[str, Forest], known: Marks | None) -> Joins:
    """`cases`: oldest first. `now`: the trees in use; `known`: what they were trained on, see `held_out`."""
    decided = see(triage, cases)
    agreement = _agreement(decided, now)
    if len(decided) < FEWEST:
        return Joins(cases=agreement)
    shipped, test = see_shipped(triage), see(triage, shipped_pairs(test=True))
    older, held = held_out(decided, known, _mark_of)
    tried = _grown(shipped, older, now)
    before, after = sum(_right(held, now)), sum(_right(held, tried))
    kept = _beside_signals(held)
    good = after >= before and sum(_right(kept, tried)) >= sum(_right(kept, now))
    grown = (_grown(shipped, decided, now) if held else tried) if good else None
    if grown is not None and any(
        _worse(_right(some, now), _right(some, grown)) for some in (test, _beside_signals(test))
    ):
        grown = None
    return Joins(
        cases=agreement,
        tried=True,
        held=len(held),
        before=before,
        after=after,
        forests=grown,
        trained=frozenset(map(_mark_of, decided)),
    )


def _mark_of(one: Seen) -> str:
    return mark(str(one.pair["a"]), str(one.pair["b"]))


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
