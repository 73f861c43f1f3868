"""Promise: an installation can be set up, fed, run and checked by commands that scripts can rely on."""

from __future__ import annotations

import json
import socket
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import sqlalchemy as sa
from typer.core import TyperGroup
from typer.main import get_command

from fenghuo.cli.commands import app
from fenghuo.demo.browser import Browser
from fenghuo.demo.performance import free_port
from tests.support.command_line import CommandLine
from tests.support.program import Program, running
from tests.support.raw import raw
from tests.support.terminal import on_terminal

pytestmark = pytest.mark.timeout(180)

ROSTER = """name,uscc,region,contact,phone,email,telegram_chat_id,locale,customs_code,roles,products,hazards,min_level
江门蓬江欢童贸易有限公司,91440703MA5DEM014K,江门,黄质量,13800138000,,,zh-CN,,importer,toys,,yellow
"""
BAD_ROSTER = f"{ROSTER}错码公司,123,江门,,,,,,,,,,\n新会亮家电器,91440705MA5DEM023E,江门,,,no-at-sign,,,,,,,\n"
CIRCULAR = {
    "kind": "advisory",
    "level": "orange",
    "title": "关于磁力珠玩具的风险警示",
    "product": "toys",
    "hazards": ["choking"],
    "body": "磁力珠容易被幼儿误吞。",
    "measures": ["停止销售", "核查库存"],
    "audience": ["91440703MA5DEM014K"],
    "valid_until": "2099-12-31",
}
DRAIN = 10.0  # seconds


@pytest.fixture
def cli(tmp_path: Path) -> CommandLine:
    """With an embedded database that the first command makes."""
    return CommandLine(tmp_path)


@pytest.fixture
def on_each_engine(database_url: str, tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path, DATABASE_URL=database_url)


def staffed(cli: CommandLine) -> dict[str, str]:
    """An office with an officer and a signing leader; ids by name."""
    office = cli.json("org", "add", "江门海关", "--level", "regional", "--region", "江门", "--json")["id"]
    people = {
        name: cli.json("user", "add", name, "--org", office, "--role", role, "--json")["id"]
        for name, role in (("陈值班", "officer"), ("梁签发", "signer"))
    }
    return {"江门海关": office, **people}


def test_a_circular_goes_from_a_file_to_its_addressee(on_each_engine: CommandLine, tmp_path: Path) -> None:
    cli = on_each_engine
    ids = staffed(cli)
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    (tmp_path / "warning.json").write_text(json.dumps(CIRCULAR), encoding="utf-8")
    cli.json("import", "enterprises", "roster.csv", "--json")
    drafted = cli.json("circular", "draft", "--file", "warning.json", "--as", "梁签发")
    number = drafted["number"]
    assert drafted == {"number": number}
    assert cli("circular", "submit", number, "--as", ids["梁签发"]).code == 1  # nobody else could sign it
    cli.json("user", "add", "冯签发", "--org", ids["江门海关"], "--role", "signer", "--json")
    assert cli.json("circular", "submit", number, "--as", "梁签发", "--json")["state"] == "submitted"
    assert cli("circular", "approve", number, "--as", "梁签发").code == 6
    assert cli("circular", "approve", number, "--as", "陈值班").code == 6
    assert cli.json("circular", "approve", number, "--as", "冯签发", "--json")["state"] == "approved"
    assert cli.json("circular", "issue", number, "--as", "陈值班", "--json")["state"] == "issued"
    shown = cli.json("circular", "show", number, "--json")
    assert shown["official_number"].startswith("江关警〔")
    assert shown["deliveries"] == {"sent": 1}
    lifted = cli.json("circular", "lift", shown["official_number"], "--as", "冯签发", "--reason", "无风险", "--json")
    assert lifted["state"] == "lifted"
    assert cli("audit", "verify").code == 0


def test_a_circular_is_drafted_from_standard_input(cli: CommandLine) -> None:
    staffed(cli)
    drafted = cli(
        "circular", "draft", "--file", "-", "--as", "梁签发", stdin=json.dumps({**CIRCULAR, "audience": "all"})
    )
    assert (drafted.code, drafted.err, "number" in json.loads(drafted.out)) == (0, "", True)
    closed = cli("circular", "draft", "--file", "-", "--as", "梁签发", stdin=None)
    assert (closed.code, closed.out, "no standard input" in closed.err) == (1, "", True)


