"""Exercise circulars: what is there already is meant.

Revision: 0009
Before: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


_EXERCISE = sa.text("status = 'exercise'")


def upgrade() -> None:
    op.add_column("circulars", sa.Column("status", sa.String(32), nullable=False, server_default="actual"))
    op.create_index(
        "ix_circulars_exercises",
        "circulars",
        ["state", "issued_at"],
        unique=False,
        sqlite_where=_EXERCISE,
        postgresql_where=_EXERCISE,
    )


def downgrade() -> None:
    # The older release would take exercises for real ones: what it might still send or show must not be there.
    op.execute(
        "UPDATE messages SET state = 'dead', reason = 'exercise' WHERE state IN ('queued', 'sending', 'failed', "
        "'unknown') AND delivery_id IN (SELECT d.id FROM deliveries AS d JOIN circulars AS c ON c.id = d.circular_id "
        "WHERE c.status = 'exercise')"
    )
    op.execute(
        "UPDATE circulars SET state = 'discarded' "
        "WHERE status = 'exercise' AND state IN ('draft', 'submitted', 'approved')"
    )
    op.execute("UPDATE circulars SET state = 'expired' WHERE status = 'exercise' AND state = 'issued'")
    op.drop_index("ix_circulars_exercises", "circulars")
    op.drop_column("circulars", "status")
