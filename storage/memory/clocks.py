"""Deadlines, office settings, days set by hand, ticks, and the audit log."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime

from casework.ports.records import CLOCKS_APART
from risk.audit import AuditEntry
from risk.deadline import Deadline, DeadlineKind, OfficeClocks
from storage.audit_chain import linked
from storage.memory.records import Kept
from storage.memory.shelf import Cells


class Deadlines(Kept[Deadline]):
    def open_of(self, subject_id: str, kind: DeadlineKind) -> Deadline | None:
        found = self._shelf.select(
            lambda d: d.subject_id == subject_id and d.kind is kind and d.done_at is None, by=lambda d: d.starts_at
        )
        return found[0] if found else None

    def running(self, subject_id: str) -> list[Deadline]:
        return self._shelf.select(lambda d: d.subject_id == subject_id and d.done_at is None, by=lambda d: d.due_at)

    def to_call(self, now: datetime, *, limit: int = 500) -> list[Deadline]:
        return self._shelf.select(
            lambda d: d.done_at is None and d.next_at is not None and d.next_at <= now,
            by=lambda d: d.next_at,
            limit=limit,
        )


class Clocks:
    def __init__(self, settings: Cells) -> None:
        self._settings = settings

    def of(self, org_id: str) -> OfficeClocks:
        found: OfficeClocks = self._settings.values.get(org_id) or OfficeClocks(org_id=org_id)
        return found

    def put(self, clocks: OfficeClocks) -> None:
        self._settings.put(clocks.org_id, dataclasses.replace(clocks, version=clocks.version + 1))


class Holidays:
    def __init__(self, days: Cells) -> None:
        self._days = days

    def all(self) -> Mapping[date, bool]:
        return dict(sorted(self._days.values.items()))

    def put(self, day: date, *, working: bool) -> None:
        self._days.put(day, working)


class Ticks:
    def __init__(self, claimed: Cells) -> None:
        self._claimed = claimed

    def claim(self, job: str, tick: str, at: datetime) -> bool:
        later = [key for key, when in self._claimed.values.items() if key[0] == job and when > at + CLOCKS_APART]
        for key in later:
            self._claimed.drop(key)
        return self._claimed.put_once((job, tick), at)

    def forget(self, before: datetime) -> int:
        old = [key for key, at in self._claimed.values.items() if at < before]
        for key in old:
            self._claimed.drop(key)
        return len(old)


class AuditLog:
    def __init__(self, chains: Cells, audit_key: bytes) -> None:
        self._chains = chains
        self._audit_key = audit_key

    def append(self, *, org_id: str, at: datetime, actor_id: str, act: str, subject: str, **detail: str) -> AuditEntry:
        chain: tuple[AuditEntry, ...] = self._chains.values.get(org_id, ())
        entry = linked(
            org_id=org_id,
            seq=len(chain) + 1,
            at=at,
            actor_id=actor_id,
            act=act,
            subject=subject,
            detail=detail,
            before=chain[-1].mac if chain else "",
            audit_key=self._audit_key,
        )
        self._chains.put(org_id, (*chain, entry))
        return entry

    def of(self, org_id: str) -> list[AuditEntry]:
        return list(self._chains.values.get(org_id, ()))

    def organisations(self) -> list[str]:
        return sorted(self._chains.values)
