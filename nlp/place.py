"""Where an installation keeps what it has learned, beside the shipped weights that it was learned with.

The folder is named after the shipped weights, the file of the trees of joining after those shipped: a new release,
which ships others, begins with its own, and an old one that comes back finds what it had. In it each generation,
weights and trees together, has a folder with a number, which is never written to again; one file points to the one in
use and to the one before it. There is no folder 0: where it is pointed to, what is shipped is in use.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nlp.compare import SHIPPED as FORESTS
from nlp.compare import forests_of
from nlp.forest import Forest
from nlp.model import SHIPPED as WEIGHTS

POINTER: Final = "in-use.json"
UNLEARNED: Final = 0
logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Pointer:
    """Numbers of generations."""

    current: int
    previous: int


def pointer_in(folder: Path) -> Pointer | None:
    """None: nothing has been installed there; also, with a line in the log, where it cannot be read."""
    path = folder / POINTER
    if not path.exists():
        return None
    try:
        table = json.loads(path.read_bytes())
        return Pointer(current=int(table["current"]), previous=int(table["previous"]))
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        logger.error("What is in use cannot be read action=read_pointer reason=%s", type(wrong).__name__)
        return None


def generation_in(folder: Path) -> Path:
    """Where the weights and trees in use are. Without a pointer they lie in the folder itself, as they once did."""
    pointer = pointer_in(folder)
    return folder if pointer is None else folder / str(pointer.current)


def folder_for(data: Path) -> Path:
    """Of an installation with this data folder."""
    return data / "model" / _digest(WEIGHTS)


def forests_file(generation: Path) -> Path:
    """Where its learned trees of joining are, if it has any that were learned with those of this release."""
    return generation / f"forests-{_digest(FORESTS)}.json"


def forests_in(folder: Path) -> Mapping[str, Forest]:
    """The learned ones, or those shipped: also, with a line in the log, where the learned ones cannot be read."""
    path = forests_file(generation_in(folder))
    if path.exists():
        try:
            return forests_of(path.read_bytes())
        except (OSError, ValueError) as wrong:
            logger.error("The trained trees cannot be read action=read_forests reason=%s", type(wrong).__name__)
    return forests_of(FORESTS.read_bytes())


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]
