"""What was read in the files that people sent, and whether they said that it is right.

Revision: 0003
Before: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    op.create_table(
        "readings",
        sa.Column("data_key", sa.LargeBinary(), nullable=True),
        sa.Column("key_id", sa.Text(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("address_id", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting", "read", "blank", "unread", name="state", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column(
            "checked",
            sa.Enum(
                "unasked",
                "asked",
                "right",
                "wrong",
                "skipped",
                name="checked",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["attachments.id"], name="fk_readings_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_readings_person_id"),
        sa.ForeignKeyConstraint(["address_id"], ["addresses.id"], name="fk_readings_address_id"),
        sa.PrimaryKeyConstraint("id", name="pk_readings"),
    )
    op.create_index(
        "ix_readings_waiting",
        "readings",
        ["created_at"],
        unique=False,
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )
    op.create_index("ix_readings_person_id", "readings", ["person_id", "created_at"], unique=False)


def downgrade() -> None:
    op.drop_table("readings")
