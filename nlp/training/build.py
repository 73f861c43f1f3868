"""Tips in, weights out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from nlp.encoder import Encoder
from nlp.model import Weights
from nlp.reader import load_reader
from nlp.training.corpus import PHRASES, Example, Lesson, examples, phrases, split, terms
from nlp.training.fit import fit
from nlp.training.names import Named, fit_names, named, paired, tune_names
from nlp.training.second import fit_second
from nlp.training.tune import Scored, cross_scores, plain, tune


def train(
    rows: Sequence[dict[str, Any]], *, folder: Path = PHRASES, progress: Callable[[], None] = lambda: None
) -> Weights:
    """Trains on every batch outside `TEST`; each batch in turn is left out to tune thresholds and calibration.

    `folder`: of the phrases. Names are read with the wide lists, nothing else: see `nlp.lexicon`.
    """
    narrow, reader = load_reader(wide=False), load_reader()
    tips = examples(split(rows)[0], narrow)
    return build(tips, phrases(narrow, folder), terms(), [*named(tips, reader), *paired(reader)], progress=progress)


def build(
    tips: Sequence[Example],
    phrases: Sequence[Lesson],
    terms: Sequence[Lesson],
    names: Sequence[Named],
    *,
    progress: Callable[[], None] = lambda: None,
) -> Weights:
    """`progress` is called once for each tip scored by weights that have not seen it."""
    lessons = [*(tip.lesson for tip in tips), *phrases]
    vectors = Encoder()([lesson.text for lesson in lessons])
    scored: list[Scored] = []
    for one in cross_scores(tips, phrases, terms, vectors):
        scored.append(one)
        progress()
    weights = plain(fit(lessons, terms))
    marks, of_names = fit_names(names)
    about = replace(tune(weights.about, scored), least=tune_names(names))
    return replace(
        weights, marks=marks, names=of_names, second=fit_second(lessons, vectors, weights.about), about=about
    )
