"""Two copies of a table, compared row by row in the order of the key."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Table

Row = tuple[Any, ...]
_STEP: Final = 1000  # rows between two words about the progress


class Kind(StrEnum):
    MISSING = "missing"  # not in the copy
    ADDED = "added"  # only in the copy
    CHANGED = "changed"


@dataclass(frozen=True, kw_only=True)
class Difference:
    """`columns`: which ones, of a row that is changed. Never a value: it may be personal."""

    table: str
    key: str
    kind: Kind
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Tally:
    """`digest`: SHA-256 over the hash of every row of the source, in the order of the key."""

    table: str
    rows: int
    digest: str


def compare(
    table: Table, here: Iterable[Row], there: Iterable[Row], progress: Callable[[int], None]
) -> tuple[Tally, list[Difference]]:
    """`here` and `there` in the order of the key, texts by their bytes. Every row that differs is named."""
    names = [column.name for column in table.columns]
    places = [names.index(column.name) for column in table.primary_key]
    whole, count, found = hashlib.sha256(), 0, list[Difference]()
    for key, ours, theirs in _paired(here, there, places):
        if ours is None:
            found.append(Difference(table=table.name, key=key, kind=Kind.ADDED))
            continue
        whole.update(_hash(ours))
        count += 1
        if count % _STEP == 0:
            progress(_STEP)
        if theirs is None:
            found.append(Difference(table=table.name, key=key, kind=Kind.MISSING))
        elif _hash(ours) != _hash(theirs):
            pairs = zip(names, ours, theirs, strict=True)
            columns = tuple(name for name, one, other in pairs if _told(one) != _told(other))
            found.append(Difference(table=table.name, key=key, kind=Kind.CHANGED, columns=columns))
    progress(count % _STEP)
    return Tally(table=table.name, rows=count, digest=whole.hexdigest()), found


def _paired(
    here: Iterable[Row], there: Iterable[Row], places: list[int]
) -> Iterator[tuple[str, Row | None, Row | None]]:
    """By key; None on the side that does not have it."""
    mine, other = iter(here), iter(there)
    ours, theirs = next(mine, None), next(other, None)
    while ours is not None or theirs is not None:
        if theirs is None or (ours is not None and _key(ours, places) < _key(theirs, places)):
            yield _shown(ours, places), ours, None
            ours = next(mine, None)
        elif ours is None or _key(theirs, places) < _key(ours, places):
            yield _shown(theirs, places), None, theirs
            theirs = next(other, None)
        else:
            yield _shown(ours, places), ours, theirs
            ours, theirs = next(mine, None), next(other, None)


def _key(row: Row, places: list[int]) -> Row:
    """As the engines order it."""
    return tuple(row[place].encode() if isinstance(row[place], str) else row[place] for place in places)


def _shown(row: Row | None, places: list[int]) -> str:
    return "" if row is None else " ".join(str(row[place]) for place in places)


def _hash(row: Row) -> bytes:
    return hashlib.sha256(b"\x1f".join(_told(value) for value in row)).digest()


def _told(value: Any) -> bytes:
    """The same bytes for the same value, whichever engine it comes from; its length and kind keep values apart."""
    match value:
        case None:
            kind, told = "n", b""
        case bytes():
            kind, told = "b", value
        case datetime():
            kind, told = "t", value.astimezone(UTC).isoformat(timespec="microseconds").encode()
        case date():
            kind, told = "d", value.isoformat().encode()
        case str():
            kind, told = "s", value.encode()
        case _:
            kind, told = type(value).__name__, repr(value).encode()
    return f"{kind}{len(told)}:".encode() + told
