"""Organisations, people, addresses, bindings."""

from __future__ import annotations

from sqlalchemy import ColumnElement

from risk.organisation import Address, BindingRequest, Level, Organisation, Person, Role
from storage.mapping import Mapped
from storage.repositories.records import KeptRows
from storage.rows import AddressRow, BindingRow, OrganisationRow, PersonRow

ORGANISATION = Mapped(Organisation, OrganisationRow)
PERSON = Mapped(Person, PersonRow)
ADDRESS = Mapped(Address, AddressRow)
BINDING = Mapped(BindingRequest, BindingRow)


class Organisations(KeptRows[Organisation]):
    def by_uscc(self, uscc: str) -> Organisation | None:
        return self._first(self._c.uscc == uscc)

    def by_name(self, name: str) -> Organisation | None:
        return self._first(self._c.name == name, by=(self._c.created_at, self._c.id))

    def all(self, *, level: Level | None = None) -> list[Organisation]:
        where = () if level is None else (self._c.level == level,)
        return self._all(*where, by=(self._c.created_at,))

    def children(self, parent_id: str) -> list[Organisation]:
        return self._all(self._c.parent_id == parent_id, by=(self._c.created_at,))


class People(KeptRows[Person]):
    def of(self, org_id: str, *, role: Role | None = None) -> list[Person]:
        return self._active(role, self._c.org_id == org_id)

    def all(self, *, role: Role | None = None) -> list[Person]:
        where = () if role is None else (self._c.role == role,)
        return self._all(*where, by=(self._c.created_at,))

    def by_phone(self, phone: str) -> list[Person]:
        blinds = self._work.ring.blinds("people.phone_blind", phone)
        return self._active(None, self._c.phone_blind.in_(blinds))

    def erase(self, id_: str) -> None:
        self.get(id_)
        self._erase(self._c.id == id_)

    def _active(self, role: Role | None, where: ColumnElement[bool]) -> list[Person]:
        roles = () if role is None else (self._c.role == role,)
        return self._all(where, self._c.active.is_(True), *roles, by=(self._c.created_at,))


class Addresses(KeptRows[Address]):
    def of(self, person_id: str) -> list[Address]:
        return self._all(self._c.person_id == person_id, self._c.closed_at.is_(None), by=(self._c.created_at,))

    def at(self, channel: str, address: str) -> Address | None:
        blinds = self._work.ring.blinds("addresses.address_blind", address)
        return self._first(self._c.channel == channel, self._c.address_blind.in_(blinds), self._c.closed_at.is_(None))


class Bindings(KeptRows[BindingRequest]):
    def waiting(self, office_id: str) -> list[BindingRequest]:
        return self._all(self._c.office_id == office_id, self._c.state == "requested", by=(self._c.requested_at,))

    def of(self, person_id: str) -> list[BindingRequest]:
        return self._all(self._c.person_id == person_id, by=(self._c.requested_at,))
