"""The one place where records become rows and rows records: by field names and type hints, Secrets sealed."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from sqlalchemy import Table

from risk.identity import NOTHING, Secret
from storage.holding import cleaned
from storage.rows import Row
from storage.vault import Box, KeyRing

T = TypeVar("T")


def table_of(row: type[Row]) -> Table:
    """The table of a row class."""
    return Row.metadata.tables[str(row.__tablename__)]


class Mapped(Generic[T]):
    """How one kind of record is stored in one table."""

    def __init__(self, record: type[T], row: type[Row]) -> None:
        self.record = record
        self.table = table_of(row)
        self.blind: Mapping[str, str] = getattr(row, "blind", {})
        hints = typing.get_type_hints(record)
        names = [field.name for field in dataclasses.fields(record)]  # type: ignore[arg-type] # T is a dataclass
        self.secret = tuple(name for name in names if hints[name] is Secret)
        self._open = {name: _loader(hints[name]) for name in names if name not in self.secret}
        columns = {*self._open, *self.blind, *(("data_key", "key_id", "sealed") if self.secret else ())}
        extra = set(self.table.columns.keys()) - columns
        missing = columns - set(self.table.columns.keys())
        if missing or extra - _GIVEN_BY_REPOSITORIES:
            raise TypeError(f"{self.table.name}: columns differ from the record: {missing or extra}")

    def context(self, id_: str) -> str:
        """What a sealed blob of this record is bound to."""
        return f"{self.table.name}:{id_}"

    def to_row(self, item: T, ring: KeyRing) -> dict[str, Any]:
        """Column values; the Secret fields sealed under a fresh data key."""
        record: Any = cleaned(item)
        values = {name: _dump(getattr(record, name)) for name in self._open}
        if self.secret:
            values |= self._sealed(record, ring)
        return values

    def from_row(self, values: Mapping[str, Any], ring: KeyRing) -> T:
        """The record; Secret fields whose data key was destroyed read as `NOTHING`."""
        fields = {name: values[name] if load is None else load(values[name]) for name, load in self._open.items()}
        if self.secret:
            known = self._unsealed(values, ring)
            fields |= {name: Secret(known[name]) if name in known else NOTHING for name in self.secret}
        return self.record(**fields)

    def blinds(self, record: object, ring: KeyRing) -> dict[str, str | None]:
        """The keyed index columns; None where there is nothing to look up."""
        return {
            column: ring.blind(f"{self.table.name}.{column}", value)
            if (value := getattr(record, name).reveal())
            else None
            for column, name in self.blind.items()
        }

    def _sealed(self, record: object, ring: KeyRing) -> dict[str, Any]:
        told = {name: value for name in self.secret if (value := getattr(record, name).reveal())}
        if not told:
            return {"data_key": None, "key_id": None, "sealed": None} | self.blinds(record, ring)
        # ASCII with escapes, so that lone surrogates and NUL come back as they were.
        box = ring.seal(json.dumps(told).encode("ascii"), context=self.context(getattr(record, "id")))  # noqa: B009
        return dataclasses.asdict(box) | self.blinds(record, ring)

    def _unsealed(self, values: Mapping[str, Any], ring: KeyRing) -> dict[str, str]:
        if values["data_key"] is None or values["sealed"] is None:
            return {}
        box = Box(data_key=values["data_key"], key_id=values["key_id"], sealed=values["sealed"])
        told: dict[str, str] = json.loads(ring.unseal(box, context=self.context(values["id"])))
        return told


_GIVEN_BY_REPOSITORIES = frozenset({"lane_rank", "fence"})


def _dump(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    return value


def _loader(hint: Any) -> Callable[[Any], Any] | None:
    """None = the column gives the value as it is."""
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        (hint,) = (part for part in typing.get_args(hint) if part is not type(None))
    if typing.get_origin(hint) is tuple:
        return tuple
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _nested(hint)
    return None


def _nested(kind: type[Any]) -> Callable[[Any], Any]:
    def load(value: Mapping[str, Any]) -> Any:
        return kind(**{name: tuple(part) if isinstance(part, list) else part for name, part in value.items()})

    return load
