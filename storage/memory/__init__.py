"""Everything in memory, with the semantics of the database: for tests and for trying things out."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from typing import TypeVar

from casework.ports.repositories import UnitOfWork
from storage.memory.books import MemoryUnitOfWork
from storage.memory.shelf import Journal

R = TypeVar("R")


class MemoryTransactions:
    """`casework.ports.Transactions`: bodies run one after another in the caller's thread."""

    def __init__(self) -> None:
        self._journal = Journal()
        self._uow = MemoryUnitOfWork(self._journal, audit_key=secrets.token_bytes(32))
        self._lock = threading.Lock()

    async def run(self, body: Callable[[UnitOfWork], R]) -> R:
        return self._transact(body, writable=True)

    async def read(self, body: Callable[[UnitOfWork], R]) -> R:
        return self._transact(body, writable=False)

    def run_now(self, body: Callable[[UnitOfWork], R]) -> R:
        return self._transact(body, writable=True)

    def close(self) -> None:
        """Nothing is held."""

    def _transact(self, body: Callable[[UnitOfWork], R], *, writable: bool) -> R:
        with self._lock:
            self._journal.begin(writable=writable)
            try:
                result = body(self._uow)
                if self._journal.refusal is not None:
                    raise self._journal.refusal
            except BaseException:
                self._journal.roll_back()
                raise
            return result


__all__ = ["MemoryTransactions"]
