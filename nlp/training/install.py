"""Puts new weights in place where they are no worse than those installed, and keeps the last to go back to."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any, Final

from nlp.compare import SHIPPED as FORESTS
from nlp.forest import Forest, pack
from nlp.installed import WEIGHTS, in_use
from nlp.model import Weights, open_model
from nlp.pipeline import load
from nlp.place import forests_file
from nlp.score import GRAVE, Pair, Row, figures, plain_form, predict
from risk.finding import ENTITIES

PREVIOUS: Final = "previous.npz"
PREVIOUS_FORESTS: Final = "previous.json"
SLACK: Final = 0.01
CHANCE: Final = 1.645  # standard deviations: one in twenty that differ by chance alone go further down


def _wrong(field: str) -> Callable[[Row, Row], int | None]:
    return lambda gold, found: None if gold["scope"] != "in" else int(gold[field] != found[field])


def _entities_apart(gold: Row, found: Row) -> int:
    pairs = ((gold["entities"].get(kind) or "", found["entities"].get(kind) or "") for kind in ENTITIES)
    return sum(plain_form(wanted) != plain_form(got) for wanted, got in pairs)


# What must not get worse, and how wrong one answer is in it; None: it does not count there.
JUDGED: Final[Mapping[str, Callable[[Row, Row], int | None]]] = {
    "scope_recall": _wrong("scope"),
    "product_accuracy": _wrong("product"),
    "hazards_micro_f1": lambda gold, found: (
        None if gold["scope"] != "in" else len(set(gold["hazards"]) ^ set(found["hazards"]))
    ),
    "grave_recall": lambda gold, found: (
        None if gold["scope"] != "in" or gold["harm"] not in GRAVE else int(found["harm"] not in GRAVE)
    ),
    "harm_macro_f1": _wrong("harm"),
    "entities_f1": lambda gold, found: None if gold["scope"] != "in" else _entities_apart(gold, found),
}


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """Figures of the installed weights and of the new ones on the same tips.

    `moved`: by figure how many answers became worse and how many better.
    """

    before: Mapping[str, float]
    after: Mapping[str, float]
    moved: Mapping[str, tuple[int, int]]

    @property
    def worse(self) -> tuple[str, ...]:
        """The figures that fell by more than `SLACK`, and more answers with them than chance would move."""
        return tuple(name for name in JUDGED if self._fell(name))

    def _fell(self, name: str) -> bool:
        return self.after[name] < self.before[name] - SLACK and beyond_chance(*self.moved[name])


def beyond_chance(down: int, up: int) -> bool:
    """Whether so many more answers became worse than better (one-sided sign test)."""
    return down - up > CHANCE * sqrt(down + up)


def judge(old: bytes | None, new: bytes, rows: Sequence[dict[str, Any]]) -> Judgement:
    """`old`: None where nothing is installed yet."""
    said = predict(rows, load(open_model(new)))
    after = figures(said)
    if old is None:
        return Judgement(before=dict.fromkeys(after, 0.0), after=after, moved=dict.fromkeys(JUDGED, (0, 0)))
    had = predict(rows, load(open_model(old)))
    return Judgement(before=figures(had), after=after, moved={name: _moved(name, had, said) for name in JUDGED})


def _moved(name: str, had: Sequence[Pair], said: Sequence[Pair]) -> tuple[int, int]:
    wrong = JUDGED[name]
    pairs = [(wrong(gold, old), wrong(gold, new)) for (gold, old), (_, new) in zip(had, said, strict=True)]
    changes = [new - old for old, new in pairs if old is not None and new is not None]
    return sum(change > 0 for change in changes), sum(change < 0 for change in changes)


def install(weights: Weights, folder: Path, forests: Mapping[str, Forest] | None = None) -> None:
    """What was in use so far, at first what is shipped, becomes `previous.npz` and `previous.json`.

    `forests`: those of joining, for the next start; None = as they are. Whoever reads meanwhile finds the old file or
    the new one, never none.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _put(folder / PREVIOUS, in_use(folder))
    _put(folder / PREVIOUS_FORESTS, _forests_in_use(folder))
    _put(folder / WEIGHTS, weights.pack())
    if forests is not None:
        _put(forests_file(folder), pack(forests))


def go_back(folder: Path) -> bool:
    """Exchanges what is installed for the previous; False where there is none."""
    if not (folder / PREVIOUS).exists():
        return False
    exchanged = [(folder / WEIGHTS, folder / PREVIOUS, in_use(folder))]
    if (folder / PREVIOUS_FORESTS).exists():
        exchanged.append((forests_file(folder), folder / PREVIOUS_FORESTS, _forests_in_use(folder)))
    for path, previous, present in exchanged:
        last = previous.read_bytes()
        _put(path, last)
        _put(previous, present)
    return True


def _forests_in_use(folder: Path) -> bytes:
    path = forests_file(folder)
    return (path if path.exists() else FORESTS).read_bytes()


def _put(path: Path, content: bytes) -> None:
    aside = path.with_suffix(".new")
    with aside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