def test_lists_are_arrays_with_id_name_and_role(cli: CommandLine) -> None:
    ids = staffed(cli)
    organisations = cli.json("org", "list", "--json")
    assert [(row["id"], row["name"], row["role"], row["level"]) for row in organisations] == [
        (ids["江门海关"], "江门海关", "regional", "regional")
    ]
    people = cli.json("user", "list", "--json")
    assert [(row["id"], row["name"], row["role"], row["org"]) for row in people] == [
        (ids["陈值班"], "陈值班", "officer", ids["江门海关"]),
        (ids["梁签发"], "梁签发", "signer", ids["江门海关"]),
    ]
    assert "陈值班" in cli("user", "list", "--role", "officer").out


def test_the_same_roster_again_changes_nothing(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    first = cli.json("import", "enterprises", "roster.csv", "--json")
    assert (first["added"], first["changed"], first["unchanged"]) == (1, 0, 0)
    listed = cli("user", "list", "--json").out
    again = cli.json("import", "enterprises", "roster.csv", "--json")
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 1)
    assert cli("user", "list", "--json").out == listed


def test_bad_rows_are_named_by_line_and_column_and_the_good_ones_kept(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(BAD_ROSTER, encoding="utf-8")
    ran = cli("import", "enterprises", "roster.csv", "--json")
    assert ran.code == 1
    told = json.loads(ran.out)
    assert told["added"] == 1
    assert [(error["line"], error["column"]) for error in told["errors"]] == [(3, "uscc"), (4, "email")]
    assert "Line 3, column uscc" in ran.err
    assert len(cli.json("org", "list", "--json")) == 1


async def test_the_printed_link_signs_in_once(tmp_path: Path) -> None:
    program = Program(tmp_path, locale="en")
    cli = CommandLine(tmp_path, BASE_URL=program.url)
    async with running([program]):
        link = cli.json("user", "link", "陈值班", "--json")
        assert link["url"].startswith(f"{program.url}/enter/")
        browser = Browser(program.url, locale="zh-CN")
        try:
            await browser.enter(link["url"].removeprefix(program.url))
            assert await browser.say("/queue")
        finally:
            await browser.close()
        with raw(f"sqlite:///{tmp_path / 'data' / 'fenghuo.db'}") as connection:
            spent = connection.execute(sa.text("SELECT count(*) FROM links WHERE spent_at IS NOT NULL")).scalar_one()
    assert spent == 1


def test_a_changed_audit_row_is_found(cli: CommandLine, tmp_path: Path) -> None:
    staffed(cli)
    assert cli.json("audit", "verify", "--json") == []
    with raw(f"sqlite:///{tmp_path / 'data' / 'fenghuo.db'}") as connection:
        connection.execute(sa.text("UPDATE audit_entries SET actor_id = 'somebody' WHERE seq = 2"))
    ran = cli("audit", "verify", "--json")
    assert ran.code == 1
    assert [(finding["seq"], finding["damage"]) for finding in json.loads(ran.out)] == [(2, "changed")]
    assert "江门海关, entry 2" in cli("audit", "verify").err


def test_every_wrong_setting_is_listed_at_once(tmp_path: Path) -> None:
    cli = CommandLine(tmp_path, PORT="99999", TIMEZONE="Mars", COLOUR="red", TELEGRAM_TOKEN="hunter2")
    ran = cli("serve")
    assert ran.code == 3
    assert ran.out == ""
    for name in ("PORT", "TIMEZONE", "COLOUR", "TELEGRAM_TOKEN"):
        assert f"FENGHUO_{name}: " in ran.err
    assert "hunter2" not in ran.err
    assert not (tmp_path / "data").exists()


def test_refusals_have_a_sentence_and_a_code_of_their_own(cli: CommandLine, tmp_path: Path) -> None:
    ids = staffed(cli)
    (tmp_path / "list.json").write_text("[]", encoding="utf-8")
    (tmp_path / "typo.json").write_text(json.dumps({**CIRCULAR, "titel": "x"}), encoding="utf-8")
    nobody = cli("user", "link", "无名氏")
    assert (nobody.code, "无名氏" in nobody.err) == (4, True)
    cli.json("user", "add", "陈值班", "--org", ids["江门海关"], "--role", "expert", "--json")
    ambiguous = cli("user", "link", "陈值班")
    assert (ambiguous.code, ids["陈值班"] in ambiguous.err) == (4, True)
    assert cli("circular", "show", "D2026-9999").code == 4
    assert cli("circular", "draft", "--file", "list.json", "--as", "梁签发").code == 1
    typo = cli("circular", "draft", "--file", "typo.json", "--as", "梁签发")
    assert (typo.code, "titel" in typo.err) == (1, True)
    assert cli("org", "add", "某海关", "--level", "galactic").code == 2
    assert cli("org", "add", "江门海关", "--level", "regional").code == 1


def test_a_newer_database_is_refused(cli: CommandLine, tmp_path: Path) -> None:
    cli.json("migrate", "--json")
    with raw(f"sqlite:///{tmp_path / 'data' / 'fenghuo.db'}") as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    for command in (("migrate",), ("worker",)):
        ran = cli(*command)
        assert (ran.code, "newer release" in ran.err) == (5, True)
    assert cli("doctor").code == 1


def test_a_database_that_does_not_answer_is_a_sentence(tmp_path: Path) -> None:
    url = f"postgresql+psycopg://fenghuo:hunter2@127.0.0.1:{free_port()}/fenghuo"
    cli = CommandLine(tmp_path, DATABASE_URL=url)
    ran = cli("org", "list")
    assert (ran.code, "FENGHUO_DATABASE_URL" in ran.err) == (1, True)
    assert "hunter2" not in ran.err


def test_the_doctor_says_what_is_broken(cli: CommandLine, tmp_path: Path) -> None:
    fresh = cli("doctor", "--json")
    assert fresh.code == 0
    assert not (tmp_path / "data").exists()
    cli.json("org", "list", "--json")
    checks = {row["check"]: row["health"] for row in cli.json("doctor", "--json")}
    assert {"settings", "clock", "disk", "key", "database", "calendar", "address"} < set(checks)
    assert {"telegram", "mail", "sms"} < set(checks)
    key = tmp_path / "data" / "key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    key.chmod(0o644)
    ill = cli("doctor", "--json")
    assert ill.code == 1
    assert {row["check"] for row in json.loads(ill.out) if row["health"] == "broken"} == {"key", "database"}
    key.unlink()
    lost = cli("doctor")
    assert (lost.code, "key file is missing" in lost.out) == (1, True)
    assert not key.exists()


def test_keys_rotate_and_everything_can_still_be_read(cli: CommandLine) -> None:
    staffed(cli)
    rotated = cli.json("keys", "rotate", "--json")
    assert rotated["records"] > 0
    assert [row["name"] for row in cli.json("user", "list", "--json")] == ["陈值班", "梁签发"]
    assert cli("audit", "verify").code == 0


def test_days_set_by_hand_are_kept_and_bad_lines_named(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "days.txt").write_text("2099-01-01 off\n\n2099-02-14 work # make-up day\nsoon off\n", encoding="utf-8")
    ran = cli("holidays", "import", "days.txt")
    assert (ran.code, "Line 4" in ran.err) == (1, True)
    assert cli.json("holidays", "list", "--json") == [
        {"day": "2099-01-01", "working": False},
        {"day": "2099-02-14", "working": True},
    ]


def test_triage_reads_and_prints_lines_in_order(cli: CommandLine) -> None:
    lines = '{"id": "a", "text": "玩具车充电时起火"}\nnot json\n{"id": "b", "text": "你好"}\n'
    ran = cli("triage", "--fast", stdin=lines)
    assert (ran.code, "Line 2" in ran.err) == (1, True)
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["id"] for row in rows] == ["a", "b"]
    assert (rows[0]["product"], rows[0]["hazards"]) == ("toys", ["fire"])
    explained = cli("triage", "--explain", "玩具车充电时起火")
    assert (explained.code, "Fire" in explained.out) == (0, True)


