"""Deadlines, office settings, days set by hand, ticks."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import delete, select

from casework.ports.records import CLOCKS_APART
from risk.deadline import Deadline, DeadlineKind, OfficeClocks
from storage.mapping import Mapped, table_of
from storage.repositories.records import KeptRows
from storage.rows import DeadlineRow, HolidayRow, OfficeClocksRow, TickRow
from storage.upsert import insert_or
from storage.work import Work

DEADLINE = Mapped(Deadline, DeadlineRow)
OFFICE_CLOCKS = Mapped(OfficeClocks, OfficeClocksRow)
_HOLIDAYS = table_of(HolidayRow)
_TICKS = table_of(TickRow)


class Deadlines(KeptRows[Deadline]):
    def open_of(self, subject_id: str, kind: DeadlineKind) -> Deadline | None:
        return self._first(
            self._c.subject_id == subject_id,
            self._c.kind == kind,
            self._c.done_at.is_(None),
            by=(self._c.starts_at, self._c.id),
        )

    def running(self, subject_id: str) -> list[Deadline]:
        return self._all(self._c.subject_id == subject_id, self._c.done_at.is_(None), by=(self._c.due_at,))

    def to_call(self, now: datetime, *, limit: int = 500) -> list[Deadline]:
        return self._all(self._c.done_at.is_(None), self._c.next_at <= now, by=(self._c.next_at,), limit=limit)


class Clocks:
    def __init__(self, work: Work) -> None:
        self._work = work
        self._table = OFFICE_CLOCKS.table

    def of(self, org_id: str) -> OfficeClocks:
        row = self._work.first(select(self._table).where(self._table.c.org_id == org_id))
        return OfficeClocks(org_id=org_id) if row is None else OFFICE_CLOCKS.from_row(row._mapping, self._work.ring)

    def put(self, clocks: OfficeClocks) -> None:
        values = OFFICE_CLOCKS.to_row(dataclasses.replace(clocks, version=clocks.version + 1), self._work.ring)
        statement = insert_or(self._table).values(values)
        statement = statement.on_conflict_do_update(index_elements=["org_id"], set_=values)
        self._work.write(statement, kind=self._table.name)


class Holidays:
    def __init__(self, work: Work) -> None:
        self._work = work

    def all(self) -> Mapping[date, bool]:
        rows = self._work.all(select(_HOLIDAYS).order_by(_HOLIDAYS.c.day))
        return {row.day: row.working for row in rows}

    def put(self, day: date, *, working: bool) -> None:
        statement = insert_or(_HOLIDAYS).values(day=day, working=working)
        statement = statement.on_conflict_do_update(index_elements=["day"], set_={"working": working})
        self._work.write(statement, kind=_HOLIDAYS.name)


class Ticks:
    def __init__(self, work: Work) -> None:
        self._work = work

    def claim(self, job: str, tick: str, at: datetime) -> bool:
        later = (_TICKS.c.job == job, _TICKS.c.at > at + CLOCKS_APART)
        self._work.write(delete(_TICKS).where(*later), kind=_TICKS.name)
        return self._work.add_once(_TICKS, {"job": job, "tick": tick, "at": at})

    def forget(self, before: datetime) -> int:
        return self._work.write(delete(_TICKS).where(_TICKS.c.at < before), kind=_TICKS.name)
