"""One table in memory: records by key, uniqueness and parents checked, every change undoable."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, NoReturn, TypeVar

from risk.errors import Conflict, DomainError, NotFound
from storage.errors import WriteInRead
from storage.holding import cleaned

T = TypeVar("T")
Unique = Callable[[T], object | None]  # the value that no other record may have; None = free


class Journal:
    """What one transaction has done so far, and how to undo it."""

    def __init__(self) -> None:
        self.writable = False
        self.refusal: DomainError | None = None
        self._undo: list[Callable[[], None]] = []

    def begin(self, *, writable: bool) -> None:
        self.writable, self.refusal = writable, None
        self._undo.clear()

    def changed(self, undo: Callable[[], None]) -> None:
        if not self.writable:
            raise WriteInRead
        self._undo.append(undo)

    def refuse(self, refusal: DomainError) -> NoReturn:
        """Raises it, and again at the commit."""
        self.refusal = refusal
        raise refusal

    def roll_back(self) -> None:
        while self._undo:
            self._undo.pop()()


class Cells:
    """Plain keyed values: counters, settings, contents, ticks."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self.values: dict[Any, Any] = {}

    def put(self, key: object, value: object) -> None:
        had, old = key in self.values, self.values.get(key)
        self._journal.changed(lambda: self._restore(key, had, old))
        self.values[key] = value

    def put_once(self, key: object, value: object) -> bool:
        """False if it is there already."""
        if key in self.values:
            if not self._journal.writable:
                raise WriteInRead
            return False
        self.put(key, value)
        return True

    def drop(self, key: object) -> None:
        old = self.values[key]
        self._journal.changed(lambda: self._restore(key, had=True, old=old))
        del self.values[key]

    def next(self, name: str) -> int:
        self.put(name, self.values.get(name, 0) + 1)
        return int(self.values[name])

    def _restore(self, key: object, had: bool, old: object) -> None:
        if had:
            self.values[key] = old
        else:
            del self.values[key]


class Shelf(Generic[T]):
    """Records with an `id`. `parents` maps a field to the shelf that its value must be on."""

    def __init__(
        self,
        journal: Journal,
        name: str,
        *,
        unique: Iterable[Unique[T]] = (),
        parents: Mapping[str, Shelf[Any]] | None = None,
    ) -> None:
        self.name = name
        self.items: dict[str, T] = {}
        self._journal = journal
        self._unique: list[tuple[Unique[T], dict[object, str]]] = [(of, {}) for of in unique]
        self._parents = dict(parents or {})

    def child_of(self, field: str, parent: Shelf[Any]) -> None:
        """The same as in `parents`, for a shelf that is its own parent."""
        self._parents[field] = parent

    def add(self, item: T) -> T:
        record: Any = cleaned(item)
        if record.id in self.items:
            self._journal.refuse(Conflict(kind=self.name))
        self._change(record.id, record)
        return self.items[record.id]

    def save(self, item: T) -> T:
        record: Any = cleaned(item)
        stored: Any = self.items.get(record.id)
        if stored is None or stored.version != record.version:
            self._journal.refuse(Conflict(kind=self.name))
        self._change(record.id, dataclasses.replace(record, version=record.version + 1))
        return self.items[record.id]

    def get(self, id_: str) -> T:
        found = self.items.get(id_)
        if found is None:
            raise NotFound(kind=self.name)
        return found

    def select(
        self, wanted: Callable[[Any], bool], *, by: Callable[[Any], Any], newest: bool = False, limit: int | None = None
    ) -> list[T]:
        found: list[Any] = [item for item in self.items.values() if wanted(item)]
        found.sort(key=lambda item: item.id)
        found.sort(key=by, reverse=newest)
        return found[:limit]

    def first(self, wanted: Callable[[Any], bool]) -> T | None:
        return next((item for item in self.items.values() if wanted(item)), None)

    def _change(self, id_: str, item: Any) -> None:
        if not self._journal.writable:
            raise WriteInRead
        for of, taken in self._unique:
            value = of(item)
            if value is not None and taken.get(value, id_) != id_:
                self._journal.refuse(Conflict(kind=self.name))
        for field, shelf in self._parents.items():
            parent = getattr(item, field)
            if parent is not None and parent not in shelf.items and (shelf is not self or parent != id_):
                self._journal.refuse(NotFound(kind=self.name))
        old = self.items.get(id_)
        self._journal.changed(lambda: self._set(id_, old))
        self._set(id_, item)

    def _set(self, id_: str, item: Any) -> None:
        old = self.items.get(id_)
        for of, taken in self._unique:
            if old is not None and taken.get(of(old)) == id_:
                del taken[of(old)]
            if item is not None and of(item) is not None:
                taken[of(item)] = id_
        if item is None:
            self.items.pop(id_, None)
        else:
            self.items[id_] = item