def test_a_table_too_wide_for_the_terminal_is_cut_nowhere(cli: CommandLine) -> None:
    office = cli.json("org", "add", "江门海关", "--level", "regional", "--json")["id"]
    person = cli.json("user", "add", "陈值班", "--org", office, "--role", "officer", "--json")["id"]
    environment = {"FENGHUO_DATA_DIR": str(cli.folder / "data"), "FENGHUO_LOCALE": "zh-CN"}
    code, lines = on_terminal("user", "list", given=b"", environment=environment)
    assert code == 0
    assert [line.split() for line in lines if line.strip()] == [
        ["编号", person],
        ["名称", "陈值班"],
        ["角色", "officer"],
        ["单位编号", office],
        ["语言", "zh-CN"],
    ]


def leaves(command: Any, path: str) -> Iterator[tuple[str, str]]:
    """(what one types, help) of every command."""
    if isinstance(command, TyperGroup):
        for name, child in command.commands.items():
            yield from leaves(child, f"{path} {name}")
    else:
        yield path, command.help or ""


def test_every_command_has_help_with_an_example(cli: CommandLine) -> None:
    told = dict(leaves(get_command(app), "fenghuo"))
    assert {name for name, words in told.items() if name not in words.partition("Example:")[2]} == set()
    assert {"fenghuo serve", "fenghuo user link", "fenghuo import enterprises", "fenghuo audit verify"} <= set(told)
    assert "Example: fenghuo org list --json" in cli("org", "list", "--help").out


