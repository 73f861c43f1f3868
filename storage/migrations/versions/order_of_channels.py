"""In which order the channels of a person are tried, whom it goes to next, and who is on the officer's list.

Revision: 0008
Before: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_WAITED_FOR, _LISTED = sa.text("escalate_at IS NOT NULL"), sa.text("listed_at IS NOT NULL")


def upgrade() -> None:
    op.add_column("addresses", sa.Column("place", sa.Integer(), nullable=True))
    # An older release beside this one fills none of these.
    for name, default in (("channel_hours", "4"), ("colleague_hours", "8")):
        op.add_column("office_clocks", sa.Column(name, sa.Integer(), nullable=False, server_default=default))
    op.add_column(
        "office_clocks",
        sa.Column("all_channels_from", sa.String(length=32), nullable=False, server_default="red"),
    )
    op.add_column("deliveries", sa.Column("turn", sa.Integer(), nullable=False, server_default="0"))
    for name in ("escalate_at", "listed_at", "told_at"):
        op.add_column("deliveries", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    # Who was being reminded is waited for until the next reminder would come, and then is somebody's business.
    op.execute(
        "UPDATE deliveries SET escalate_at = remind_at "
        "WHERE remind_at IS NOT NULL AND state NOT IN ('acknowledged', 'dead')"
    )
    op.create_index(
        "ix_deliveries_escalate_at",
        "deliveries",
        ["escalate_at"],
        unique=False,
        sqlite_where=_WAITED_FOR,
        postgresql_where=_WAITED_FOR,
    )
    op.create_index(
        "ix_deliveries_listed",
        "deliveries",
        ["told_at", "circular_id"],
        unique=False,
        sqlite_where=_LISTED,
        postgresql_where=_LISTED,
    )


def downgrade() -> None:
    op.drop_index("ix_deliveries_listed", "deliveries")
    op.drop_index("ix_deliveries_escalate_at", "deliveries")
    for name in ("told_at", "listed_at", "escalate_at", "turn"):
        op.drop_column("deliveries", name)
    for name in ("all_channels_from", "colleague_hours", "channel_hours"):
        op.drop_column("office_clocks", name)
    op.drop_column("addresses", "place")
