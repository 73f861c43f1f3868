"""JSON Lines in, findings out: what `fenghuo triage` wraps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casework.ports import Triage
from nlp.json_lines import BadLine, id_of, item_of
from risk.finding import Finding

EARLIEST, LATEST = 1990, 2100  # years of a day of receipt


@dataclass(frozen=True, kw_only=True)
class Line:
    """One input line: its number from 1, and either the row to print or why it was skipped.

    `problem` is that of a `BadLine`, or one of `no-text`, `text-no-string`, `bad-received-at`, `other-age`.
    """

    number: int
    row: dict[str, Any] | None = None
    problem: str = ""


def triage_lines(triage: Triage, lines: Iterable[str], *, first: int = 1) -> Iterator[Line]:
    """Empty lines are passed over; `id` is copied, or is the line's number; `received_at` (ISO, aware) is optional.

    `first`: the number of the first line.
    """
    for number, line in enumerate(lines, first):
        if line.strip():
            yield _one(triage, number, line)


def _one(triage: Triage, number: int, line: str) -> Line:
    try:
        item = item_of(line)
        id_, text, received_at = id_of(item, number), _text(item), _received(item.get("received_at"))
    except BadLine as bad:
        return Line(number=number, problem=bad.problem)
    finding = triage(text, received_at=received_at)
    return Line(number=number, row={"id": id_, **finding_row(finding)})


def _text(item: Mapping[str, Any]) -> str:
    """Raises `BadLine`."""
    if "text" not in item:
        raise BadLine("no-text")
    if not isinstance(item["text"], str):
        raise BadLine("text-no-string")
    return item["text"]


def _received(written: Any) -> datetime | None:
    """None where the line has none. Raises `BadLine` for what is no time of our days."""
    if written is None:
        return None
    try:
        received_at = datetime.fromisoformat(written)
    except (TypeError, ValueError):
        raise BadLine("bad-received-at") from None
    if not EARLIEST <= received_at.year <= LATEST:
        raise BadLine("other-age")
    return received_at


def finding_row(finding: Finding) -> dict[str, Any]:
    """The finding as plain JSON values: the sample's fields, then what goes beyond them.

    `entities` holds `standard` (a list) and `place` besides the labelled eight.
    """
    return {
        "scope": finding.scope.value,
        "product": finding.product,
        "hazards": list(finding.hazards),
        "harm": finding.harm.value,
        "injured": finding.injured,
        "vulnerable": list(finding.vulnerable),
        "entities": {**finding.entities, "standard": list(finding.standards), "place": finding.place},
        "severity_rank": finding.severity_rank,
        "lang": finding.lang,
        "urgency": finding.urgency.value,
        "urgency_reason": finding.urgency_reason,
        "trade": finding.trade,
        "refer_to": finding.refer_to,
        "confidence": dict(finding.confidence),
        "evidence": [{"start": e.start, "end": e.end, "label": e.label, "text": e.text} for e in finding.evidence],
        "abstained": list(finding.abstained),
        "version": finding.version,
    }
