"""Organisations, people, addresses, bindings, links, sessions, conversations, updates seen."""

from __future__ import annotations

import dataclasses
from datetime import datetime

from casework.ports.records import Conversation, Link, Session
from risk.identity import NOTHING
from risk.organisation import Address, BindingRequest, Level, Organisation, Person, Role
from storage.holding import storable
from storage.memory.records import Kept
from storage.memory.shelf import Cells


class Organisations(Kept[Organisation]):
    def by_uscc(self, uscc: str) -> Organisation | None:
        return self._shelf.first(lambda o: o.uscc == storable(uscc))

    def by_name(self, name: str) -> Organisation | None:
        found = self._shelf.select(lambda o: o.name == storable(name), by=lambda o: o.created_at)
        return found[0] if found else None

    def all(self, *, level: Level | None = None) -> list[Organisation]:
        return self._shelf.select(lambda o: level in (None, o.level), by=lambda o: o.created_at)

    def children(self, parent_id: str) -> list[Organisation]:
        return self._shelf.select(lambda o: o.parent_id == parent_id, by=lambda o: o.created_at)


class People(Kept[Person]):
    def of(self, org_id: str, *, role: Role | None = None) -> list[Person]:
        return self._shelf.select(
            lambda p: p.org_id == org_id and p.active and role in (None, p.role), by=lambda p: p.created_at
        )

    def all(self, *, role: Role | None = None) -> list[Person]:
        return self._shelf.select(lambda p: role in (None, p.role), by=lambda p: p.created_at)

    def by_phone(self, phone: str) -> list[Person]:
        return self._shelf.select(
            lambda p: bool(p.phone) and p.phone.reveal() == phone and p.active, by=lambda p: p.created_at
        )

    def erase(self, id_: str) -> None:
        self._shelf.save(dataclasses.replace(self.get(id_), name=NOTHING, phone=NOTHING, email=NOTHING))


class Addresses(Kept[Address]):
    def of(self, person_id: str) -> list[Address]:
        return self._shelf.select(lambda a: a.person_id == person_id and a.closed_at is None, by=lambda a: a.created_at)

    def at(self, channel: str, address: str) -> Address | None:
        return self._shelf.first(
            lambda a: a.channel == channel and a.closed_at is None and a.address and a.address.reveal() == address
        )


class Bindings(Kept[BindingRequest]):
    def waiting(self, office_id: str) -> list[BindingRequest]:
        return self._shelf.select(
            lambda b: b.office_id == office_id and b.state == "requested", by=lambda b: b.requested_at
        )

    def of(self, person_id: str) -> list[BindingRequest]:
        return self._shelf.select(lambda b: b.person_id == person_id, by=lambda b: b.requested_at)


class Links(Kept[Link]):
    def by_digest(self, digest: str) -> Link | None:
        return self._shelf.first(lambda link: link.token_digest == digest)


class Sessions(Kept[Session]):
    def by_digest(self, digest: str) -> Session | None:
        return self._shelf.first(lambda session: session.token_digest == digest)


class Conversations(Kept[Conversation]):
    def at(self, address_id: str) -> Conversation | None:
        return self._shelf.first(lambda conversation: conversation.address_id == address_id)


class Inbox:
    def __init__(self, seen: Cells) -> None:
        self._seen = seen

    def record(self, channel: str, update_id: str, at: datetime) -> bool:
        return self._seen.put_once((storable(channel), storable(update_id)), at)
