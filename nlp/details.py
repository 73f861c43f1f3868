"""What is told besides product, hazards and harm: people, standards, the place, urgency, and how sure each is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from typing import Final, NamedTuple

from nlp.ages import Age
from nlp.decide import Decision
from nlp.entities import Entities
from nlp.evidence import Span
from nlp.injured import Mention, count_injured, says_nobody
from nlp.match import Hit
from nlp.people import either
from nlp.reading import Reading
from nlp.rules import HURT, Rules
from nlp.standards import Standard
from nlp.sureness import NO_CANDIDATE, Sureness, read_table, sureness
from nlp.urgency import Now, of_now
from nlp.victims import UNHURT, Victims, clues, read_heads
from nlp.whereabouts import Place, find_place, regions_version
from risk.finding import CITED, VULNERABLE, Evidence, Harm, Urgency
from risk.severity import severity_rank
from risk.urgency import Judged, UrgencyReason, judge_urgency

_BY_WEIGHTS: Final = ("brand", "model", "origin", "port", "quantity")
_BY_PATTERN: Final = ("batch", "hs_code", "date")
Spans = set[Span]


class People(NamedTuple):
    """`raw`: how sure before calibration, by `injured` and `vulnerable`."""

    injured: int | None
    vulnerable: tuple[str, ...]
    ages: tuple[Age, ...]
    counted: tuple[Mention, ...]
    raw: Mapping[str, float]


class Details(NamedTuple):
    people: People
    severity_rank: int
    judged: Judged
    standards: tuple[str, ...]
    place: str | None
    confidence: dict[str, float]
    abstained: tuple[str, ...]
    spans: Spans

    def evidence(self, others: Iterable[Span], text: str) -> tuple[Evidence, ...]:
        """Together with what was found before, in the order of the text, each span once for each label; of people only
        those said."""
        said = self.people.vulnerable
        spans = {one for one in others if one[2][:11] != "vulnerable:" or one[2][11:] in said}
        if self.judged.urgency is not Urgency.ROUTINE:
            label = f"urgency:{self.judged.urgency}"
            if not any(span[2] == label for span in self.spans):
                spans |= {(start, end, label) for start, end, of in spans if of[:5] == "harm:" and start < end}
        spans.update([span for span in self.spans if span[0] < span[1]])
        return tuple([_evidence((start, end, label, text[start:end])) for start, end, label in sorted(spans)])


# A third of the time of calling the class.
_evidence: Callable[[tuple[int, int, str, str]], Evidence] = partial(tuple.__new__, Evidence)


class Detailer:
    """Holds the weights; safe to call from several threads."""

    def __init__(self, victims: Victims, sure: Sureness, version: str) -> None:
        self._victims = victims
        self._sure = sure
        self._nothing = {kind: sure.between(f"{kind}:unsaid", NO_CANDIDATE) for kind in _BY_WEIGHTS}
        self._nothing |= {kind: sure.share(kind, "unsaid") for kind in (*_BY_PATTERN, *CITED)}
        self.version = version

    def __call__(self, rules: Rules, decision: Decision, entities: Entities, squeezed: str) -> Details:
        reading = rules.reading
        people = who_was_hurt(rules, decision.product, decision.harm, decision.raw["harm"], squeezed, self._victims)
        rank = severity_rank(
            scope=decision.scope,
            harm=decision.harm,
            hazards=decision.hazards,
            vulnerable=people.vulnerable,
            injured=people.injured,
        )
        now = of_now(reading.text)
        judged = judge_urgency(
            scope=decision.scope,
            harm=decision.harm,
            # What still leaks is dangerous, also where the weights know no such hazard of that product.
            hazards=decision.hazards or (rules.settled if now.danger else ()),
            vulnerable=people.vulnerable,
            injured=people.injured,
            severity_rank=rank,
            danger_now=bool(now.danger),
            on_offer=bool(now.on_offer),
        )
        standards = entities.standards
        taken = {kind: (one.start, one.end) for kind, one in entities.found.items() if kind in ("port", "origin")}
        place = find_place(reading, taken)
        confidence = self._confidence(people, judged, decision, entities, standards, place)
        return Details(
            people=people,
            severity_rank=rank,
            judged=judged,
            standards=tuple(one.value for one in standards),
            place=place.value if place is not None else None,
            confidence=confidence,
            abstained=self._sure.abstained(confidence),
            spans=self._spans(rules.reading, people, judged, now, standards, place),
        )

    def _confidence(
        self,
        people: People,
        judged: Judged,
        decision: Decision,
        entities: Entities,
        standards: tuple[Standard, ...],
        place: Place | None,
    ) -> dict[str, float]:
        sure = self._sure
        found = dict(self._nothing)
        for field, raw in people.raw.items():
            found[field] = sure.between(field, raw)
        found["urgency"] = sure.between(f"urgency:{judged.reason}", decision.raw["harm"])
        for kind, odds in entities.odds.items():
            found[kind] = sure.between(f"{kind}:{'said' if kind in entities.found else 'unsaid'}", odds)
        for kind in _BY_PATTERN:
            if kind in entities.found:
                found[kind] = sure.share(kind, entities.found[kind].form)
        if standards:
            found["standard"] = min(sure.share("standard", one.form) for one in standards)
        if place is not None:
            found["place"] = sure.share("place", place.form)
        return found

    def _spans(
        self,
        reading: Reading,
        people: People,
        judged: Judged,
        now: Now,
        standards: tuple[Standard, ...],
        place: Place | None,
    ) -> Spans:
        spans: Spans = {(one.start, one.end, "entity:standard") for one in standards}
        if place is not None:
            spans.add((place.start, place.end, "entity:place"))
        for age in people.ages:
            if age.group in people.vulnerable:
                spans.add((*reading.source.span(age.start, age.end), f"vulnerable:{age.group}"))
        if people.injured:
            spans.update((*reading.source.span(one.start, one.end), "injured:some") for one in people.counted)
        elif people.injured == 0:
            denied = [hit for hit in reading.of("harm") if hit.code == "unhurt"]
            words = [(hit.start, hit.end) for hit in denied]
            if (said := says_nobody(reading.text)) is not None and not words:
                words.append(said)
            spans.update((*reading.source.span(start, end), "injured:nobody") for start, end in words)
        pressing = now.danger if judged.reason is UrgencyReason.DANGER_NOW else ()
        pressing = now.on_offer if judged.reason is UrgencyReason.ON_OFFER else pressing
        spans.update((*reading.source.span(start, end), f"urgency:{judged.urgency}") for start, end in pressing)
        return spans


def who_was_hurt(
    rules: Rules, product: str | None, harm: Harm, harm_raw: float, squeezed: str, victims: Victims
) -> People:
    """`harm_raw`: how likely the harm is, uncalibrated."""
    reading = rules.reading
    ages = rules.ages
    found = clues(rules, ages, product=product, harm=harm)
    chances = victims(found, "" if harm in HURT else squeezed)
    vulnerable = tuple(
        code for code in VULNERABLE if chances[code] >= victims.heads[code].least and _is_spoken_of(code, found)
    )
    vulnerable = either(vulnerable, reading, ages)
    sure = 1.0
    for code in VULNERABLE:
        chance = chances[code]
        sure *= chance if chance > 0.5 else 1 - chance
    injured, counted, told = _injured(reading, harm, chances, victims)
    return People(
        injured=injured,
        vulnerable=vulnerable,
        ages=ages,
        counted=counted,
        raw={"injured": harm_raw * told, "vulnerable": sure},
    )


def _is_spoken_of(code: str, found: Collection[str]) -> bool:
    """A wheelchair alone makes nobody old; of children many words tell that no list has."""
    return code in ("child", "infant") or f"any:{code}" in found or f"age:{code}" in found


def _injured(
    reading: Reading, harm: Harm, chances: Mapping[str, float], victims: Victims
) -> tuple[int | None, tuple[Mention, ...], float]:
    """(how many, the words, how sure): people came to harm, so at least one, unless the text leaves it open."""
    if harm in HURT:
        unsaid = chances["unsaid"]
        if unsaid >= victims.heads["unsaid"].least:
            return None, (), unsaid
        hurt: list[Hit] = [hit for hit in reading.of("harm") if hit.code != "unhurt"]
        number, told = count_injured(reading, hurt)
        return number, tuple(told), (1 - unsaid) * (0.9 if number > 1 else 1.0)
    unhurt = chances[UNHURT]
    if unhurt >= victims.heads[UNHURT].least:
        return 0, (), unhurt
    return None, (), 1 - unhurt


def load_detailer() -> Detailer:
    table, data = read_table()
    version = f"details {hashlib.sha256(data).hexdigest()[:8]}, places {regions_version()}"
    return Detailer(Victims(read_heads(table["heads"])), sureness(table), version)
