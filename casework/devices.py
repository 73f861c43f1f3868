"""Browsers that show a notice when something has come: each is an address of its own on the channel `push`.

A notice only points at our page. So what goes to one browser of somebody goes to all of them, and while one of them
takes it, it has reached them there.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Final

from casework.address_forms import PUSH, checked
from casework.env import Env
from casework.ports import Message, MessageState, UnitOfWork
from casework.tell import WEBCHAT
from risk.errors import Invalid
from risk.identity import Secret
from risk.organisation import Address, Person
from risk.permission import Act, demand

MOST: Final = 10  # of one person
SIGNED_OUT, REPLACED, MOVED = "signed-out", "replaced", "moved"
GONE: Final = "gone"  # said so by its push service


class DeviceState(StrEnum):
    """`LOST`: switched on, but its push service knows it no more: it needs a new subscription."""

    ON = "on"
    LOST = "lost"
    OFF = "off"


def register_device(uow: UnitOfWork, env: Env, person: Person, to: str, *, former: str = "") -> Address:
    """`to`: see `casework.address_forms`. Whoever shows all of it has the browser in hand: it is theirs from now on.

    `former`: id of the address that this browser had before; it has one at a time. Raises `Invalid` with the field.
    """
    demand(person, Act.SUBSCRIBE)
    if PUSH not in env.outgoing:
        raise Invalid(field="channel")
    value = checked(PUSH, to)
    known = uow.addresses.at(PUSH, value)
    mine = known is not None and known.person_id == person.id
    if known is None or known.id != former:
        close_device(uow, env, former, reason=REPLACED)
    if known is not None and mine:
        return known
    if known is not None:
        close_device(uow, env, known.id, reason=MOVED)
    if sum(address.channel == PUSH for address in uow.addresses.of(person.id)) >= MOST:
        raise Invalid(field="devices")
    address = Address(id=env.ids.new(), person_id=person.id, channel=PUSH, address=Secret(value), created_at=env.now())
    uow.addresses.add(address)
    _note(uow, env, "address.open", address, person)
    return address


def close_device(uow: UnitOfWork, env: Env, address_id: str, *, reason: str = SIGNED_OUT, unless: str = "") -> None:
    """Nothing goes to that browser any more. `unless` it is this person's; what is no open browser stays as it is."""
    address = uow.addresses.find(address_id) if address_id else None
    if address is None or address.channel != PUSH or address.closed_at is not None or address.person_id == unless:
        return
    closed = uow.addresses.save(replace(address, closed_at=env.now(), closed_reason=reason))
    _note(uow, env, "address.close", closed, uow.people.get(address.person_id))


def device_state(uow: UnitOfWork, person: Person, address_id: str) -> DeviceState:
    """Whether that browser is told of what comes for this person."""
    address = uow.addresses.find(address_id) if address_id else None
    if address is None or address.channel != PUSH or address.person_id != person.id:
        return DeviceState.OFF
    if address.closed_at is None:
        return DeviceState.ON
    return DeviceState.LOST if address.closed_reason == GONE else DeviceState.OFF


def copy_to_devices(uow: UnitOfWork, env: Env, message: Message) -> None:
    """What was written for one browser goes to the others of its reader too, once.

    What is told to every address at once bears the address in its name, and needs no copies; nor do copies.
    """
    if message.channel == PUSH and not message.dedupe.endswith(message.address_id):
        for address in _others(uow, message):
            _copy(uow, env, message, address)


def living_copy(uow: UnitOfWork, env: Env, message: Message) -> Message | None:
    """Another browser of its reader has it, or will; None where this was the last one."""
    copy_to_devices(uow, env, message)
    name = message.dedupe.removesuffix(f":{message.address_id}")
    copies = (uow.outbox.by_dedupe(f"{name}:{address.id}") for address in _others(uow, message))
    return next((copy for copy in copies if copy is not None and copy.state is not MessageState.DEAD), None)


def place_in_chat(uow: UnitOfWork, message: Message) -> str:
    """The path at which the reader of a notice finds what it is about."""
    page = uow.addresses.at(WEBCHAT, message.person_id)
    if page is None:
        return "/chat"
    name = message.dedupe.removesuffix(f":{message.address_id}")
    for twin in (f"{name}:{page.id}", f"{name.removesuffix(PUSH)}{WEBCHAT}"):
        there = uow.outbox.by_dedupe(twin)
        if there is not None and there.address_id == page.id:
            return f"/chat?at={there.seq}"
    return "/chat"


def _others(uow: UnitOfWork, message: Message) -> list[Address]:
    return [
        address
        for address in uow.addresses.of(message.person_id)
        if address.channel == PUSH and address.id != message.address_id
    ]


def _copy(uow: UnitOfWork, env: Env, message: Message, address: Address) -> None:
    copy = Message(
        id=env.ids.new(),
        address_id=address.id,
        person_id=message.person_id,
        channel=PUSH,
        created_at=env.now(),
        reply=message.reply,
        notice_id=message.notice_id,
        lane=message.lane,
        state=MessageState.QUEUED,
        dedupe=f"{message.dedupe}:{address.id}",
    )
    uow.outbox.add(copy)


def _note(uow: UnitOfWork, env: Env, act: str, address: Address, person: Person) -> None:
    uow.audit.append(
        org_id=person.org_id, at=env.now(), actor_id=person.id, act=act, subject=f"address:{address.id}", channel=PUSH
    )
