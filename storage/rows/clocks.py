"""Running clocks, an office's settings for them, days set by hand, ticks of periodic work."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, text

from risk.circular import WarningLevel
from risk.deadline import DeadlineKind, Escalation
from storage.rows.columns import Row, added_choice, choice, day, key, moment, whole, words, yes_no

_RUNNING = text("done_at IS NULL")


class DeadlineRow(Row, table=True):
    __tablename__ = "deadlines"
    __table_args__ = (
        Index("ix_deadlines_subject_id", "subject_id"),
        Index("ix_deadlines_next_at", "next_at", sqlite_where=_RUNNING, postgresql_where=_RUNNING),
    )

    id: str = key()
    kind: DeadlineKind = choice(DeadlineKind, "kind")
    subject_id: str = words()
    office_id: str = words()
    starts_at: datetime = moment()
    half_at: datetime = moment()
    most_at: datetime = moment()
    due_at: datetime = moment()
    responsible_id: str | None = words()
    escalation: Escalation = choice(Escalation, "escalation")
    next_at: datetime | None = moment()
    done_at: datetime | None = moment()
    version: int = whole()


class OfficeClocksRow(Row, table=True):
    __tablename__ = "office_clocks"

    org_id: str = key()
    acknowledge_grave_hours: int = whole()
    acknowledge_days: int = whole()
    verify_days: int = whole()
    answer_days: int = whole()
    receipt_days: int = whole()
    escalate_hours: int = whole()
    channel_hours: int = whole()
    colleague_hours: int = whole()
    all_channels_from: WarningLevel = added_choice(WarningLevel)
    version: int = whole()


class HolidayRow(Row, table=True):
    __tablename__ = "holidays"

    day: date = day(primary_key=True)
    working: bool = yes_no()


class TickRow(Row, table=True):
    __tablename__ = "ticks"

    job: str = key()
    tick: str = key()
    at: datetime = moment()
