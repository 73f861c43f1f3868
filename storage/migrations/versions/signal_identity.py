"""Which thing a signal is about, why information is on its signal, and what officers decided about joins.

Revision: 0002
Before: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_OPEN = sa.text(
    "state IN ('new', 'acknowledged', 'verifying', 'verified', 'entered', 'assessing', 'assessed', 'decided')"
)
_KEYS = ("brand", "model", "kind")


def upgrade() -> None:
    op.create_table(
        "join_cases",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("information_id", sa.Text(), nullable=False),
        sa.Column("other_id", sa.Text(), nullable=False),
        sa.Column("same", sa.Boolean(), nullable=False),
        sa.Column(
            "decision",
            sa.Enum("split", "move", "merge", name="decision", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["information_id"], ["informations.id"], name="fk_join_cases_information_id"),
        sa.ForeignKeyConstraint(["other_id"], ["informations.id"], name="fk_join_cases_other_id"),
        sa.PrimaryKeyConstraint("id", name="pk_join_cases"),
    )
    op.add_column("informations", sa.Column("join_reason", sa.Text(), nullable=False, server_default=""))
    for name in ("data_key", "sealed"):
        op.add_column("signals", sa.Column(name, sa.LargeBinary(), nullable=True))
    for name in ("key_id", *(f"{key}_blind" for key in (*_KEYS, "identity"))):
        op.add_column("signals", sa.Column(name, sa.Text(), nullable=True))
    op.drop_index("uq_signals_open", "signals")
    op.drop_index("ix_signals_pattern", "signals")
    op.create_index(
        "uq_signals_open",
        "signals",
        ["office_id", "identity_blind"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_index("ix_signals_identity", "signals", ["office_id", "identity_blind"], unique=False)
    for key in _KEYS:
        op.create_index(
            f"ix_signals_{key}",
            "signals",
            ["office_id", f"{key}_blind", "number"],
            unique=False,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        )


def downgrade() -> None:
    for index in (*(f"ix_signals_{key}" for key in _KEYS), "ix_signals_identity", "uq_signals_open"):
        op.drop_index(index, "signals")
    # The older schema has one open signal for a pattern: all but the first get a pattern of their own.
    op.execute(
        "UPDATE signals SET pattern = pattern || '|' || id WHERE EXISTS (SELECT 1 FROM signals AS older "
        "WHERE older.office_id = signals.office_id AND older.pattern = signals.pattern "
        "AND older.number < signals.number)"
    )
    op.create_index("ix_signals_pattern", "signals", ["office_id", "pattern"], unique=False)
    op.create_index(
        "uq_signals_open",
        "signals",
        ["office_id", "pattern"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    for name in ("data_key", "sealed", "key_id", *(f"{key}_blind" for key in (*_KEYS, "identity"))):
        op.drop_column("signals", name)
    op.drop_column("informations", "join_reason")
    op.drop_table("join_cases")
