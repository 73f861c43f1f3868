"""Transactions on both engines: one synchronous body, one hop to a thread."""

from __future__ import annotations

import asyncio
import functools
import logging
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from typing import Final, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from casework.ports.repositories import UnitOfWork
from storage.audit import Anchor
from storage.bells import announce
from storage.engines import is_full, postgres_engine, snapshots, sqlite_engine, waited_too_long, worth_another_try
from storage.errors import StorageBusy, StorageFull
from storage.repositories import RowsUnitOfWork
from storage.vault import KeyRing
from storage.work import Work

R = TypeVar("R")

_log = logging.getLogger(__name__)

_READERS: Final = 4
_CONNECTIONS: Final = 8
_TRIES: Final = 8


@dataclass(frozen=True, kw_only=True)
class _Way:
    """The threads and the engine that bodies of one kind run on."""

    threads: ThreadPoolExecutor
    engine: Engine
    writable: bool


class SqlTransactions:
    """`casework.ports.Transactions` over SQL. `writing` and `reading` may share their threads and connections."""

    def __init__(
        self, *, writing: _Way, reading: _Way, ring: KeyRing, audit_key: bytes, anchor: Anchor, scrub: str = ""
    ) -> None:
        self._writing = writing
        self._reading = reading
        self._ring = ring
        self._audit_key = audit_key
        self._anchor = anchor
        self._scrub = scrub

    async def run(self, body: Callable[[UnitOfWork], R]) -> R:
        return await self._hop(self._writing, body)

    async def read(self, body: Callable[[UnitOfWork], R]) -> R:
        return await self._hop(self._reading, body)

    def run_now(self, body: Callable[[UnitOfWork], R]) -> R:
        return self._writing.threads.submit(self._insist, self._writing, body).result()

    def read_work(self, body: Callable[[Work], R]) -> R:
        """For storage's own maintenance: a read with the bare `Work`."""
        return self._reading.threads.submit(self._once, self._reading, body).result()

    def run_work(self, body: Callable[[Work], R]) -> R:
        """For storage's own maintenance: a transaction with the bare `Work`."""
        return self._writing.threads.submit(self._again, self._writing, body).result()

    def close(self) -> None:
        """Waits for the bodies that have begun."""
        for way in (self._writing, self._reading):
            way.threads.shutdown(wait=True)
            way.engine.dispose()

    async def _hop(self, way: _Way, body: Callable[[UnitOfWork], R]) -> R:
        call = functools.partial(copy_context().run, self._insist, way, body)
        return await asyncio.get_running_loop().run_in_executor(way.threads, call)

    def _insist(self, way: _Way, body: Callable[[UnitOfWork], R]) -> R:
        return self._again(way, lambda work: body(RowsUnitOfWork(work)))

    def _again(self, way: _Way, body: Callable[[Work], R]) -> R:
        """A body that lost a deadlock or a serialization race runs anew: it has done nothing yet."""
        for tried in range(1, _TRIES + 1):
            try:
                return self._once(way, body)
            except OperationalError as error:
                if waited_too_long(error):
                    raise StorageBusy from error
                if is_full(error):
                    raise StorageFull from error
                if tried == _TRIES or not worth_another_try(error):
                    raise
            except DBAPIError as error:
                if tried == _TRIES or not worth_another_try(error):
                    raise
            time.sleep(random.uniform(0, 0.01 * 2**tried))  # noqa: S311 - spreads rivals, keeps no secret
        raise StorageBusy

    def _once(self, way: _Way, body: Callable[[Work], R]) -> R:
        self._ring.follow()
        with way.engine.connect() as connection:
            with connection.begin():
                work = Work(connection, self._ring, audit_key=self._audit_key, writable=way.writable)
                result = body(work)
                if work.refusal is not None:
                    raise work.refusal
                if work.ringing and connection.dialect.name == "postgresql":
                    announce(connection, work.ringing)
            if work.erased and self._scrub:
                connection.connection.cursor().execute(self._scrub)
        self._write_anchor(work)
        return result

    def _write_anchor(self, work: Work) -> None:
        """The act is committed: an anchor that cannot be written is told to the operator, not to the user."""
        try:
            self._anchor.write(work.audit_heads)
        except OSError:
            _log.exception("The head of the audit log could not be anchored. action=anchor_audit")


def sqlite_transactions(url: str, *, ring: KeyRing, audit_key: bytes, anchor: Anchor) -> SqlTransactions:
    """One writer thread; reads in a few others, each on a snapshot of its own."""
    return SqlTransactions(
        writing=_Way(
            threads=ThreadPoolExecutor(1, thread_name_prefix="write"),
            engine=sqlite_engine(url, connections=1, writes=True),
            writable=True,
        ),
        reading=_Way(
            threads=ThreadPoolExecutor(_READERS, thread_name_prefix="read"),
            engine=sqlite_engine(url, connections=_READERS, writes=False),
            writable=False,
        ),
        ring=ring,
        audit_key=audit_key,
        anchor=anchor,
        scrub="PRAGMA wal_checkpoint(TRUNCATE)",  # the log would keep the destroyed keys for a while
    )


def postgres_transactions(url: str, *, ring: KeyRing, audit_key: bytes, anchor: Anchor) -> SqlTransactions:
    """One pool of threads, a connection for each. READ COMMITTED is enough: rivals meet in constraints and locks."""
    threads = ThreadPoolExecutor(_CONNECTIONS, thread_name_prefix="database")
    engine = postgres_engine(url, connections=_CONNECTIONS)
    return SqlTransactions(
        writing=_Way(threads=threads, engine=engine, writable=True),
        reading=_Way(threads=threads, engine=snapshots(engine), writable=False),
        ring=ring,
        audit_key=audit_key,
        anchor=anchor,
    )
