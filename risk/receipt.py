"""Signed receipts 阅知回执: what one says, how they are chained, and what they are made of, byte by byte.

The content is canonical JSON in the manner of RFC 8785, so that anybody can hash it again. It names no person in
clear: the name stands beside it, bound in by a salted digest, and can be erased without breaking the chain.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Final

from risk.identity import NOTHING, Secret

RECEIPT_TYPE: Final = "fenghuo-receipt/1"
CLOSING_TYPE: Final = "fenghuo-receipts/1"
_MOST: Final = 2**53 - 1  # beyond it JSON numbers are not exact everywhere (RFC 7493)


class Capacity(StrEnum):
    """As whom somebody acknowledges: who may sign for an organisation by Art. 88 of the Civil Procedure Law."""

    ENROLLED = "enrolled"  # pressed 签收 in the chat as the one enrolled for the addressee; nothing was declared
    LEGAL_REPRESENTATIVE = "legal_representative"  # 法定代表人或者主要负责人
    RECEIVER = "receiver"  # 负责收件的人员
    DESIGNATED = "designated"  # 送达地址确认书指定的代收人
    AGENT = "agent"  # 委托代理人
    SELF = "self"  # 本人


class Means(StrEnum):
    """What was pressed."""

    BUTTON = "button"  # in a chat, by the person whose chat it is
    LINK = "link"  # on our page, by whoever held the link that was sent to the person's address


class ReceiptTitle(StrEnum):
    """What the receipt may be called."""

    READING = "reading"  # 阅知回执
    SERVICE = "service"  # 电子送达回证


@dataclass(frozen=True, kw_only=True)
class AddressConfirmation:
    """A signed 送达地址确认书 on file with an office: electronic service by that office counts for the addressee.

    `reference` names the file that holds the paper; `channels` those that it confirms, none = all.
    """

    id: str
    org_id: str  # the addressee
    office_id: str  # to which it was given
    signed_on: date
    reference: str
    registered_by: str
    registered_at: datetime
    channels: tuple[str, ...] = ()
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None
    reason: str = ""  # of the withdrawal
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class SignedReceipt:
    """`number` counts the receipts of the issuing organisation, `place` those of the circular, both from 1.

    `content` is canonical JSON, `hash` its SHA-256 (hex), `signature` (hex) Ed25519 over it by the key `signed_with`.
    """

    id: str  # of the receipt
    issuer_id: str
    number: int
    circular_id: str
    place: int
    person_id: str
    content: str
    hash: str
    signed_with: str
    signature: str
    signed_at: datetime
    name: Secret = NOTHING
    salt: Secret = NOTHING
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class Closing:
    """The signed last line of an export."""

    content: str
    hash: str
    signature: str


def title_for(confirmation: AddressConfirmation | None, *, channel: str, at: datetime) -> ReceiptTitle:
    """电子送达回证 only where a signed confirmation of this very channel was on file when the receipt was given."""
    if confirmation is None or not in_force(confirmation, at):
        return ReceiptTitle.READING
    covered = not confirmation.channels or channel in confirmation.channels
    return ReceiptTitle.SERVICE if covered else ReceiptTitle.READING


def in_force(confirmation: AddressConfirmation, at: datetime) -> bool:
    """Registered by then, and not withdrawn yet."""
    return confirmation.registered_at <= at and (confirmation.withdrawn_at is None or at < confirmation.withdrawn_at)


def chained(
    content: Mapping[str, Any], *, number: int, previous: str, place: int, before: str, signed_with: str
) -> str:
    """Canonical, with its links: `previous` = the hash of the issuer's last receipt, `before` = of the circular's."""
    chain = {"number": number, "previous": previous, "place": place, "before": before}
    return canonical({**content, "chain": chain, "key": signed_with})


def canonical(value: object) -> str:
    """JSON with sorted names, no spaces, UTF-8 as it is. Raises ValueError for what has no single form."""
    _check(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def hash_of(text: str) -> str:
    """SHA-256 of its UTF-8, hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def name_digest(name: str, salt: str) -> str:
    """Binds a name to a content without telling it."""
    return hash_of(f"{salt}\n{name}")


def instant(at: datetime) -> str:
    """ISO 8601 in UTC with microseconds: 2026-03-02T01:00:00.000000Z."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def moment(text: str) -> datetime:
    """The time that `instant` wrote."""
    return datetime.fromisoformat(text)


def _check(value: object) -> None:
    match value:
        case None | bool():
            return
        case str():
            value.encode()  # a lone surrogate has no UTF-8
        case int():
            if abs(value) > _MOST:
                raise ValueError("a number that JSON does not hold exactly")
        case dict():
            for name, part in value.items():
                if not isinstance(name, str) or not name.isascii():
                    raise ValueError("names are ASCII: their order is then the same by any rule")
                _check(part)
        case list() | tuple():
            for part in value:
                _check(part)
        case _:
            raise ValueError(f"no canonical form: {type(value).__name__}")
