"""Chasing receipts 签收, in bulk: who is due, what they get, whom it goes to next, and who is on the officer's list."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from casework.ports.ledger import Fanout, Rest
from casework.ports.records import Lane, Message, Notice
from risk.delivery import Delivery
from risk.organisation import Role

REMINDER = "remind:"  # how the `dedupe` of a reminder begins


@dataclass(frozen=True, kw_only=True)
class Waited:
    """A person and the circular that they have not acknowledged in time."""

    circular_id: str
    person_id: str


@dataclass(frozen=True, kw_only=True)
class Reminding:
    """A reminder to everybody in `people` over the channel that carried the circular last, and on our own page.

    After `most` of them there is no next. Channels in `together` only carry it where no other one did. Whom nothing has
    reached yet is not reminded of anything: their turn comes at `next_at`.
    """

    circular_id: str
    people: Collection[str]
    notice: Notice
    at: datetime
    next_at: datetime
    most: int
    rest: Rest | None
    lane: Lane
    shown: str
    together: Collection[str]
    message_prefix: str


@dataclass(frozen=True, kw_only=True)
class Handing:
    """`people` have let a time pass. Where nobody of their organisation has acknowledged or is still waited for, they
    themselves on another channel included, it goes to a colleague who has not got it, by `fanout`; where there is
    none, all of them are listed under `owner_id`.

    `roles`: who counts as a colleague. Who has unsubscribed does only where somebody of the organisation has it for
    another reason than those in `BY_WISH`.
    """

    circular_id: str
    people: Collection[str]
    roles: Collection[Role]
    at: datetime
    fanout: Fanout
    owner_id: str


@dataclass(frozen=True, kw_only=True)
class Handed:
    """`on` to how many colleagues it went, `listed` how many people are newly on the officer's list."""

    on: int
    listed: int


@dataclass(frozen=True, kw_only=True)
class Silent:
    """How many `people` on the list the office has not been told of yet, and some names of their organisations."""

    people: int
    organisations: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Listing:
    """The list of an office: who did not acknowledge in time, or can be reached over no channel but the page `shown`,
    while neither they nor a colleague (of these `roles`) have acknowledged. A dead row whose reason is in `settled`
    is nobody's business.
    """

    office_id: str
    shown: str
    settled: Collection[str]
    roles: Collection[Role]


class Pursuit(Protocol):
    def to_remind(self, now: datetime, *, limit: int) -> list[Waited]:
        """Whose reminder is due, from the `limit` rows that have waited longest; each once."""

    def remind(self, reminding: Reminding) -> int:
        """How many people were reminded. Whoever has left is not, and never will be."""

    def to_hand_on(self, now: datetime, *, limit: int) -> list[Waited]:
        """Who has been waited for long enough on one of their channels, likewise."""

    def hand_on(self, handing: Handing) -> Handed:
        """Nothing if the circular is over. It is in force until this transaction ends: whoever ends it comes after."""

    def let_go(self, circular_id: str) -> None:
        """The circular is over: nobody is reminded or waited for any more."""

    def untold(self, *, limit: int = 50) -> list[str]:
        """Ids of circulars in force with people on the list that the office has not been told of."""

    def tell(self, circular_id: str, at: datetime, *, names: int) -> Silent:
        """All of these are told of now."""

    def listed(self, listing: Listing, *, limit: int = 500) -> list[Delivery]:
        """One row of each on it, oldest first."""

    def acknowledged(self, messages: Sequence[Message]) -> set[str]:
        """Ids of those that carry, or remind of, a circular that their reader has acknowledged."""


def is_reminder(message: Message) -> bool:
    """It has no delivery of its own, but its words are shared like those of one."""
    return message.delivery_id is None and message.dedupe.startswith(REMINDER)


def reminder_name(circular_id: str, person_id: str, number: int, channel: str) -> str:
    """The `dedupe` of a reminder; as `storage` computes it in the database."""
    return f"{REMINDER}{circular_id}:{person_id}:{number}:{channel}"


def of_circular(waited: Iterable[Waited]) -> dict[str, list[str]]:
    """Ids of people by circular."""
    found: dict[str, list[str]] = {}
    for one in waited:
        found.setdefault(one.circular_id, []).append(one.person_id)
    return found
