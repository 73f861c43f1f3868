"""The labelled texts as training sees them, split by the hand that wrote them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from nlp.lexicon import load_lexicon
from nlp.model import squeeze
from nlp.reader import Reader
from nlp.rules import Rules, apply_rules, signs
from nlp.score import TEST, batch_of
from risk.finding import HARM_ORDER

PHRASES: Final = Path(__file__).parents[1] / "data" / "phrases"
PHRASE_WEIGHT: Final = 0.5  # of a phrase beside a tip
HARMS: Final = tuple(harm.value for harm in HARM_ORDER)
TERM_WEIGHT: Final = 0.3  # of a lexicon term beside a tip


@dataclass(frozen=True, slots=True)
class Lesson:
    """One text that the heads learn from. None: the text says nothing about that field.

    `text`: squeezed; `words`: of the segmenter; `label`: a product code or an out-of-scope code; `hand`: the writing
    batch.
    """

    text: str
    words: tuple[str, ...]
    signs: dict[str, float]
    label: str | None
    hazards: frozenset[str] | None
    harm: str | None
    hand: str
    weight: float


@dataclass(frozen=True, slots=True)
class Example:
    """A whole tip: its labels, what the rules found, and the lesson that it gives."""

    row: dict[str, Any]
    rules: Rules
    lesson: Lesson

    @property
    def batch(self) -> str:
        return self.lesson.hand

    @property
    def inside(self) -> bool:
        return str(self.row["scope"]) == "in"


def read_rows(paths: Iterable[Path]) -> list[dict[str, Any]]:
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return [json.loads(line) for line in lines if line]


def split(rows: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(training, test)."""
    return [r for r in rows if batch_of(r) not in TEST], [r for r in rows if batch_of(r) in TEST]


def examples(rows: Iterable[dict[str, Any]], reader: Reader) -> list[Example]:
    return [_example(row, reader) for row in rows]


def _example(row: dict[str, Any], reader: Reader) -> Example:
    rules = apply_rules(reader(row["text"]))
    lesson = _lesson(
        rules,
        reader,
        label=row["product"] or row["scope"],
        hazards=frozenset(row["hazards"]) if row["scope"] == "in" else None,
        harm=row["harm"],
        hand=batch_of(row),
        weight=1.0,
    )
    return Example(row, rules, lesson)


def phrases(reader: Reader, folder: Path = PHRASES) -> list[Lesson]:
    """Clauses that teach one thing at a time; the name of the file is the hand."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        for row in read_rows([path]):
            out = row["scope"] if row["scope"] not in (None, "in") else None
            found.append(
                _lesson(
                    apply_rules(reader(row["text"])),
                    reader,
                    label=row["product"] or out,
                    hazards=None if row["hazards"] is None or out else frozenset(row["hazards"]),
                    harm=row["harm"],
                    hand=path.stem,
                    weight=PHRASE_WEIGHT,
                )
            )
    return found


def _lesson(
    rules: Rules,
    reader: Reader,
    *,
    label: str | None,
    hazards: frozenset[str] | None,
    harm: str | None,
    hand: str,
    weight: float,
) -> Lesson:
    words = tuple(word.strip() for word in reader.words.cut(rules.reading.text) if word.strip())
    return Lesson(
        text=squeeze(rules.prose),
        words=words,
        signs=signs(rules),
        label=label,
        hazards=hazards,
        harm=harm,
        hand=hand,
        weight=weight,
    )


_KINDS: Final = {"product": "product", "out": "product", "event": "hazard", "state": "hazard", "harm": "harm"}
_NO_CLASS: Final = frozenset({"leak", "unhurt"})


def terms() -> list[Lesson]:
    """Every name and phrase of the lexicon as a tiny text about the one thing that it names.

    Weak ones, single characters and the wide lists aside: with those nothing came out better.
    """
    lexicon = load_lexicon(wide=False)
    return [
        _term(squeeze(term), _KINDS[label.kind], label.code)
        for term, labels in zip(lexicon.terms, lexicon.labels, strict=True)
        for label in labels
        if label.kind in _KINDS and label.code not in _NO_CLASS and label.weight == 1.0 and len(term) > 1
    ]


def _term(text: str, kind: str, code: str) -> Lesson:
    return Lesson(
        text=text,
        words=(text,),
        signs={},
        label=code if kind == "product" else None,
        hazards=frozenset({code}) if kind == "hazard" else None,
        harm=code if kind == "harm" else None,
        hand="lexicon",
        weight=TERM_WEIGHT,
    )


def targets(lessons: Sequence[Lesson], hazards: Sequence[str]) -> Iterable[tuple[list[int], list[Any]]]:
    """By head: (lessons that say something about it, what they say); products, each hazard, harm."""
    known = [at for at, one in enumerate(lessons) if one.label is not None]
    yield known, [lessons[at].label for at in known]
    known = [at for at, one in enumerate(lessons) if one.hazards is not None]
    for code in hazards:
        yield known, [code in (lessons[at].hazards or ()) for at in known]
    known = [at for at, one in enumerate(lessons) if one.harm is not None]
    yield known, [HARMS.index(lessons[at].harm or "") for at in known]
