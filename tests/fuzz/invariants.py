"""What holds for the finding of any text whatsoever."""

from __future__ import annotations

import json
from collections.abc import Iterator

from nlp.json_lines import written
from nlp.lines import finding_row
from nlp.pipeline import LIMIT
from risk.finding import CITED, ENTITIES, VULNERABLE, Finding, Scope
from risk.taxonomy import hazards, products

_FIELDS = {"scope", "product", "hazards", "harm", "injured", "vulnerable", "urgency", *ENTITIES, *CITED}


def broken(text: str, finding: Finding) -> Iterator[str]:
    """Sentences about what does not hold."""
    if (finding.product in products()) != (finding.scope is Scope.IN):
        yield f"product {finding.product} with scope {finding.scope}"
    if list(finding.hazards) != sorted(set(finding.hazards) & set(hazards())):
        yield f"hazards {finding.hazards} are not sorted codes"
    if finding.scope is not Scope.IN and finding.hazards:
        yield f"hazards {finding.hazards} out of scope"
    if finding.vulnerable != tuple(code for code in VULNERABLE if code in finding.vulnerable):
        yield f"vulnerable {finding.vulnerable}"
    if set(finding.entities) != set(ENTITIES) or "" in finding.entities.values():
        yield f"entities {finding.entities}"
    if not 1 <= finding.severity_rank <= 5:
        yield f"severity rank {finding.severity_rank}"
    if finding.injured is not None and finding.injured < 0:
        yield f"injured {finding.injured}"
    if set(finding.confidence) != _FIELDS or not all(0 <= sure <= 1 for sure in finding.confidence.values()):
        yield f"confidence {finding.confidence}"
    if not set(finding.abstained) <= _FIELDS:
        yield f"abstained {finding.abstained}"
    places = [(one.start, one.end, one.label) for one in finding.evidence]
    if places != sorted(set(places)):
        yield "evidence is out of order or twice there"
    for one in finding.evidence:
        if not 0 <= one.start < one.end <= LIMIT or text[one.start : one.end] != one.text:
            yield f"evidence {one} is not the text's"
    yield from _unprinted(finding)


def _unprinted(finding: Finding) -> Iterator[str]:
    row = finding_row(finding)
    if json.loads(written(row).encode()) != json.loads(json.dumps(row)):
        yield "what is printed is not what was found"


def codes(finding: Finding) -> tuple[object, ...]:
    """What no marks, white space or script may change."""
    return finding.scope, finding.product, finding.hazards, finding.harm
