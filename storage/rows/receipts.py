"""Signed receipts in their chains, their papers, and the confirmations of service addresses."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text

from storage.rows.columns import Row, Sealed, day, document, key, moment, serial, whole, words

CONFIRMED = text("withdrawn_at IS NULL")


class SignedReceiptRow(Sealed, table=True):
    """One link of two chains: the issuing organisation's (`number`) and the circular's (`place`)."""

    __tablename__ = "signed_receipts"
    __table_args__ = (
        UniqueConstraint("issuer_id", "number"),
        UniqueConstraint("circular_id", "place"),
        Index("ix_signed_receipts_person_id", "person_id"),
    )

    id: str = words(to="receipts.id", primary_key=True)
    issuer_id: str = words()
    number: int = serial()
    circular_id: str = words(to="circulars.id")
    place: int = serial()
    person_id: str = words()
    content: str = words()
    hash: str = words()
    signed_with: str = words()
    signature: str = words()
    signed_at: datetime = moment()
    version: int = whole()


class ReceiptHeadRow(Row, table=True):
    """The last receipt of each issuer; its row lock puts two signers in line."""

    __tablename__ = "receipt_heads"

    issuer_id: str = key()
    number: int = serial()
    hash: str = words()


class ReceiptPaperRow(Sealed, table=True):
    """The PDF of a receipt, as its addressee was given it."""

    __tablename__ = "receipt_papers"

    id: str = words(to="signed_receipts.id", primary_key=True)


class AddressConfirmationRow(Row, table=True):
    __tablename__ = "address_confirmations"
    __table_args__ = (
        Index(
            "uq_address_confirmations_current",
            "org_id",
            "office_id",
            unique=True,
            sqlite_where=CONFIRMED,
            postgresql_where=CONFIRMED,
        ),
        Index("ix_address_confirmations_office_id", "office_id", "registered_at"),
    )

    id: str = key()
    org_id: str = words(to="organisations.id")
    office_id: str = words(to="organisations.id")
    signed_on: date = day()
    reference: str = words()
    registered_by: str = words()
    registered_at: datetime = moment()
    channels: list[str] = document()
    withdrawn_at: datetime | None = moment()
    withdrawn_by: str | None = words()
    reason: str = words()
    version: int = whole()
