"""What was read in files."""

from __future__ import annotations

import dataclasses
from datetime import datetime

from risk.identity import NOTHING
from risk.reading import FileReading, ReadingState
from storage.memory.records import Kept


class Readings(Kept[FileReading]):
    def next_waiting(self, now: datetime) -> FileReading | None:
        found = self._shelf.select(
            lambda r: r.state is ReadingState.WAITING and (r.lease_until is None or r.lease_until <= now),
            by=lambda r: r.created_at,
            limit=1,
        )
        return found[0] if found else None

    def of_person(self, person_id: str, *, limit: int = 60) -> list[FileReading]:
        found = self._shelf.select(lambda r: r.person_id == person_id, by=lambda r: (r.created_at, r.id))
        return found[-limit:]

    def erase(self, id_: str) -> None:
        found = self.find(id_)
        if found is not None:
            self._shelf.save(dataclasses.replace(found, content=NOTHING))
