"""Circulars, what was rendered of them, their filing, and who wants to hear of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Index, Integer, text
from sqlmodel import Field

from risk.circular import CircularKind, CircularState, CircularStatus, WarningLevel
from storage.rows.columns import Row, added_choice, choice, day, document, key, moment, octets, whole, words, yes_no

_NUMBERED = text("official_number <> ''")
_UNACKNOWLEDGED = text("acknowledged_at IS NULL")
INEXACT = text("NOT exact")
ELSEWHERE = text("active AND zone <> ''")
DIGESTED = text("active AND digest_hour IS NOT NULL")
EXERCISE = text("status = 'exercise'")


class CircularRow(Row, table=True):
    __tablename__ = "circulars"
    __table_args__ = (
        Index(
            "uq_circulars_official_number",
            "official_number",
            unique=True,
            sqlite_where=_NUMBERED,
            postgresql_where=_NUMBERED,
        ),
        Index("ix_circulars_org_id", "org_id", "drafted_at"),
        Index("ix_circulars_state", "state", "kind", "valid_until"),
        Index("ix_circulars_exercises", "state", "issued_at", sqlite_where=EXERCISE, postgresql_where=EXERCISE),
    )

    id: str = key()
    number: str = words(unique=True)
    org_id: str = words(to="organisations.id")
    kind: CircularKind = choice(CircularKind, "kind")
    level: WarningLevel = choice(WarningLevel, "level")
    title: str = words()
    body: str = words()
    drafted_by: str = words()
    drafted_at: datetime = moment()
    audience: dict[str, Any] = document()
    product: str | None = words()
    hazards: list[str] = document()
    origin: str = words()
    measures: list[str] = document()
    reply_by: date | None = day()
    valid_until: date | None = day()
    state: CircularState = choice(CircularState, "state")
    signal_id: str | None = words(to="signals.id")
    digest: str = words()
    submitted_by: str | None = words()
    submitted_at: datetime | None = moment()
    approved_digest: str = words()
    approved_by: str | None = words()
    approved_at: datetime | None = moment()
    official_number: str = words()
    issued_by: str | None = words()
    issued_at: datetime | None = moment()
    return_reason: str = words()
    end_reason: str = words()
    predecessor_id: str | None = words(to="circulars.id")
    status: CircularStatus = added_choice(CircularStatus)
    version: int = whole()


class RenditionRow(Row, table=True):
    __tablename__ = "renditions"
    __table_args__ = (Index("ix_renditions_circular_id", "circular_id", "created_at"),)

    id: str = key()
    circular_id: str = words(to="circulars.id")
    final: bool = yes_no()
    text: str = words()
    html: str = words()
    pdf: bytes = octets()
    digest: str = words()
    locale: str = words()
    created_at: datetime = moment()


class FilingRow(Row, table=True):
    __tablename__ = "filings"
    __table_args__ = (
        Index("ix_filings_circular_id", "circular_id"),
        Index(
            "ix_filings_waiting",
            "to_org_id",
            "filed_at",
            sqlite_where=_UNACKNOWLEDGED,
            postgresql_where=_UNACKNOWLEDGED,
        ),
    )

    id: str = key()
    circular_id: str = words(to="circulars.id")
    from_org_id: str = words()
    to_org_id: str = words()
    filed_at: datetime = moment()
    acknowledged_by: str | None = words()
    acknowledged_at: datetime | None = moment()
    version: int = whole()


class SubscriptionRow(Row, table=True):
    __tablename__ = "subscriptions"
    __table_args__ = (
        Index("ix_subscriptions_zone", "zone", sqlite_where=ELSEWHERE, postgresql_where=ELSEWHERE),
        Index(
            "ix_subscriptions_digest",
            "digest_hour",
            "zone",
            "person_id",
            sqlite_where=DIGESTED,
            postgresql_where=DIGESTED,
        ),
    )

    id: str = key()
    person_id: str = words(to="people.id", unique=True)
    created_at: datetime = moment()
    products: list[str] = document()
    hazards: list[str] = document()
    origins: list[str] = document()
    min_level: WarningLevel = choice(WarningLevel, "min_level")
    quiet_from: int | None = whole()
    quiet_to: int | None = whole()
    digest_hour: int | None = whole()
    active: bool = yes_no()
    zone: str = words()
    bundled: bool = yes_no()
    version: int = whole()


class SubscriptionFacetRow(Row, table=True):
    """What active subscriptions ask for, a row for every combination, "" = all: derived, kept by triggers of the
    database (ADR 11). `exact` False: there were too many combinations, the subscription itself must be asked as well.
    """

    __tablename__ = "subscription_facets"
    __table_args__ = (
        Index("ix_subscription_facets_person_id", "person_id"),
        Index("ix_subscription_facets_inexact", "product", "hazard", sqlite_where=INEXACT, postgresql_where=INEXACT),
        {"sqlite_with_rowid": False},
    )

    product: str = key()
    hazard: str = key()
    enterprise: bool = Field(sa_type=Boolean, primary_key=True)
    min_rank: int = Field(sa_type=Integer, primary_key=True, sa_column_kwargs={"autoincrement": False})
    origin: str = key()
    person_id: str = key()
    exact: bool = yes_no()
