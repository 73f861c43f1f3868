"""The database as somebody sees it who goes behind our back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from storage.engines import lone_engine


@contextmanager
def raw(url: str) -> Iterator[sa.Connection]:
    """A bare connection; what was done is committed at the end."""
    engine = lone_engine(url)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def at_rest(url: str) -> bytes:
    """All bytes that a thief would get: SQLite's files as they lie on the disk, or every PostgreSQL row."""
    address = sa.make_url(url)
    if address.get_backend_name() == "sqlite":
        path = Path(str(address.database))
        return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    with raw(url) as connection:
        tables = [sa.table(name) for name in sa.inspect(connection).get_table_names()]
        rows = [row for table in tables for row in connection.execute(sa.select(sa.text("*")).select_from(table))]
    values = [value for row in rows for value in row]
    return b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in values)
