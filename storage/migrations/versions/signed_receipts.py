"""Receipts signed and chained, their papers, and confirmations of service addresses.

Revision: 0005
Before: 0004

Older receipts are signed by the program, not here: a migration has no keys (docs/adr, "Receipts").
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_CURRENT = sa.text("withdrawn_at IS NULL")


def _sealed() -> tuple[sa.Column[bytes], sa.Column[str], sa.Column[bytes]]:
    return (
        sa.Column("data_key", sa.LargeBinary(), nullable=True),
        sa.Column("key_id", sa.Text(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
    )


def upgrade() -> None:
    for name, default in (("capacity", "enrolled"), ("means", "button")):
        op.add_column("receipts", sa.Column(name, sa.String(32), nullable=False, server_default=default))
    op.create_table(
        "signed_receipts",
        *_sealed(),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("issuer_id", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("circular_id", sa.Text(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("signed_with", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["circular_id"], ["circulars.id"], name="fk_signed_receipts_circular_id"),
        sa.ForeignKeyConstraint(["id"], ["receipts.id"], name="fk_signed_receipts_id"),
        sa.PrimaryKeyConstraint("id", name="pk_signed_receipts"),
        sa.UniqueConstraint("circular_id", "place", name="uq_signed_receipts_circular_id_place"),
        sa.UniqueConstraint("issuer_id", "number", name="uq_signed_receipts_issuer_id_number"),
    )
    op.create_index("ix_signed_receipts_person_id", "signed_receipts", ["person_id"], unique=False)
    op.create_table(
        "receipt_heads",
        sa.Column("issuer_id", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("issuer_id", name="pk_receipt_heads"),
    )
    op.create_table(
        "receipt_papers",
        *_sealed(),
        sa.Column("id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["signed_receipts.id"], name="fk_receipt_papers_id"),
        sa.PrimaryKeyConstraint("id", name="pk_receipt_papers"),
    )
    op.create_table(
        "address_confirmations",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("org_id", sa.Text(), nullable=False),
        sa.Column("office_id", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("registered_by", sa.Text(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channels", sa.JSON(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["organisations.id"], name="fk_address_confirmations_office_id"),
        sa.ForeignKeyConstraint(["org_id"], ["organisations.id"], name="fk_address_confirmations_org_id"),
        sa.PrimaryKeyConstraint("id", name="pk_address_confirmations"),
    )
    op.create_index(
        "ix_address_confirmations_office_id", "address_confirmations", ["office_id", "registered_at"], unique=False
    )
    op.create_index(
        "uq_address_confirmations_current",
        "address_confirmations",
        ["org_id", "office_id"],
        unique=True,
        sqlite_where=_CURRENT,
        postgresql_where=_CURRENT,
    )


def downgrade() -> None:
    for table in ("address_confirmations", "receipt_papers", "receipt_heads", "signed_receipts"):
        op.drop_table(table)
    for name in ("means", "capacity"):
        op.drop_column("receipts", name)
