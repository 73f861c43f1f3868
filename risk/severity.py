"""Severity rank 1 (nothing to do) to 5 (act at once), by a stated rule from harm, hazards and people."""

from __future__ import annotations

from risk.finding import GRAVE, Harm, Scope

# Hazards that kill within minutes: a near miss with a child is as grave as an injury.
QUICK = frozenset({"strangulation", "suffocation", "drowning", "gas_poisoning", "choking"})
PAPER = frozenset({"labelling", "fraud"})
_BASE = {Harm.NONE: 3, Harm.NEAR_MISS: 3, Harm.PROPERTY: 4, Harm.MINOR: 3, Harm.SERIOUS: 5, Harm.FATAL: 5}


def severity_rank(
    *, scope: Scope, harm: Harm, hazards: tuple[str, ...], vulnerable: tuple[str, ...], injured: int | None
) -> int:
    """Out of scope 1 (2 where somebody was hurt); in scope without hazard 1; papers only 2; death or hospital 5;
    damage 4; otherwise 3, and 4 for three or more hurt or for a quick killer that met a vulnerable person."""
    if scope is not Scope.IN:
        return 2 if harm in GRAVE or harm is Harm.MINOR else 1
    if not hazards and harm is Harm.NONE:
        return 1
    if harm is Harm.NONE and set(hazards) <= PAPER:
        return 2
    rank = _BASE[harm]
    if harm in (Harm.NEAR_MISS, Harm.MINOR) and (
        (injured or 0) >= 3 or (vulnerable and QUICK & set(hazards)) or "pregnant" in vulnerable
    ):
        rank = 4
    return rank
