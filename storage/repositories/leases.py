"""Leases, and what outlives a holder of its pace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, case, delete, func, or_, select, update

from casework.ports.leases import Lease
from casework.ports.pacing import PaceRecord
from risk.identity import Secret
from storage.mapping import Mapped, table_of
from storage.rows import LeaseRow, PaceRow
from storage.upsert import insert_or
from storage.work import Work

LEASES = table_of(LeaseRow)
_TELLS: Final = timedelta(hours=1)  # after its end even a tenth of the rate has long come back to the whole
_LONGEST: Final = 2  # spans that a lease can last, and more than that
# A process that stands still inside such a transaction would keep the row locked, and nobody could follow it.
_STANDSTILL: Final = "3000"  # milliseconds


@dataclass(frozen=True, kw_only=True)
class Halt:
    """A `PaceRecord` as it is stored."""

    id: str
    credential: str
    until: datetime
    share: float
    chat: Secret


PACE = Mapped(Halt, PaceRow)


class Leases:
    """Written so that two who take at once meet in the row's lock, and the second sees what the first has done."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._c = LEASES.c

    def take(self, name: str, holder: str, *, span: timedelta, now: datetime) -> Lease | None:
        if self._is_anothers(name, holder, span, now):  # asked first, because those who wait ask every second
            return None
        self._limit_standstill()
        statement = insert_or(LEASES).values(
            name=name, holder=holder, number=1, until=self._end(span, now), former_until=None
        )
        ours = self._c.holder == holder
        statement = statement.on_conflict_do_update(
            index_elements=["name"],
            set_={
                "number": case((ours, self._c.number), else_=self._c.number + 1),
                "former_until": case((ours, self._c.former_until), else_=self._c.until),
                "holder": holder,
                "until": self._end(span, now),
            },
            where=or_(ours, *self._is_over(span, now)),
        )
        return self._written(statement)

    def renew(self, lease: Lease, *, span: timedelta, now: datetime) -> Lease | None:
        self._limit_standstill()
        return self._written(update(LEASES).where(*self._is(lease)).values(until=self._end(span, now)))

    def free(self, lease: Lease, *, now: datetime) -> None:
        self._limit_standstill()
        statement = update(LEASES).where(*self._is(lease)).values(holder="", until=self._work.time(now))
        self._work.write(statement, kind=LEASES.name)

    def holds(self, lease: Lease, *, now: datetime) -> bool:
        standing = select(self._c.name).where(*self._is(lease), self._c.until > self._work.time(now))
        return self._work.first(standing) is not None

    def is_newest(self, lease: Lease) -> bool:
        return self._work.first(select(self._c.name).where(*self._is(lease))) is not None

    def former_end(self, name: str, *, now: datetime) -> datetime | None:
        row = self._work.first(
            select(self._c.former_until, self._work.time(now).label("clock")).where(self._c.name == name)
        )
        return None if row is None or row.former_until is None else now + (row.former_until - row.clock)

    def _is_anothers(self, name: str, holder: str, span: timedelta, now: datetime) -> bool:
        standing = select(self._c.name).where(
            self._c.name == name, self._c.holder != holder, ~or_(*self._is_over(span, now))
        )
        return self._work.first(standing) is not None

    def _is_over(self, span: timedelta, now: datetime) -> tuple[ColumnElement[bool], ...]:
        """It has run out; or it ends later than anybody can have taken it for: the clock has been set back since."""
        time = self._work.time
        return self._c.until <= time(now), self._c.until > time(now, after=_LONGEST * span)

    def _is(self, lease: Lease) -> tuple[Any, ...]:
        return self._c.name == lease.name, self._c.number == lease.number, self._c.holder == lease.holder

    def _end(self, span: timedelta, now: datetime) -> Any:
        return self._work.time(now, after=span)

    def _limit_standstill(self) -> None:
        if self._work.on_server:
            self._work.first(select(func.set_config("idle_in_transaction_session_timeout", _STANDSTILL, True)))

    def _written(self, statement: Any) -> Lease | None:
        rows = self._work.write_returning(statement.returning(LEASES), kind=LEASES.name)
        if not rows:
            return None
        (row,) = rows
        return Lease(name=row.name, holder=row.holder, number=row.number, until=row.until)


class Paces:
    def __init__(self, work: Work) -> None:
        self._work = work
        self._c = PACE.table.c

    def of(self, credential: str, *, now: datetime) -> list[PaceRecord]:
        rows = self._work.all(
            select(PACE.table, self._work.time(now).label("clock"))
            .where(self._c.credential == credential)
            .order_by(self._c.id)
        )
        found = [(PACE.from_row(row._mapping, self._work.ring), row.clock) for row in rows]
        return [
            PaceRecord(
                credential=halt.credential, until=now + (halt.until - clock), share=halt.share, chat=halt.chat.reveal()
            )
            for halt, clock in found
        ]

    def keep(self, record: PaceRecord, *, now: datetime) -> None:
        blinds = self._work.ring.blinds(f"{PACE.table.name}.chat_blind", record.chat)
        same = self._c.chat_blind.in_(blinds) if record.chat else self._c.chat_blind.is_(None)
        past = self._c.until < self._work.time(now, after=-_TELLS)
        self._work.write(
            delete(PACE.table).where(self._c.credential == record.credential, or_(same, past)), kind=PACE.table.name
        )
        halt = Halt(
            id=f"{record.credential}:{blinds[0] if record.chat else ''}",
            credential=record.credential,
            until=record.until,
            share=record.share,
            chat=Secret(record.chat),
        )
        values = PACE.to_row(halt, self._work.ring) | {"until": self._work.time(now, after=record.until - now)}
        statement = insert_or(PACE.table).values(values)
        self._work.write(statement.on_conflict_do_update(index_elements=["id"], set_=values), kind=PACE.table.name)
