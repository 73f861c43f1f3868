"""Where an installation keeps what it has learned, beside the shipped weights that it was learned with.

The folder is named after the shipped weights: a new release, which ships others, begins with its own, and an old one
that comes back finds what it had.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Final

from nlp.compare import DISTINCT_MODEL
from nlp.model import SHIPPED

JOINING: Final = "joining.json"
_KEY: Final = "distinct_model"


def folder_for(data: Path) -> Path:
    """Of an installation with this data folder."""
    return data / "model" / hashlib.sha256(SHIPPED.read_bytes()).hexdigest()[:8]


def distinct_model(folder: Path) -> int:
    """The learned threshold of `nlp.compare`, or the shipped one."""
    path = folder / JOINING
    if not path.exists():
        return DISTINCT_MODEL
    learned: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return int(learned[_KEY])


def put_distinct_model(folder: Path, length: int) -> None:
    """For the next start of the program."""
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f"{JOINING}.new"
    aside.write_text(json.dumps({_KEY: length}), encoding="utf-8")
    aside.replace(folder / JOINING)
