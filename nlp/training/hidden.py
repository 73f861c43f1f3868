"""Fits the hidden layer for hazards, over the same rows as the linear model.

Which hazards a text expresses depends on what its strings say together, and a sum of weights cannot tell that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nlp.model import Floats
from nlp.training.corpus import Lesson, targets

UNITS: Final = 48
SCALE: Final = 6.0  # of the rows, which are of length one
LEFT_OUT: Final = 0.5  # share of the strings and signs that each pass leaves out
PASSES: Final = 15
RATE: Final = 0.002  # of Adam
BATCH: Final = 256
_MOST: Final = 127  # of a signed byte


@dataclass(frozen=True, kw_only=True)
class Hidden:
    """See `nlp.model.Weights`: `codes` are its `hidden`, `bias` its `rests`."""

    codes: NDArray[np.int8]
    steps: Floats
    bias: Floats
    outward: Floats


def fit_hidden(lessons: Sequence[Lesson], rows: Any, hazards: Sequence[str], scale: NDArray[Any]) -> Hidden:
    """`rows`: sparse, one for each lesson. `scale`: of each column, by which its weights are multiplied at last."""
    from threadpoolctl import threadpool_limits

    heads = list(targets(lessons, hazards))[1:-1]
    known = heads[0][0]
    said = np.array([target for _, target in heads], dtype=int).T
    weight = np.array([lessons[at].weight for at in known])
    with threadpool_limits(1):  # sums in one order
        net = _net(rows[known], said, weight)
    inward = net.coefs_[0] * (SCALE * scale[:, None])
    steps = np.maximum(np.abs(inward).max(axis=1), 1e-9) / _MOST
    return Hidden(
        codes=np.rint(inward / steps[:, None]).astype(np.int8),
        steps=steps.astype(np.float32),
        bias=net.intercepts_[0].astype(np.float32),
        outward=np.vstack([net.coefs_[1], net.intercepts_[1]]).astype(np.float32),
    )


def _net(rows: Any, said: NDArray[Any], weight: NDArray[Any]) -> Any:
    from sklearn.neural_network import MLPClassifier

    net = MLPClassifier((UNITS,), alpha=1e-5, batch_size=BATCH, learning_rate_init=RATE, beta_2=0.99, random_state=0)
    random = np.random.default_rng(0)
    for _ in range(PASSES):
        part = thinned(rows, LEFT_OUT, random) * SCALE
        net.partial_fit(part, said, classes=np.arange(said.shape[1]), sample_weight=weight)
    return net


def thinned(rows: Any, share: float, random: np.random.Generator) -> Any:
    """The rows with this share of their cells left out, the others the greater for it.

    Srivastava et al. 2014, *Dropout*.
    """
    kept = rows.copy()
    kept.data *= (random.random(len(kept.data)) >= share) / (1 - share)
    kept.eliminate_zeros()
    return kept
