"""Who works with the database: restoring and moving it need it alone.

SQLite: a lock on a file beside the database, shared by whoever works, which ends with the process, also by `kill -9`.
PostgreSQL itself knows who is connected.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import make_url, text

from risk.errors import DomainError
from storage.engines import database_name, is_sqlite, lone

_OTHERS: Final = text(
    "SELECT DISTINCT coalesce(nullif(application_name, ''), usename, '?') || ' '"
    " || coalesce(host(client_addr), 'local') AS who FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' ORDER BY who"
)


class StillRunning(DomainError):
    """Others work with this database, and this act needs it alone: stop them first."""

    code = "still-running"


class ClosedForWork(DomainError):
    """The installation is being restored or moved just now; try again when that is done."""

    code = "closed-for-work"


@dataclass(frozen=True, kw_only=True)
class Presence:
    """That this process works with a database. `leave` it at the end."""

    handle: int | None

    def leave(self) -> None:
        if self.handle is not None:
            os.close(self.handle)


def enter(url: str) -> Presence:
    """Beside any number of others. Raises `ClosedForWork`."""
    path = _lock_path(url)
    if path is None or not path.parent.is_dir():  # there will be no database either, which has a sentence of its own
        return Presence(handle=None)
    handle = _locked(path, fcntl.LOCK_SH)
    if handle is None:
        raise ClosedForWork(database=database_name(url))
    return Presence(handle=handle)


@contextmanager
def alone(url: str) -> Iterator[None]:
    """Nobody else works with the database: on SQLite until the end, on PostgreSQL at this moment.

    Raises `StillRunning` with who does, as far as the engine tells.
    """
    path = _lock_path(url)
    if path is None:
        if who := [] if is_sqlite(url) else _connected(url):
            raise StillRunning(database=database_name(url), who=", ".join(who))
        yield
        return
    handle = _locked(path, fcntl.LOCK_EX)
    if handle is None:
        raise StillRunning(database=database_name(url), who="fenghuo")
    try:
        yield
    finally:
        os.close(handle)


def _lock_path(url: str) -> Path | None:
    """None where no file can be locked: PostgreSQL, and SQLite in memory."""
    database = make_url(url).database
    if not is_sqlite(url) or not database or database == ":memory:":
        return None
    return Path(f"{database}.lock")


def _locked(path: Path, kind: int) -> int | None:
    """None if somebody else's lock is in the way. The file stays: to remove it would let two hold it at once."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


def _connected(url: str) -> list[str]:
    with lone(url) as engine, engine.connect() as connection:
        return [str(row.who) for row in connection.execute(_OTHERS)]
