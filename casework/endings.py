"""How an issued circular ends; exactly those who had received it are told (Art. 19, 21)."""

from __future__ import annotations

from dataclasses import replace

from casework.circular_fields import today
from casework.circulars import note
from casework.env import Env
from casework.notices import ended_notice
from casework.ports import Lane, Message, MessageState, UnitOfWork
from casework.tell import tell_at
from risk.circular import CIRCULAR, Circular, CircularCommand, CircularState
from risk.delivery import DELIVERY, Delivery, DeliveryCommand, DeliveryState
from risk.errors import Incomplete
from risk.organisation import Person
from risk.permission import Act, demand

_SYSTEM = "system"
OVERTAKEN = "overtaken"
_HAD = frozenset({DeliveryState.SENT, DeliveryState.DELIVERED, DeliveryState.ACKNOWLEDGED, DeliveryState.UNKNOWN})
_TO_COME = frozenset({DeliveryState.QUEUED, DeliveryState.FAILED, DeliveryState.UNKNOWN})


def lift_circular(uow: UnitOfWork, env: Env, actor: Person, circular_id: str, *, reason: str) -> Circular:
    """The risk is gone or low enough (Art. 21)."""
    circular = uow.circulars.get(circular_id)
    demand(actor, Act.LIFT_CIRCULAR, subject=circular)
    return _end(uow, env, actor.id, circular, CircularCommand.LIFT, reason=_given(reason))


def withdraw_circular(uow: UnitOfWork, env: Env, actor: Person, circular_id: str, *, reason: str) -> Circular:
    """It was issued in error."""
    circular = uow.circulars.get(circular_id)
    demand(actor, Act.WITHDRAW_CIRCULAR, subject=circular)
    return _end(uow, env, actor.id, circular, CircularCommand.WITHDRAW, reason=_given(reason))


def replace_by(uow: UnitOfWork, env: Env, actor: Person, circular_id: str, *, successor: Circular) -> Circular:
    """In the transaction that issues the successor (Art. 19). One that has ended meanwhile stays as it ended."""
    circular = uow.circulars.get(circular_id)
    demand(actor, Act.UPDATE_CIRCULAR, subject=circular)
    if circular.state is not CircularState.ISSUED:
        return circular
    return _end(
        uow,
        env,
        actor.id,
        circular,
        CircularCommand.UPDATE,
        reason=successor.official_number,
        successor=successor,
    )


def announce_expiry(uow: UnitOfWork, env: Env) -> int:
    """Says of circulars past their last day that they are over, and returns how many; run again it finds none."""
    over = uow.circulars.expired(today(env))
    for circular in over:
        _end(uow, env, _SYSTEM, circular, CircularCommand.EXPIRE, reason="")
    return len(over)


def _given(reason: str) -> str:
    if not reason.strip():
        raise Incomplete(field="reason")
    return reason.strip()


def _end(
    uow: UnitOfWork,
    env: Env,
    actor_id: str,
    circular: Circular,
    command: CircularCommand,
    *,
    reason: str,
    successor: Circular | None = None,
) -> Circular:
    rule = CIRCULAR.rule(circular.state, command, circular)
    ended = uow.circulars.save(replace(circular, state=rule.to, end_reason=reason))
    note(uow, env, actor_id, f"circular.{command.value}", ended)
    notice = ended_notice(ended, successor=successor)
    for delivery in uow.deliveries.of_circular(ended.id):
        message = uow.outbox.find(delivery.message_id) if delivery.message_id else None
        if message is None:
            continue
        if delivery.state in _TO_COME and message.state is not MessageState.SENDING:
            _overtake(uow, delivery, message)
        # On its way or lost on the way counts as had: who may have read the warning must learn that it is over.
        if delivery.state in _HAD or message.state is MessageState.SENDING or message.repeat:
            address = uow.addresses.get(message.address_id)
            tell_at(uow, env, address, notice, dedupe=f"ended:{delivery.id}:{rule.to.value}", lane=Lane.CIRCULAR)
    return ended


def _overtake(uow: UnitOfWork, delivery: Delivery, message: Message) -> None:
    """Still to be sent and no longer true: it stays here."""
    uow.outbox.save(replace(message, state=MessageState.DEAD, reason=OVERTAKEN, next_at=None))
    rule = DELIVERY.rule(delivery.state, DeliveryCommand.BURY)
    uow.deliveries.save(replace(delivery, state=rule.to, reason=OVERTAKEN, remind_at=None))
