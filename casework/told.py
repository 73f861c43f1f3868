"""What the tips of a signal say of urgency, place and standards, for its card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from casework.findings import stored_finding
from casework.masking import cut, mask
from casework.ports.replies import Param
from casework.terms import term
from risk.finding import Finding, Scope, Urgency
from risk.information import RiskInformation
from risk.urgency import Judged, UrgencyReason, judge_urgency

_LONGEST: Final = 60  # characters of a place
_STANDARDS: Final = 6  # on a card


def told(tips: Sequence[RiskInformation]) -> dict[str, Param]:
    """Urgency: of the most urgent tip. Place and standards: of the newest tip that says them."""
    findings = [stored_finding(tip) for tip in tips]
    most = min((urgency_now(finding) for finding in findings), key=list(Urgency).index, default=Urgency.ROUTINE)
    place = next((finding.place for finding in findings[::-1] if finding.place), "")
    standards = next((finding.standards for finding in findings[::-1] if finding.standards), ())
    return {
        "urgency": term("urgency", most.value),
        "placed": int(bool(place)),
        "place": cut(mask(place), _LONGEST),
        "cited": len(standards),
        "standards": "、".join(standards[:_STANDARDS]),
    }


def urgency_now(finding: Finding) -> Urgency:
    """By the same rule, on the harm and hazards as answers and officers have put them right."""
    return _judged(finding, danger_now=finding.urgency_reason == UrgencyReason.DANGER_NOW).urgency


def judged_now(finding: Finding) -> Judged:
    """The same while the danger goes on."""
    return _judged(finding, danger_now=True)


def _judged(finding: Finding, *, danger_now: bool) -> Judged:
    return judge_urgency(
        scope=Scope(finding.scope),
        harm=finding.harm,
        hazards=finding.hazards,
        vulnerable=finding.vulnerable,
        injured=finding.injured,
        severity_rank=finding.severity_rank,
        danger_now=danger_now,
        on_offer=finding.urgency_reason == UrgencyReason.ON_OFFER,
    )
