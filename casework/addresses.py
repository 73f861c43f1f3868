"""Addresses 送达地址 besides the chats: registered, proved by a code, listed, closed.

An address that waits for its code is a closed one with the reason `UNVERIFIED`: nothing but the code goes there.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Final

from casework.address_forms import CHANNELS, MAIL, PUSH, SMS, WEBHOOK, checked, shown
from casework.env import Env
from casework.ports import Say, Text, UnitOfWork
from casework.ports.encoding import load_reply
from casework.tell import WEBCHAT, tell_at
from casework.turns import ORDER, TOGETHER
from risk.errors import Invalid, NotFound
from risk.identity import Secret
from risk.organisation import Address, Person, Role
from risk.permission import Act, demand

UNVERIFIED: Final = "unverified"
CLOSED: Final = "closed"
BY_CHAT: Final = (MAIL, SMS)  # what people register for themselves; the others hold secrets that belong in no chat
CODE_LIFE: Final = timedelta(minutes=15)
TRIES, CODES_A_DAY = 5, 5
_CODE_DIGITS: Final = 6
_CODE: Final = "address-code"
_HINTS: Final = frozenset({WEBCHAT, PUSH})


class Proof(StrEnum):
    """What became of a code that somebody gave."""

    OPEN = "open"
    WRONG = "wrong"
    LATE = "late"  # too old, or tried too often: ask for a new one


@dataclass(frozen=True, kw_only=True)
class Registered:
    """`waiting`: a code is on its way to it. `secret`: what a webhook's messages will be signed with, shown once."""

    address: Address
    waiting: bool
    secret: str = ""


def register_address(
    uow: UnitOfWork, env: Env, person: Person, channel: str, to: str, *, vouched: bool = False, actor_id: str = ""
) -> Registered:
    """A code goes there, unless the office vouches for it. An address that is open already is given back.

    Raises `Invalid` with the field: a channel that is off here, a wrong form, somebody else's address, too many codes.
    """
    demand(person, Act.SUBSCRIBE)
    if channel not in env.outgoing or channel == PUSH:  # a browser registers itself (casework.devices)
        raise Invalid(field="channel")
    secret = ""
    if channel == WEBHOOK and len(to.split()) == 1:
        secret = f"whsec_{base64.b64encode(hashlib.sha256(env.ids.token().encode()).digest()).decode()}"
        to = f"{to.strip()} {secret}"
    value = checked(channel, to)
    known = uow.addresses.at(channel, value)
    if known is not None:
        if known.person_id != person.id:
            raise Invalid(field="taken_address")
        return Registered(address=known, waiting=False)
    address = Address(
        id=env.ids.new(),
        person_id=person.id,
        channel=channel,
        address=Secret(value),
        created_at=env.now(),
        closed_at=None if vouched else env.now(),
        closed_reason="" if vouched else UNVERIFIED,
    )
    uow.addresses.add(address)
    _note(uow, env, person, "address.open" if vouched else "address.request", address, actor_id)
    if not vouched:
        _send_code(uow, env, person, address)
    return Registered(address=address, waiting=not vouched, secret=secret)


def prove_address(uow: UnitOfWork, env: Env, person: Person, address_id: str, code: str) -> Proof:
    """Opens the address if the code is the one that went there. Raises `NotFound` for what is not the person's."""
    address = uow.addresses.find(address_id)
    if address is None or address.person_id != person.id:
        raise NotFound(kind="address")
    if address.closed_at is None:
        return Proof.OPEN
    message = uow.outbox.by_dedupe(f"{_CODE}:{address.id}")
    if address.closed_reason != UNVERIFIED or message is None or env.now() > message.created_at + CODE_LIFE:
        return Proof.LATE
    if not any(uow.ticks.claim(_CODE, f"{address.id}:{number}", env.now()) for number in range(TRIES)):
        return Proof.LATE
    reply = load_reply(message.reply.reveal())
    if not isinstance(reply, Say) or reply.text.params["code"] != "".join(code.split()):
        return Proof.WRONG
    if uow.addresses.at(address.channel, address.address.reveal()) is not None:  # somebody was faster
        return Proof.LATE
    opened = uow.addresses.save(replace(address, closed_at=None, closed_reason=""))
    _note(uow, env, person, "address.open", opened, "")
    return Proof.OPEN


