"""Receipt by link, where no button exists: mail, text messages, group robots. Looking changes nothing, a press does.

The link is a mark on (delivery, last day), made anew whenever it is asked for and kept nowhere: a repeated message
carries the same link. It is spent by the receipt itself.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from casework.env import Env
from casework.notices import confidential
from casework.ports import UnitOfWork
from casework.receipts import Acknowledged, acknowledge_receipt
from casework.unsubscribing import by_subscription, leave_path
from risk.circular import Circular
from risk.delivery import Delivery
from risk.errors import Invalid, LinkSpent, NotFound
from risk.organisation import Person, Role
from risk.receipt import Capacity, Means, SignedReceipt

LINK_DAYS: Final = 15
_PURPOSE: Final = "acknowledgement link"
_DAY_BYTES: Final = 2
_MARK_BYTES: Final = 16
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_BY_OPERATORS: Final = (Capacity.LEGAL_REPRESENTATIVE, Capacity.RECEIVER, Capacity.AGENT)
_BY_CITIZENS: Final = (Capacity.SELF, Capacity.AGENT)


class LinkState(StrEnum):
    """What a link is good for."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    EXPIRED = "expired"
    FOREIGN = "foreign"  # not made here, cut off or mistyped
    GONE = "gone"  # its person no longer acts for anybody


@dataclass(frozen=True, kw_only=True)
class LinkedCircular:
    """What the page of a link shows. `whole`: the text may be shown to whoever opens the link (Art. 25)."""

    circular: Circular
    office: str
    delivery: Delivery
    person: Person
    html: str
    whole: bool
    capacities: tuple[Capacity, ...]
    receipt: SignedReceipt | None = None
    leave: str = ""  # where to unsubscribe, of what comes by subscription


@dataclass(frozen=True, kw_only=True)
class Looked:
    state: LinkState
    shown: LinkedCircular | None = None


def acknowledgement_link(uow: UnitOfWork, env: Env, delivery: Delivery) -> str:
    """The path of the page where this delivery is acknowledged without signing in; good for about `LINK_DAYS`."""
    last = (env.now() - _EPOCH).days + LINK_DAYS
    return f"/acknowledge/{_token(uow, delivery.id, last)}"


def look_at_link(uow: UnitOfWork, env: Env, token: str, *, reader: Person | None = None) -> Looked:
    """Changes nothing, as mail scanners open every link. `reader`: who is signed in, if anybody."""
    read = _read(uow, token)
    if read is None:
        return Looked(state=LinkState.FOREIGN)
    delivery_id, last = read
    delivery = uow.deliveries.find(delivery_id)
    if delivery is None:
        return Looked(state=LinkState.FOREIGN)
    person = uow.people.get(delivery.person_id)
    shown = _shown(uow, delivery, person, reader)
    if shown.receipt is not None or delivery.acknowledged_at is not None:
        return Looked(state=LinkState.ACKNOWLEDGED, shown=shown)
    if (env.now() - _EPOCH).days > last:
        return Looked(state=LinkState.EXPIRED)
    if not person.active:
        return Looked(state=LinkState.GONE)
    return Looked(state=LinkState.OPEN, shown=shown)


def acknowledge_by_link(uow: UnitOfWork, env: Env, token: str, capacity: str) -> Acknowledged:
    """By the delivery's person, in the capacity declared. Raises `Invalid` for one that was not offered, and
    `LinkSpent` where the link is good for nothing; acknowledged before, it changes nothing.
    """
    looked = look_at_link(uow, env, token)
    if looked.shown is None:
        raise LinkSpent
    shown = looked.shown
    if looked.state is LinkState.OPEN and capacity not in shown.capacities:
        raise Invalid(field="capacity")
    return acknowledge_receipt(
        uow,
        env,
        shown.person,
        shown.circular.id,
        channel=shown.delivery.channel,
        capacity=Capacity(capacity) if looked.state is LinkState.OPEN else None,
        means=Means.LINK,
    )


def _shown(uow: UnitOfWork, delivery: Delivery, person: Person, reader: Person | None) -> LinkedCircular:
    circular = uow.circulars.get(delivery.circular_id)
    rendition = uow.renditions.of(circular.id, final=True)
    if rendition is None:
        raise NotFound(kind="rendition")
    return LinkedCircular(
        circular=circular,
        office=uow.organisations.get(circular.org_id).name,
        delivery=delivery,
        person=person,
        html=rendition.html,
        whole=not confidential(circular) or (reader is not None and reader.id == person.id),
        capacities=_capacities(uow, circular, person),
        receipt=uow.receipt_book.between(circular.id, person.id),
        leave=leave_path(uow, delivery.message_id) if delivery.message_id and by_subscription(delivery) else "",
    )


def _capacities(uow: UnitOfWork, circular: Circular, person: Person) -> tuple[Capacity, ...]:
    """A designated receiver is named in a confirmation of the service address; without one there is none."""
    if person.role is Role.CITIZEN:
        return _BY_CITIZENS
    confirmed = uow.address_confirmations.current(person.org_id, circular.org_id) is not None
    return (*_BY_OPERATORS, Capacity.DESIGNATED) if confirmed else _BY_OPERATORS


def _token(uow: UnitOfWork, delivery_id: str, last: int) -> str:
    mark = uow.marks.mark(_PURPOSE, _words(delivery_id, last))
    raw = mark + last.to_bytes(_DAY_BYTES, "big") + _packed(delivery_id)
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def _read(uow: UnitOfWork, token: str) -> tuple[str, int] | None:
    """(delivery id, last day since 1970) of a token of ours."""
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return None
    mark, rest = raw[:_MARK_BYTES], raw[_MARK_BYTES:]
    delivery_id, last = _unpacked(rest[_DAY_BYTES:]), int.from_bytes(rest[:_DAY_BYTES], "big")
    return (delivery_id, last) if uow.marks.holds(_PURPOSE, _words(delivery_id, last), mark) else None


def _packed(id_: str) -> bytes:
    """An id of hex digits in half the room, as a text message has little: the first digit tells odd from even."""
    return bytes.fromhex(f"1{id_}" if len(id_) % 2 else f"00{id_}")


def _unpacked(packed: bytes) -> str:
    digits = packed.hex()
    return digits[1:] if digits.startswith("1") else digits[2:]


def _words(delivery_id: str, last: int) -> str:
    return f"{delivery_id}:{last}"
