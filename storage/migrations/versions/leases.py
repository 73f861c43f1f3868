"""Who holds what only one process may do, and what outlives it of its pace.

Revision: 0007
Before: 0006
"""

from __future__ import annotations

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
