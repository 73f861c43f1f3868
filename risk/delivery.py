"""Delivery 送达: a row per (circular, recipient, channel), states from the recipient's side (STYLE 13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from risk.lifecycle import Lifecycle, Rule
from risk.receipt import Capacity, Means


class DeliveryState(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    ACKNOWLEDGED = "acknowledged"
    FAILED = "failed"  # will be tried again
    UNKNOWN = "unknown"  # the answer was lost: it may have arrived
    DEAD = "dead"  # cannot be delivered here; listed with an owner


class DeliveryCommand(StrEnum):
    CLAIM = "claim"
    SENT = "sent"
    DELIVERED = "delivered"
    FAIL = "fail"
    LOSE = "lose"
    BURY = "bury"
    ACKNOWLEDGE = "acknowledge"


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """`message_id` is the outgoing message that carries it; `owner_id` who looks after an undeliverable one.

    `because`: the `NotifyReason` for which the recipient is one, "" in rows of older releases. `turn`: its place among
    the channels that are tried one after another; 0 goes out first, as does what stands outside of the order.
    `escalate_at`: until when the person is waited for on this channel. `listed_at` and `told_at` stand on one row of a
    person: since when they are on the officer's list, and when the officer was told of it.
    """

    id: str
    circular_id: str
    person_id: str
    org_id: str
    channel: str  # "" when the recipient has no channel at all
    created_at: datetime
    state: DeliveryState = DeliveryState.QUEUED
    message_id: str | None = None
    attempts: int = 0
    sent_at: datetime | None = None
    delivered_at: datetime | None = None
    acknowledged_at: datetime | None = None
    answer_due: date | None = None
    answered_at: datetime | None = None
    reminders: int = 0
    remind_at: datetime | None = None
    owner_id: str | None = None
    reason: str = ""
    because: str = ""
    turn: int = 0
    escalate_at: datetime | None = None
    listed_at: datetime | None = None
    told_at: datetime | None = None
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One try at sending one message; only ever added."""

    id: str
    message_id: str
    delivery_id: str | None
    number: int
    at: datetime
    outcome: str  # sent | retry | dead | unknown
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """Receipt acknowledgement 签收: who, when, as whom, over what, of which exact text (digest); only ever added."""

    id: str
    delivery_id: str
    circular_id: str
    person_id: str
    org_id: str
    channel: str
    digest: str
    at: datetime
    capacity: Capacity = Capacity.ENROLLED
    means: Means = Means.BUTTON


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What an operator reports back on an advisory (Art. 22)."""

    id: str
    delivery_id: str
    circular_id: str
    person_id: str
    org_id: str
    involved: bool
    at: datetime
    batches: str = ""
    quantity_sold: str = ""
    action: str = ""
    evidence_ids: tuple[str, ...] = ()


_S, _C = DeliveryState, DeliveryCommand
DELIVERY: Lifecycle[DeliveryState, DeliveryCommand] = Lifecycle(
    name="delivery",
    initial=_S.QUEUED,
    final=frozenset({_S.ACKNOWLEDGED}),
    rules={
        (_S.QUEUED, _C.CLAIM): Rule(to=_S.SENDING, event="delivery_claimed", article="16"),
        (_S.FAILED, _C.CLAIM): Rule(to=_S.SENDING, event="delivery_claimed", article="16"),
        (_S.UNKNOWN, _C.CLAIM): Rule(
            to=_S.SENDING, event="delivery_claimed", article="16", odd="Sent again, marked as a possible repeat."
        ),
        (_S.SENDING, _C.CLAIM): Rule(
            to=_S.SENDING,
            event="delivery_claimed",
            article="16",
            odd="Whoever was sending it died; sent again, marked as a possible repeat.",
        ),
        (_S.SENDING, _C.SENT): Rule(to=_S.SENT, event="delivery_sent", article="16"),
        (_S.SENDING, _C.FAIL): Rule(to=_S.FAILED, event="delivery_failed", article="16"),
        (_S.SENDING, _C.LOSE): Rule(to=_S.UNKNOWN, event="delivery_unknown", article="16"),
        (_S.SENDING, _C.BURY): Rule(to=_S.DEAD, event="delivery_dead", article="16"),
        (_S.QUEUED, _C.BURY): Rule(to=_S.DEAD, event="delivery_dead", article="16"),
        (_S.FAILED, _C.BURY): Rule(to=_S.DEAD, event="delivery_dead", article="16"),
        (_S.UNKNOWN, _C.BURY): Rule(to=_S.DEAD, event="delivery_dead", article="16"),
        (_S.SENT, _C.BURY): Rule(
            to=_S.DEAD,
            event="delivery_returned",
            article="16",
            odd="It came back: a mail server took it and could not hand it over.",
        ),
        (_S.QUEUED, _C.SENT): Rule(
            to=_S.SENT,
            event="delivery_sent",
            article="16",
            odd="Our own page shows it at once, nobody has to carry it.",
        ),
        (_S.SENT, _C.DELIVERED): Rule(to=_S.DELIVERED, event="delivery_delivered", article="16"),
        (_S.UNKNOWN, _C.DELIVERED): Rule(
            to=_S.DELIVERED, event="delivery_delivered", article="16", odd="The lost answer came after all."
        ),
        **{
            (state, command): Rule(
                to=state,
                event="delivery_noted",
                article="16",
                odd="The channel reports late what the recipient has already overtaken.",
            )
            for state, commands in (
                (_S.ACKNOWLEDGED, (_C.SENT, _C.DELIVERED, _C.FAIL, _C.LOSE, _C.BURY)),
                (_S.DELIVERED, (_C.SENT, _C.DELIVERED)),
                (_S.SENT, (_C.SENT,)),
            )
            for command in commands
        },
        (_S.ACKNOWLEDGED, _C.ACKNOWLEDGE): Rule(
            to=_S.ACKNOWLEDGED,
            event="receipt_repeated",
            article="16, 22",
            odd="Pressed twice, or by a colleague too: the first receipt counts.",
        ),
        **{
            (state, _C.ACKNOWLEDGE): Rule(
                to=_S.ACKNOWLEDGED,
                event="receipt_acknowledged",
                article="16, 22",
                odd="" if state in (_S.SENT, _S.DELIVERED) else "Read elsewhere before our own books knew of it.",
            )
            for state in _S
            if state is not _S.ACKNOWLEDGED
        },
    },
)
