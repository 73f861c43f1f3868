"""Cases of this installation: which are held out, and how often each field is right on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from nlp.lines import finding_row
from nlp.model import FIELDS, open_model
from nlp.pipeline import load
from nlp.score import predict
from risk.finding import ENTITIES, Scope

FEWEST: Final = 5  # cases below which none is held out
SHARE: Final = 5  # one in so many is, the newest
Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class LocalJudgement:
    """How many cases each field is right on. `worse`: fewer right answers in all fields together."""

    cases: int
    before: Mapping[str, int]
    after: Mapping[str, int]

    @property
    def worse(self) -> bool:
        return sum(self.after.values()) < sum(self.before.values())


def local_rows(*sources: Sequence[Row]) -> list[Row]:
    """In the order in which they were decided, each once; those without a time come first."""
    found: dict[str, Row] = {}
    for source in sources:
        for row in source:
            whole = {**row, "batch": "local"}
            if _is_whole(whole):
                found[str(whole["text"])] = whole
    return sorted(found.values(), key=lambda row: str(row.get("at", "")))


def with_entities(rows: Sequence[Row], used: bytes) -> list[Row]:
    """Nobody labels names in a case: where it has none, they are what the weights in use read, so that nothing is
    learned of them."""
    triage = load(open_model(used))
    read = [row.get("entities") or finding_row(triage(str(row["text"])))["entities"] for row in rows]
    return [{**row, "entities": {**dict.fromkeys(ENTITIES), **names}} for row, names in zip(rows, read, strict=True)]


def held_out(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """(older, newest fifth): what is learned is tried on what came after it. With few rows all are older."""
    count = len(rows) // SHARE if len(rows) >= FEWEST else 0
    return list(rows[: len(rows) - count]), list(rows[len(rows) - count :])


def judge_local(old: bytes, new: bytes, rows: Sequence[Row]) -> LocalJudgement:
    """The weights in use beside new ones, on the same cases."""
    return LocalJudgement(cases=len(rows), before=_right(old, rows), after=_right(new, rows))


def _right(weights: bytes, rows: Sequence[Row]) -> dict[str, int]:
    pairs = predict(rows, load(open_model(weights)))
    return {field: sum(gold[field] == found[field] for gold, found in pairs) for field in FIELDS}


def _is_whole(row: Row) -> bool:
    """It has all that training reads, and a product where one is due."""
    if not row.get("text") or not all(name in row for name in FIELDS):
        return False
    return bool(row["product"]) is bool(row["scope"] == Scope.IN)