async def test_serve_on_an_empty_database_prints_one_administrator_link(tmp_path: Path) -> None:
    program = Program(tmp_path, "serve")
    async with running([program]):
        assert {part: len(links) for part, links in program.ways_in().items()} == {"admin": 1}
        assert await program.healthy()
        async with aiohttp.ClientSession() as http, http.get(program.url) as answer:
            assert answer.status == 200
        code, seconds = await program.terminate(seconds=DRAIN)
    assert code == 0
    assert seconds < DRAIN


async def test_the_demonstration_prints_a_link_for_each_part(tmp_path: Path) -> None:
    program = Program(tmp_path, "serve", "--demonstration")
    async with running([program]):
        links = program.ways_in()
    assert {part: len(paths) for part, paths in links.items()} == dict.fromkeys(
        ("citizen", "enterprise", "officer", "expert", "signer", "superior"), 1
    )


@pytest.mark.postgres
async def test_roles_start_one_by_one_on_one_database(postgres_url: str, tmp_path: Path) -> None:
    web = Program(tmp_path, "web", DATABASE_URL=postgres_url)
    others = CommandLine(tmp_path, DATABASE_URL=postgres_url)
    async with running([web]):
        with others.role("worker") as worker, others.role("scheduler") as scheduler:
            assert await web.healthy()
            for process in (worker, scheduler):
                process.terminate()
                assert process.wait(DRAIN) == 0


def test_a_port_in_use_is_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ran = CommandLine(tmp_path, PORT=port)("serve")
    assert (ran.code, port in ran.err) == (1, True)


def test_a_database_without_its_key_file_is_refused_and_no_new_key_made(cli: CommandLine) -> None:
    cli.json("org", "add", "江门海关", "--level", "regional", "--json")
    key = cli.folder / "data" / "key"
    key.rename(key.with_name("elsewhere"))
    ran = cli("org", "list", "--json")
    assert (ran.code, ran.out) == (1, "")
    assert "密钥文件" in ran.err or "key file" in ran.err
    assert not key.exists()


def test_an_administrator_sets_the_deadlines_of_an_office(cli: CommandLine) -> None:
    office = cli.json("org", "add", "江门海关", "--level", "regional", "--json")["id"]
    cli.json("user", "add", "管理员", "--org", office, "--role", "admin", "--json")
    cli.json("user", "add", "陈值班", "--org", office, "--role", "officer", "--json")
    assert cli("org", "clocks", office, "--verify-days", "3", "--as", "陈值班").code == 6
    cli.json("org", "clocks", office, "--verify-days", "3", "--as", "管理员", "--json")
    clocks = cli.json("org", "clocks", office, "--json")
    assert (clocks["verify_days"], clocks["acknowledge_grave_hours"]) == (3, 4)
