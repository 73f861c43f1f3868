"""A small part of what the weights are trained on, so that a test can train in seconds."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from nlp.score import TIPS, read_tips
from nlp.training.corpus import PHRASES

SLICE: Final = 90  # each has all the kinds of tips in it, and two batches to leave out in turn
_PHRASES: Final = 30  # of each hand


def few_tips() -> list[dict[str, Any]]:
    return [dict(row) for name in ("seed", "lab", "street") for row in read_tips([TIPS / f"{name}.jsonl"])[:SLICE]]


def few_phrases(folder: Path) -> Path:
    """Writes the first of each hand there."""
    for path in PHRASES.glob("*.jsonl"):
        few = path.read_text(encoding="utf-8").splitlines(keepends=True)[:_PHRASES]
        (folder / path.name).write_text("".join(few), encoding="utf-8")
    return folder