def close_address(uow: UnitOfWork, env: Env, person: Person, address_id: str, *, actor_id: str = "") -> Address:
    """Nothing goes there any more. Closed already: the address as it is.

    Raises `Invalid` for the last way by which an enterprise can be reached: what the law has it told must arrive
    (Art. 22), so a new address comes first.
    """
    address = uow.addresses.find(address_id)
    if address is None or address.person_id != person.id:
        raise NotFound(kind="address")
    if address.closed_at is not None:
        return address
    # A browser forgets us at any moment and without a word, so it never counts as a way to be reached.
    others = [each for each in uow.addresses.of(person.id) if each.channel not in _HINTS and each.id != address.id]
    if person.role is Role.ENTERPRISE and address.channel != PUSH and not others and not actor_id:
        raise Invalid(field="last_address")
    closed = uow.addresses.save(replace(address, closed_at=env.now(), closed_reason=CLOSED))
    _note(uow, env, person, "address.close", closed, actor_id)
    return closed


def outgoing_addresses(uow: UnitOfWork, person: Person) -> list[Address]:
    """The person's open ones on the channels of this page, by creation."""
    return [address for address in uow.addresses.of(person.id) if address.channel in CHANNELS]


def ordered_addresses(uow: UnitOfWork, person: Person) -> list[Address]:
    """The person's open ones that take turns, in the order in which they are tried."""
    house = {channel: number for number, channel in enumerate(ORDER)}

    def key(address: Address) -> tuple[bool, int, str]:
        unset = address.place is None
        return unset, house.get(address.channel, len(house)) if unset else address.place or 0, address.channel

    return sorted((each for each in uow.addresses.of(person.id) if each.channel not in TOGETHER), key=key)


def prefer_address(uow: UnitOfWork, env: Env, person: Person, address_id: str) -> Address:
    """It is tried first from now on, the others behind it as before. Raises `NotFound` for what is not the person's."""
    known = ordered_addresses(uow, person)
    first = next((each for each in known if each.id == address_id), None)
    if first is None:
        raise NotFound(kind="address")
    if known[0] == first and first.place is not None:
        return first
    order = [first, *(each for each in known if each != first)]
    placed = [uow.addresses.save(replace(each, place=place)) for place, each in enumerate(order, 1)]
    _note(uow, env, person, "address.prefer", placed[0], "")
    return placed[0]


def addresses_listed(uow: UnitOfWork, person: Person) -> list[dict[str, object]]:
    """For the command line: id, channel, masked address, since when."""
    return [
        {
            "id": address.id,
            "channel": address.channel,
            "address": masked(address),
            "since": address.created_at.isoformat(),
        }
        for address in uow.addresses.of(person.id)
    ]


def masked(address: Address) -> str:
    """Enough to tell one's own addresses apart."""
    return shown(address.channel, address.address)


def _send_code(uow: UnitOfWork, env: Env, person: Person, address: Address) -> None:
    day = env.now().astimezone(env.timezone).date().isoformat()
    if not any(uow.ticks.claim(_CODE, f"{person.id}:{day}:{number}", env.now()) for number in range(CODES_A_DAY)):
        raise Invalid(field="codes_today")
    number = int.from_bytes(hashlib.sha256(env.ids.token().encode()).digest()) % 10**_CODE_DIGITS
    text = Text(key="address-code", params={"code": f"{number:0{_CODE_DIGITS}}", "minutes": CODE_LIFE.seconds // 60})
    tell_at(uow, env, address, Say(text=text), dedupe=f"{_CODE}:{address.id}")


def is_code(reply: object) -> bool:
    """Whether it is the one message that may be read as it is on any channel."""
    return isinstance(reply, Say) and reply.text.key == _CODE


def _note(uow: UnitOfWork, env: Env, person: Person, act: str, address: Address, actor_id: str) -> None:
    uow.audit.append(
        org_id=person.org_id,
        at=env.now(),
        actor_id=actor_id or person.id,
        act=act,
        subject=f"address:{address.id}",
        channel=address.channel,
    )
