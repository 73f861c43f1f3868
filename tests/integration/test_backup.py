"""SQLite: backed up while others write, checked, and without the key."""

from __future__ import annotations

import json
import shutil
import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage.backup import BackupExists, make_backup
from tests.support.backed_up import AT, House, opened
from tests.support.command_line import CommandLine
from tests.support.customs import world
from tests.support.raw import at_rest, raw


@pytest.fixture
def house(sqlite_url: str, tmp_path: Path) -> Iterator[House]:
    storage = opened(tmp_path)
    here = world(storage.transactions)
    here.issued(title="备份之前")
    yield House(folder=tmp_path, storage=storage, here=here)
    storage.close()


def test_a_backup_taken_while_others_write_is_one_moment_of_the_log(house: House) -> None:
    stop, office = threading.Event(), house.here.offices["regional"].id

    def write() -> None:
        while not stop.is_set():
            house.here.do(
                lambda uow: uow.audit.append(org_id=office, at=AT, actor_id="a", act="unmask", subject="person:x")
            )

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [
            make_backup(
                house.url,
                house.folder / f"backup-{number}",
                anchors=house.folder / "audit",
                key_file=house.folder / "key",
                with_key=False,
                release="test",
                at=AT,
            )
            for number in range(5)
        ]
    finally:
        stop.set()
        writer.join()
    assert [one.checked.problems for one in made] == [()] * 5
    assert all(one.checked.chains_read for one in made)
    with closing(sqlite3.connect(made[0].folder / "fenghuo.db")) as early, closing(sqlite3.connect(house.file)) as late:
        first, last = (each.execute("SELECT count(*) FROM audit_entries").fetchone()[0] for each in (early, late))
    assert first < last


def test_the_progress_of_a_backup_ends_at_all_pages(house: House) -> None:
    told: list[tuple[int, int]] = []
    make_backup(
        house.url,
        house.folder / "backup",
        anchors=house.folder / "audit",
        key_file=house.folder / "key",
        with_key=False,
        release="test",
        at=AT,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told[-1][0] == told[-1][1] > 0


def test_no_key_is_in_a_backup_unless_asked_for(house: House) -> None:
    made = house.back_up()
    secret = json.loads((house.folder / "key").read_text(encoding="ascii"))["keys"][0]["secret"].encode()
    assert all(secret not in path.read_bytes() for path in made.folder.rglob("*") if path.is_file())
    assert "陈关员".encode() not in at_rest(f"sqlite:///{made.folder / 'fenghuo.db'}")
    shutil.rmtree(made.folder)
    asked = house.back_up(with_key=True)
    assert (asked.folder / "key").read_bytes() == (house.folder / "key").read_bytes()
    assert stat.S_IMODE((asked.folder / "key").stat().st_mode) == 0o600


def test_a_backup_overwrites_nothing(house: House) -> None:
    house.back_up()
    with pytest.raises(BackupExists):
        house.back_up()


def test_a_backup_of_a_damaged_log_says_where(house: House) -> None:
    with raw(house.url) as connection:
        connection.exec_driver_sql("UPDATE audit_entries SET act = 'read' WHERE seq = 1")
    assert any("1: changed" in problem for problem in house.back_up().checked.problems)


@pytest.mark.timeout(180)
def test_the_commands_back_up_a_running_program_and_restore_when_it_has_stopped(tmp_path: Path) -> None:
    cli = CommandLine(tmp_path)
    cli.json("org", "add", "江门海关", "--level", "regional", "--region", "江门", "--json")
    with cli.role("worker"):
        made = cli.json("backup", "out", "--json")
        assert made["problems"] == []
        running = cli("restore", made["folder"], "--replace")
        assert (running.code, "Somebody works with" in running.err) == (1, True)
    cli.json("org", "add", "新会海关", "--level", "subordinate", "--region", "江门", "--json")
    there = cli("restore", made["folder"])
    assert (there.code, "--replace" in there.err) == (1, True)
    done = cli("restore", made["folder"], "--replace")
    assert (done.code, "kept as" in done.out) == (0, True)
    assert [row["name"] for row in cli.json("org", "list", "--json")] == ["江门海关"]
    verified = cli("audit", "verify")
    assert (verified.code, "went back to a backup" in verified.err) == (0, True)


@pytest.mark.timeout(180)
def test_a_role_does_not_start_on_a_copied_file_that_nobody_declared(tmp_path: Path) -> None:
    cli = CommandLine(tmp_path)
    cli.json("org", "add", "江门海关", "--level", "regional", "--region", "江门", "--json")
    made = cli.json("backup", "out", "--json")
    cli.json("org", "add", "新会海关", "--level", "subordinate", "--region", "江门", "--json")
    shutil.copyfile(Path(tmp_path, made["folder"], "fenghuo.db"), tmp_path / "data" / "fenghuo.db")
    refused = cli("worker")
    assert (refused.code, "fenghuo after-restore" in refused.err) == (1, True)
    assert cli("after-restore").code == 0
    with cli.role("worker"):
        pass
