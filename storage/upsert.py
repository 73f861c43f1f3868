"""INSERT … ON CONFLICT. Both engines speak it, and SQLite's compiler takes PostgreSQL's construct."""

from sqlalchemy.dialects.postgresql import insert as insert_or

__all__ = ["insert_or"]
