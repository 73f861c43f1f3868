"""Backups of SQLite: an online copy in a folder of its own, with the heads of the audit log, and checked.

The key file is not in it, unless asked for: whoever finds such a backup could read everything.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import make_url

from risk.errors import DomainError
from storage import migrate
from storage.audit import Anchor
from storage.chains import broken_links
from storage.engines import database_name, is_sqlite, lone
from storage.errors import Unreachable
from storage.on_disk import to_disk
from storage.opening import AUDIT_KEY
from storage.vault import KeyRing

Progress = Callable[[int, int], None]  # pages copied, pages in all

DATABASE: Final = "fenghuo.db"
ANCHORS: Final = "audit"
KEY: Final = "key"
_MANIFEST: Final = "backup.json"
_FORMAT: Final = 1
_STEP_PAGES: Final = 1024  # 4 MiB: the bar moves, and nobody waits long for a lock


class BackupDamaged(DomainError):
    """What lies in this folder is no whole backup, or its database was changed after it was made."""

    code = "backup-damaged"


class BackupExists(DomainError):
    """There is something of this name already; a backup never overwrites anything."""

    code = "backup-exists"


class NotSqlite(DomainError):
    """This command is for SQLite; PostgreSQL has base backups and its log (docs/operations.md)."""

    code = "not-sqlite"


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a backup says of itself. `key`: the id of the ring's key that it was made under; "" before there is one."""

    made_at: str  # ISO 8601, UTC
    release: str
    schema: str
    key: str
    sha256: str
    size: int
    with_key: bool
    format: int = _FORMAT


@dataclass(frozen=True, kw_only=True)
class Checked:
    """`chains_read`: with the key at hand the log was checked too. `problems`: empty for a whole copy."""

    problems: tuple[str, ...]
    chains_read: bool


@dataclass(frozen=True, kw_only=True)
class Backup:
    folder: Path
    manifest: Manifest
    checked: Checked


def make_backup(
    url: str,
    folder: Path,
    *,
    anchors: Path,
    key_file: Path,
    with_key: bool,
    release: str,
    at: datetime,
    progress: Progress = lambda _done, _total: None,
) -> Backup:
    """A new folder with a copy of the database as it is now, while others go on writing.

    Raises `NotSqlite`, `BackupExists`, `Unreachable`. Until it is whole the folder's name ends in ".partial".
    """
    source = file_of(url)
    partial = folder.with_name(f"{folder.name}.partial")
    if folder.exists() or partial.exists():
        raise BackupExists(folder=str(folder if folder.exists() else partial))
    partial.mkdir(parents=True, mode=0o700)
    try:
        # The anchors first: they may be behind the log, never ahead.
        if anchors.is_dir():
            shutil.copytree(anchors, partial / ANCHORS)
        copy = partial / DATABASE
        _copy_online(source, copy, progress)
        checked = _checked(copy, partial / ANCHORS, key_file)
        if with_key:
            shutil.copy(key_file, partial / KEY)
        manifest = Manifest(
            made_at=at.isoformat(timespec="seconds"),
            release=release,
            schema=migrate.current(sqlite_url(copy)) or "",
            key=_wrapped_by(copy),
            sha256=_sha256(copy),
            size=copy.stat().st_size,
            with_key=with_key,
        )
        (partial / _MANIFEST).write_text(json.dumps(asdict(manifest), indent=1) + "\n", encoding="ascii")
        for path in (*partial.rglob("*"), partial):
            to_disk(path)
        partial.rename(folder)
    except sqlite3.DatabaseError as error:
        shutil.rmtree(partial, ignore_errors=True)
        raise Unreachable(database=database_name(url)) from error
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return Backup(folder=folder, manifest=manifest, checked=checked)


def read_manifest(folder: Path) -> Manifest:
    """Of a whole backup: its database is what was written down. Raises `BackupDamaged`."""
    try:
        manifest = Manifest(**json.loads((folder / _MANIFEST).read_text(encoding="ascii")))
        whole = manifest.format == _FORMAT and _sha256(folder / DATABASE) == manifest.sha256
    except (OSError, ValueError, TypeError):
        whole = False
    if not whole:
        raise BackupDamaged(folder=str(folder))
    return manifest


def damage_of(copy: Path) -> list[str]:
    """By the engine's own checks; empty for a whole file. Leaves one file, without a log beside it."""
    with closing(sqlite3.connect(copy)) as connection:
        lines = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
        orphans = [
            f"{row[0]}: row {row[1]} refers to nothing" for row in connection.execute("PRAGMA foreign_key_check")
        ]
    one_file(copy)
    return [line for line in lines if line != "ok"] + orphans


def one_file(database: Path) -> None:
    """Nothing of it is left in a log beside it."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def file_of(url: str) -> Path:
    """The file of an SQLite database that is there. Raises `NotSqlite` or `Unreachable`."""
    if not is_sqlite(url):
        raise NotSqlite
    path = Path(str(make_url(url).database))
    if not path.is_file():
        raise Unreachable(database=database_name(url))
    return path


def sqlite_url(path: Path) -> str:
    return f"sqlite:///{path.absolute()}"


def _checked(copy: Path, anchors: Path, key_file: Path) -> Checked:
    problems = damage_of(copy)
    if problems or not key_file.exists() or not _wrapped_by(copy):
        return Checked(problems=tuple(problems), chains_read=False)
    problems += _broken_chains(sqlite_url(copy), anchors, key_file)
    one_file(copy)
    return Checked(problems=tuple(problems), chains_read=True)


def _copy_online(source: Path, copy: Path, progress: Progress) -> None:
    with (
        closing(sqlite3.connect(source, isolation_level=None)) as reading,
        closing(sqlite3.connect(copy)) as writing,
    ):
        # An open snapshot: without it every commit of the service would make the copy begin anew.
        reading.execute("BEGIN")
        reading.execute("SELECT 1 FROM sqlite_schema").fetchone()
        reading.backup(writing, pages=_STEP_PAGES, progress=lambda _, left, total: progress(total - left, total))
    copy.chmod(0o600)


def _broken_chains(url: str, anchors: Path, key_file: Path) -> list[str]:
    with lone(url) as engine:
        newest = migrate.checked_version(engine) == migrate.head()
        with engine.connect() as connection:
            return list(broken_links(connection, Anchor(anchors), KeyRing.load(key_file), receipts=newest))


def _wrapped_by(copy: Path) -> str:
    with closing(sqlite3.connect(copy)) as connection:
        try:
            row = connection.execute("SELECT key_id FROM wrapped_keys WHERE name = ?", (AUDIT_KEY,)).fetchone()
        except sqlite3.OperationalError:  # not migrated once
            return ""
    return "" if row is None else str(row[0])


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
