"""By which words a tip is found again when another one on the same thing comes.

Revision: 0011
Before: 0010

Tips from before have no hints: they are found by what their signal keeps, as they were.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "information_hints",
        sa.Column("hint_blind", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("information_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["information_id"], ["informations.id"], name="fk_information_hints_information_id"),
        sa.PrimaryKeyConstraint("hint_blind", "at", "information_id", name="pk_information_hints"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("information_hints")
