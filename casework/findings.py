"""A finding as it is stored: codes and offsets in the open, what quotes the text sealed."""

from __future__ import annotations

import json

from risk.finding import Finding
from risk.identity import Secret


def open_part(finding: Finding) -> dict[str, object]:
    """Codes, confidences, versions and evidence offsets; no word of the tip."""
    return {
        "scope": finding.scope.value,
        "product": finding.product,
        "hazards": list(finding.hazards),
        "harm": finding.harm.value,
        "injured": finding.injured,
        "vulnerable": list(finding.vulnerable),
        "severity_rank": finding.severity_rank,
        "lang": finding.lang,
        "trade": finding.trade,
        "confidence": dict(finding.confidence),
        "abstained": list(finding.abstained),
        "evidence": [[e.start, e.end, e.label] for e in finding.evidence],
        "version": finding.version,
    }


def sealed_part(finding: Finding) -> Secret:
    """The entities, which quote the text."""
    return Secret(json.dumps(finding.entities, ensure_ascii=False))
