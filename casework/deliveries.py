"""What became of a message that was sent, and of the delivery 送达 that it carries; every attempt is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from casework.address_forms import PUSH
from casework.devices import living_copy
from casework.endings import OVERTAKEN
from casework.env import Env
from casework.notices import name_of
from casework.ports import (
    Dead,
    Lane,
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
from casework.ports.ledger import ADDRESSED_ROLES
from casework.ports.pursuit import Listing, reminder_name
from casework.ports.records import NOT_SENT
from casework.subscriptions import UNSUBSCRIBED
from casework.tell import WEBCHAT, tell
from casework.turns import TOGETHER, rest_over
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
ON_ITS_WAY = frozenset({MessageState.SENDING, *NOT_SENT})
_CARRIED = frozenset({DeliveryState.QUEUED, DeliveryState.FAILED, DeliveryState.UNKNOWN})
OPEN = _CARRIED | {DeliveryState.SENDING}
ELSEWHERE = "acknowledged-elsewhere"  # nobody's fault, and nobody has to do anything


@dataclass(frozen=True, kw_only=True)
class Undeliverable:
    """Whom a circular does not reach, or who is silent, with who looks after it."""

    delivery: Delivery
    circular: Circular
    person: Person

    @property
    def silent(self) -> bool:
        """It went out, and nobody there has acknowledged it in time."""
        return self.delivery.state is not DeliveryState.DEAD


def record_outcome(uow: UnitOfWork, env: Env, message_id: str, outcome: Outcome) -> Message:
    """Keeps the attempt and moves the message and its delivery on; a late or second outcome never undoes a first."""
    message = uow.outbox.get(message_id)
    kept = _kept_attempt(uow, env, message, outcome)
    if isinstance(outcome, Sent):
        return _sent(uow, env, message, outcome) if message.state in ON_ITS_WAY else message
    if message.state is not MessageState.SENDING:
        return message
    if uow.pursuit.acknowledged([message]):
        return bury_message(uow, message, ELSEWHERE)
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
            lease_until=env.now(),
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
    """The list of the actor's office, each person once: reached over no channel, or silent to the end."""
    demand(actor, Act.SEE_QUEUE)
    listing = Listing(
        office_id=actor.org_id, shown=WEBCHAT, settled={OVERTAKEN, ELSEWHERE, UNSUBSCRIBED}, roles=ADDRESSED_ROLES
    )
    return [
        Undeliverable(
            delivery=delivery,
            circular=uow.circulars.get(delivery.circular_id),
            person=uow.people.get(delivery.person_id),
        )
        for delivery in uow.pursuit.listed(listing)
    ]


def spare_the_rest(uow: UnitOfWork, rows: Iterable[Delivery]) -> None:
    """Of a circular that its reader has just acknowledged: what has not left stays here, reminders too."""
    for row in rows:
        names = (reminder_name(row.circular_id, row.person_id, n, row.channel) for n in range(1, row.reminders + 1))
        told = [uow.outbox.by_dedupe(name) for name in names]
        carrier = uow.outbox.find(row.message_id) if row.message_id else None
        if carrier is not None and carrier.delivery_id == row.id:  # else it carries other circulars too
            told.append(carrier)
        for message in told:
            if message is not None and message.state in NOT_SENT:
                bury_message(uow, message, ELSEWHERE)


def bury_message(uow: UnitOfWork, message: Message, reason: str) -> Message:
    """The message alone."""
    return uow.outbox.save(replace(message, state=MessageState.DEAD, reason=reason, next_at=None, lease_until=None))


def channel_lost(uow: UnitOfWork, env: Env, delivery: Delivery) -> None:
    """It proved dead: the next channel's turn is now. With none left, the person is not waited for any longer and the
    owner is told."""
    rows = uow.deliveries.between(delivery.circular_id, delivery.person_id)
    if any(row.acknowledged_at for row in rows):
        return
    circular = uow.circulars.get(delivery.circular_id)
    alive = [row for row in rows if row.channel != WEBCHAT and row.state is not DeliveryState.DEAD]
    if alive:
        later = sorted((row for row in alive if _in_turn(row) and row.turn > delivery.turn), key=lambda row: row.turn)
        if later and _in_turn(delivery):
            _bring_forward(uow, env, later[0], circular)
        return
    for row in rows:
        waited_for = None if row.escalate_at is None else min(row.escalate_at, env.now())
        uow.deliveries.save(replace(row, escalate_at=waited_for, told_at=env.now()))
    tell_owner(uow, env, circular)


def _in_turn(row: Delivery) -> bool:
    return row.channel not in TOGETHER


def _bring_forward(uow: UnitOfWork, env: Env, row: Delivery, circular: Circular) -> None:
    """Quiet hours stay quiet. What has left already, or is about to, goes its way."""
    message = uow.outbox.find(row.message_id) if row.message_id else None
    if message is None or message.state is not MessageState.QUEUED or message.next_at is None:
        return
    due = rest_over(uow, env, row.person_id, circular)
    if due < message.next_at:
        uow.outbox.save(replace(message, created_at=due, next_at=due if due > env.now() else None))


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
    buried = bury_message(uow, message, reason)
    for delivery in carried(uow, message):
        if delivery.state in OPEN and not _carried_on(uow, env, message, delivery):
            circular = uow.circulars.get(delivery.circular_id)
            dead = _stepped(uow, message, delivery, DeliveryCommand.BURY, reason=reason, owner_id=circular.drafted_by)
            channel_lost(uow, env, dead)
    return buried


def _carried_on(uow: UnitOfWork, env: Env, message: Message, delivery: Delivery) -> bool:
    """One browser of the reader is out of reach, another has the same notice: from now on that one counts."""
    if message.channel != PUSH or message.delivery_id is None:
        return False
    copy = living_copy(uow, env, message)
    if copy is None:
        return False
    if copy.state in ON_ITS_WAY:
        uow.outbox.save(replace(copy, delivery_id=delivery.id))
    command = DeliveryCommand.FAIL if copy.state in ON_ITS_WAY else DeliveryCommand.SENT
    moved = _stepped(uow, message, delivery, command, reason="", sent_at=copy.sent_at)
    uow.deliveries.save(replace(moved, message_id=copy.id))
    return True


def carried(uow: UnitOfWork, message: Message) -> list[Delivery]:
    """The deliveries that go with a message: its own, or those that a digest carries."""
    if message.delivery_id is None:
        return uow.deliveries.carried_by(message.id) if message.lane is Lane.DIGEST else []
    own = uow.deliveries.find(message.delivery_id)
    return [] if own is None else [own]


def _step(
    uow: UnitOfWork, message: Message, command: DeliveryCommand, *, reason: str = "", sent_at: datetime | None = None
) -> None:
    """Deliveries follow their message; what the recipient has acknowledged already stays so."""
    for delivery in carried(uow, message):
        if delivery.state in OPEN:
            _stepped(uow, message, delivery, command, reason=reason, sent_at=sent_at)


def _stepped(
    uow: UnitOfWork,
    message: Message,
    delivery: Delivery,
    command: DeliveryCommand,
    *,
    reason: str,
    sent_at: datetime | None = None,
    owner_id: str | None = None,
) -> Delivery:
    state = delivery.state
    if state in _CARRIED:
        state = DELIVERY.rule(state, DeliveryCommand.CLAIM).to
    dead = command is DeliveryCommand.BURY
    return uow.deliveries.save(
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
    """Once an hour at most: a list is waiting, however many there are on it. Of an exercise the report tells it."""
    if circular.exercise:
        return
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
