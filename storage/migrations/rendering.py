"""How autogenerate writes our column types: by what they are in SQL, so that old revisions never change meaning."""

from __future__ import annotations

from typing import Any, Literal

from storage.rows.columns import UtcDateTime, Words


def plain_type(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """False = as Alembic would."""
    if kind == "type" and isinstance(item, Words):
        return "sa.Text()"
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False
