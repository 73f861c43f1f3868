"""How alike two texts are in meaning, for a veto only: that two texts are alike never makes them one thing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlp.encoder import Encoder


def likeness(a: str, b: str) -> float:
    """The cosine of the sentence vectors; symmetric. Nothing of the texts is kept."""
    first, second = sorted((a, b))
    vectors = [_encoder()([text])[0] for text in (first, second)]
    return float(vectors[0] @ vectors[1])


@cache
def _encoder() -> Encoder:
    from nlp.encoder import Encoder  # loads the weights with the first pair that needs them

    return Encoder()
