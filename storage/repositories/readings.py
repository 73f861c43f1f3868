"""What was read in files."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select

from risk.reading import FileReading
from storage.mapping import Mapped
from storage.repositories.records import KeptRows
from storage.rows import ReadingRow
from storage.rows.readings import WAITING

READING = Mapped(FileReading, ReadingRow)


class Readings(KeptRows[FileReading]):
    def next_waiting(self, now: datetime) -> FileReading | None:
        free = or_(self._c.lease_until.is_(None), self._c.lease_until <= now)
        first = select(self._table).where(WAITING, free).order_by(self._c.created_at, self._c.id).limit(1)
        # PostgreSQL: what another process takes just now is passed over. On SQLite the writer is alone anyway.
        row = self._work.first(first.with_for_update(skip_locked=True))
        return None if row is None else self._record(row._mapping)

    def of_person(self, person_id: str, *, limit: int = 60) -> list[FileReading]:
        newest = (self._c.created_at.desc(), self._c.id.desc())
        return list(reversed(self._all(self._c.person_id == person_id, by=newest, limit=limit)))

    def erase(self, id_: str) -> None:
        self._erase(self._c.id == id_)
