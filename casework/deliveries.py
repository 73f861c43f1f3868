"""What became of a message that was sent, and of the delivery 送达 that it carries; every attempt is kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from casework.endings import OVERTAKEN
from casework.env import Env
from casework.notices import name_of
from casework.ports import (
    Dead,
    Lost,
    Message,
    MessageState,
    Option,
    Outcome,
    Retry,
    Say,
    Sent,
    Text,
    UnitOfWork,
)
from casework.tell import WEBCHAT, tell
from risk.circular import Circular
from risk.delivery import DELIVERY, Attempt, Delivery, DeliveryCommand, DeliveryState
from risk.organisation import Person
from risk.permission import Act, demand

FIRST_WAIT, LONGEST_WAIT = 5.0, 3600.0  # seconds
_LONGEST_AFTER_ADVICE = 60.0  # the other side named a time: it is there and means it
GIVE_UP = timedelta(hours=24)
_MIN_TRIES = 8  # a worker that was itself away for a day still tries properly
_BUSY = frozenset({"flood", "pace"})  # nothing is wrong, it is only too early
# Reasons of a `Dead` after which nobody will ever be there again.
GONE = frozenset({"blocked", "deactivated", "chat-not-found", "gone"})
ON_ITS_WAY = frozenset({MessageState.SENDING, MessageState.QUEUED, MessageState.FAILED, MessageState.UNKNOWN})
_CARRIED = frozenset({DeliveryState.QUEUED, DeliveryState.FAILED, DeliveryState.UNKNOWN})
OPEN = _CARRIED | {DeliveryState.SENDING}


@dataclass(frozen=True, kw_only=True)
class Undeliverable:
    """A delivery that cannot be made, with who looks after it."""

    delivery: Delivery
    circular: Circular
    person: Person


def record_outcome(uow: UnitOfWork, env: Env, message_id: str, outcome: Outcome) -> Message:
    """Keeps the attempt and moves the message and its delivery on; a late or second outcome never undoes a first."""
    message = uow.outbox.get(message_id)
    kept = _kept_attempt(uow, env, message, outcome)
    if isinstance(outcome, Sent):
        return _sent(uow, env, message, outcome) if message.state in ON_ITS_WAY else message
    if message.state is not MessageState.SENDING:
        return message
    if isinstance(outcome, Dead):
        if outcome.reason in GONE:
            _close_address(uow, env, message, outcome.reason)
        return _bury(uow, env, message, outcome.reason)
    if message.attempts >= _MIN_TRIES and env.now() - message.created_at >= GIVE_UP:
        return _bury(uow, env, message, kept.reason)
    lost = isinstance(outcome, Lost)
    _step(uow, message, DeliveryCommand.LOSE if lost else DeliveryCommand.FAIL, reason=outcome.reason)
    return uow.outbox.save(
        replace(
            message,
            state=MessageState.UNKNOWN if lost else MessageState.FAILED,
            repeat=message.repeat or lost,
            next_at=env.now() + wait(message.id, message.attempts, outcome),
            lease_until=None,
            reason=outcome.reason,
        )
    )


def wait(message_id: str, attempts: int, outcome: Retry | Lost) -> timedelta:
    """Before the next attempt: 5 s doubled each time up to an hour, and at least what the other side asked for.

    Spread by a quarter either way, so that what failed together is not tried together; by the id, not by chance.
    """
    advice = outcome.after if isinstance(outcome, Retry) else 0.0
    if outcome.reason in _BUSY:
        return timedelta(seconds=advice)
    spread = int.from_bytes(hashlib.sha256(f"{message_id}:{attempts}".encode()).digest()[:4], "big") / 2**32
    own = min(FIRST_WAIT * 2 ** min(max(attempts, 1) - 1, 20), LONGEST_WAIT) * (0.75 + spread / 2)
    return timedelta(seconds=max(advice, min(own, _LONGEST_AFTER_ADVICE)) if advice > 0 else own)


def mark_delivered(uow: UnitOfWork, env: Env, person: Person, up_to: int) -> int:
    """The person's web chat has shown its messages up to number `up_to`; how many deliveries that were."""
    count = 0
    for delivery in uow.deliveries.of_person(person.id):
        if delivery.channel != WEBCHAT or delivery.state is not DeliveryState.SENT or not delivery.message_id:
            continue
        message = uow.outbox.get(delivery.message_id)
        if message.seq <= up_to:
            rule = DELIVERY.rule(delivery.state, DeliveryCommand.DELIVERED)
            uow.deliveries.save(replace(delivery, state=rule.to, delivered_at=env.now()))
            uow.outbox.save(replace(message, state=MessageState.DELIVERED, delivered_at=env.now()))
            count += 1
    return count


