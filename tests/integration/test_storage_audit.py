"""The audit chain: whatever is changed, removed, reordered or cut off behind our back is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.audit import AuditFinding, Damage
from storage.opening import Storage
from tests.support.raw import raw
from tests.support.storage_records import NOW

ENTRIES = 5


@pytest.fixture
def logged(storage: Storage) -> Storage:
    for number in range(ENTRIES):
        for org_id in ("org", "another/org"):
            storage.transactions.run_now(
                lambda uow, o=org_id, n=number: uow.audit.append(
                    org_id=o, at=NOW, actor_id="person", act="unmask", subject=f"person:{n}", purpose="复核"
                )
            )
    assert storage.verify_audit() == []
    return storage


def tamper(storage: Storage, *statements: str) -> list[AuditFinding]:
    with raw(storage.url) as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    return storage.verify_audit()


def finding(seq: int, damage: Damage) -> AuditFinding:
    return AuditFinding(org_id="org", seq=seq, damage=damage)


@pytest.mark.parametrize(
    "change",
    [
        "actor_id = 'somebody else'",
        "act = 'read'",
        "subject = 'person:9'",
        "at = '2020-01-01 00:00:00.000000'",
        """detail = '{"purpose": "none"}'""",
    ],
)
def test_a_changed_entry_is_found(logged: Storage, change: str) -> None:
    told = tamper(logged, f"UPDATE audit_entries SET {change} WHERE org_id = 'org' AND seq = 3")  # noqa: S608
    assert told == [finding(3, Damage.CHANGED)]


def test_a_removed_entry_is_found(logged: Storage) -> None:
    told = tamper(logged, "DELETE FROM audit_entries WHERE org_id = 'org' AND seq = 3")
    assert told == [finding(4, Damage.REMOVED)]


def test_a_removed_entry_is_found_though_the_others_move_up(logged: Storage) -> None:
    told = tamper(
        logged,
        "DELETE FROM audit_entries WHERE org_id = 'org' AND seq = 3",
        "UPDATE audit_entries SET seq = 3 WHERE org_id = 'org' AND seq = 4",
        "UPDATE audit_entries SET seq = 4 WHERE org_id = 'org' AND seq = 5",
    )
    assert finding(3, Damage.CHANGED) in told
    assert finding(5, Damage.TRUNCATED) in told


def test_two_entries_that_changed_places_are_found(logged: Storage) -> None:
    told = tamper(
        logged,
        "UPDATE audit_entries SET seq = 99 WHERE org_id = 'org' AND seq = 2",
        "UPDATE audit_entries SET seq = 2 WHERE org_id = 'org' AND seq = 3",
        "UPDATE audit_entries SET seq = 3 WHERE org_id = 'org' AND seq = 99",
    )
    assert finding(2, Damage.CHANGED) in told
    assert finding(3, Damage.CHANGED) in told


def test_a_chain_that_was_cut_off_is_found(logged: Storage) -> None:
    told = tamper(logged, "DELETE FROM audit_entries WHERE org_id = 'org' AND seq > 3")
    assert told == [finding(4, Damage.TRUNCATED)]


def test_a_chain_cut_off_together_with_its_head_is_found_by_the_anchor(logged: Storage) -> None:
    told = tamper(
        logged,
        "DELETE FROM audit_entries WHERE org_id = 'org' AND seq > 3",
        "UPDATE audit_heads SET seq = 3, mac = (SELECT mac FROM audit_entries WHERE org_id = 'org' AND seq = 3)"
        " WHERE org_id = 'org'",
    )
    assert told == [finding(4, Damage.TRUNCATED)]


def test_a_chain_that_vanished_altogether_is_found_by_the_anchor(logged: Storage) -> None:
    told = tamper(
        logged, "DELETE FROM audit_entries WHERE org_id = 'org'", "DELETE FROM audit_heads WHERE org_id = 'org'"
    )
    assert told == [finding(1, Damage.TRUNCATED)]


def test_a_chain_begun_anew_after_a_cut_is_found_by_the_anchor(logged: Storage) -> None:
    tamper(
        logged,
        "DELETE FROM audit_entries WHERE org_id = 'org' AND seq > 4",
        "UPDATE audit_heads SET seq = 4, mac = (SELECT mac FROM audit_entries WHERE org_id = 'org' AND seq = 4)"
        " WHERE org_id = 'org'",
    )
    logged.transactions.run_now(
        lambda uow: uow.audit.append(org_id="org", at=NOW, actor_id="x", act="nothing", subject="person:1")
    )
    assert finding(5, Damage.REWRITTEN) in logged.verify_audit()


def test_an_anchor_left_behind_by_a_crash_is_no_finding(logged: Storage, tmp_path: Path) -> None:
    anchor = tmp_path / "anchor" / "org"
    lines = anchor.read_text().splitlines(keepends=True)
    assert len(lines) == ENTRIES
    anchor.write_text("".join(lines[:-1]) + lines[-1][:20])
    assert logged.verify_audit() == []


def test_what_was_undone_is_not_anchored(logged: Storage, tmp_path: Path) -> None:
    before = (tmp_path / "anchor" / "org").read_text()
    with pytest.raises(ZeroDivisionError):
        logged.transactions.run_now(
            lambda uow: (uow.audit.append(org_id="org", at=NOW, actor_id="x", act="y", subject="z:1"), 1 / 0)
        )
    assert (tmp_path / "anchor" / "org").read_text() == before
    assert logged.verify_audit() == []


def test_an_act_stands_although_its_anchor_could_not_be_written(
    logged: Storage, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "anchor" / "org").unlink()
    (tmp_path / "anchor" / "org").mkdir()
    entry = logged.transactions.run_now(
        lambda uow: uow.audit.append(org_id="org", at=NOW, actor_id="x", act="y", subject="z:1")
    )
    assert entry.seq == ENTRIES + 1
    assert "action=anchor_audit" in caplog.text
    assert logged.transactions.run_now(lambda uow: uow.audit.of("org"))[-1] == entry
