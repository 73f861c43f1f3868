"""Organisations, people, their addresses and the claims on a credit code."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Index, text

from risk.organisation import Level, Post, Role
from storage.rows.columns import Row, Sealed, choice, document, key, moment, whole, words, yes_no


class OrganisationRow(Row, table=True):
    __tablename__ = "organisations"
    __table_args__ = (
        Index(
            "uq_organisations_uscc",
            "uscc",
            unique=True,
            sqlite_where=text("uscc IS NOT NULL"),
            postgresql_where=text("uscc IS NOT NULL"),
        ),
        Index("ix_organisations_name", "name"),
        Index("ix_organisations_level", "level"),
        Index("ix_organisations_parent_id", "parent_id"),
        Index("ix_organisations_region", "level", "region"),
    )

    id: str = key()
    name: str = words()
    level: Level = choice(Level, "level")
    created_at: datetime = moment()
    parent_id: str | None = words(to="organisations.id")
    uscc: str | None = words()
    region: str = words()
    customs_code: str = words()
    operator_roles: list[str] = document()
    products: list[str] = document()
    version: int = whole()


class OperatorRoleRow(Row, table=True):
    """Which enterprises are importers, exporters …: derived, kept by triggers of the database (ADR 11)."""

    __tablename__ = "operator_roles"
    __table_args__ = (Index("ix_operator_roles_org_id", "org_id"),)

    role: str = key()
    org_id: str = key()


class PersonRow(Sealed, table=True):
    __tablename__ = "people"
    __table_args__ = (Index("ix_people_org_id", "org_id", "role"), Index("ix_people_phone_blind", "phone_blind"))
    blind: ClassVar[dict[str, str]] = {"phone_blind": "phone"}

    id: str = key()
    org_id: str = words(to="organisations.id")
    role: Role = choice(Role, "role")
    created_at: datetime = moment()
    phone_blind: str | None = words()
    locale: str = words()
    post: Post = choice(Post, "post")
    active: bool = yes_no()
    contact_withdrawn_at: datetime | None = moment()
    version: int = whole()


class AddressRow(Sealed, table=True):
    __tablename__ = "addresses"
    __table_args__ = (
        Index(
            "uq_addresses_open",
            "channel",
            "address_blind",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index("ix_addresses_person_id", "person_id"),
    )
    blind: ClassVar[dict[str, str]] = {"address_blind": "address"}

    id: str = key()
    person_id: str = words(to="people.id")
    channel: str = words()
    address_blind: str | None = words()
    created_at: datetime = moment()
    phone_confirmed_at: datetime | None = moment()
    closed_at: datetime | None = moment()
    closed_reason: str = words()
    place: int | None = whole()
    version: int = whole()


class BindingRow(Row, table=True):
    __tablename__ = "bindings"
    __table_args__ = (Index("ix_bindings_office_id", "office_id", "state"), Index("ix_bindings_person_id", "person_id"))

    id: str = key()
    person_id: str = words(to="people.id")
    uscc: str = words()
    company: str = words()
    requested_at: datetime = moment()
    office_id: str = words()
    state: str = choice(("requested", "confirmed", "refused"), "state")
    decided_by: str | None = words()
    decided_at: datetime | None = moment()
    version: int = whole()
