"""Text to finding: load once, call from anywhere."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime

from nlp.decide import decide
from nlp.entities import Found, find_entities
from nlp.evidence import evidence
from nlp.language import language_of
from nlp.lexicon import load_lexicon
from nlp.model import Model, load_model, squeeze
from nlp.normalise import LIMIT
from nlp.reader import Reader, load_reader
from nlp.rules import HURT, Rules, apply_rules, signs
from nlp.scope import refer_to
from nlp.segment import Segmenter
from nlp.severity import severity_rank
from nlp.trade import find_trade
from risk.finding import ENTITIES, Finding, Harm

RULES_VERSION = "2"


class Pipeline:
    """The `Triage` port. Safe to call from several threads; one text at a time holds the interpreter anyway."""

    limit = LIMIT

    def __init__(self, reader: Reader, model: Model, version: str) -> None:
        self._read = reader
        self._model = model
        self.version = version
        self.segment = Segmenter(reader.words)

    def __call__(self, text: str, *, received_at: datetime | None = None) -> Finding:
        """Reads at most `limit` characters. Never raises on any text."""
        rules = apply_rules(self._read(text))
        reading, about = rules.reading, self._model.about
        squeezed = squeeze(rules.prose)
        scores = self._model(squeezed, signs(rules))
        decision = decide(scores, about, rules.hazards.denied, cleared=rules.cleared)
        hit = rules.contest.hits.get(decision.product or rules.contest.best_product() or decision.scope.value)
        entities = find_entities(reading, hit, received_at, known=self._read.words.has_word, choose=self._model.choose)
        confidence = decision.confidence(about)
        injured = _injured(decision.harm, rules)
        return Finding(
            scope=decision.scope,
            product=decision.product,
            hazards=decision.hazards,
            harm=decision.harm,
            injured=injured,
            vulnerable=rules.vulnerable,
            entities=_values(entities),
            severity_rank=severity_rank(
                scope=decision.scope,
                harm=decision.harm,
                hazards=decision.hazards,
                vulnerable=rules.vulnerable,
                injured=injured,
            ),
            lang=language_of(
                reading.source.original, reading.text, offsets_kept=isinstance(reading.source.offsets, range)
            ),
            confidence=confidence,
            evidence=evidence(rules, decision, self._model, squeezed, scores, entities),
            version=self.version,
            abstained=tuple(field for field, least in about.abstain.items() if confidence[field] < least),
            trade=find_trade(reading).value,
            refer_to=refer_to(reading, decision.scope),
        )

    async def find(self, text: str, *, received_at: datetime | None = None) -> Finding:
        """The same in a worker thread."""
        return await asyncio.to_thread(self.__call__, text, received_at=received_at)


def _injured(harm: Harm, rules: Rules) -> int | None:
    """At least one where the harm is to a person; none where only things or nobody came to harm."""
    if harm in HURT:
        return rules.harm.injured or 1
    return 0 if rules.harm.injured == 0 else None


def _values(entities: Mapping[str, Found]) -> dict[str, str | None]:
    return {key: entities[key].value if key in entities else None for key in ENTITIES}


def load(model: Model | None = None) -> Pipeline:
    """Builds everything: about 1 s, of which spaCy's import is most. `model`: in place of the shipped one."""
    model = model or load_model()
    version = f"rules {RULES_VERSION}, lexicon {load_lexicon().version}, weights {model.version}"
    return Pipeline(load_reader(), model, version)
