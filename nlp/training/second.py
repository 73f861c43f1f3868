"""Fits the heads over sentence vectors that give the second opinion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nlp.encoder import WIDTH
from nlp.model import About, Floats
from nlp.training.corpus import HARMS, Lesson, targets
from nlp.training.fit import regression

SCALE: Final = 3.0  # of the vectors, so that the bias is regularised as lightly as they are
STRENGTH: Final = 5.0
_UNSEEN: Final = -12.0  # the bias of a class that no lesson has


def fit_second(lessons: Sequence[Lesson], vectors: Floats, about: About) -> NDArray[np.float16]:
    """A row for each place of the vector, then the bias; columns as in the matrix over strings."""
    from threadpoolctl import threadpool_limits

    weights = np.array([one.weight for one in lessons])
    pieces = []
    with threadpool_limits(1):  # sums in one order
        for at, (known, target) in enumerate(targets(lessons, about.hazards)):
            found = regression(vectors[known] * SCALE, target, weights[known], STRENGTH)
            heads: Sequence[Any] = (
                about.classes if at == 0 else (True,) if at <= len(about.hazards) else range(len(HARMS))
            )
            pieces.append(_columns(found, sorted(set(target)), heads))
    return np.hstack(pieces).astype(np.float16)


def _columns(found: tuple[Any, Any], labels: Sequence[Any], heads: Sequence[Any]) -> NDArray[Any]:
    """One column for each of `heads`; a hazard has one for its two labels."""
    rows = np.vstack([found[0] * SCALE, found[1]])
    if len(heads) == 1:
        return rows
    columns = np.zeros((WIDTH + 1, len(heads)))
    columns[-1] = _UNSEEN
    for at, label in enumerate(labels):
        columns[:, heads.index(label)] = rows[:, at]
    return columns
