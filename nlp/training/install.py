"""Puts new weights in place where they are no worse than those installed, and keeps the last to go back to.

Whoever reads, and whoever comes after a kill or a power cut, finds weights and trees as they were before or as they are
after, together and whole: what is new is on the disk before the pointer is, in one step, exchanged.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from math import sqrt
from pathlib import Path
from typing import Any, Final

from nlp.forest import Forest, pack
from nlp.installed import WEIGHTS, installed, weights_of
from nlp.model import SHIPPED, Weights, open_model
from nlp.pipeline import load
from nlp.place import POINTER, UNLEARNED, Pointer, forests_file, generation_in, pointer_in
from nlp.score import GRAVE, Pair, Row, figures, plain_form, predict
from nlp.training.local import Marks
from risk.finding import ENTITIES

_LOCK: Final = "lock"
_TRAINED: Final = ".trained"  # beside weights and trees: marks of the cases that they know
# As they lay in the folder itself before there was a pointer.
_LAST: Final = "previous.npz"
_LAST_FORESTS: Final = "previous.json"
_OLD: Final = (WEIGHTS, "forests-*.json", _LAST, _LAST_FORESTS)
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


class Busy(Exception):
    """Somebody else learns or goes back in this folder."""


@contextmanager
def alone(folder: Path) -> Iterator[Shelf]:
    """Holds the folder's lock, from reading what is in use to installing something else. Raises `Busy`."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise Busy from taken
        _bring_over(folder)
        yield Shelf(folder)
    finally:
        os.close(handle)


class Shelf:
    """The generations of a folder, for whoever holds its lock: see `alone`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def known_tips(self) -> Marks | None:
        """Marks of the cases that the weights in use were trained on; None = nobody knows."""
        return frozenset() if installed(self._folder) is None else _marks(generation_in(self._folder) / WEIGHTS)

    def known_pairs(self) -> Marks | None:
        """The same of the trees in use and of decisions about joining."""
        return _marks(forests_file(generation_in(self._folder)))

    def install(
        self,
        weights: Weights,
        *,
        tips: Marks = frozenset(),
        forests: Mapping[str, Forest] | None = None,
        pairs: Marks = frozenset(),
    ) -> None:
        """What was in use so far, at first what is shipped, becomes the previous.

        `forests`: those of joining, for the next start; None = as they are. `tips`, `pairs`: marks of what both were
        trained on.
        """
        before, now = generation_in(self._folder), pointer_in(self._folder)
        contents = {path.name: path.read_bytes() for path in before.glob("forests-*")}  # also those of other releases
        contents |= _beside(self._folder / WEIGHTS, weights.pack(), tips)
        if forests is not None:
            contents |= _beside(forests_file(before), pack(forests), pairs)
        previous = now.current if now is not None and installed(self._folder) is not None else UNLEARNED
        _point(self._folder, Pointer(current=_write_generation(self._folder, contents), previous=previous))

    def go_back(self) -> bool:
        """Exchanges what is in use for the previous; False where there is none."""
        now = pointer_in(self._folder)
        if now is None or (now.previous != UNLEARNED and weights_of(self._folder / str(now.previous)) is None):
            return False
        _point(self._folder, Pointer(current=now.previous, previous=now.current))
        return True


def _beside(path: Path, content: bytes, marks: Marks) -> dict[str, bytes]:
    return {path.name: content, path.with_suffix(_TRAINED).name: "\n".join(sorted(marks)).encode()}


def _marks(path: Path) -> Marks | None:
    """None: it was installed before they were kept."""
    if not path.exists():
        return frozenset()
    beside = path.with_suffix(_TRAINED)
    return frozenset(beside.read_text(encoding="ascii").split()) if beside.exists() else None


def ship(weights: Weights) -> None:
    """Into the package."""
    _put(SHIPPED, weights.pack())


def _bring_over(folder: Path) -> None:
    """From the layout without a pointer."""
    if pointer_in(folder) is not None or not (folder / WEIGHTS).exists():
        return
    forests, previous = forests_file(folder), UNLEARNED
    if (folder / _LAST).exists():
        last = {WEIGHTS: (folder / _LAST).read_bytes()}
        if forests.exists() and (folder / _LAST_FORESTS).exists():  # else they may be those of another release
            last[forests.name] = (folder / _LAST_FORESTS).read_bytes()
        previous = _write_generation(folder, last)
    present = {path.name: path.read_bytes() for path in (folder / WEIGHTS, *folder.glob("forests-*.json"))}
    _point(folder, Pointer(current=_write_generation(folder, present), previous=previous))


def _write_generation(folder: Path, contents: Mapping[str, bytes]) -> int:
    """Its number. It is on the disk, and nothing points to it yet."""
    number = 1 + max((int(path.name) for path in folder.iterdir() if path.name.isdecimal()), default=UNLEARNED)
    generation = folder / str(number)
    generation.mkdir()
    for name, content in contents.items():
        _write(generation / name, content)
    _sync(generation)
    _sync(folder)
    return number


def _point(folder: Path, pointer: Pointer) -> None:
    """Then what is pointed to no longer is removed."""
    _put(folder / POINTER, json.dumps(asdict(pointer)).encode())
    kept = {str(pointer.current), str(pointer.previous)}
    for path in folder.iterdir():
        if path.name.isdecimal() and path.name not in kept:
            shutil.rmtree(path)
        elif any(path.match(old) for old in _OLD):
            path.unlink()


def _put(path: Path, content: bytes) -> None:
    aside = path.with_suffix(".new")
    _write(aside, content)
    aside.replace(path)
    _sync(path.parent)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """A name is on the disk only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
