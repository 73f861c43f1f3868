"""Promise: receipts leave as a file that anybody checks with the public key alone, and no byte of it can be changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casework.enrolment import add_organisation, add_person
from casework.ports import UnitOfWork
from casework.receipts import acknowledge_receipt
from risk.organisation import Level, Person, Role
from risk.receipt_file import Verdict, verify
from storage.migrate import migrate
from storage.opening import Storage, open_storage
from storage.signing import checker
from storage.vault import KeyRing
from tests.support.command_line import CommandLine
from tests.support.customs import TOYS_USCC, World, world
from tests.support.raw import raw

pytestmark = pytest.mark.timeout(180)

NUMBER = "江关警〔2026〕1号"
ENTERPRISES = 4
UNKNOWN = """-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAds8SCBA2rufJETGY63uH/YAuDVN3BMl77NK2h4EWUxE=
-----END PUBLIC KEY-----
"""


@pytest.fixture
def cli(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The database that the commands open."""
    (tmp_path / "data").mkdir()
    address = f"sqlite:///{tmp_path / 'data' / 'fenghuo.db'}"
    migrate(address)
    return address


@pytest.fixture
def exported(cli: CommandLine, url: str, tmp_path: Path) -> list[bytes]:
    """The lines of an export of `ENTERPRISES` receipts, in receipts.jsonl; the public keys are in key.pem."""
    storage = _opened(url, tmp_path)
    _acknowledged_by_all(world(storage.transactions))
    storage.close()
    (tmp_path / "key.pem").write_text(cli("receipt", "key").out, encoding="utf-8")
    ran = cli("receipt", "export", NUMBER, "--out", "receipts.jsonl", "--pdf", "receipts.pdf")
    assert (ran.code, ran.err) == (0, f"4 receipts of {NUMBER} exported to receipts.jsonl.\n")
    return (tmp_path / "receipts.jsonl").read_bytes().splitlines(keepends=True)


def judged(cli: CommandLine, tmp_path: Path, lines: list[bytes]) -> tuple[int, str]:
    """Exit code and what is said of a file of these lines."""
    (tmp_path / "other.jsonl").write_bytes(b"".join(lines))
    ran = cli("receipt", "verify", "other.jsonl", "--key", "key.pem")
    return ran.code, ran.out + ran.err


def test_an_export_is_verified_where_there_is_no_database(exported: list[bytes], tmp_path: Path) -> None:
    assert len(exported) == ENTERPRISES + 1
    assert (tmp_path / "receipts.pdf").read_bytes().startswith(b"%PDF-")
    away = CommandLine(tmp_path / "away", DATABASE_URL="postgresql+psycopg://nobody@127.0.0.1:1/none")
    given = ("receipt", "verify", str(tmp_path / "receipts.jsonl"), "--key", str(tmp_path / "key.pem"))
    ran = away(*given)
    assert (ran.code, ran.out) == (0, "Intact: 4 receipts, as they were signed, nothing missing, nothing moved.\n")
    assert away.json(*given, "--json") == {"verdict": "intact", "receipts": 4, "findings": []}
    assert not (tmp_path / "away" / "data").exists()


def test_each_kind_of_damage_has_its_line_and_its_exit_code(
    cli: CommandLine, exported: list[bytes], tmp_path: Path
) -> None:
    first, second, third, fourth, closing = exported
    forged = third.replace(b'"channel":"webchat"', b'"channel":"telegram"')
    assert judged(cli, tmp_path, [first, second, forged, fourth, closing]) == (
        1,
        "Changed:\nLine 3: not what was signed\n",
    )
    assert judged(cli, tmp_path, [first, fourth, closing]) == (
        7,
        "Incomplete:\nLine 2: 2 lines are missing before it\n",
    )
    assert judged(cli, tmp_path, [first, third, second, fourth, closing]) == (
        8,
        "Out of order:\nLine 3: not where it was\n",
    )
    ran = cli("receipt", "verify", "-", "--key", "key.pem", "--json", stdin=b"".join(exported[:-1]).decode())
    assert (ran.code, json.loads(ran.out)["findings"]) == (7, [{"line": 5, "damage": "missing", "count": 1}])


