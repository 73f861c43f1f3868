"""The ledger of deliveries: whom a circular is for, as a question to the register, and what is written for each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final, Protocol

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
    """The present hour, and for each hour of the day when quiet hours that end with it are over.

    `elsewhere`: the same by the clocks of those who live by another one, by the name of their time zone.
    """

    hour: int
    ends: tuple[datetime, ...]
    elsewhere: Mapping[str, Rest] = field(default_factory=dict)

    def at(self, zone: str) -> Rest:
        """By that clock; by ours where none is told."""
        return self.elsewhere.get(zone, self)

    def then(self, later: Callable[[datetime], datetime]) -> Rest:
        """For each hour what follows from the moment at which quiet hours are over."""
        elsewhere = {zone: rest.then(later) for zone, rest in self.elsewhere.items()}
        return replace(self, ends=tuple(later(end) for end in self.ends), elsewhere=elsewhere)

    def until(self, begins: int | None, ends: int | None) -> datetime | None:
        """None outside of these quiet hours. They may span midnight."""
        if begins is None or ends is None:
            return None
        inside = begins <= self.hour < ends if begins < ends else self.hour >= begins or self.hour < ends
        return self.ends[ends] if inside else None


@dataclass(frozen=True, kw_only=True)
class Turn:
    """When the n-th channel of somebody is used, and until when they are waited for there.

    `rest` and `over_after`, which is the same where quiet hours hold the message back: None = they do not count.
    """

    at: datetime
    over: datetime
    rest: Rest | None = None
    over_after: Rest | None = None


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """What comes by subscription alone is kept, with this `reason`, for the digest of whoever wants it so. If no digest
    takes it, it goes by itself when the hour of the next one is over. Nobody is reminded of it or waited for.

    `clock`: when each hour of the day comes next.
    """

    reason: str
    clock: Rest

    def release(self, zone: str, digest_hour: int) -> datetime:
        return self.clock.at(zone).ends[digest_hour] + timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Fanout:
    """What is written for every addressee: a delivery per channel, and the message that carries it.

    `answering` roles get `asking`, the notice that asks for an answer until `answer_due`; all others get `notice`.
    `spared` roles are neither reminded nor waited for. What goes out on the channel `shown` is on our own page at once.
    Of the channels beside `together`, the n-th of a person is used at `turns[n]`, those beyond at the last of them: in
    the order that the person has set, then as in `order`, then by name. Those in `together` are used at `turns[0]`.
    Rows are named by the two prefixes and their place in the fan-out. `bundle` None: it waits for nobody's digest.
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
    turns: tuple[Turn, ...]
    order: tuple[str, ...]
    together: Collection[str]
    owner_id: str
    no_address: str
    delivery_prefix: str
    message_prefix: str
    bundle: Bundle | None = None


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


# Nobody is obliged by these: a colleague only where somebody before them was.
BY_WISH: Final = (NotifyReason.SUBSCRIBED, NotifyReason.COLLEAGUE)

# Staff that may be addressed for their organisation.
ADDRESSED_ROLES = frozenset({Role.OFFICER, Role.ENTERPRISE, Role.EXPERT})
