"""The labelled tips as training sees them, split by the hand that wrote them."""

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


@dataclass(frozen=True, slots=True)
class Example:
    """`text`: squeezed; `words`: of the segmenter; `label`: a product code or an out-of-scope code."""

    row: dict[str, Any]
    batch: str
    text: str
    words: tuple[str, ...]
    rules: Rules
    signs: dict[str, float]

    @property
    def label(self) -> str:
        return str(self.row["product"] or self.row["scope"])

    @property
    def inside(self) -> bool:
        return str(self.row["scope"]) == "in"


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the lexicon as a tiny text about the one thing that it names. `kind`: product, hazard or harm."""

    text: str
    kind: str
    code: str


def read_rows(paths: Iterable[Path]) -> list[dict[str, Any]]:
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return [json.loads(line) for line in lines if line]


def split(rows: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(training, test)."""
    return [r for r in rows if batch_of(r) not in TEST], [r for r in rows if batch_of(r) in TEST]


def examples(rows: Iterable[dict[str, Any]], reader: Reader) -> list[Example]:
    found = []
    for row in rows:
        reading = reader(row["text"])
        rules = apply_rules(reading)
        words = tuple(word.strip() for word in reader.words.cut(reading.text) if word.strip())
        found.append(Example(row, batch_of(row), squeeze(rules.prose), words, rules, signs(rules)))
    return found


_KINDS: Final = {"product": "product", "out": "product", "event": "hazard", "state": "hazard", "harm": "harm"}
_NO_CLASS: Final = frozenset({"leak", "unhurt"})


def terms() -> list[Term]:
    """Every name and phrase of the lexicon, weak ones and single characters aside."""
    lexicon = load_lexicon()
    return [
        Term(squeeze(term), _KINDS[label.kind], label.code)
        for term, labels in zip(lexicon.terms, lexicon.labels, strict=True)
        for label in labels
        if label.kind in _KINDS and label.code not in _NO_CLASS and label.weight == 1.0 and len(term) > 1
    ]
