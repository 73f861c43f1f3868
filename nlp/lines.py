"""JSON Lines in, findings out: what `fenghuo triage` wraps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol

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


class Many(Protocol):
    """Triage of many texts at once."""

    def many(self, tips: Sequence[tuple[str, datetime | None]]) -> Sequence[Finding]:
        """`tips`: each text, and when it was received."""


def triage_lines(triage: Many, lines: Iterable[str], *, first: int = 1) -> Iterator[Line]:
    """Empty lines are passed over; `id` is copied, or is the line's number; `received_at` (ISO, aware) is optional.

    `first`: the number of the first line. All of them are read before the first answer.
    """
    asked = [_asked(number, line) for number, line in enumerate(lines, first) if line.strip()]
    findings = iter(triage.many([(one.text, one.received_at) for one in asked if isinstance(one, _Asked)]))
    for one in asked:
        if isinstance(one, _Asked):
            yield Line(number=one.number, row={"id": one.id, **finding_row(next(findings))})
        else:
            yield one


class _Asked(NamedTuple):
    number: int
    id: Any
    text: str
    received_at: datetime | None


def _asked(number: int, line: str) -> _Asked | Line:
    """What the line asks; or the answer to it, where it cannot be read."""
    try:
        item = item_of(line)
        return _Asked(number, id_of(item, number), _text(item), _received(item.get("received_at")))
    except BadLine as bad:
        return Line(number=number, problem=bad.problem)


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
