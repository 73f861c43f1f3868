"""Tips in, weights out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from nlp.model import Weights
from nlp.reader import load_reader
from nlp.training.corpus import Example, Term, examples, split, terms
from nlp.training.fit import fit
from nlp.training.names import Named, fit_names, named, tune_names
from nlp.training.tune import Scored, cross_scores, plain, tune


def train(rows: Sequence[dict[str, Any]], *, progress: Callable[[], None] = lambda: None) -> Weights:
    """Trains on every batch outside `TEST`; each batch in turn is left out to tune thresholds and calibration."""
    reader = load_reader()
    tips = examples(split(rows)[0], reader)
    return build(tips, terms(), named(tips, reader), progress=progress)


def build(
    tips: Sequence[Example],
    words: Sequence[Term],
    names: Sequence[Named],
    *,
    progress: Callable[[], None] = lambda: None,
) -> Weights:
    """`progress` is called once for each tip scored by weights that have not seen it."""
    scored: list[Scored] = []
    for one in cross_scores(tips, words):
        scored.append(one)
        progress()
    weights = plain(fit(tips, words))
    marks, of_names = fit_names(names)
    about = replace(tune(weights.about, scored), least=tune_names(names))
    return replace(weights, marks=marks, names=of_names, about=about)
