"""Where the original text says what led to each statement: the rules' hits, else the model's loudest strings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from nlp.decide import Decision
from nlp.entities import Found
from nlp.match import Hit
from nlp.model import Model, Scores
from nlp.rules import Rules
from risk.finding import Harm, Scope

MOST_STRINGS = 4  # of the model, for one statement
Span = tuple[int, int, str]  # start, end, label
_SPACE = re.compile(r"\s+")


def evidence(
    rules: Rules, decision: Decision, model: Model, squeezed: str, scores: Scores, entities: Mapping[str, Found]
) -> list[Span]:
    """Spans of the original text, in no order."""
    source = rules.reading.source
    said: list[Span] = [(hit[0], hit[1], f"vulnerable:{hit[2]}") for hit in rules.people]
    unsaid: list[tuple[str, int]] = []
    for label, column, hits in _statements(rules, decision, model):
        if hits:
            said += [(hit[0], hit[1], label) for hit in hits]
        else:
            unsaid.append((label, column))
    if unsaid:
        places = _places(rules.prose, squeezed)
        for label, column in unsaid:
            found = _merged(model.spans(scores, column, most=MOST_STRINGS))
            said += [(places[start], places[end - 1] + 1, label) for start, end in found]
    if not isinstance(source.offsets, range):
        said = [(*source.span(start, end), label) for start, end, label in said]
    said += [(found.start, found.end, f"entity:{kind}") for kind, found in entities.items()]
    return said


def _statements(rules: Rules, decision: Decision, model: Model) -> Iterator[tuple[str, int, tuple[Hit, ...]]]:
    """(label, column of the matrix, the rules' hits)."""
    about = model.about
    code = decision.product or decision.scope.value
    winner = rules.contest.hits.get(code)
    kind = "scope" if decision.product is None else "product"
    columns = about.columns
    if code in columns and (winner is not None or decision.scope is not Scope.OTHER):
        yield f"{kind}:{code}", columns[code], (winner,) if winner is not None else ()
    for hazard in decision.hazards:
        label = f"hazard:{hazard}"
        if label in columns:
            yield label, columns[label], tuple(rules.hazards.found.get(hazard, ()))
    if decision.harm is not Harm.NONE:
        hits = tuple(hit for hit in rules.harm.hits if hit.kind == "harm" and hit.code == decision.harm.value)
        label = f"harm:{decision.harm.value}"
        yield label, columns[label], hits


def _places(text: str, squeezed: str) -> Sequence[int]:
    """Where each character of the squeezed text stands in the text that was squeezed."""
    if text.startswith(squeezed):
        return range(len(squeezed))
    places: list[int] = []
    at = 0
    for blank in _SPACE.finditer(text):
        places += range(at, blank.start())
        at = blank.end()
        if squeezed[len(places) : len(places) + 1] == " ":
            places.append(blank.start())
    places += range(at, len(text))
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
