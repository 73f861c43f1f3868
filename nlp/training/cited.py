"""How often standards, places and relative dates are right, on training tips that were looked at for them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from nlp.relative import find_relative
from nlp.score import plain_form
from nlp.standards import find_standards
from nlp.training.corpus import Example
from nlp.whereabouts import find_place

LABELS: Final = Path(__file__).parents[1] / "data" / "details"
_SOME_DAY = date(2026, 5, 28)  # any will do: only the words are judged
RELATIVE: Final = ("day", "ago", "weekday", "month", "feast", "about")


def read_labels(name: str) -> list[Mapping[str, Any]]:
    return [json.loads(line) for line in (LABELS / name).read_text(encoding="utf-8").splitlines()]


def cited_shares(tips: Sequence[Example]) -> Iterator[tuple[str, bool]]:
    """(`place:region`, is it right), likewise `standard:…` and the relative forms of `date:…`."""
    by_id = {tip.row["id"]: tip for tip in tips}
    for label in read_labels("labels.jsonl"):
        if (tip := by_id.get(label["id"])) is not None:
            yield from _place(tip, label["place"])
            yield from _standards(tip, label["standards"])
    for form in ("numbered", "spoken", "titled"):
        yield f"standard:{form}", True  # so that a form that no training tip has is known, at two in three
    yield from _relative(by_id)


def _place(tip: Example, wanted: str | None) -> Iterator[tuple[str, bool]]:
    port = tip.row["entities"]["port"]
    at = tip.row["text"].find(port) if port else -1
    place = find_place(tip.rules.reading, {"port": (at, at + len(port))} if at >= 0 else {})
    if place is None:
        yield "place:unsaid", wanted is None
    else:
        yield f"place:{place.form}", plain_form(place.value) == plain_form(wanted or "")


def _standards(tip: Example, wanted: Sequence[str]) -> Iterator[tuple[str, bool]]:
    found = find_standards(tip.row["text"])
    if not found:
        yield "standard:unsaid", not wanted
    for one in found:
        yield f"standard:{one.form}", one.value in wanted


def _relative(by_id: Mapping[str, Example]) -> Iterator[tuple[str, bool]]:
    for form in RELATIVE:
        yield f"date:{form}", True
    for label in read_labels("relative.jsonl"):
        tip = by_id.get(label["id"])
        found = find_relative(tip.row["text"], _SOME_DAY) if tip is not None else None
        if tip is not None and found is not None and tip.row["text"][found.start : found.end] == label["words"]:
            yield f"date:{found.form}", label["right"]
