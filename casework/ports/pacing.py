"""What must outlive the process of a credential's pace: until when it is halted, and what share is used since."""

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
    """Kept where the next holder of the credential finds it."""

    async def of(self, credential: str) -> list[PaceRecord]:
        """Raises what storage raises: who does not know of a halt must not send."""

    async def keep(self, record: PaceRecord) -> None:
        """In place of an earlier one for the same credential and chat. Never raises for what storage does."""

    async def used_until(self, credential: str) -> datetime | None:
        """Until when another process may have sent with it; None if there was none. Raises as `of` does."""


class Paces(Protocol):
    """The same inside a transaction. Times are told by the clock that says `now`, and kept by the database's own."""

    def of(self, credential: str, *, now: datetime) -> list[PaceRecord]: ...

    def keep(self, record: PaceRecord, *, now: datetime) -> None:
        """In place of an earlier one; what no longer tells anything is dropped."""
