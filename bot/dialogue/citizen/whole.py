"""What all that was said of a tip tells together; the card says the same as the citizen was told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from bot.dialogue.turn import Context
from casework import file_readings, tips
from risk.finding import Evidence, Finding, Harm, Scope

SEPARATOR: Final = "\n"
_HAZARD: Final = "hazard:"


def reading_of(data: Mapping[str, Any], context: Context, *, named: str = "") -> Callable[[], Finding]:
    """Triage of all words; where they do not name the product, of what its label calls it too.

    `named`: what a label that is about to be confirmed calls it.
    """
    words = SEPARATOR.join(data["words"])
    earlier = _without(data["words"], data.get("put_right", ()))
    known = file_readings.confirmed(context.uow, context.person.id, tuple(data.get("files", ())))
    name = known.product or named

    def triage() -> Finding:
        finding = context.triage(words)
        if earlier != words and earlier:
            finding = _hazards_stay(finding, context.triage(earlier), _spans(data))
        finding = _as_said(finding, data)
        unnamed = name and tips.sure_product(finding) is None
        return context.triage(f"{words}{SEPARATOR}{name}") if unnamed else finding

    return triage


def guesses(finding: Finding) -> bool:
    """Half a sentence, of which triage makes something without being sure of any of it."""
    return {"scope", "product", "hazards"} <= set(finding.abstained) and finding.harm is Harm.NONE


def said_back(finding: Finding, data: Mapping[str, Any]) -> dict[str, Any]:
    """The data, with what the citizen has been told that we understand."""
    product = data.get("product") or tips.sure_product(finding)
    return {**data, "said": {"product": product, "hazards": list(finding.hazards)}}


def _as_said(finding: Finding, data: Mapping[str, Any]) -> Finding:
    """A product and hazards that were understood do not vanish because of what came after them."""
    said = data.get("said")
    if not said:
        return finding
    hazards = tuple(dict.fromkeys((*said["hazards"], *(() if guesses(finding) else finding.hazards))))
    if not said["product"] or tips.sure_product(finding) is not None:
        return replace(finding, hazards=hazards)
    unsure = tuple(field for field in finding.abstained if field not in {"product", "scope"})
    return replace(finding, scope=Scope.IN, refer_to="", product=said["product"], hazards=hazards, abstained=unsure)


def _without(words: list[str], left_out: object) -> str:
    """Blanks in their place, so that evidence stays where it is."""
    out = set(left_out) if isinstance(left_out, list | tuple) else set()
    return SEPARATOR.join(" " * len(one) if at in out else one for at, one in enumerate(words)).rstrip()


def _spans(data: Mapping[str, Any]) -> list[tuple[int, int]]:
    """Where the words that put the product right stand."""
    found, at = [], 0
    for number, words in enumerate(data["words"]):
        if number in data.get("put_right", ()):
            found.append((at, at + len(words)))
        at += len(words) + len(SEPARATOR)
    return found


def _hazards_stay(finding: Finding, earlier: Finding, spans: list[tuple[int, int]]) -> Finding:
    """Another product has not done anything else: only what the correction itself tells besides is added."""
    products = {(e.start, e.end) for e in finding.evidence if e.label.startswith("product:")}

    def told(evidence: Evidence) -> bool:
        within = any(start <= evidence.start and evidence.end <= end for start, end in spans)
        return evidence.label.startswith(_HAZARD) and within and (evidence.start, evidence.end) not in products

    added = {e.label.removeprefix(_HAZARD) for e in finding.evidence if told(e)}
    hazards = tuple(dict.fromkeys((*earlier.hazards, *(code for code in finding.hazards if code in added))))
    rest = tuple(e for e in finding.evidence if not e.label.startswith(_HAZARD) or told(e))
    kept = tuple(e for e in earlier.evidence if e.label.startswith(_HAZARD))
    return replace(finding, hazards=hazards, evidence=(*rest, *kept))
