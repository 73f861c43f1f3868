"""Puts new weights in place where they are no worse than those installed, and keeps the last to go back to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from nlp.model import SHIPPED, Weights, open_model
from nlp.pipeline import load
from nlp.score import figures, predict

WEIGHTS: Final = SHIPPED.name
PREVIOUS: Final = "previous.npz"
# What must not get worse, each by more than chance moves it on some 800 tips.
JUDGED: Final = ("scope_recall", "product_accuracy", "hazards_micro_f1", "grave_recall", "harm_macro_f1")
SLACK: Final = 0.01


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """Figures of the installed weights and of the new ones on the same tips; `worse`: the names that fell."""

    before: Mapping[str, float]
    after: Mapping[str, float]

    @property
    def worse(self) -> tuple[str, ...]:
        return tuple(name for name in JUDGED if self.after[name] < self.before[name] - SLACK)


def judge(old: bytes | None, new: bytes, rows: Sequence[dict[str, Any]]) -> Judgement:
    """`old`: None where nothing is installed yet."""
    after = figures(predict(rows, load(open_model(new))))
    before = figures(predict(rows, load(open_model(old)))) if old is not None else dict.fromkeys(after, 0.0)
    return Judgement(before=before, after=after)


def installed(folder: Path) -> bytes | None:
    path = folder / WEIGHTS
    return path.read_bytes() if path.exists() else None


def install(weights: Weights, folder: Path) -> None:
    """The weights so far become `previous.npz`."""
    folder.mkdir(parents=True, exist_ok=True)
    path, new = folder / WEIGHTS, folder / "new.npz"
    new.write_bytes(weights.pack())
    if path.exists():
        path.replace(folder / PREVIOUS)
    new.replace(path)


def go_back(folder: Path) -> bool:
    """Exchanges the installed weights for the previous ones; False where there are none."""
    path, previous = folder / WEIGHTS, folder / PREVIOUS
    if not previous.exists():
        return False
    aside = folder / "new.npz"
    path.replace(aside)
    previous.replace(path)
    aside.replace(previous)
    return True
