"""In which order the channels of a person are tried, and whom it goes to next.

Revision: 0008
Before: 0007
"""

from __future__ import annotations

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
