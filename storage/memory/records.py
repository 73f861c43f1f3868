"""What every in-memory repository does."""

from __future__ import annotations

from typing import Generic, TypeVar

from storage.memory.shelf import Shelf

T = TypeVar("T")


class Appended(Generic[T]):
    def __init__(self, shelf: Shelf[T]) -> None:
        self._shelf = shelf

    def add(self, item: T) -> None:
        self._shelf.add(item)

    def get(self, id_: str) -> T:
        return self._shelf.get(id_)

    def find(self, id_: str) -> T | None:
        return self._shelf.items.get(id_)


class Kept(Appended[T]):
    def save(self, item: T) -> T:
        return self._shelf.save(item)
