"""Risk information with what belongs to it: events, real names, attachments, relayed questions."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from risk.finding import HARM_ORDER
from risk.information import DocumentKind, InformationState, NameAssurance, Source, Status, Trade
from storage.rows.columns import Row, Sealed, UtcDateTime, choice, document, key, moment, serial, whole, words, yes_no

HARMS = tuple(harm.value for harm in HARM_ORDER)


class InformationRow(Sealed, table=True):
    __tablename__ = "informations"
    __table_args__ = (
        Index("ix_informations_person_id", "person_id", "submitted_at"),
        Index("ix_informations_signal_id", "signal_id", "submitted_at"),
    )

    id: str = key()
    number: str = words(unique=True)
    source: Source = choice(Source, "source")
    person_id: str = words(to="people.id")
    channel: str = words()
    locale: str = words()
    submitted_at: datetime = moment()
    state: InformationState = choice(InformationState, "state")
    trade: Trade = choice(Trade, "trade")
    product: str | None = words()
    hazards: list[str] = document()
    harm: str = choice(HARMS, "harm")
    severity_rank: int = whole()
    finding: dict[str, Any] = document()
    signal_id: str | None = words(to="signals.id")
    office_id: str | None = words()
    real_name_id: str | None = words(to="real_names.id")
    referred_to: str = words()
    status: Status = choice(Status, "status")
    join_reason: str = words()
    version: int = whole()


class InformationHintRow(Row, table=True):
    """A word by which the tip is found again, as a keyed hash; `at`: when the tip came."""

    __tablename__ = "information_hints"
    __table_args__ = ({"sqlite_with_rowid": False},)

    hint_blind: str = key()
    at: datetime = Field(sa_type=UtcDateTime, primary_key=True)
    information_id: str = words(to="informations.id", primary_key=True)


class StatusEventRow(Row, table=True):
    __tablename__ = "status_events"
    __table_args__ = (Index("ix_status_events_information_id", "information_id", "at"),)

    id: str = key()
    information_id: str = words(to="informations.id")
    status: Status = choice(Status, "status")
    at: datetime = moment()


class RealNameRow(Sealed, table=True):
    __tablename__ = "real_names"
    __table_args__ = (
        Index("ix_real_names_person_id", "person_id", "declared_at"),
        Index("ix_real_names_document_number_blind", "document_number_blind"),
    )
    blind: ClassVar[dict[str, str]] = {"document_number_blind": "document_number"}

    id: str = key()
    person_id: str = words(to="people.id")
    document_kind: DocumentKind = choice(DocumentKind, "document_kind")
    assurance: NameAssurance = choice(NameAssurance, "assurance")
    declared_at: datetime = moment()
    document_number_blind: str | None = words()
    consented_at: datetime | None = moment()
    withdrawn_at: datetime | None = moment()
    version: int = whole()


class AttachmentRow(Sealed, table=True):
    __tablename__ = "attachments"
    __table_args__ = (
        Index("ix_attachments_person_id", "person_id", "created_at"),
        Index("ix_attachments_information_id", "information_id", "created_at"),
    )

    id: str = key()
    person_id: str = words(to="people.id")
    media_type: str = words()
    size: int = serial()
    sha256: str = words()
    created_at: datetime = moment()
    information_id: str | None = words(to="informations.id")
    signal_id: str | None = words(to="signals.id")
    version: int = whole()


class AttachmentContentRow(Sealed, table=True):
    """The file itself, apart from its record so that lists do not drag it along."""

    __tablename__ = "attachment_contents"

    id: str = key()


class RelayRow(Sealed, table=True):
    __tablename__ = "relays"
    __table_args__ = (
        Index("ix_relays_information_id", "information_id", "at"),
        Index("ix_relays_person_id", "person_id", "at"),
    )

    id: str = key()
    information_id: str = words(to="informations.id")
    signal_id: str = words(to="signals.id")
    from_officer: bool = yes_no()
    person_id: str = words()
    at: datetime = moment()
    answered_at: datetime | None = moment()
    version: int = whole()
