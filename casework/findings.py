"""A finding as it is stored: codes and offsets in the open, what quotes the text sealed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from risk.finding import Evidence, Finding, Harm, Scope, Urgency
from risk.identity import Secret
from risk.information import RiskInformation
from risk.urgency import UrgencyReason


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
        "urgency": finding.urgency.value,
        "urgency_reason": finding.urgency_reason,
        "lang": finding.lang,
        "trade": finding.trade,
        "confidence": dict(finding.confidence),
        "abstained": list(finding.abstained),
        "evidence": [[e.start, e.end, e.label] for e in finding.evidence],
        "version": finding.version,
        "chances": [list(chance) for chance in finding.chances],
    }


def sealed_part(finding: Finding) -> Secret:
    """The entities, which quote the text."""
    cited = {"standard": list(finding.standards), "place": finding.place}
    return Secret(json.dumps({**finding.entities, **cited}, ensure_ascii=False))


def said_scope(information: RiskInformation) -> Scope:
    """What triage said of the scope."""
    return Scope(str(information.finding.get("scope", Scope.IN)))


def stored_finding(information: RiskInformation) -> Finding:
    """The finding as it was stored, with the product and hazards that the information has now.

    What has a product is in scope, whatever triage said: the tipster or an officer named it.
    """
    row: Mapping[str, Any] = information.finding
    text = information.text.reveal()
    entities: dict[str, Any] = json.loads(information.finding_texts.reveal() or "{}")
    standards, place = entities.pop("standard", ()), entities.pop("place", None)
    return Finding(
        scope=Scope.IN if information.product else said_scope(information),
        product=information.product,
        hazards=information.hazards,
        harm=Harm(information.harm),
        injured=row.get("injured"),
        vulnerable=tuple(row.get("vulnerable", ())),
        entities=entities,
        standards=tuple(standards),
        place=place,
        severity_rank=information.severity_rank,
        urgency=Urgency(row.get("urgency", Urgency.ROUTINE)),
        urgency_reason=row.get("urgency_reason", UrgencyReason.NONE.value),
        lang=row.get("lang", ""),
        confidence=dict(row.get("confidence", {})),
        evidence=tuple(
            Evidence(start=start, end=end, label=label, text=text[start:end])
            for start, end, label in row.get("evidence", ())
        ),
        version=row.get("version", ""),
        abstained=tuple(row.get("abstained", ())),
        chances=_chances(row, information),
    )


def guessed_finding(information: RiskInformation) -> Finding:
    """As it was stored, with the product that triage was not sure of where nobody has told one.

    No officer is shown a guess; but two tips are the same or not whether triage is sure of what they are or not.
    """
    found, guess = stored_finding(information), information.finding.get("product")
    if information.product or "product" not in found.abstained or not isinstance(guess, str):
        return found
    return stored_finding(replace(information, product=guess))


def _chances(row: Mapping[str, Any], information: RiskInformation) -> tuple[tuple[str, float], ...]:
    """None where somebody has put right what triage said; an answer only adds to it."""
    hazards = row.get("hazards", ())
    if row.get("product") != information.product or not set(hazards) <= set(information.hazards):
        return ()
    return tuple((str(label), float(chance)) for label, chance in row.get("chances", ()))
