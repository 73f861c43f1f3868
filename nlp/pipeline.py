"""Text to finding: load once, call from anywhere."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, cast
from zoneinfo import ZoneInfo

from nlp.decide import decide
from nlp.details import Detailer, load_detailer
from nlp.encoder import Encoder
from nlp.entities import Found, find_entities, names_of
from nlp.evidence import evidence
from nlp.grave import may_be_grave
from nlp.language import language_of
from nlp.lexicon import load_lexicon
from nlp.model import About, Model, Scores, load_model, squeeze
from nlp.normalise import LIMIT, Normalised, normalise
from nlp.peril import peril_of
from nlp.reader import Reader, load_reader
from nlp.rules import Rules, apply_rules, signs
from nlp.scope import refer_to
from nlp.second import SecondOpinion, doubtful
from nlp.segment import Segmenter
from nlp.strings import Spotted, Strings
from nlp.trade import find_trade
from risk.finding import ENTITIES, GRAVE, Finding

RULES_VERSION = "6"
LEAST_CHANCE: Final = 0.01
SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
TOGETHER: Final = 32  # texts; their numbers stay in memory until the last step


class Pipeline:
    """The `Triage` port. Safe to call from several threads; one text at a time holds the interpreter anyway."""

    limit = LIMIT

    def __init__(
        self,
        reader: Reader,
        model: Model,
        version: str,
        *,
        second: SecondOpinion | None,
        details: Detailer,
        zone: ZoneInfo = SHANGHAI,
    ) -> None:
        self._read = reader
        self._details = details
        self._zone = zone
        self._model = model
        self._strings = Strings(reader.terms, model.grams)
        self._second = second
        self.version = version
        self.segment = Segmenter(reader.words)

    def __call__(self, text: str, *, received_at: datetime | None = None) -> Finding:
        """Reads at most `limit` characters, never raises. 昨天 is the day before `received_at` in `zone`."""
        return self.many([(text, received_at)])[0]

    def many(self, tips: Sequence[tuple[str, datetime | None]]) -> list[Finding]:
        """Of each text and when it was received what it says alone, a tenth to a sixth sooner.

        A tip goes through more code and tables than a processor keeps at hand, so some tips take each step together.
        """
        found: list[Finding] = []
        for at in range(0, len(tips), TOGETHER):
            steps = [self._steps(text, received_at) for text, received_at in tips[at : at + TOGETHER]]
            *_, last = zip(*steps, strict=True)
            found += cast("tuple[Finding, ...]", last)
        return found

    def _steps(self, text: str, received_at: datetime | None) -> Iterator[Finding | None]:
        """None wherever others may take the same step first; the finding at last."""
        if received_at is not None and received_at.tzinfo is not None:
            received_at = received_at.astimezone(self._zone)
        source, spotted = self._spotted(text)
        yield None
        reading = self._read.read(source, self._strings.terms(spotted))
        yield None
        rules = apply_rules(reading)
        yield None
        squeezed, scores = self._scored(rules, spotted)
        yield None
        reading, about = rules.reading, self._model.about
        first = scores
        decision = decide(scores, about, rules.hazards.denied, cleared=rules.cleared)
        if self._second is not None and doubtful(decision, about):
            scores = self._second(scores, squeezed)
            decision = decide(scores, about, rules.hazards.denied, cleared=rules.cleared)
        if decision.harm in GRAVE and not may_be_grave(rules, first, self._model):
            decision = decide(scores, about, rules.hazards.denied, cleared=rules.cleared, grave=False)
        yield None
        hit = rules.contest.hits.get(decision.product or rules.contest.best_product() or decision.scope.value)
        names = names_of(reading, hit, words=self._read.words)
        yield None
        entities = find_entities(reading, names, received_at, choose=self._model.choose)
        yield None
        details = self._details(rules, decision, entities, squeezed)
        yield None
        sure = decision.confidence(about)
        evident = evidence(rules, decision, self._model, squeezed, scores, entities.found)
        yield None
        yield Finding(
            scope=decision.scope,
            product=decision.product,
            hazards=decision.hazards,
            harm=decision.harm,
            injured=details.people.injured,
            vulnerable=details.people.vulnerable,
            entities=_values(entities.found),
            severity_rank=details.severity_rank,
            urgency=details.judged.urgency,
            urgency_reason=details.judged.reason.value,
            standards=details.standards,
            place=details.place,
            lang=language_of(reading.source),
            confidence=sure | details.confidence,
            evidence=details.evidence(evident, text),
            version=self.version,
            abstained=tuple(field for field, least in about.abstain.items() if sure[field] < least) + details.abstained,
            trade=find_trade(reading).value,
            refer_to=refer_to(reading, decision.scope),
            chances=_chances(scores, about),
            peril=peril_of(reading.text),
        )

    async def find(self, text: str, *, received_at: datetime | None = None) -> Finding:
        """The same in a worker thread."""
        return await asyncio.to_thread(self.__call__, text, received_at=received_at)

    def _spotted(self, text: str) -> tuple[Normalised, Spotted]:
        """The normalised text and every string in it that anything is known of."""
        source = normalise(text)
        return source, self._strings(source.text)

    def _scored(self, rules: Rules, spotted: Spotted) -> tuple[str, Scores]:
        """The squeezed text, and what the weights make of it and of the rules' findings."""
        squeezed = squeeze(rules.prose)
        if squeezed != rules.reading.text:
            spotted = self._strings(squeezed)
        return squeezed, self._model(squeezed, signs(rules), spotted)

    def likeliest(self, text: str) -> tuple[str, ...]:
        """Every product code that the weights know, the likeliest first."""
        source, spotted = self._spotted(text)
        rules = apply_rules(self._read.read(source, self._strings.terms(spotted)))
        _, scores = self._scored(rules, spotted)
        classes = self._model.about.classes
        likely = zip(scores.classes.tolist(), classes, strict=True)
        return tuple(code for _, code in sorted(likely, reverse=True) if not code.startswith("out_"))


def _chances(scores: Scores, about: About) -> tuple[tuple[str, float], ...]:
    """Of classes and hazards, those that are worth telling."""
    chances = (*scores.classes.tolist(), *scores.hazards.tolist())
    told = zip(about.told, chances, strict=True)
    return tuple([(name, round(chance, 3)) for name, chance in told if chance > LEAST_CHANCE])


def _values(entities: Mapping[str, Found]) -> dict[str, str | None]:
    return {key: entities[key].value if key in entities else None for key in ENTITIES}


def load(
    model: Model | None = None, reader: Reader | None = None, *, fast: bool = False, zone: ZoneInfo = SHANGHAI
) -> Pipeline:
    """Builds everything, in less than a second.

    `model`: in place of the shipped one; `reader`: one that is loaded already; `fast`: without the second opinion;
    `zone`: whose days 今天 and 昨天 are.
    """
    model = model or load_model()
    details = load_detailer()
    version = f"rules {RULES_VERSION}, lexicon {load_lexicon().version}, weights {model.version}, {details.version}"
    second = None if fast else SecondOpinion(model.second, model.about, Encoder())
    return Pipeline(reader or load_reader(), model, version, second=second, details=details, zone=zone)
