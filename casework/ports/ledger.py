"""The ledger of deliveries: whom a circular is for, as a question to the register, and what is written for each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from casework.ports.records import Lane, Notice
from risk.circular import WarningLevel
from risk.organisation import Role
from risk.subscription import NotifyReason


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Of a circular, what subscriptions are matched against. None and empty: it concerns all of them."""

    product: str | None
    hazards: tuple[str, ...]
    origin: str
    level: WarningLevel
    enterprises_only: bool


@dataclass(frozen=True, kw_only=True)
class Addressees:
    """Whom a circular is for. `usccs`, `roles` and `regions` mean enterprises; a region is meant by a part of its name.

    `named` are ids of organisations of any kind but the public, `offices` ids of offices that get every bulletin.
    """

    named: tuple[str, ...] = ()
    usccs: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    every_enterprise: bool = False
    subscribed: Wanted | None = None


@dataclass(frozen=True, kw_only=True)
class Rest:
    """The present hour, and for each hour of the day when quiet hours that end with it are over."""

    hour: int
    ends: tuple[datetime, ...]

    def until(self, begins: int | None, ends: int | None) -> datetime | None:
        """None outside of these quiet hours. They may span midnight."""
        if begins is None or ends is None:
            return None
        inside = begins <= self.hour < ends if begins < ends else self.hour >= begins or self.hour < ends
        return self.ends[ends] if inside else None


@dataclass(frozen=True, kw_only=True)
class Fanout:
    """What is written for every addressee: a delivery per channel, and the message that carries it.

    `answering` roles get `asking`, the notice that asks for an answer until `answer_due`; all others get `notice`.
    `spared` roles are not reminded. What goes out on the channel `shown` is on our own page at once.
    `rest` None: quiet hours do not count. Rows are named by the two prefixes and their place in the fan-out.
    """

    circular_id: str
    at: datetime
    lane: Lane
    notice: Notice
    asking: Notice | None
    answering: Collection[Role]
    answer_due: date | None
    remind_at: datetime
    spared: Collection[Role]
    shown: str
    rest: Rest | None
    owner_id: str
    no_address: str
    delivery_prefix: str
    message_prefix: str


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How many `people` a fan-out went to, `unreachable` of them without an open address."""

    people: int
    unreachable: int


class Ledger(Protocol):
    """Reads and writes for all addressees at once, in the transaction that issues the circular."""

    def addressed(self, to: Addressees) -> list[tuple[str, NotifyReason]]:
        """Ids of people, each once with the strongest reason, by id."""

    def anybody(self, to: Addressees) -> bool: ...
    def unmanned(self, to: Addressees) -> list[str]:
        """Names of the organisations addressed in which nobody can be: the named ones first, then by creation."""

    def write(self, to: Addressees, fanout: Fanout) -> Reach:
        """A row per person and channel, numbered messages in the outbox. A person without any address gets a dead row
        on the channel "", so that somebody looks after them."""


def row_id(prefix: str, place: int) -> str:
    """The name of a row of a fan-out; as `storage` computes it in the database."""
    return f"{prefix}{place:09d}"


# Staff that may be addressed for their organisation.
ADDRESSED_ROLES = frozenset({Role.OFFICER, Role.ENTERPRISE, Role.EXPERT})
