"""What every repository of records does: add, get, find, save."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, TextClause, insert, select, update

from risk.errors import Conflict, NotFound
from storage.holding import cleaned
from storage.mapping import Mapped
from storage.work import Work

T = TypeVar("T")


class AppendedRows(Generic[T]):
    """Inherited by the repositories against STYLE 4: each adds its own queries to these four acts, nothing else."""

    def __init__(self, work: Work, mapped: Mapped[T]) -> None:
        self._work = work
        self._mapped = mapped
        self._table = mapped.table
        self._c = mapped.table.c

    def add(self, item: T) -> None:
        self._work.write(insert(self._table), self._mapped.to_row(item, self._work.ring), kind=self._table.name)

    def get(self, id_: str) -> T:
        found = self.find(id_)
        if found is None:
            raise NotFound(kind=self._table.name)
        return found

    def find(self, id_: str) -> T | None:
        return self._first(self._c.id == id_)

    def _all(self, *where: ColumnElement[bool] | TextClause, by: tuple[Any, ...], limit: int | None = None) -> list[T]:
        statement = select(self._table).where(*where).order_by(*by, self._c.id).limit(limit)
        return [self._record(row._mapping) for row in self._work.all(statement)]

    def _first(self, *where: ColumnElement[bool] | TextClause, by: tuple[Any, ...] = ()) -> T | None:
        row = self._work.first(select(self._table).where(*where).order_by(*by).limit(1))
        return None if row is None else self._record(row._mapping)

    def _record(self, values: Any) -> T:
        return self._mapped.from_row(values, self._work.ring)


class KeptRows(AppendedRows[T]):
    def save(self, item: T) -> T:
        kept: Any = cleaned(item)
        version = kept.version
        values = {**self._mapped.to_row(item, self._work.ring), "version": version + 1}
        del values["id"]  # SQLite looks for the children of a key that is set, even to what it was
        statement = update(self._table).where(self._c.id == kept.id, self._c.version == version).values(values)
        if self._work.write(statement, kind=self._table.name) == 0:
            self._work.refuse(Conflict(kind=self._table.name))
        return self._mapped.record(**{**_fields(kept), "version": version + 1})

    def _erase(self, *where: ColumnElement[bool] | TextClause, **also: Any) -> int:
        """Destroys the data keys. The version moves on, so that a save begun before cannot bring the words back."""
        values = {"data_key": None, "key_id": None, "sealed": None, "version": self._c.version + 1}
        values |= dict.fromkeys(self._mapped.blind, None) | also
        self._work.erased = True
        return self._work.write(update(self._table).where(*where).values(values), kind=self._table.name)


def _fields(item: Any) -> dict[str, Any]:
    return {name: getattr(item, name) for name in item.__dataclass_fields__}