def undeliverable(uow: UnitOfWork, actor: Person) -> list[Undeliverable]:
    """Of the actor's office: who could not be reached on a channel and has not acknowledged on another either."""
    demand(actor, Act.SEE_QUEUE)
    found = []
    for delivery in uow.deliveries.undeliverable():
        circular = uow.circulars.get(delivery.circular_id)
        if circular.org_id != actor.org_id or delivery.reason == OVERTAKEN:
            continue
        rows = uow.deliveries.between(circular.id, delivery.person_id)
        if not any(row.acknowledged_at for row in rows):
            found.append(Undeliverable(delivery=delivery, circular=circular, person=uow.people.get(delivery.person_id)))
    return found


def _kept_attempt(uow: UnitOfWork, env: Env, message: Message, outcome: Outcome) -> Attempt:
    names = {Sent: "sent", Retry: "retry", Lost: "unknown", Dead: "dead"}
    attempt = Attempt(
        id=env.ids.new(),
        message_id=message.id,
        delivery_id=message.delivery_id,
        number=message.attempts,
        at=env.now(),
        outcome=names[type(outcome)],
        reason="" if isinstance(outcome, Sent) else outcome.reason,
    )
    uow.attempts.add(attempt)
    return attempt


def _sent(uow: UnitOfWork, env: Env, message: Message, outcome: Sent) -> Message:
    now = env.now()
    _step(uow, message, DeliveryCommand.SENT, sent_at=now)
    return uow.outbox.save(
        replace(
            message,
            state=MessageState.SENT,
            sent_at=now,
            external_id=outcome.external_id,
            next_at=None,
            lease_until=None,
            reason="",
        )
    )


def _bury(uow: UnitOfWork, env: Env, message: Message, reason: str) -> Message:
    buried = uow.outbox.save(replace(message, state=MessageState.DEAD, reason=reason, next_at=None, lease_until=None))
    delivery = uow.deliveries.find(message.delivery_id) if message.delivery_id else None
    if delivery is not None and delivery.state in OPEN:
        circular = uow.circulars.get(delivery.circular_id)
        _step(uow, message, DeliveryCommand.BURY, reason=reason, owner_id=circular.drafted_by)
        tell_owner(uow, env, circular)
    return buried


def _step(
    uow: UnitOfWork,
    message: Message,
    command: DeliveryCommand,
    *,
    reason: str = "",
    sent_at: datetime | None = None,
    owner_id: str | None = None,
) -> None:
    """The delivery follows its message; what the recipient has acknowledged already stays so."""
    delivery = uow.deliveries.find(message.delivery_id) if message.delivery_id else None
    if delivery is None or delivery.state not in OPEN:
        return
    state = delivery.state
    if state in _CARRIED:
        state = DELIVERY.rule(state, DeliveryCommand.CLAIM).to
    dead = command is DeliveryCommand.BURY
    uow.deliveries.save(
        replace(
            delivery,
            state=DELIVERY.rule(state, command).to,
            attempts=message.attempts,
            sent_at=sent_at or delivery.sent_at,
            remind_at=None if dead else delivery.remind_at,
            owner_id=owner_id or delivery.owner_id,
            reason=reason,
        )
    )


def _close_address(uow: UnitOfWork, env: Env, message: Message, reason: str) -> None:
    address = uow.addresses.get(message.address_id)
    if address.closed_at is None:
        uow.addresses.save(replace(address, closed_at=env.now(), closed_reason=reason))


def tell_owner(uow: UnitOfWork, env: Env, circular: Circular) -> None:
    """Once an hour at most: a list is waiting, however many there are on it."""
    tell(
        uow,
        env,
        uow.people.get(circular.drafted_by),
        Say(
            text=Text(key="circular-undeliverable-told", params=name_of(circular)),
            options=((Option(label=Text(key="circular-undeliverable-open"), action="circular.undeliverable"),),),
        ),
        dedupe=f"undeliverable:{circular.id}:{env.now():%Y%m%d%H}",
    )
