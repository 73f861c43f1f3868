"""Engines for the two databases, tuned so that they make the same promises."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Any, Final

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError

from storage.errors import StorageBusy, Unreachable

BUSY_TIMEOUT_MS: Final = 10_000
STANDSTILL_MS: Final = 60_000  # a process that is stopped in a transaction keeps its rows from the others no longer
_LOCK_TIMEOUTS = frozenset({"SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT", "SQLITE_LOCKED", "55P03"})
_NO_ROOM = frozenset({"SQLITE_FULL", "53100"})
_TRY_AGAIN = frozenset({"40001", "40P01"})  # serialization failure, deadlock


def is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def sqlite_engine(url: str, *, connections: int, writes: bool, foreign_keys: bool = True) -> Engine:
    """WAL with full synchronous: what was committed outlives a power cut."""
    engine = create_engine(url, pool_size=connections, max_overflow=0, pool_reset_on_return=None, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def tune(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver's own BEGIN comes too late to be IMMEDIATE
        _write_ahead(connection)
        for pragma in (
            f"busy_timeout = {BUSY_TIMEOUT_MS}",
            "synchronous = FULL",
            f"foreign_keys = {'ON' if foreign_keys else 'OFF'}",
            "secure_delete = ON",  # a destroyed data key does not linger in a free page
            f"query_only = {'OFF' if writes else 'ON'}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _write_ahead(connection: Any) -> None:
    """SQLite does not wait for its busy timeout here when another connection turns a new file to WAL just now."""
    until = monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorname", "") not in _LOCK_TIMEOUTS or monotonic() >= until:
                raise
            sleep(0.02)
        else:
            return


def postgres_engine(url: str, *, connections: int) -> Engine:
    return create_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_pre_ping=True,
        hide_parameters=True,
        # To compile a statement costs a second, and none of ours runs long enough to earn it back.
        connect_args={
            "options": f"-c lock_timeout={BUSY_TIMEOUT_MS} -c idle_in_transaction_session_timeout={STANDSTILL_MS} "
            "-c timezone=UTC -c jit=off"
        },
    )


def lone_engine(url: str) -> Engine:
    """One connection for a single task such as a migration.

    On SQLite without foreign keys: a migration that copies a table over must drop the old one in between.
    """
    if is_sqlite(url):
        return sqlite_engine(url, connections=1, writes=True, foreign_keys=False)
    return postgres_engine(url, connections=1)


@contextmanager
def lone(url: str) -> Iterator[Engine]:
    """`lone_engine`, disposed of at the end. Raises `Unreachable` or `StorageBusy`."""
    engine = lone_engine(url)
    try:
        yield engine
    except DatabaseError as error:
        if isinstance(error, OperationalError) and waited_too_long(error):
            raise StorageBusy from error
        if type(error) not in (DatabaseError, OperationalError):  # a constraint, a mistake in SQL
            raise
        raise Unreachable(database=database_name(url)) from error
    finally:
        engine.dispose()


def snapshots(engine: Engine) -> Engine:
    """The same PostgreSQL engine for reading: one unchanging view, and no writing."""
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def waited_too_long(error: OperationalError) -> bool:
    return _code(error) in _LOCK_TIMEOUTS


def is_full(error: OperationalError) -> bool:
    """No room is left where the database lies."""
    return _code(error) in _NO_ROOM


def worth_another_try(error: DBAPIError) -> bool:
    """The engine undid the transaction to let another one pass."""
    return _code(error) in _TRY_AGAIN


def database_name(url: str) -> str:
    """For messages: without user and password."""
    parts: URL = make_url(url)
    return parts.database or ""


def _code(error: DBAPIError) -> str:
    cause = error.orig
    return str(getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorname", ""))
