"""Put a message into the outbox, in the transaction of the fact that it announces."""

from __future__ import annotations

from datetime import datetime

from casework.env import Env
from casework.ports import Lane, Message, MessageState, Reply, UnitOfWork
from casework.ports.encoding import dump_reply
from risk.identity import Secret
from risk.organisation import Address, Person, Role

WEBCHAT = "webchat"


def tell(
    uow: UnitOfWork,
    env: Env,
    person: Person,
    reply: Reply,
    *,
    dedupe: str,
    lane: Lane = Lane.TALK,
) -> list[Message]:
    """To every open address of the person, once per `dedupe`; [] when there is none."""
    return [
        tell_at(uow, env, address, reply, dedupe=f"{dedupe}:{address.id}", lane=lane)
        for address in uow.addresses.of(person.id)
    ]


def tell_at(
    uow: UnitOfWork,
    env: Env,
    address: Address,
    reply: Reply,
    *,
    dedupe: str,
    lane: Lane = Lane.TALK,
    delivery_id: str | None = None,
    not_before: datetime | None = None,
) -> Message:
    """To one address. The web chat is our own page: what is in the table is on it, so it counts as sent.

    `not_before`: when it may leave, None = now; how late it is counts from there.
    """
    now = env.now()
    ours = address.channel == WEBCHAT
    message = Message(
        id=env.ids.new(),
        address_id=address.id,
        person_id=address.person_id,
        channel=address.channel,
        created_at=now if ours else not_before or now,
        reply=Secret(dump_reply(reply)),
        lane=lane,
        state=MessageState.SENT if ours else MessageState.QUEUED,
        sent_at=now if ours else None,
        next_at=None if ours else not_before,
        dedupe=dedupe,
        delivery_id=delivery_id,
    )
    uow.outbox.add(message)
    return message


def tell_office(uow: UnitOfWork, env: Env, org_id: str, role: Role, reply: Reply, *, dedupe: str) -> list[Message]:
    """To everybody of that role in the office."""
    return [
        message
        for person in uow.people.of(org_id, role=role)
        for message in tell(uow, env, person, reply, dedupe=dedupe)
    ]
