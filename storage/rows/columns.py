"""Column types that behave alike on SQLite and PostgreSQL, and short names for declaring them."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Dialect,
    Enum,
    Integer,
    LargeBinary,
    MetaData,
    Text,
    TypeDecorator,
)
from sqlmodel import Field, SQLModel

from storage.holding import storable

NAMING = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}
LONGEST_CHOICE = 32


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC in, aware UTC out; SQLite alone would give naive ones back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive time was about to be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text of any kind; what PostgreSQL cannot hold is replaced, in look-ups as well."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else storable(value)


class Row(SQLModel):
    """All tables of the house. A row does not validate: checked records are mapped to it (`storage.mapping`)."""

    metadata = MetaData(naming_convention=NAMING)


class Sealed(Row):
    """A row whose Secret fields lie in one sealed blob.

    `data_key` is the record's own key, wrapped by key `key_id` of the ring; without it the blob is noise.
    """

    data_key: bytes | None = Field(sa_type=LargeBinary)
    key_id: str | None = Field(sa_type=Words)
    sealed: bytes | None = Field(sa_type=LargeBinary)


def key() -> Any:
    return Field(sa_type=Words, primary_key=True)


def words(*, to: str | None = None, unique: bool = False, primary_key: bool = False) -> Any:
    """Text; `to` names the column that it refers to."""
    if to:
        return Field(sa_type=Words, foreign_key=to, unique=unique, primary_key=primary_key)
    return Field(sa_type=Words, unique=unique, primary_key=primary_key)


def moment() -> Any:
    return Field(sa_type=UtcDateTime)


def day(*, primary_key: bool = False) -> Any:
    return Field(sa_type=Date, primary_key=primary_key)


def whole() -> Any:
    return Field(sa_type=Integer)


def serial(*, primary_key: bool = False, unique: bool = False) -> Any:
    """A number that may grow beyond 32 bits. The repositories give it, never the engine."""
    kwargs = {"autoincrement": False} if primary_key else {}
    return Field(sa_type=BigInteger, primary_key=primary_key, unique=unique, sa_column_kwargs=kwargs)


def yes_no() -> Any:
    return Field(sa_type=Boolean)


def octets() -> Any:
    return Field(sa_type=LargeBinary)


def document() -> Any:
    """A tuple, a dict or a nested record as JSON."""
    return Field(sa_type=JSON)


def choice(values: type[StrEnum] | tuple[str, ...], name: str) -> Any:
    """One of the values, held by a CHECK constraint; an enum comes back as its member."""
    kind: Any
    if isinstance(values, tuple):
        kind = Enum(*values, native_enum=False, create_constraint=True, length=LONGEST_CHOICE, name=name)
    else:
        kind = Enum(
            values,
            native_enum=False,
            create_constraint=True,
            length=LONGEST_CHOICE,
            name=name,
            values_callable=lambda members: [member.value for member in members],
        )
    return Field(sa_type=kind)


def added_choice(values: type[StrEnum]) -> Any:
    """The same for a column that came later: no CHECK, since SQLite adds none to a table that is there."""
    return Field(
        sa_type=Enum(
            values,
            native_enum=False,
            create_constraint=False,
            length=LONGEST_CHOICE,
            values_callable=lambda members: [member.value for member in members],
        )
    )
