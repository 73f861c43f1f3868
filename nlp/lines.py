"""JSON Lines in, findings out: what `fenghuo triage` wraps."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casework.ports import Triage
from risk.finding import Finding


@dataclass(frozen=True, kw_only=True)
class Line:
    """One input line: its number from 1, and either the row to print or why it was skipped.

    `problem` is one of `not-json`, `not-an-object`, `no-text`, `bad-received-at`.
    """

    number: int
    row: dict[str, Any] | None = None
    problem: str = ""


def triage_lines(triage: Triage, lines: Iterable[str]) -> Iterator[Line]:
    """Empty lines are passed over; `id` is copied, or is the line's number; `received_at` (ISO, aware) is optional."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _one(triage, number, line)


def _one(triage: Triage, number: int, line: str) -> Line:
    try:
        item = json.loads(line)
    except (ValueError, RecursionError):
        return Line(number=number, problem="not-json")
    if not isinstance(item, dict):
        return Line(number=number, problem="not-an-object")
    if not isinstance(item.get("text"), str):
        return Line(number=number, problem="no-text")
    try:
        received_at = datetime.fromisoformat(item["received_at"]) if item.get("received_at") else None
    except (TypeError, ValueError):
        return Line(number=number, problem="bad-received-at")
    finding = triage(item["text"], received_at=received_at)
    return Line(number=number, row={"id": item.get("id", str(number)), **finding_row(finding)})


def finding_row(finding: Finding) -> dict[str, Any]:
    """The finding as plain JSON values: the sample's fields, then confidence, evidence, abstained, version."""
    return {
        "scope": finding.scope.value,
        "product": finding.product,
        "hazards": list(finding.hazards),
        "harm": finding.harm.value,
        "injured": finding.injured,
        "vulnerable": list(finding.vulnerable),
        "entities": dict(finding.entities),
        "severity_rank": finding.severity_rank,
        "lang": finding.lang,
        "refer_to": finding.refer_to,
        "confidence": dict(finding.confidence),
        "evidence": [{"start": e.start, "end": e.end, "label": e.label, "text": e.text} for e in finding.evidence],
        "abstained": list(finding.abstained),
        "version": finding.version,
    }
