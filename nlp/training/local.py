"""Cases of this installation: which are held out, and how often each field is right on them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from nlp.lines import finding_row
from nlp.model import FIELDS, open_model
from nlp.pipeline import load
from nlp.score import predict
from risk.finding import ENTITIES, Scope

FEWEST: Final = 5  # new cases below which none is held out
SHARE: Final = 5  # one in so many is, the newest
Row = dict[str, Any]
Marks = frozenset[str]
T = TypeVar("T")


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


def mark(*texts: str) -> str:
    """By which a case is known again, without a word of it."""
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def mark_of(row: Row) -> str:
    return mark(str(row["text"]))


def held_out(rows: Sequence[T], known: Marks | None, marked: Callable[[T], str]) -> tuple[list[T], list[T]]:
    """(the others, the newest fifth of the new ones): on these neither what is in use nor what learns from the others
    was trained. With few new ones none is held out.

    `known`: marks of what that in use was trained on; None = nobody knows, so nothing is new.
    """
    new = [] if known is None else [row for row in rows if marked(row) not in known]
    held = new[-(len(new) // SHARE) :] if len(new) >= FEWEST else []
    marks = {marked(row) for row in held}
    return [row for row in rows if marked(row) not in marks], held


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
