"""The semantic second opinion: asked where the words alone leave a doubt, because it costs fifty times as much."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nlp.decide import Decision
from nlp.encoder import Encoder
from nlp.model import About, Floats, Scores, softmax


class SecondOpinion:
    """`matrix`: a row for each place of the sentence vector, then the bias; columns as in the first matrix."""

    def __init__(self, matrix: NDArray[np.float16], about: About, encode: Encoder) -> None:
        self._matrix = matrix.astype(np.float32)
        self._about = about
        self._encode = encode

    def __call__(self, scores: Scores, squeezed: str) -> Scores:
        """The scores with the opinion on this text mixed in."""
        return mixed(scores, self._encode([squeezed])[0] @ self._matrix[:-1] + self._matrix[-1], self._about)


def mixed(scores: Scores, opinion: Floats, about: About) -> Scores:
    """Log-odds averaged, the opinion weighing `about.second`. `opinion`: one number for each column."""
    first, second = len(about.classes), len(about.classes) + len(about.hazards)
    share = about.second
    hazards = (1 - share) * _log_odds(scores.hazards) + share * opinion[first:second]
    return scores._replace(
        classes=softmax((1 - share) * _log(scores.classes) + share * np.log(softmax(opinion[:first]) + _LEAST)),
        hazards=(1 / (1 + np.exp(-hazards))).astype(np.float32),
        harm=softmax((1 - share) * _log(scores.harm) + share * np.log(softmax(opinion[second:]) + _LEAST)),
    )


def doubtful(decision: Decision, about: About) -> bool:
    """Whether the words alone leave a doubt worth a second opinion."""
    return any(decision.raw[field] < least for field, least in about.doubt.items())


_LEAST = np.float32(1e-6)


def _log(chances: Floats) -> Floats:
    found: Floats = np.log(chances + _LEAST)
    return found


def _log_odds(chances: Floats) -> Floats:
    found: Floats = np.log(chances + _LEAST) - np.log(1 - chances + _LEAST)
    return found
