"""What must outlive the process: until when we are halted, and what share of the rate is used since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class PaceRecord:
    """`chat` "" is the whole credential. `share` of the permitted rate counts from `until` on, and recovers."""

    credential: str
    until: datetime
    share: float
    chat: str = ""


class PaceRecords(Protocol):
    """Kept where the next holder of the credential finds it. Neither call raises for what storage does."""

    async def of(self, credential: str) -> list[PaceRecord]: ...

    async def keep(self, record: PaceRecord) -> None:
        """In place of an earlier one for the same credential and chat."""

    async def used_until(self, credential: str) -> datetime | None:
        """Until when another process may have sent with it; None if there was none."""


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
