"""By which clock a subscriber lives, and whether what is not urgent comes bundled.

Revision: 0010
Before: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_ELSEWHERE = sa.text("active AND zone <> ''")
_DIGESTED = sa.text("active AND digest_hour IS NOT NULL")


def upgrade() -> None:
    # An older release beside this one fills neither of them.
    op.add_column("subscriptions", sa.Column("zone", sa.Text(), nullable=False, server_default=""))
    op.add_column("subscriptions", sa.Column("bundled", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index(
        "ix_subscriptions_zone",
        "subscriptions",
        ["zone"],
        unique=False,
        sqlite_where=_ELSEWHERE,
        postgresql_where=_ELSEWHERE,
    )
    op.create_index(
        "ix_subscriptions_digest",
        "subscriptions",
        ["digest_hour", "zone", "person_id"],
        unique=False,
        sqlite_where=_DIGESTED,
        postgresql_where=_DIGESTED,
    )


def downgrade() -> None:
    op.drop_index("ix_subscriptions_digest", "subscriptions")
    op.drop_index("ix_subscriptions_zone", "subscriptions")
    op.drop_column("subscriptions", "bundled")
    op.drop_column("subscriptions", "zone")
