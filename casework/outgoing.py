"""What is due to go out on a channel, made up for its sender."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from casework.access import link_path, make_link
from casework.acknowledgement import acknowledgement_link
from casework.address_forms import GROUPS, MAIL, PUSH
from casework.addresses import UNVERIFIED
from casework.deliveries import ELSEWHERE, bury_message, record_outcome
from casework.devices import copy_to_devices, place_in_chat
from casework.endings import OVERTAKEN
from casework.env import Env
from casework.ports import (
    Ask,
    Choose,
    Dead,
    Done,
    Lane,
    LinkPurpose,
    Message,
    Option,
    Parcel,
    Reply,
    Say,
    SendFile,
    UnitOfWork,
)
from casework.ports.dispatch import Reader
from casework.ports.encoding import load_reply
from casework.ports.leases import Lease
from casework.ports.pursuit import is_reminder
from casework.tell import WEBCHAT
from casework.unsubscribing import leave_link
from risk.delivery import Delivery

LEASE: Final = timedelta(seconds=60)
ACKNOWLEDGE: Final = "circular.acknowledge"
_WITH_BUTTONS: Final = frozenset({WEBCHAT, "telegram", PUSH})  # a notice leads to the page, which has them

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Claimed:
    """`more`: a lane had at least as much as there was room for."""

    parcels: list[Parcel]
    more: bool


def claim_by_lane(
    uow: UnitOfWork, env: Env, channel: str, rooms: Mapping[Lane, int], *, lease: Lease | None = None
) -> Claimed:
    """The next messages of each lane, ours until their own lease runs out.

    `lease`: where only one process may send, that it is us; nothing if it is not. What a former holder has claimed
    comes along at once, as possible repeats.
    """
    if lease is not None and not uow.leases.holds(lease, now=env.now()):
        return Claimed(parcels=[], more=False)
    fence = None if lease is None else lease.number
    claimed: list[Message] = []
    more = False
    for lane, room in rooms.items():
        if room <= 0:
            continue
        now = env.now()
        taken = uow.outbox.claim(channel, now=now, lease_until=now + LEASE, limit=room, lane=lane, fence=fence)
        claimed += taken
        more = more or len(taken) >= room
    return Claimed(parcels=_parcels(uow, env, claimed), more=more)


def claim_parcels(uow: UnitOfWork, env: Env, channel: str, *, limit: int) -> list[Parcel]:
    """The next messages of all lanes."""
    now = env.now()
    return _parcels(uow, env, uow.outbox.claim(channel, now=now, lease_until=now + LEASE, limit=limit))


def _parcels(uow: UnitOfWork, env: Env, messages: Sequence[Message]) -> list[Parcel]:
    """Made up for the sender. What has nowhere to go is buried here and now."""
    readers = uow.dispatch.readers(message.address_id for message in messages)
    linked = [each.delivery_id for each in messages if each.delivery_id and each.channel not in _WITH_BUTTONS]
    deliveries = uow.dispatch.deliveries(linked)
    # While a sender had it the circular may have ended, and then was not held back with the others; or its reader may
    # have acknowledged. A reminder may have been written at that instant.
    again = [each for each in messages if each.attempts > 1 or each.reason or is_reminder(each)]
    late = uow.endings.overtaken(again, OVERTAKEN)
    done = uow.pursuit.acknowledged(again)
    parcels = []
    for message in messages:
        if message.id in late:
            continue
        if message.id in done:
            bury_message(uow, message, ELSEWHERE)
            continue
        copy_to_devices(uow, env, message)
        reader, delivery = readers[message.address_id], deliveries.get(message.delivery_id or "")
        address = reader.address
        if address.closed_at is not None and address.closed_reason != UNVERIFIED:  # that one awaits its code
            record_outcome(uow, env, message.id, Dead(reason="address-closed"))
        elif not message.reply:
            record_outcome(uow, env, message.id, Dead(reason="erased"))
        elif (parcel := _made_up(uow, env, message, delivery, reader)) is None:
            record_outcome(uow, env, message.id, Dead(reason="unreadable"))
        else:
            parcels.append(parcel)
    return parcels


def _made_up(uow: UnitOfWork, env: Env, message: Message, delivery: Delivery | None, reader: Reader) -> Parcel | None:
    """None for what no release of ours has written: it must not stand in the way of the messages behind it."""
    try:
        return _parcel(uow, env, message, delivery, reader, load_reply(message.reply.reveal()))
    except (ValueError, TypeError, LookupError) as error:  # which may quote the message: it is not for the log
        logger.error("A message cannot be made up action=claim message=%s error=%s", message.id, type(error).__name__)
        return None


def _parcel(
    uow: UnitOfWork, env: Env, message: Message, delivery: Delivery | None, reader: Reader, reply: Reply
) -> Parcel:
    """`delivery`: its own, where a link may be about it."""
    return Parcel(
        message_id=message.id,
        number=str(message.seq),
        address=reader.address.address,
        reply=message.reply,
        locale=reader.locale,
        repeat=message.repeat,
        lane=message.lane,
        one_time_link=_link(uow, env, message, delivery, reply),
        leave_link="" if message.channel in _WITH_BUTTONS | {MAIL} else leave_link(uow, message, delivery),
    )


def stays_home(reply: Reply) -> bool:
    """Matter that a foreign channel may only point at (Art. 25)."""
    return isinstance(reply, Say | SendFile) and reply.confidential


def _link(uow: UnitOfWork, env: Env, message: Message, delivery: Delivery | None, reply: Reply) -> str:
    """A path of ours made for this reader; "" = none needed.

    What is to be acknowledged where no button is leads to its own page, without signing in. What stays at home is read
    by signing in; but never by a link that several people see, so there it is only the page, which keeps the text back.
    A browser with notices is signed in.
    """
    channel, home = message.channel, stays_home(reply)
    if channel == WEBCHAT:
        return ""
    if channel == PUSH:
        return place_in_chat(uow, message)
    acts = () if channel in _WITH_BUTTONS else _acts(reply)
    if channel in GROUPS or not home:
        asked = _to_acknowledge(uow, message, delivery, acts)
        if asked is not None:
            return acknowledgement_link(uow, env, asked)
    if channel in GROUPS or not (home or acts):
        return ""
    return link_path(make_link(uow, env, message.person_id, LinkPurpose.SIGN_IN))


def _acts(reply: Reply) -> tuple[Option, ...]:
    rows = reply.options if isinstance(reply, Say | Ask | Choose | Done) else ()
    return tuple(option for row in rows for option in row if option.action)


def _to_acknowledge(
    uow: UnitOfWork, message: Message, delivery: Delivery | None, acts: tuple[Option, ...]
) -> Delivery | None:
    """The delivery that the message's own 签收 button is about."""
    wanted = next((act.subject for act in acts if act.action == ACKNOWLEDGE), None)
    if wanted is None:
        return None
    if message.delivery_id is not None:
        return delivery
    return next(iter(uow.deliveries.between(wanted, message.person_id)), None)
