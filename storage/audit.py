"""The audit log: one HMAC chain per organisation, its head anchored outside the database."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

from sqlalchemy import insert, select, update

from risk.audit import AuditEntry
from storage.audit_chain import linked, mac_of
from storage.mapping import Mapped, table_of
from storage.rows import AuditEntryRow, AuditHeadRow
from storage.upsert import insert_or
from storage.work import Work

AUDIT_ENTRY = Mapped(AuditEntry, AuditEntryRow)
_ENTRIES = AUDIT_ENTRY.table
_HEADS = table_of(AuditHeadRow)
RESTORED: Final = "installation.restored"  # the act that says: the log went back to a backup
_TAIL: Final = 4096  # bytes of an anchor that hold its last whole line


class AuditLog:
    def __init__(self, work: Work) -> None:
        self._work = work

    def append(self, *, org_id: str, at: datetime, actor_id: str, act: str, subject: str, **detail: str) -> AuditEntry:
        # The upsert locks the chain's head until the commit, so appenders of one organisation stand in line.
        statement = insert_or(_HEADS).values(org_id=org_id, seq=1, mac="")
        statement = statement.on_conflict_do_update(index_elements=["org_id"], set_={"seq": _HEADS.c.seq + 1})
        (head,) = self._work.write_returning(statement.returning(_HEADS.c.seq, _HEADS.c.mac), kind=_HEADS.name)
        entry = linked(
            org_id=org_id,
            seq=head.seq,
            at=at,
            actor_id=actor_id,
            act=act,
            subject=subject,
            detail=detail,
            before=head.mac,
            audit_key=self._work.audit_key,
        )
        self._work.write(insert(_ENTRIES), AUDIT_ENTRY.to_row(entry, self._work.ring), kind=_ENTRIES.name)
        self._work.write(update(_HEADS).where(_HEADS.c.org_id == entry.org_id).values(mac=entry.mac), kind=_HEADS.name)
        self._work.audit_heads[entry.org_id] = (entry.seq, entry.mac)
        return entry

    def of(self, org_id: str) -> list[AuditEntry]:
        rows = self._work.all(select(_ENTRIES).where(_ENTRIES.c.org_id == org_id).order_by(_ENTRIES.c.seq))
        return [AUDIT_ENTRY.from_row(row._mapping, self._work.ring) for row in rows]

    def heads(self) -> dict[str, tuple[int, str]]:
        """(seq, mac) of each organisation's last entry."""
        return {row.org_id: (row.seq, row.mac) for row in self._work.all(select(_HEADS))}

    def restorations(self) -> list[Restoration]:
        """When the log went back to a backup, as it says itself."""
        rows = self._work.all(select(_ENTRIES).where(_ENTRIES.c.act == RESTORED).order_by(_ENTRIES.c.at))
        return [
            Restoration(
                org_id=row.org_id, seq=row.seq, at=row.at, restore=row.subject, lost=int(row.detail.get("lost", "0"))
            )
            for row in rows
        ]

    def organisations(self) -> list[str]:
        """Also those of which only the head is left."""
        rows = self._work.all(select(_HEADS.c.org_id).union(select(_ENTRIES.c.org_id)))
        return sorted(row.org_id for row in rows)

    def head(self, org_id: str) -> tuple[int, str] | None:
        """(seq, mac) of the last entry, as kept beside the entries."""
        row = self._work.first(select(_HEADS).where(_HEADS.c.org_id == org_id))
        return None if row is None else (row.seq, row.mac)


class Damage(StrEnum):
    CHANGED = "changed"  # the entry, or its place in the chain
    REMOVED = "removed"  # a gap before this entry
    TRUNCATED = "truncated"  # the chain ends before a head that was written down
    REWRITTEN = "rewritten"  # whole, but not what was anchored


@dataclass(frozen=True, kw_only=True)
class AuditFinding:
    """What is wrong with entry `seq` of the chain of `org_id`."""

    org_id: str
    seq: int
    damage: Damage


@dataclass(frozen=True, kw_only=True)
class Restoration:
    """From entry `seq` on the chain goes on after a restore; `lost` entries had been anchored beyond it."""

    org_id: str
    seq: int
    at: datetime
    restore: str
    lost: int


