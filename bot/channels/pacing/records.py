"""Where a gate keeps what must outlive its process: in the database, or for one process in memory."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from casework.ports import Transactions
from casework.ports.pacing import PaceRecord, PaceRecords

logger = logging.getLogger(__name__)

__all__ = ["KeptPaceRecords", "MemoryPaceRecords", "PaceRecord", "PaceRecords"]


def _utc() -> datetime:
    return datetime.now(UTC)


class KeptPaceRecords:
    """In the database. `lease`: the name of that under which the credentials are used, so that the end of its former
    holder is until when somebody else may have sent; "" = the credential's own name.

    `now` is the clock that the gate goes by; the database keeps times by its own.
    """

    def __init__(self, transactions: Transactions, *, lease: str = "", now: Callable[[], datetime] = _utc) -> None:
        self._transactions = transactions
        self._lease = lease
        self._now = now

    async def of(self, credential: str) -> list[PaceRecord]:
        return await self._transactions.read(lambda uow: uow.paces.of(credential, now=self._now()))

    async def keep(self, record: PaceRecord) -> None:
        try:
            await self._transactions.run(lambda uow: uow.paces.keep(record, now=self._now()))
        except Exception:
            # We keep the halt all the same; only whoever comes after us would not know of it.
            logger.exception("A halt was not kept action=pace_keep credential=%s", record.credential)

    async def used_until(self, credential: str) -> datetime | None:
        name = self._lease or credential
        return await self._transactions.read(lambda uow: uow.leases.former_end(name, now=self._now()))


class MemoryPaceRecords:
    """For one process, and for tests."""

    def __init__(self) -> None:
        self._records: dict[tuple[str, str], PaceRecord] = {}
        self.used: dict[str, datetime] = {}

    async def of(self, credential: str) -> list[PaceRecord]:
        return [record for record in self._records.values() if record.credential == credential]

    async def keep(self, record: PaceRecord) -> None:
        self._records[record.credential, record.chat] = record

    async def used_until(self, credential: str) -> datetime | None:
        return self.used.get(credential)
