"""Queries about organisations, people, where they are reached, and how they come in."""

from __future__ import annotations

from typing import Protocol

from casework.ports.keeping import Kept
from casework.ports.records import Link, Session
from risk.organisation import Address, BindingRequest, Level, Organisation, Person, Role


class Organisations(Kept[Organisation], Protocol):
    def by_uscc(self, uscc: str) -> Organisation | None: ...
    def by_name(self, name: str) -> Organisation | None: ...
    def all(self, *, level: Level | None = None) -> list[Organisation]:
        """By creation."""

    def children(self, parent_id: str) -> list[Organisation]: ...


class People(Kept[Person], Protocol):
    def of(self, org_id: str, *, role: Role | None = None) -> list[Person]:
        """Active ones, by creation."""

    def all(self, *, role: Role | None = None) -> list[Person]: ...
    def by_phone(self, phone: str) -> list[Person]:
        """Active ones with this very number, by blind index."""

    def erase(self, id_: str) -> None:
        """Destroys the data key: name, phone and e-mail read as empty from now on."""


class Addresses(Kept[Address], Protocol):
    def of(self, person_id: str) -> list[Address]:
        """Open ones, by creation."""

    def at(self, channel: str, address: str) -> Address | None:
        """The open address, by blind index."""


class Bindings(Kept[BindingRequest], Protocol):
    def waiting(self, office_id: str) -> list[BindingRequest]: ...
    def of(self, person_id: str) -> list[BindingRequest]: ...


class Links(Kept[Link], Protocol):
    def by_digest(self, digest: str) -> Link | None: ...


class Sessions(Kept[Session], Protocol):
    def by_digest(self, digest: str) -> Session | None: ...
