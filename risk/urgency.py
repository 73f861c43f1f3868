"""How soon an officer must look at a tip: a stated rule over harm, people, hazards and what the text says of now."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from risk.finding import GRAVE, Harm, Scope, Urgency
from risk.severity import PAPER, QUICK

MANY, MASS = 3, 10  # people hurt
_DAMAGE_RANK = 4


class UrgencyReason(StrEnum):
    GRAVE_HARM = "grave-harm"  # somebody in hospital, maimed, poisoned or dead
    DANGER_NOW = "danger-now"  # it still burns, smokes, leaks or holds somebody
    MASS = "mass"  # ten or more hurt
    SEVERITY = "severity"  # severity 4: damage to other things, several hurt, a quick killer near the vulnerable
    VULNERABLE = "vulnerable"  # hurt or nearly hurt
    ON_OFFER = "on-offer"  # what hurt somebody, or kills quickly, is still sold or used
    NONE = "none"


class Judged(NamedTuple):
    urgency: Urgency
    reason: UrgencyReason


def judge_urgency(
    *,
    scope: Scope,
    harm: Harm,
    hazards: tuple[str, ...],
    vulnerable: tuple[str, ...],
    injured: int | None,
    severity_rank: int,
    danger_now: bool,
    on_offer: bool,
) -> Judged:
    """The first rule that holds, gravest first. Out of scope nothing is an emergency of ours, but grave harm and
    present danger are passed on at once. A plea alone ("urgent!!!") raises nothing."""
    if scope is not Scope.IN:
        if harm in GRAVE:
            return Judged(Urgency.URGENT, UrgencyReason.GRAVE_HARM)
        if danger_now and harm is not Harm.NONE:
            return Judged(Urgency.URGENT, UrgencyReason.DANGER_NOW)
        return Judged(Urgency.ROUTINE, UrgencyReason.NONE)
    dangerous = bool(set(hazards) - PAPER)
    happened = harm is not Harm.NONE
    if harm in GRAVE:
        return Judged(Urgency.EMERGENCY, UrgencyReason.GRAVE_HARM)
    if danger_now and (dangerous or happened):
        return Judged(Urgency.EMERGENCY, UrgencyReason.DANGER_NOW)
    if (injured or 0) >= MASS:
        return Judged(Urgency.EMERGENCY, UrgencyReason.MASS)
    if severity_rank >= _DAMAGE_RANK or (injured or 0) >= MANY:
        return Judged(Urgency.URGENT, UrgencyReason.SEVERITY)
    if happened and vulnerable:
        return Judged(Urgency.URGENT, UrgencyReason.VULNERABLE)
    if on_offer and ((happened and dangerous) or QUICK & set(hazards)):
        return Judged(Urgency.URGENT, UrgencyReason.ON_OFFER)
    return Judged(Urgency.ROUTINE, UrgencyReason.NONE)
