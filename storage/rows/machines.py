"""Who does what only one process may do, and what outlives it of its pace."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Float, Index
from sqlmodel import Field

from storage.rows.columns import Row, Sealed, key, moment, serial, words


class LeaseRow(Row, table=True):
    """`holder` "": free. `former_until`: until when the holder before this one had it."""

    __tablename__ = "leases"

    name: str = key()
    holder: str = words()
    number: int = serial()
    until: datetime = moment()
    former_until: datetime | None = moment()


class PaceRow(Sealed, table=True):
    """A halt of a credential, or of one chat of it: the chat's address is sealed as everywhere."""

    __tablename__ = "paces"
    __table_args__ = (Index("ix_paces_credential", "credential"),)
    blind: ClassVar[dict[str, str]] = {"chat_blind": "chat"}

    id: str = key()
    credential: str = words()
    chat_blind: str | None = words()
    until: datetime = moment()
    share: float = Field(sa_type=Float)
