"""The disk is full in the middle of the work: a clear refusal, nothing half done, and on it goes when there is room."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url, text

from casework.ports import UnitOfWork
from risk.circular import CircularState
from storage.errors import StorageFull
from storage.migrate import migrate
from storage.work import Work
from tests.faults.house import House, housed, until
from tests.support import postgres

pytestmark = pytest.mark.timeout(180)
_MUCH = "很长的正文。" * 400


async def test_a_full_disk_under_sqlite_refuses_clearly_and_goes_on_when_there_is_room(
    tmp_path: Path, sqlite_url: str
) -> None:
    async with housed(tmp_path, sqlite_url) as house, house.working():
        await house.issue("F00001")
        await until(lambda: house.told("F00001") == house.once())
        _limit_pages(house, _pages(house) + 4)
        await _issue_until_full(house)
        _limit_pages(house, 1_000_000)
        await _goes_on(house)


async def test_a_full_disk_under_postgresql_refuses_clearly_and_goes_on_when_there_is_room(
    tmp_path: Path, postgres_server: postgres.Server
) -> None:
    with small_disk() as disk, _database_on(disk, postgres_server) as url:
        async with housed(tmp_path, url) as house, house.working():
            await house.issue("F00001")
            await until(lambda: house.told("F00001") == house.once())
            filler = disk / "filler"
            await asyncio.to_thread(_fill, filler)
            await _issue_until_full(house)
            filler.unlink()
            await _goes_on(house)


@contextmanager
def small_disk() -> Iterator[Path]:
    """A file system of a few megabytes that the server on this machine can reach."""
    if postgres.GIVEN in os.environ:
        pytest.skip(f"the server of {postgres.GIVEN} does not see our file systems")
    place = Path(tempfile.mkdtemp(prefix="fh-disk-", dir="/tmp"))
    as_root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    mount = [*as_root, "mount", "-t", "tmpfs", "-o", "size=48m,mode=777", "fenghuo", str(place)]
    reason = "there is no sudo"
    if os.geteuid() == 0 or shutil.which("sudo"):
        reason = subprocess.run(mount, capture_output=True, text=True, check=False).stderr.strip()
    if reason:
        place.rmdir()
        pytest.skip(f"a small file system for PostgreSQL needs the right to mount a tmpfs, as root: {reason}")
    try:
        yield place
    finally:
        subprocess.run([*as_root, "umount", str(place)], check=True)
        place.rmdir()


@contextmanager
def _database_on(disk: Path, server: postgres.Server) -> Iterator[str]:
    """A migrated database all of whose tables are there; the server's own files and its log are not."""
    space = disk / "space"
    space.mkdir(mode=0o700)
    owner = _folder_of(server).stat()
    os.chown(space, owner.st_uid, owner.st_gid)
    name = f"fenghuo_full_{os.getpid()}"
    admin = make_url(server.url("postgres")).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"CREATE TABLESPACE {name} LOCATION '{space}'".encode())
        connection.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0 TABLESPACE {name}".encode())
        url = server.url(name)
        try:
            migrate(url)
            yield url
        finally:
            server.drop(name)
            connection.execute(f"DROP TABLESPACE {name}".encode())


def _folder_of(server: postgres.Server) -> Path:
    """Where the server's socket lies: it belongs to whom the server runs as."""
    return Path(str(make_url(server.url("postgres")).query["host"]))


def _fill(file: Path) -> None:
    """To the last byte."""
    with suppress(OSError), file.open("wb", buffering=0) as filler:
        while filler.write(bytes(64 * 1024)):
            pass


async def _issue_until_full(house: House) -> None:
    for number in range(100, 1000):
        try:
            await house.issue(f"F00{number} {_MUCH}"[:200])
        except StorageFull:
            return
    raise AssertionError("the disk was never full")


async def _goes_on(house: House) -> None:
    """Everything that was issued arrives, new things too, and both chains hold."""
    await house.issue("F09999")
    for title in _issued(house):
        await _everybody_has(house, title)
    assert house.sound()
    assert house.shop.storage.transactions.run_work(_is_whole)


async def _everybody_has(house: House, title: str) -> None:
    await until(lambda: set(house.told(title)) == set(house.chats), within=90)
    assert house.told(title) - house.marked(title) == house.once()


def _issued(house: House) -> list[str]:
    def body(uow: UnitOfWork) -> list[str]:
        return [
            circular.title
            for office in uow.organisations.all()
            for circular in uow.circulars.of(office.id, CircularState.ISSUED)
        ]

    return house.shop.transactions.run_now(body)


def _is_whole(work: Work) -> bool:
    """By the engine's own check, where it has one."""
    if work.on_server:
        return True
    return [row[0] for row in work.all(text("PRAGMA integrity_check"))] == ["ok"]


def _pages(house: House) -> int:
    return house.shop.storage.transactions.run_work(lambda work: int(work.first(text("PRAGMA page_count"))[0]))


def _limit_pages(house: House, most: int) -> None:
    """Of the one connection that writes."""
    house.shop.storage.transactions.run_work(lambda work: work.all(text(f"PRAGMA max_page_count = {most}")))
