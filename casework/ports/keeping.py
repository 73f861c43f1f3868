"""What every repository of records can do."""

from __future__ import annotations

from typing import Protocol, TypeVar

T = TypeVar("T")


class Appended(Protocol[T]):
    """Records that are only ever added."""

    def add(self, item: T) -> None: ...
    def get(self, id_: str) -> T:
        """Raises `NotFound`."""


class Kept(Appended[T], Protocol[T]):
    """Records with an optimistic `version`."""

    def find(self, id_: str) -> T | None: ...
    def save(self, item: T) -> T:
        """Writes if the stored version equals `item.version`, returns it with the next; else raises `Conflict`."""