class Anchor:
    """Append-only files outside the database, one per organisation: a line `seq mac` for each commit.

    A crash between commit and anchor leaves the anchor behind, never ahead.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def write(self, heads: Mapping[str, tuple[int, str]]) -> None:
        for org_id, (seq, mac) in heads.items():
            path = self._folder / quote(org_id, safe="")
            handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(handle, f"{seq} {mac}\n".encode("ascii"))
            finally:
                os.close(handle)

    @property
    def folder(self) -> Path:
        return self._folder

    def organisations(self) -> list[str]:
        return sorted(unquote(path.name) for path in self._folder.iterdir() if path.is_file())

    def heads(self, org_id: str) -> Iterable[tuple[int, str]]:
        """Every anchored (seq, mac). A line cut short by a crash is passed over."""
        path = self._folder / quote(org_id, safe="")
        if not path.exists():
            return
        with path.open(encoding="ascii", errors="replace") as lines:
            for line in lines:
                yield from _anchored(line)

    def last(self, org_id: str) -> tuple[int, str] | None:
        """The same of the last line alone, however long the file is."""
        with (self._folder / quote(org_id, safe="")).open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
            tail = file.read().decode("ascii", errors="replace").splitlines()
        return next((found for line in reversed(tail) for found in _anchored(line)), None)


def _anchored(line: str) -> Iterable[tuple[int, str]]:
    seq, _, mac = line.strip().partition(" ")
    if seq.isdecimal() and len(mac) == 2 * hashlib.sha256().digest_size:
        yield int(seq), mac


def verify(
    log: AuditLog, anchor: Anchor, *, audit_key: bytes, only: Collection[str] | None = None
) -> list[AuditFinding]:
    """Goes through every chain; an empty list means that nothing was changed, removed, reordered or cut off.

    A log that went back to a backup, and says so itself, is whole. `only`: the chains of these organisations.
    """
    # The anchor first: it may be behind the log that is read after it, never ahead.
    organisations = anchor.organisations() if only is None else only
    anchored = {org_id: list(anchor.heads(org_id)) for org_id in organisations}
    return [
        finding
        for org_id in sorted({*(log.organisations() if only is None else only), *anchored})
        for finding in _verify_chain(log, anchored.get(org_id, []), org_id, audit_key)
    ]


def ahead(log: AuditLog, anchor: Anchor) -> dict[str, int]:
    """Whose anchor ends with what is not in the log, and by how many entries it is longer: a restore, or tampering."""
    heads = log.heads()
    found = {}
    for org_id in anchor.organisations():
        seq, mac = heads.get(org_id, (0, ""))
        told = anchor.last(org_id)
        if told is not None and (told[0] > seq or (told[0] == seq and told[1] != mac)):
            found[org_id] = told[0] - seq
    return found


def _verify_chain(
    log: AuditLog, anchored: list[tuple[int, str]], org_id: str, audit_key: bytes
) -> Iterable[AuditFinding]:
    macs: dict[int, str] = {}
    restored: list[int] = []
    before, expected = "", 1
    for entry in log.of(org_id):
        if entry.seq != expected:
            yield AuditFinding(org_id=org_id, seq=entry.seq, damage=Damage.REMOVED)
        elif not hmac.compare_digest(entry.mac, mac_of(entry, before=before, audit_key=audit_key)):
            yield AuditFinding(org_id=org_id, seq=entry.seq, damage=Damage.CHANGED)
        elif entry.act == RESTORED:
            restored.append(entry.seq)
        macs[entry.seq] = before = entry.mac
        expected = entry.seq + 1
    last = expected - 1
    head = log.head(org_id)
    told = [*_still_binding(anchored, macs, restored), *([head] if head else [])]
    furthest = max((seq for seq, _ in told), default=0)
    if furthest > last:
        yield AuditFinding(org_id=org_id, seq=last + 1, damage=Damage.TRUNCATED)
    if head is not None and head[0] < last:
        yield AuditFinding(org_id=org_id, seq=head[0] + 1, damage=Damage.REWRITTEN)
    for seq, mac in told:
        if seq in macs and macs[seq] != mac:
            yield AuditFinding(org_id=org_id, seq=seq, damage=Damage.REWRITTEN)


def _still_binding(
    anchored: list[tuple[int, str]], macs: Mapping[int, str], restored: list[int]
) -> Iterable[tuple[int, str]]:
    """Without what was anchored before a restore, of entries that came after the backup.

    The lines of a file are in the order of time: once one of them follows a restore, all later ones must agree.
    """
    followed = 0
    for seq, mac in anchored:
        if macs.get(seq) == mac:
            followed = max(followed, *(entry for entry in (0, *restored) if entry <= seq))
        elif any(followed < entry <= seq for entry in restored):
            continue
        yield seq, mac
