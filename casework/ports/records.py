"""Records of the conversation side: links, sessions, dialogue states, messages. Not nouns of the Measures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from risk.identity import NOTHING, Secret


class LinkPurpose(StrEnum):
    SIGN_IN = "sign_in"
    REAL_NAME = "real_name"
    DOCUMENT = "document"


@dataclass(frozen=True, kw_only=True)
class Link:
    """A one-time link; only the SHA-256 of its token is kept. Spent by a click on our page, never by a GET."""

    id: str
    token_digest: str
    person_id: str
    purpose: LinkPurpose
    expires_at: datetime
    created_at: datetime
    subject: str = ""  # where to go after: a path, or an id
    spent_at: datetime | None = None
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class Session:
    """A signed-in browser. `token_digest`: SHA-256 of the cookie; `csrf`: what its forms must repeat."""

    id: str
    token_digest: str
    person_id: str
    csrf: str
    created_at: datetime
    expires_at: datetime
    ended_at: datetime | None = None
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """Where a person's dialogue stands on one address. `state` is sealed JSON; `version` is compared and swapped."""

    id: str
    address_id: str
    person_id: str
    updated_at: datetime
    state: Secret = NOTHING
    version: int = 0


CLOCKS_APART: Final = timedelta(seconds=5)  # as much as clocks of machines may differ without delaying anything


class MessageState(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"  # to be tried again at `next_at`
    UNKNOWN = "unknown"
    DEAD = "dead"
    RECEIVED = "received"  # incoming: what the person wrote, kept for the transcript


TRIED: Final = (MessageState.FAILED, MessageState.UNKNOWN)
NOT_SENT: Final = (MessageState.QUEUED, *TRIED)  # waits here to go, or to go again


class Lane(StrEnum):
    """Who goes first."""

    TALK = "talk"
    EMERGENCY = "emergency"
    CIRCULAR = "circular"
    DIGEST = "digest"
    EXERCISE = "exercise"  # after all that is meant


@dataclass(frozen=True, kw_only=True)
class Notice:
    """The words of a circular, sealed once for all who get the same: a `Reply` as JSON. Nothing personal is in it."""

    id: str
    circular_id: str
    created_at: datetime
    reply: Secret = NOTHING
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message to or from a person: the outbox and the web chat's transcript are the same table.

    `reply` is sealed JSON (see `casework.ports.encoding`). `seq` numbers the messages of one address from 1 and is
    given by the repository in the same transaction. `dedupe` is unique: adding it again adds nothing.
    With a `notice_id` the words are those of the notice: `reply` is read from there, and never stored here.

    `created_at` is when it may go first. `next_at` stands only where it is to wait, for its turn or between attempts,
    which tells it from what a clock ahead of ours has written. `lease_until`: when the last claim ends, or has ended.
    """

    id: str
    address_id: str
    person_id: str
    channel: str
    created_at: datetime
    reply: Secret = NOTHING
    incoming: bool = False
    lane: Lane = Lane.TALK
    state: MessageState = MessageState.QUEUED
    dedupe: str = ""  # "" = the id
    seq: int = 0
    delivery_id: str | None = None
    attempts: int = 0
    next_at: datetime | None = None
    lease_until: datetime | None = None
    repeat: bool = False  # may have arrived before
    external_id: str = ""
    sent_at: datetime | None = None
    delivered_at: datetime | None = None
    reason: str = ""
    notice_id: str | None = None
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class Sent:
    """The other side has taken it; `external_id` is its name for the message."""

    external_id: str


@dataclass(frozen=True, kw_only=True)
class Retry:
    """Not taken; try again after `after` seconds."""

    after: float
    reason: str


@dataclass(frozen=True, kw_only=True)
class Lost:
    """Nobody knows: the answer did not come. It may have been delivered."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class Dead:
    """It will never get there on this address."""

    reason: str


Outcome = Sent | Retry | Lost | Dead


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """What a `Sender` gets: the message with the words still to be found, and where to."""

    message_id: str
    number: str  # the message's own number, shown where a repeat is possible
    address: Secret
    reply: Secret  # JSON of a Reply
    locale: str
    repeat: bool
    lane: Lane
    one_time_link: str = ""  # a fresh sign-in link for matter that stays on our own pages; "" = none needed
    leave_link: str = ""  # path of the page that ends what comes by subscription; "" = not so, or there is a way


@dataclass(frozen=True, kw_only=True)
class CircularPaper:
    """All that a rendition shows. `official_number` and `issued_on` are empty until issue."""

    number: str
    office: str
    kind: str
    level: str
    title: str
    body: str
    product: str | None
    hazards: tuple[str, ...]
    origin: str
    measures: tuple[str, ...]
    reply_by: str  # ISO date or ""
    valid_until: str  # ISO date or ""
    locale: str
    official_number: str = ""
    issued_on: str = ""
    addressees: tuple[str, ...] = field(default_factory=tuple)
    exercise: bool = False


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A rendered circular; `digest`: SHA-256 hex over all that is shown but the official number and the date."""

    text: str
    html: str
    pdf: bytes
    digest: str


@dataclass(frozen=True, kw_only=True)
class PublicKey:
    """A public half of the keys that sign receipts. `id`: the first 16 hex digits of the SHA-256 of its 32 bytes."""

    id: str
    pem: str
    current: bool


@dataclass(frozen=True, kw_only=True)
class ReceiptPaper:
    """All that a rendition of one receipt shows; codes where the catalogue has words, else as it is stored."""

    id: str
    title: str  # reading | service
    number: int
    office: str
    circular_number: str
    circular_kind: str
    circular_level: str
    circular_title: str
    digest: str
    organisation: str
    uscc: str
    name: str
    capacity: str
    channel: str
    means: str
    acknowledged_at: datetime
    signed_at: datetime
    late: bool  # acknowledged before receipts were signed, and signed from the books
    confirmed_on: str  # ISO date of the 送达地址确认书, or ""
    confirmation: str  # its reference
    hash: str
    key: str
    signature: str
    exercise: bool = False


@dataclass(frozen=True, kw_only=True)
class ReceiptsPaper:
    """One receipt, or (`exported_at` given) all of a circular with the closing line's hash, key and signature."""

    receipts: tuple[ReceiptPaper, ...]
    timezone: str
    exported_at: datetime | None = None
    hash: str = ""
    key: str = ""
    signature: str = ""
