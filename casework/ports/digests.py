"""Daily digests, for many people at once: whose hour it is, what there is to say, and what was kept for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from risk.delivery import Delivery
from risk.organisation import Role
from risk.subscription import NotifyReason

DIGEST = "digest"  # the job of the ticks that keep a digest to once a day
DIGEST_NAME = "digest:"  # how the `dedupe` of a digest begins


@dataclass(frozen=True, kw_only=True)
class DigestHour:
    """The present hour and day (YYYY-MM-DD) by the clock of those who have set this time zone; "" = who set none."""

    zone: str
    hour: int
    day: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class News:
    """`fresh`: ids of circulars in force that came in the window; `owed`: how many wait for a receipt or an answer."""

    person_id: str
    role: Role
    fresh: tuple[str, ...]
    owed: int


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A delivery that was kept for the digest, and the address that it was to go to."""

    delivery_id: str
    circular_id: str
    person_id: str
    address_id: str


class Digests(Protocol):
    """The cost grows with those whose hour it is, not with subscriptions."""

    def claim(self, hour: DigestHour, *, limit: int) -> list[str]:
        """Ids of people who want it at that hour and have not had it on that day; from now on they have."""

    def news(self, people: Collection[str], *, since: datetime, until: datetime) -> list[News]:
        """Of each of these; deliveries from `since` to before `until`."""

    def take(self, people: Collection[str], reason: str) -> list[Kept]:
        """What waits for their digest with this reason, by circular: its own messages are buried, since the digest
        carries it. What a sender has claimed meanwhile goes by itself."""

    def drop(self, person_id: str, reason: str) -> None:
        """What has come by subscription alone and has not left is buried, as are digests; emergencies go their way.
        Nobody is reminded of such matter or waited for. It is the same for a colleague of those who had it so."""

    def carry(self, message_ids: Mapping[str, Sequence[str]]) -> None:
        """Deliveries, by their ids, go with the message from now on."""


def digest_tick(person_id: str, day: str) -> str:
    """As `storage` computes it in the database."""
    return f"{person_id}:{day}"


def calls_for_receipt(delivery: Delivery) -> bool:
    """What somebody has chosen to get bundled, and only by subscription, is nothing that they owe a receipt for."""
    return delivery.because != NotifyReason.SUBSCRIBED or delivery.remind_at is not None or delivery.reminders > 0
