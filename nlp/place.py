"""Where an installation keeps what it has learned, beside the shipped weights that it was learned with.

The folder is named after the shipped weights: a new release, which ships others, begins with its own, and an old one
that comes back finds what it had.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from nlp.compare import SHIPPED as FORESTS
from nlp.compare import forests_of
from nlp.forest import Forest
from nlp.model import SHIPPED as WEIGHTS


def folder_for(data: Path) -> Path:
    """Of an installation with this data folder."""
    digest = hashlib.sha256(WEIGHTS.read_bytes() + FORESTS.read_bytes())
    return data / "model" / digest.hexdigest()[:8]


def forests_in(folder: Path) -> Mapping[str, Forest]:
    """The learned ones, or those shipped."""
    path = folder / FORESTS.name
    return forests_of((path if path.exists() else FORESTS).read_bytes())
