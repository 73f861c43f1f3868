"""What officers put right of the triage.

Revision: 0004
Before: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("act_id", sa.Text(), nullable=False),
        sa.Column("information_id", sa.Text(), nullable=False),
        sa.Column("signal_id", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("triage_version", sa.Text(), nullable=False),
        sa.Column("read", sa.Integer(), nullable=False),
        sa.Column("undoes", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["information_id"], ["informations.id"], name="fk_corrections_information_id"),
        sa.ForeignKeyConstraint(["signal_id"], ["signals.id"], name="fk_corrections_signal_id"),
        sa.PrimaryKeyConstraint("id", name="pk_corrections"),
    )
    op.create_index("ix_corrections_information_id", "corrections", ["information_id", "at"], unique=False)
    op.create_index("ix_corrections_act_id", "corrections", ["act_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_corrections_act_id", "corrections")
    op.drop_index("ix_corrections_information_id", "corrections")
    op.drop_table("corrections")
