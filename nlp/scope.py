"""Whether a tip is about the risk of an industrial product, and if not, whose it is (Art. 2)."""

from __future__ import annotations

from typing import NamedTuple

from nlp.hazard import Hazards
from nlp.product import Contest
from nlp.reading import Reading
from risk.finding import Scope

REFERRALS = {
    Scope.FOOD: "food",
    Scope.COSMETICS: "cosmetics",
    Scope.ANIMAL_PLANT: "animal_plant",
    Scope.MEDICINE: "medicine",
}


class Verdict(NamedTuple):
    scope: Scope
    confidence: float


def decide_scope(reading: Reading, contest: Contest, hazards: Hazards, *, hurt: bool) -> Verdict:
    """`hurt`: somebody was injured according to the text."""
    ranked = contest.ranked
    if not ranked:
        return _nothing_named(reading, hazards)
    top = ranked[0]
    if top.startswith("out_"):
        return Verdict(Scope(top), contest.totals[top])
    if reading.has("talk_hypothetical") and not hurt:
        return Verdict(Scope.OTHER, 0.75)
    if len(reading.of("talk_advertisement")) > 1 and not hazards.happened:
        return Verdict(Scope.OTHER, 0.8)
    if hazards.found:
        return _with_hazard(reading, hazards, hurt=hurt)
    return _without_hazard(reading, hazards)


def refer_to(reading: Reading, scope: Scope) -> str:
    """Whose matter it is: a key of the referral texts; "" where it is ours, or nobody's (a greeting)."""
    if scope is Scope.OTHER:
        return "service" if reading.has("talk_service") else ""
    return REFERRALS.get(scope, "")


def _nothing_named(reading: Reading, hazards: Hazards) -> Verdict:
    talk = any(reading.has(f"talk_{kind}") for kind in ("command", "advertisement", "hypothetical"))
    if hazards.found and not talk and (hazards.happened or not reading.has("talk_question")):
        return Verdict(Scope.IN, 0.55)
    signs = reading.of("sign")
    if signs:
        return Verdict(Scope(signs[0].code), 0.4)
    return Verdict(Scope.OTHER, 0.9 if talk or reading.has("talk_service") else 0.7)


def _with_hazard(reading: Reading, hazards: Hazards, *, hurt: bool) -> Verdict:
    specific = hurt or bool(hazards.happened)
    if not specific and reading.has("talk_question") and not any(char.isdigit() for char in reading.text):
        return Verdict(Scope.OTHER, 0.5)
    grievance = reading.has("talk_service")
    return Verdict(Scope.IN, 0.95 if specific and not grievance else 0.8)


def _without_hazard(reading: Reading, hazards: Hazards) -> Verdict:
    service, question = reading.has("talk_service"), reading.has("talk_question")
    if reading.has("passed") or hazards.denied:
        return Verdict(Scope.OTHER, 0.6) if service and not hazards.denied else Verdict(Scope.IN, 0.75)
    if service or question or reading.has("talk_advertisement") or reading.has("talk_command"):
        return Verdict(Scope.OTHER, 0.75)
    return Verdict(Scope.IN, 0.5)
