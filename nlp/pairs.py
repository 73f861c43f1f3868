"""Pairs of texts: JSON Lines in, verdicts out; and how far the verdicts agree with labelled pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from casework.ports import Triage
from nlp.compare import compare
from nlp.forest import Forest
from nlp.json_lines import BadLine, id_of, item_of
from nlp.thing import thing_of
from risk.likeness import JoinReason, Thing, Verdict

_NAMES = frozenset({JoinReason.DIFFERENT_BRAND.value, JoinReason.DIFFERENT_MODEL.value})


@dataclass(frozen=True, kw_only=True)
class Line:
    """One input line: its number from 1, and either the row to print or why it was skipped.

    `problem` is that of a `BadLine`, or `no-pair`.
    """

    number: int
    row: dict[str, Any] | None = None
    problem: str = ""


def compare_lines(triage: Triage, lines: Iterable[str], forests: Mapping[str, Forest] | None = None) -> Iterator[Line]:
    """Rows {"id", "same", "reason"}, in order. Empty lines are passed over; `id` is copied, or the line's number."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _one(triage, number, line, forests)


def _one(triage: Triage, number: int, line: str, forests: Mapping[str, Forest] | None) -> Line:
    try:
        item = item_of(line)
        id_ = id_of(item, number)
    except BadLine as bad:
        return Line(number=number, problem=bad.problem)
    if not isinstance(item.get("a"), str) or not isinstance(item.get("b"), str):
        return Line(number=number, problem="no-pair")
    verdict = verdict_on(triage, item["a"], item["b"], forests)
    return Line(
        number=number,
        row={"id": id_, "same": verdict.same, "reason": verdict.reason.value},
    )


def verdict_on(triage: Triage, a: str, b: str, forests: Mapping[str, Forest] | None = None) -> Verdict:
    """`forests`: in place of those shipped."""
    return compare(_thing(triage, a), _thing(triage, b), forests)


def _thing(triage: Triage, text: str) -> Thing:
    return thing_of(triage(text), text)


# Labelled pairs that are never trained on and never looked into; the second are plain ones.
CLOSED: Final = frozenset({"test.jsonl", "plain.jsonl"})


@dataclass(kw_only=True)
class Agreement:
    """`wrong`: (pair, the reason given) of every verdict that differs from the label."""

    found: int = 0  # same, and said so
    missed: int = 0
    merged: int = 0  # apart, and said to be the same
    apart: int = 0
    wrong: list[tuple[Mapping[str, Any], str]] = field(default_factory=list)

    def count(self, pair: Mapping[str, Any], verdict: Verdict) -> None:
        """One more labelled pair."""
        if pair["same"]:
            self.found += verdict.same
            self.missed += not verdict.same
        else:
            self.merged += verdict.same
            self.apart += not verdict.same
        if verdict.same != pair["same"]:
            self.wrong.append((pair, verdict.reason.value))

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + self.merged)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.found + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.found / max(1, 2 * self.found + self.missed + self.merged)

    @property
    def false_merges(self) -> float:
        """Of a hundred pairs that are apart."""
        return 100 * self.merged / max(1, self.merged + self.apart)

    @property
    def across_names(self) -> int:
        """Merges across two brands or two models: none is allowed."""
        return sum(1 for pair, _ in self.wrong if not pair["same"] and pair["why"] in _NAMES)

    def table(self, *, closed: bool = False) -> str:
        """The figures, then every wrong pair; of `closed` ones nobody looks at the words."""
        reasons = Counter(reason for pair, reason in self.wrong if pair["same"])
        rows = [
            f"pairs               {self.found + self.missed + self.merged + self.apart:6}",
            f"F1                  {self.f1:6.3f}",
            f"precision           {self.precision:6.3f}",
            f"recall              {self.recall:6.3f}",
            f"false merges in 100 {self.false_merges:6.1f}",
            f"across brand, model {self.across_names:6}",
            *(f"missed: {reason:24} {count:4}" for reason, count in reasons.most_common()),
            *(
                f"{pair['id']} {pair['why']} -> {reason}\n    {pair['a']}\n    {pair['b']}"
                for pair, reason in ([] if closed else self.wrong)
            ),
        ]
        return "\n".join(rows)


def agreement(triage: Triage, pairs: Iterable[Mapping[str, Any]]) -> Agreement:
    """`pairs`: rows with id, a, b, same, why."""
    total = Agreement()
    for pair in pairs:
        total.count(pair, verdict_on(triage, pair["a"], pair["b"]))
    return total
