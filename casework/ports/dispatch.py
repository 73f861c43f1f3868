"""What sending many messages at once needs of the tables: one statement for all of them, not one for each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from casework.ports.records import MessageState
from risk.delivery import Delivery, DeliveryState
from risk.organisation import Address


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who is at an address, as far as a sender must know."""

    address: Address
    locale: str


@dataclass(frozen=True, kw_only=True)
class Taken:
    """The other side has that message, under a name of its own; `attempt_id` names the attempt that is kept."""

    message_id: str
    external_id: str
    attempt_id: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """A message in one of `messages` becomes sent, and with it its delivery, from one of `deliveries` to `to`."""

    messages: Collection[MessageState]
    deliveries: Collection[DeliveryState]
    to: DeliveryState


class Dispatch(Protocol):
    def readers(self, address_ids: Iterable[str]) -> Mapping[str, Reader]:
        """By address id."""

    def deliveries(self, ids: Iterable[str]) -> Mapping[str, Delivery]:
        """By id."""

    def sent(self, taken: Sequence[Taken], *, at: datetime, step: Step) -> None:
        """Keeps every attempt; what has gone on in the meantime stays as it is."""
