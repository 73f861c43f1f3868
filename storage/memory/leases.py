"""Leases, and what outlives a holder of its pace. The clock is the one that is given."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from casework.ports.leases import Lease
from casework.ports.pacing import PaceRecord
from storage.memory.shelf import Cells

_TELLS = timedelta(hours=1)


class Leases:
    def __init__(self, cells: Cells) -> None:
        self._cells = cells  # name -> (lease, until when the holder before had it)

    def take(self, name: str, holder: str, *, span: timedelta, now: datetime) -> Lease | None:
        known: tuple[Lease, datetime | None] | None = self._cells.values.get(name)
        lease, former = Lease(name=name, holder=holder, number=1, until=now + span), None
        if known is not None:
            last, former = known
            if last.holder != holder:
                if now < last.until <= now + 2 * span:
                    return None
                former = last.until
            lease = replace(lease, number=last.number + (last.holder != holder))
        self._cells.put(name, (lease, former))
        return lease

    def renew(self, lease: Lease, *, span: timedelta, now: datetime) -> Lease | None:
        return self._extended(lease, replace(lease, until=now + span))

    def free(self, lease: Lease, *, now: datetime) -> None:
        self._extended(lease, replace(lease, holder="", until=now))

    def holds(self, lease: Lease, *, now: datetime) -> bool:
        return self.is_newest(lease) and bool(self._cells.values[lease.name][0].until > now)

    def is_newest(self, lease: Lease) -> bool:
        last, _ = self._cells.values.get(lease.name, (None, None))
        return last is not None and (last.number, last.holder) == (lease.number, lease.holder)

    def former_end(self, name: str, *, now: datetime) -> datetime | None:
        known: tuple[Lease, datetime | None] | None = self._cells.values.get(name)
        return None if known is None else known[1]

    def _extended(self, lease: Lease, to: Lease) -> Lease | None:
        if not self.is_newest(lease):
            return None
        self._cells.put(lease.name, (to, self._cells.values[lease.name][1]))
        return to


class Paces:
    def __init__(self, cells: Cells) -> None:
        self._cells = cells

    def of(self, credential: str, *, now: datetime) -> list[PaceRecord]:
        found = [record for key, record in self._cells.values.items() if key[0] == credential]
        return sorted(found, key=lambda record: record.chat)

    def keep(self, record: PaceRecord, *, now: datetime) -> None:
        for old in self.of(record.credential, now=now):
            if old.until < now - _TELLS:
                self._cells.drop((old.credential, old.chat))
        self._cells.put((record.credential, record.chat), record)
