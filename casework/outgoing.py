"""What is due to go out on a channel, made up for its sender."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from casework.access import link_path, make_link
from casework.deliveries import record_outcome
from casework.env import Env
from casework.ports import Dead, LinkPurpose, Message, Parcel, Reply, Say, SendFile, UnitOfWork
from casework.ports.encoding import load_reply
from casework.tell import WEBCHAT
from risk.organisation import Address

LEASE: Final = timedelta(seconds=60)


def claim_parcels(uow: UnitOfWork, env: Env, channel: str, *, limit: int) -> list[Parcel]:
    """The next messages, ours until the lease runs out. What has nowhere to go is buried here and now."""
    now = env.now()
    parcels = []
    for message in uow.outbox.claim(channel, now=now, lease_until=now + LEASE, limit=limit):
        address = uow.addresses.get(message.address_id)
        if address.closed_at is not None:
            record_outcome(uow, env, message.id, Dead(reason="address-closed"))
        elif not message.reply:
            record_outcome(uow, env, message.id, Dead(reason="erased"))
        else:
            parcels.append(_parcel(uow, env, message, address))
    return parcels


def _parcel(uow: UnitOfWork, env: Env, message: Message, address: Address) -> Parcel:
    person = uow.people.get(message.person_id)
    abroad = message.channel != WEBCHAT and _stays_home(load_reply(message.reply.reveal()))
    return Parcel(
        message_id=message.id,
        number=str(message.seq),
        address=address.address,
        reply=message.reply,
        locale=person.locale,
        repeat=message.repeat,
        lane=message.lane,
        one_time_link=link_path(make_link(uow, env, person.id, LinkPurpose.SIGN_IN)) if abroad else "",
    )


def _stays_home(reply: Reply) -> bool:
    """Matter that a foreign channel may only point at (Art. 25)."""
    return isinstance(reply, Say | SendFile) and reply.confidential
