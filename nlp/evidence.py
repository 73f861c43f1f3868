"""The words of the original text that led to each statement: the rules' hits, else the model's loudest strings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from nlp.decide import Decision
from nlp.entities import Found
from nlp.match import Hit
from nlp.model import Model, Scores
from nlp.rules import Rules
from risk.finding import Evidence, Harm, Scope

MOST_STRINGS = 4  # of the model, for one statement
_SPACE = re.compile(r"\s")


def evidence(
    rules: Rules, decision: Decision, model: Model, squeezed: str, scores: Scores, entities: Mapping[str, Found]
) -> tuple[Evidence, ...]:
    """In the order of the text; each span once for each label."""
    reading = rules.reading
    spans: set[tuple[int, int, str]] = {(f.start, f.end, f"entity:{kind}") for kind, f in entities.items()}
    unsaid: list[tuple[str, int]] = []
    for label, column, hits in _statements(rules, decision, model):
        if hits:
            spans.update((*reading.source.span(hit.start, hit.end), label) for hit in hits)
        else:
            unsaid.append((label, column))
    if unsaid:
        places = _places(rules.prose, squeezed)
        for label, column in unsaid:
            found = _merged(model.spans(scores, column, most=MOST_STRINGS))
            spans.update((*reading.source.span(places[start], places[end - 1] + 1), label) for start, end in found)
    spans.update((*reading.source.span(hit.start, hit.end), f"vulnerable:{hit.code}") for hit in rules.people)
    original = reading.source.original
    return tuple(Evidence(start=s, end=e, label=label, text=original[s:e]) for s, e, label in sorted(spans))


def _statements(rules: Rules, decision: Decision, model: Model) -> Iterator[tuple[str, int, tuple[Hit, ...]]]:
    """(label, column of the matrix, the rules' hits)."""
    about = model.about
    code = decision.product or decision.scope.value
    winner = rules.contest.hits.get(code)
    kind = "scope" if decision.product is None else "product"
    if code in about.classes and (winner is not None or decision.scope is not Scope.OTHER):
        yield f"{kind}:{code}", about.classes.index(code), (winner,) if winner is not None else ()
    for hazard in decision.hazards:
        if hazard in about.hazards:
            column = len(about.classes) + about.hazards.index(hazard)
            yield f"hazard:{hazard}", column, tuple(rules.hazards.found.get(hazard, ()))
    if decision.harm is not Harm.NONE:
        hits = tuple(hit for hit in rules.harm.hits if hit.kind == "harm" and hit.code == decision.harm.value)
        column = len(about.classes) + len(about.hazards) + about.harm.index(decision.harm.value)
        yield f"harm:{decision.harm.value}", column, hits


def _places(text: str, squeezed: str) -> list[int]:
    """Where each character of the squeezed text stands in the text that was squeezed."""
    places = []
    at = 0
    for char in squeezed:
        while text[at] != char and not (char == " " and _SPACE.match(text[at])):
            at += 1
        places.append(at)
        at += 1
    return places


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping and touching ones joined."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
