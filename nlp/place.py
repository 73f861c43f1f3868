"""Where an installation keeps what it has learned, beside the shipped weights that it was learned with.

The folder is named after the shipped weights, the file of the trees of joining after those shipped: a new release,
which ships others, begins with its own, and an old one that comes back finds what it had.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from pathlib import Path

from nlp.compare import SHIPPED as FORESTS
from nlp.compare import forests_of
from nlp.forest import Forest
from nlp.model import SHIPPED as WEIGHTS

logger = logging.getLogger(__name__)


def folder_for(data: Path) -> Path:
    """Of an installation with this data folder."""
    return data / "model" / _digest(WEIGHTS)


def forests_file(folder: Path) -> Path:
    """Where learned trees of joining are."""
    return folder / f"forests-{_digest(FORESTS)}.json"


def forests_in(folder: Path) -> Mapping[str, Forest]:
    """The learned ones, or those shipped: also, with a line in the log, where the learned ones cannot be read."""
    path = forests_file(folder)
    if path.exists():
        try:
            return forests_of(path.read_bytes())
        except (OSError, ValueError) as wrong:
            logger.error("The trained trees cannot be read action=read_forests reason=%s", type(wrong).__name__)
    return forests_of(FORESTS.read_bytes())


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]
