"""Promise: an exercise is started and read from the command line, and only leaders approve it."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.migrate import migrate
from storage.opening import open_storage
from storage.vault import KeyRing
from tests.support.command_line import CommandLine
from tests.support.customs import world

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
def cli(tmp_path: Path) -> CommandLine:
    """On the database of a customs office, its superior and two enterprises."""
    (tmp_path / "data").mkdir()
    url = f"sqlite:///{tmp_path / 'data' / 'fenghuo.db'}"
    migrate(url)
    storage = open_storage(url, keys=KeyRing.load(tmp_path / "data" / "key"), anchor_dir=tmp_path / "data" / "audit")
    world(storage.transactions)
    storage.close()
    return CommandLine(tmp_path)


def test_from_the_start_to_the_report(cli: CommandLine) -> None:
    started = cli.json("drill", "start", "--as", "陈关员", "--to", "all", "--json")
    assert started == {"number": "E2026-0001", "state": "submitted"}
    early = cli("drill", "report", "E2026-0001")
    assert (early.code, early.err) == (1, "The exercise E2026-0001 has not been issued; there is nothing to count.\n")
    assert cli("circular", "approve", "E2026-0001", "--as", "陈关员").code == 6
    assert cli("circular", "approve", "E2026-0001", "--as", "林关长").code == 0
    issued = cli.json("circular", "issue", "E2026-0001", "--as", "陈关员", "--json")
    assert (issued["status"], issued["official_number"][:4]) == ("exercise", "演练江关")
    told = cli.json("drill", "report", issued["official_number"], "--json")
    assert told["status"] == "exercise"
    assert {name: told["reach"][name] for name in ("addressed", "sent", "acknowledged", "unreachable")} == {
        "addressed": 2,
        "sent": 1,  # the other one's Telegram waits for its sender
        "acknowledged": 0,
        "unreachable": 0,
    }
    assert [line["name"] for line in told["channels"]] == ["telegram", "webchat"]
    assert told["reach"]["to_acknowledged"] is None
    table = cli("drill", "report", "E2026-0001", "--organisations", "1").out
    assert table.startswith("[EXERCISE] 演练江关")
    assert len(table.strip().splitlines()) == 6


def test_a_real_circular_has_no_such_report_and_an_exercise_is_not_announced(cli: CommandLine) -> None:
    (cli.folder / "draft.json").write_text('{"kind": "advisory", "level": "red", "title": "t", "body": "b"}')
    number = cli.json("circular", "draft", "--file", "draft.json", "--as", "陈关员")["number"]
    ran = cli("drill", "report", number)
    assert (ran.code, ran.err) == (4, f"{number} is not an exercise.\n")
    refused = cli("drill", "start", "--as", "陈关员", "--to", "all", "--kind", "announcement")
    assert refused.code == 1
    assert "Exercises and real circulars are kept apart" in refused.err
