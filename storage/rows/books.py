"""The audit chain, counters, and what the key ring must fit."""

from __future__ import annotations

from datetime import datetime

from storage.rows.columns import Row, document, key, moment, octets, serial, words


class AuditEntryRow(Row, table=True):
    __tablename__ = "audit_entries"

    org_id: str = key()
    seq: int = serial(primary_key=True)
    at: datetime = moment()
    actor_id: str = words()
    act: str = words()
    subject: str = words()
    detail: dict[str, str] = document()
    mac: str = words()


class AuditHeadRow(Row, table=True):
    """The last entry of each chain; its row lock puts two appenders in line."""

    __tablename__ = "audit_heads"

    org_id: str = key()
    seq: int = serial()
    mac: str = words()


class CounterRow(Row, table=True):
    __tablename__ = "counters"

    name: str = key()
    value: int = serial()


class WrappedKeyRow(Row, table=True):
    """A key of the whole database (the audit key), wrapped by the ring: opens only with the right key file."""

    __tablename__ = "wrapped_keys"

    name: str = key()
    key_id: str = words()
    wrapped: bytes = octets()
