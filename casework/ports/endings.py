"""The end of a circular, for all who had it at once: what they are told, and what is held back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from casework.ports.ledger import Rest
from casework.ports.records import Lane, Message, MessageState, Notice
from risk.delivery import Delivery, DeliveryState


@dataclass(frozen=True, kw_only=True)
class Ending:
    """What is written when a circular ends.

    `notice` goes to everybody who had or may have had it, over the channel that carried it; on the channel `shown` it
    is on our own page at once. Messages that have not left are buried with `reason`, deliveries `to_come` with them go
    to `buried`. `had`: states of a delivery that count as had though its message stays here. `rest` None: quiet hours
    do not count. `name` tells the endings of one circular apart, rows are named by the prefix and their place.
    """

    circular_id: str
    name: str
    at: datetime
    lane: Lane
    notice: Notice
    had: Collection[DeliveryState]
    to_come: Collection[DeliveryState]
    buried: DeliveryState
    reason: str
    shown: str
    rest: Rest | None
    message_prefix: str


class Endings(Protocol):
    """Correct beside senders that run: what is claimed at that instant counts as had."""

    def write(self, ending: Ending) -> int:
        """How many addresses are told, each once."""

    def overtaken(self, messages: Iterable[Message], reason: str) -> set[str]:
        """Ids of those claimed that carry, or remind of, a circular which has ended: buried, with their deliveries."""


def is_told(delivery: Delivery, message: Message, ending: Ending) -> bool:
    """Once what has not left is buried: what is not dead was claimed or is there, a repeat may be there."""
    if message.state is not MessageState.DEAD or message.repeat:
        return True
    return message.reason == ending.reason and delivery.state in ending.had


def ending_name(delivery_id: str, name: str) -> str:
    """The `dedupe` of the message that ends a delivery; as `storage` computes it in the database."""
    return f"ended:{delivery_id}:{name}"
