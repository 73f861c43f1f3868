"""Text to finding: load once, call from anywhere."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import datetime
from threading import Lock

import rjieba
from spacy.language import Language

from nlp.entities import Found, find_entities, find_hs_code
from nlp.harm import HarmFound, find_harm
from nlp.hazard import Hazards, find_hazards, settle
from nlp.language import language_of
from nlp.lexicon import load_lexicon
from nlp.match import Hit, Matcher
from nlp.normalise import LIMIT, normalise
from nlp.people import find_vulnerable
from nlp.product import Contest, hold_contest
from nlp.reading import Reading, clause_ends
from nlp.scope import Verdict, decide_scope, refer_to
from nlp.segment import Segmenter, build_language, load_words
from nlp.severity import severity_rank
from nlp.trade import find_trade
from risk.finding import ENTITIES, Evidence, Finding, Harm, Scope

RULES_VERSION = "1"
# Below these an officer should look first: the field is listed in `Finding.abstained`.
THRESHOLDS = {"scope": 0.55, "product": 0.5, "hazards": 0.55, "harm": 0.55}


class Pipeline:
    """The `Triage` port. Safe to call from several threads; one text at a time holds the interpreter anyway."""

    limit = LIMIT

    def __init__(self, language: Language, words: rjieba.Jieba, matcher: Matcher, version: str) -> None:
        self._language = language
        self._known = words.has_word
        self._match = matcher
        self._lock = Lock()
        self.version = version
        self.segment = Segmenter(words)

    def __call__(self, text: str, *, received_at: datetime | None = None) -> Finding:
        """Reads at most `limit` characters. Never raises on any text."""
        reading = self._read(text)
        hazards = find_hazards(reading)
        harm = find_harm(reading, hazards.happened)
        spots = [hit for hits in hazards.found.values() for hit in hits] + list(harm.hits)
        contest = hold_contest(reading, spots, find_hs_code(reading.source.original))
        hurt = harm.harm in (Harm.MINOR, Harm.SERIOUS, Harm.FATAL)
        verdict = decide_scope(reading, contest, hazards, hurt=hurt)
        product = contest.hits.get(contest.best_product() or (contest.ranked() or [""])[0])
        entities = find_entities(reading, product, received_at, known=self._known)
        return self._compose(reading, hazards, harm, contest, verdict, entities)

    async def find(self, text: str, *, received_at: datetime | None = None) -> Finding:
        """The same in a worker thread."""
        return await asyncio.to_thread(self.__call__, text, received_at=received_at)

    def _read(self, text: str) -> Reading:
        source = normalise(text)
        # In a memory zone spaCy forgets the words of this text afterwards, so its vocabulary does not grow for ever.
        with self._lock, self._language.memory_zone():
            doc = self._language.make_doc(source.text)
            edges = {token.idx for token in doc}
        edges.add(len(source.text))
        return Reading(
            source=source,
            word_edges=edges,
            hits=self._match(source.text, edges),
            clause_ends=clause_ends(source.text),
        )

    def _compose(
        self,
        reading: Reading,
        hazards: Hazards,
        harm: HarmFound,
        contest: Contest,
        verdict: Verdict,
        entities: dict[str, Found],
    ) -> Finding:
        inside = verdict.scope is Scope.IN
        product = (contest.best_product() or "other") if inside else None
        codes = settle(hazards, product, reading.text) if inside else ()
        vulnerable, people = find_vulnerable(reading)
        confidence = {
            "scope": round(verdict.confidence, 3),
            "product": contest.confidence(product) if product else 1.0,
            "hazards": round(hazards.confidence(), 3) if inside else 1.0,
            "harm": round(harm.confidence, 3),
        }
        evidence = [*_products(reading, contest, product, verdict.scope), *_hazards(reading, hazards, codes)]
        evidence += _quote(reading, ((hit, f"harm:{hit.code}") for hit in harm.hits if hit.kind == "harm"))
        evidence += _quote(reading, ((hit, f"vulnerable:{hit.code}") for hit in people))
        evidence += [
            Evidence(start=f.start, end=f.end, label=f"entity:{key}", text=reading.source.original[f.start : f.end])
            for key, f in entities.items()
        ]
        return Finding(
            scope=verdict.scope,
            product=product,
            hazards=codes,
            harm=harm.harm,
            injured=harm.injured,
            vulnerable=vulnerable,
            entities={key: entities[key].value if key in entities else None for key in ENTITIES},
            severity_rank=severity_rank(
                scope=verdict.scope, harm=harm.harm, hazards=codes, vulnerable=vulnerable, injured=harm.injured
            ),
            lang=language_of(
                reading.source.original,
                reading.text,
                offsets_kept=isinstance(reading.source.offsets, range),
            ),
            confidence=confidence,
            evidence=tuple(sorted(evidence, key=lambda e: (e.start, e.end, e.label))),
            version=self.version,
            abstained=tuple(field for field, least in THRESHOLDS.items() if confidence[field] < least),
            trade=find_trade(reading).value,
            refer_to=refer_to(reading, verdict.scope),
        )


def _products(reading: Reading, contest: Contest, product: str | None, scope: Scope) -> list[Evidence]:
    winner = contest.hits.get(product or scope.value)
    if winner is None:
        return []
    label = f"product:{product}" if product else f"scope:{scope.value}"
    return _quote(reading, [(winner, label)])


def _hazards(reading: Reading, hazards: Hazards, codes: tuple[str, ...]) -> list[Evidence]:
    return _quote(reading, ((hit, f"hazard:{code}") for code in codes for hit in hazards.found.get(code, ())))


def _quote(reading: Reading, labelled: Iterable[tuple[Hit, str]]) -> list[Evidence]:
    quoted = {}
    for hit, label in labelled:
        start, end = reading.source.span(hit.start, hit.end)
        quoted[start, end, label] = Evidence(start=start, end=end, label=label, text=reading.source.original[start:end])
    return list(quoted.values())


def load() -> Pipeline:
    """Builds everything: about 1 s, of which spaCy's import is most. Do it once per process."""
    lexicon = load_lexicon()
    words = load_words()
    return Pipeline(build_language(words), words, Matcher(lexicon), f"rules {RULES_VERSION}, lexicon {lexicon.version}")
