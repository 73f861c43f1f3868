"""What a channel learns of a message after it was sent: it came back, it is delayed, it has arrived."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from casework.deliveries import carried, channel_lost
from casework.env import Env
from casework.ports import Message, MessageState, UnitOfWork
from risk.delivery import DELIVERY, Attempt, DeliveryCommand, DeliveryState

RETURNED: Final = "returned"
# RFC 3463, RFC 7505: there is no such mailbox or domain, or not any more.
_GONE: Final = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"})
_SENT: Final = frozenset({MessageState.SENT, MessageState.UNKNOWN, MessageState.FAILED})


class Way(StrEnum):
    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"


@dataclass(frozen=True, kw_only=True)
class Returned:
    """`status` as in RFC 3463, such as 5.1.1; "" = not told."""

    message_id: str
    way: Way
    status: str = ""


def record_return(uow: UnitOfWork, env: Env, returned: Returned) -> Message | None:
    """Keeps it as an attempt and moves message and delivery on; None if there is no such message.

    What came back is buried like what could not be sent, and the address is closed if nobody is there. Told twice, it
    changes nothing more; what the recipient has acknowledged stays acknowledged.
    """
    message = uow.outbox.find(returned.message_id)
    if message is None or message.incoming:
        return None
    reason = f"{RETURNED} {returned.status}".strip()
    outcome = {Way.FAILED: "dead", Way.DELAYED: "unknown", Way.DELIVERED: "sent"}[returned.way]
    uow.attempts.add(
        Attempt(
            id=env.ids.new(),
            message_id=message.id,
            delivery_id=message.delivery_id,
            number=message.attempts,
            at=env.now(),
            outcome=outcome,
            reason=reason if returned.way is Way.FAILED else f"{returned.way.value} {returned.status}".strip(),
        )
    )
    if returned.way is Way.FAILED:
        return _failed(uow, env, message, reason, gone=returned.status in _GONE)
    if returned.way is Way.DELIVERED and message.state in _SENT:
        _arrived(uow, env, message)
        return uow.outbox.save(replace(message, state=MessageState.DELIVERED, delivered_at=env.now()))
    return message


def _failed(uow: UnitOfWork, env: Env, message: Message, reason: str, *, gone: bool) -> Message:
    address = uow.addresses.get(message.address_id)
    if gone and address.closed_at is None:
        uow.addresses.save(replace(address, closed_at=env.now(), closed_reason=reason))
    if message.state not in _SENT:
        return message
    for delivery in carried(uow, message):
        if (delivery.state, DeliveryCommand.BURY) not in DELIVERY.rules:
            continue
        rule = DELIVERY.rule(delivery.state, DeliveryCommand.BURY)
        if rule.to is DeliveryState.DEAD:
            circular = uow.circulars.get(delivery.circular_id)
            dead = replace(delivery, state=rule.to, reason=reason, owner_id=circular.drafted_by, remind_at=None)
            uow.deliveries.save(dead)
            channel_lost(uow, env, dead)
    return uow.outbox.save(replace(message, state=MessageState.DEAD, reason=reason, next_at=None, lease_until=None))


def _arrived(uow: UnitOfWork, env: Env, message: Message) -> None:
    for delivery in carried(uow, message):
        if (delivery.state, DeliveryCommand.DELIVERED) in DELIVERY.rules:
            rule = DELIVERY.rule(delivery.state, DeliveryCommand.DELIVERED)
            uow.deliveries.save(replace(delivery, state=rule.to, delivered_at=delivery.delivered_at or env.now()))
