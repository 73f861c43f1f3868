"""What was read in files that people sent."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from risk.reading import Checked, ReadingState
from storage.rows.columns import Sealed, Words, choice, moment, whole, words

WAITING = text("state = 'waiting'")


class ReadingRow(Sealed, table=True):
    """One row for an attachment, under its id."""

    __tablename__ = "readings"
    __table_args__ = (
        Index("ix_readings_waiting", "created_at", sqlite_where=WAITING, postgresql_where=WAITING),
        Index("ix_readings_person_id", "person_id", "created_at"),
    )

    id: str = Field(sa_type=Words, primary_key=True, foreign_key="attachments.id")
    person_id: str = words(to="people.id")
    address_id: str = words(to="addresses.id")
    created_at: datetime = moment()
    state: ReadingState = choice(ReadingState, "state")
    why: str = words()
    checked: Checked = choice(Checked, "checked")
    tries: int = whole()
    lease_until: datetime | None = moment()
    version: int = whole()
