"""Deliveries of circulars, every attempt, every receipt and answer."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text

from risk.delivery import DeliveryState
from risk.receipt import Capacity, Means
from storage.rows.columns import Row, added_choice, choice, day, document, key, moment, whole, words, yes_no

REMINDABLE = text("remind_at IS NOT NULL AND state NOT IN ('acknowledged', 'dead')")
DEAD = text("state = 'dead'")
WAITED_FOR = text("escalate_at IS NOT NULL")
LISTED = text("listed_at IS NOT NULL")


class DeliveryRow(Row, table=True):
    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("circular_id", "person_id", "channel"),
        Index("ix_deliveries_person_id", "person_id", "created_at"),
        Index("ix_deliveries_message_id", "message_id"),
        Index("ix_deliveries_remind_at", "remind_at", sqlite_where=REMINDABLE, postgresql_where=REMINDABLE),
        Index("ix_deliveries_dead", "created_at", sqlite_where=DEAD, postgresql_where=DEAD),
        Index("ix_deliveries_escalate_at", "escalate_at", sqlite_where=WAITED_FOR, postgresql_where=WAITED_FOR),
        Index("ix_deliveries_listed", "told_at", "circular_id", sqlite_where=LISTED, postgresql_where=LISTED),
    )

    id: str = key()
    circular_id: str = words(to="circulars.id")
    person_id: str = words(to="people.id")
    org_id: str = words()
    channel: str = words()
    created_at: datetime = moment()
    state: DeliveryState = choice(DeliveryState, "state")
    message_id: str | None = words()
    attempts: int = whole()
    sent_at: datetime | None = moment()
    delivered_at: datetime | None = moment()
    acknowledged_at: datetime | None = moment()
    answer_due: date | None = day()
    answered_at: datetime | None = moment()
    reminders: int = whole()
    remind_at: datetime | None = moment()
    owner_id: str | None = words()
    reason: str = words()
    because: str = words()
    turn: int = whole()
    escalate_at: datetime | None = moment()
    listed_at: datetime | None = moment()
    told_at: datetime | None = moment()
    version: int = whole()


class AttemptRow(Row, table=True):
    __tablename__ = "attempts"
    __table_args__ = (Index("ix_attempts_delivery_id", "delivery_id", "at"),)

    id: str = key()
    message_id: str = words(to="messages.id")
    delivery_id: str | None = words(to="deliveries.id")
    number: int = whole()
    at: datetime = moment()
    outcome: str = words()
    reason: str = words()


class ReceiptRow(Row, table=True):
    __tablename__ = "receipts"
    __table_args__ = (Index("ix_receipts_circular_id", "circular_id", "at"),)

    id: str = key()
    delivery_id: str = words(to="deliveries.id")
    circular_id: str = words(to="circulars.id")
    person_id: str = words()
    org_id: str = words()
    channel: str = words()
    digest: str = words()
    at: datetime = moment()
    capacity: Capacity = added_choice(Capacity)
    means: Means = added_choice(Means)


class AnswerRow(Row, table=True):
    __tablename__ = "answers"
    __table_args__ = (Index("ix_answers_circular_id", "circular_id", "at"),)

    id: str = key()
    delivery_id: str = words(to="deliveries.id")
    circular_id: str = words(to="circulars.id")
    person_id: str = words()
    org_id: str = words()
    involved: bool = yes_no()
    at: datetime = moment()
    batches: str = words()
    quantity_sold: str = words()
    action: str = words()
    evidence_ids: list[str] = document()