def test_no_byte_of_an_export_can_be_changed_and_no_range_cut_out(exported: list[bytes], tmp_path: Path) -> None:
    whole, check = b"".join(exported), checker([(tmp_path / "key.pem").read_text(encoding="utf-8")])

    def intact(data: bytes) -> bool:
        return verify(data, check).verdict is Verdict.INTACT

    assert intact(whole)
    assert [at for at in range(len(whole)) if intact(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])] == []
    for size in (1, 16, 256, 2048):
        starts = range(0, len(whole), max(1, size // 4))
        assert [at for at in starts if intact(whole[:at] + whole[at + size :])] == []


def test_a_key_that_is_not_ours_and_a_file_without_a_key_are_told_apart(
    cli: CommandLine, exported: list[bytes], tmp_path: Path
) -> None:
    (tmp_path / "unknown.pem").write_text(UNKNOWN, encoding="ascii")
    ran = cli("receipt", "verify", "receipts.jsonl", "--key", "unknown.pem")
    assert ran.code == 1
    assert "Line 1: signed by a key that was not given" in ran.err
    (tmp_path / "empty.pem").write_text("", encoding="ascii")
    ran = cli("receipt", "verify", "receipts.jsonl", "--key", "empty.pem")
    assert ran.code == 2
    assert "There is no public key in empty.pem" in ran.err
    assert cli("receipt", "verify", "nothing.jsonl", "--key", "key.pem").code == 2


def test_after_a_rotation_one_file_of_keys_checks_old_and_new_exports(
    cli: CommandLine, exported: list[bytes], tmp_path: Path
) -> None:
    assert cli("keys", "rotate").code == 0
    keys = cli("receipt", "key").out
    assert keys.count("BEGIN PUBLIC KEY") == 2
    (tmp_path / "keys.pem").write_text(keys, encoding="utf-8")
    assert cli("receipt", "verify", "receipts.jsonl", "--key", "keys.pem").code == 0
    newer = cli("receipt", "export", NUMBER).out
    assert cli("receipt", "verify", "-", "--key", "keys.pem", stdin=newer).code == 0
    assert cli("receipt", "verify", "-", "--key", "key.pem", stdin=newer).code == 1  # the closing line has the new key


def test_the_books_are_checked_and_a_removed_receipt_is_found(
    cli: CommandLine, exported: list[bytes], url: str
) -> None:
    ran = cli("receipt", "check")
    assert (ran.code, ran.out) == (0, "4 receipts are whole and agree with the records and the audit log.\n")
    with raw(url) as connection:
        connection.exec_driver_sql("DELETE FROM signed_receipts WHERE number = 2")
    ran = cli("receipt", "check")
    assert (ran.code, ran.err) == (1, "江门海关, no. 3: receipts before it were removed\n")


def test_an_export_is_noted_in_the_audit_log(cli: CommandLine, exported: list[bytes], url: str, tmp_path: Path) -> None:
    storage = _opened(url, tmp_path)
    log = storage.transactions.run_now(
        lambda uow: [entry.act for org_id in uow.audit.organisations() for entry in uow.audit.of(org_id)]
    )
    storage.close()
    assert log.count("receipt.export") == 1
    assert cli("audit", "verify").code == 0


def test_a_confirmation_of_a_service_address_is_registered_listed_and_withdrawn(
    cli: CommandLine, url: str, tmp_path: Path
) -> None:
    storage = _opened(url, tmp_path)
    world(storage.transactions)
    storage.close()
    command = ("org", "address-confirmation")
    paper = ("--signed-on", "2026-03-01", "--reference", "送确2026-7")
    made = cli.json(*command, "add", TOYS_USCC, *paper, "--channel", "mail", "--as", "陈关员", "--json")
    assert (made["name"], made["signed_on"], made["channels"]) == ("江门好玩具有限公司", "2026-03-01", ["mail"])
    assert [row["id"] for row in cli.json(*command, "list", "--as", "陈关员", "--json")] == [made["id"]]
    assert cli(*command, "add", TOYS_USCC, *paper, "--as", "林关长").code == 6
    assert cli(*command, "add", "没有的公司", *paper, "--as", "陈关员").code == 4
    assert cli(*command, "add", TOYS_USCC, "--signed-on", "2099-01-01", "--reference", "x", "--as", "陈关员").code == 1
    ended = cli.json(*command, "withdraw", TOYS_USCC, "--reason", "书面撤回", "--as", "陈关员", "--json")
    assert (ended["id"], ended["reason"]) == (made["id"], "书面撤回")
    assert cli.json(*command, "list", "--as", "陈关员", "--json") == []
    assert cli(*command, "withdraw", TOYS_USCC, "--reason", "x", "--as", "陈关员").code == 4


def _opened(url: str, tmp_path: Path) -> Storage:
    data = tmp_path / "data"
    return open_storage(url, keys=KeyRing.load(data / "key"), anchor_dir=data / "audit")


def _acknowledged_by_all(here: World) -> None:
    def enrol(uow: UnitOfWork) -> list[Person]:
        people = []
        for number in range(ENTERPRISES):
            company = add_organisation(uow, here.env, name=f"第{number}公司", level=Level.ENTERPRISE)
            people.append(add_person(uow, here.env, org_id=company.id, role=Role.ENTERPRISE, name=f"收件人{number}"))
        return people

    people = here.do(enrol)
    circular = here.issued()
    for person in people:
        here.do(lambda uow, p=person: acknowledge_receipt(uow, here.env, p, circular.id, channel="webchat"))  # type: ignore[misc]
