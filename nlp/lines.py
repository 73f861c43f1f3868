"""JSON Lines in, findings out: what `fenghuo triage` wraps."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TextIO

from casework.ports import Triage
from risk.finding import Finding

EARLIEST, LATEST = 1990, 2100  # years of a day of receipt
LONGEST: Final = 1_000_000  # characters of a line; a text needs 4,096 at most


@dataclass(frozen=True, kw_only=True)
class Line:
    """One input line: its number from 1, and either the row to print or why it was skipped.

    `problem` is one of `not-json`, `not-an-object`, `no-text`, `bad-received-at`, `too-long`.
    """

    number: int
    row: dict[str, Any] | None = None
    problem: str = ""


def read_lines(stream: TextIO) -> Iterator[str]:
    """Each line, of which no more is held than a little over `LONGEST` characters."""
    while line := stream.readline(LONGEST + 1):
        rest = line
        while len(rest) > LONGEST and not rest.endswith("\n"):
            rest = stream.readline(LONGEST + 1)
        yield line


def triage_lines(triage: Triage, lines: Iterable[str], *, first: int = 1) -> Iterator[Line]:
    """Empty lines are passed over; `id` is copied, or is the line's number; `received_at` (ISO, aware) is optional.

    `first`: the number of the first line.
    """
    for number, line in enumerate(lines, first):
        if line.strip():
            yield _one(triage, number, line)


def _one(triage: Triage, number: int, line: str) -> Line:
    if len(line) > LONGEST:
        return Line(number=number, problem="too-long")
    try:
        item = json.loads(line)
    except (ValueError, RecursionError):
        return Line(number=number, problem="not-json")
    if not isinstance(item, dict):
        return Line(number=number, problem="not-an-object")
    if not isinstance(item.get("text"), str):
        return Line(number=number, problem="no-text")
    try:
        received_at = _received(item.get("received_at"))
    except (TypeError, ValueError):
        return Line(number=number, problem="bad-received-at")
    finding = triage(item["text"], received_at=received_at)
    return Line(number=number, row={"id": item.get("id", str(number)), **finding_row(finding)})


def _received(written: Any) -> datetime | None:
    """None where the line has none. Raises `ValueError` or `TypeError` for what is no time of our days."""
    if written is None:
        return None
    received_at = datetime.fromisoformat(written)
    if not EARLIEST <= received_at.year <= LATEST:
        raise ValueError("year")
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


def written(row: dict[str, Any]) -> str:
    """One line of JSON with readable Chinese; escaped throughout where a lone surrogate would not let it be printed."""
    line = json.dumps(row, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(row)
    return line
