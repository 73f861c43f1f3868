"""Putting an SQLite backup back: into a file beside the database first, and into its place when all is well."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import make_url

from risk.errors import DomainError
from storage import migrate
from storage.after_restore import Marked, mark_restored
from storage.audit import Anchor, AuditLog
from storage.backup import (
    ANCHORS,
    DATABASE,
    KEY,
    BackupDamaged,
    Manifest,
    NotSqlite,
    damage_of,
    one_file,
    read_manifest,
)
from storage.backup import sqlite_url as url_of
from storage.engines import is_sqlite
from storage.errors import KeyFileMissing, Unreachable
from storage.on_disk import to_disk
from storage.opening import open_storage
from storage.presence import alone
from storage.vault import KeyRing

Progress = Callable[[int, int], None]  # bytes copied, bytes in all
_BLOCK: Final = 4 * 1024**2  # bytes


class InstallationThere(DomainError):
    """There is a database already; it is replaced only when that is asked for, and then kept beside."""

    code = "installation-there"


@dataclass(frozen=True, kw_only=True)
class Restored:
    """`kept`: where the database that was replaced lies now; None if there was none."""

    manifest: Manifest
    marked: Marked
    schema: str
    kept: Path | None


def restore_backup(
    folder: Path,
    url: str,
    *,
    anchors: Path,
    key_file: Path,
    at: datetime,
    replace: bool,
    skip: int = 0,
    progress: Progress = lambda _done, _total: None,
) -> Restored:
    """Nothing changes before a copy is migrated, marked and checked; then that takes the place of the database.

    Raises `NotSqlite`, `BackupDamaged`, `NewerSchema`, `StillRunning`, `InstallationThere`, or what is wrong with the
    key file. Stopped half-way it is begun again.
    """
    if not is_sqlite(url):
        raise NotSqlite
    manifest = read_manifest(folder)
    target = Path(str(make_url(url).database))
    target.parent.mkdir(parents=True, exist_ok=True)
    with alone(url):
        _refuse_over(target, replace=replace)
        ring = _ring(folder, manifest, key_file)
        staged = target.with_name(f"{target.name}.restoring")
        _copy(folder / DATABASE, staged, progress)
        if damage_of(staged):
            raise BackupDamaged(folder=str(folder))
        schema = migrate.migrate(url_of(staged))
        _add_anchors(folder / ANCHORS, anchors)
        marked, heads = _marked(staged, ring, anchors, restore=f"backup of {manifest.made_at}", at=at, skip=skip)
        one_file(staged)
        to_disk(staged)
        kept = _set_aside(target, f"{target.name}.replaced-{at:%Y%m%dT%H%M%S}")
        staged.rename(target)
        to_disk(target.parent)
        Anchor(anchors).write(heads)  # last: an anchor may be behind its log, never ahead
    return Restored(manifest=manifest, marked=marked, schema=schema, kept=kept)


def _refuse_over(target: Path, *, replace: bool) -> None:
    """Of a newer release nothing is replaced at all; a file that is no database any more is, if asked for."""
    if not target.exists():
        return
    with suppress(Unreachable):
        migrate.current(url_of(target))
    if not replace:
        raise InstallationThere(database=str(target), last=_last_act(target))


def _last_act(target: Path) -> str:
    """When somebody last did something there; "?" where nobody can tell."""
    with closing(sqlite3.connect(target)) as connection, suppress(sqlite3.Error):
        (last,) = connection.execute("SELECT max(at) FROM audit_entries").fetchone()
        return str(last)[:19] if last else "?"
    return "?"


def _ring(folder: Path, manifest: Manifest, key_file: Path) -> KeyRing:
    """The key file must fit before anything is done; one in the backup is put where none is."""
    if not key_file.exists() and manifest.with_key:
        key_file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(folder / KEY, key_file)
    if not key_file.exists() and manifest.key:
        raise KeyFileMissing(file=str(key_file))
    ring = KeyRing.load(key_file)
    if manifest.key:
        ring.key(manifest.key)
    return ring


def _marked(
    staged: Path, ring: KeyRing, anchors: Path, *, restore: str, at: datetime, skip: int
) -> tuple[Marked, dict[str, tuple[int, str]]]:
    """With the heads of the log that has been restored. The anchors themselves are not touched yet."""
    with tempfile.TemporaryDirectory() as folder:
        seen = shutil.copytree(anchors, Path(folder) / ANCHORS)
        storage = open_storage(url_of(staged), keys=ring, anchor_dir=seen)
        try:
            marked = mark_restored(storage, restore=restore, at=at, skip=skip)
            return marked, storage.transactions.read_work(lambda work: AuditLog(work).heads())
        finally:
            storage.close()


def _copy(source: Path, staged: Path, progress: Progress) -> None:
    for leftover in (staged, *_beside(staged)):
        leftover.unlink(missing_ok=True)
    total, done = source.stat().st_size, 0
    with source.open("rb") as reading, staged.open("xb") as writing:
        staged.chmod(0o600)
        while block := reading.read(_BLOCK):
            writing.write(block)
            done += len(block)
            progress(done, total)


def _add_anchors(source: Path, anchors: Path) -> None:
    """Those that are here go further; only what is missing comes from the backup."""
    anchors.mkdir(parents=True, exist_ok=True)
    for path in source.iterdir() if source.is_dir() else ():
        if not (anchors / path.name).exists():
            shutil.copy(path, anchors / path.name)


def _set_aside(target: Path, name: str) -> Path | None:
    """The database with its log, which must not be taken for the new one's."""
    kept = target.with_name(name)
    if target.exists():
        with suppress(sqlite3.Error), closing(sqlite3.connect(target)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    existed = target.exists()
    for path, aside in zip((*_beside(target), target), (*_beside(kept), kept), strict=True):
        if path.exists():
            path.rename(aside)
    return kept if existed else None


def _beside(database: Path) -> tuple[Path, ...]:
    return tuple(database.with_name(f"{database.name}{end}") for end in ("-wal", "-shm"))
