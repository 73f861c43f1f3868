"""SQLite put back, and honest afterwards about what may have happened since."""

from __future__ import annotations

import dataclasses
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
import sqlalchemy as sa

from casework import access
from casework.outgoing import claim_parcels
from casework.ports import LinkPurpose
from risk.errors import DomainError
from risk.organisation import Person
from storage import migrate
from storage.after_restore import LEAP, RestoredUnmarked, mark_restored, refuse_unmarked
from storage.audit import Damage
from storage.backup import BackupDamaged
from storage.errors import KeyFileMismatch, KeyFileMissing, NewerSchema
from storage.presence import ClosedForWork, StillRunning, enter
from storage.restore import InstallationThere, restore_backup
from storage.vault import KeyRing
from tests.support.backed_up import AT, CHANNELS, House, opened, working
from tests.support.customs import world
from tests.support.raw import raw


@pytest.fixture
def house(sqlite_url: str, tmp_path: Path) -> Iterator[House]:
    storage = opened(tmp_path)
    here = world(storage.transactions)
    here.issued(title="备份之前")
    yield House(folder=tmp_path, storage=storage, here=here)
    storage.close()


def test_what_waited_at_the_backup_is_a_possible_repeat_after_the_restore(house: House) -> None:
    before = set(house.send_all())
    house.here.issued(title="等待中")
    house.back_up()
    since = set(house.send_all())
    assert since
    house.storage.close()
    done = house.restore()
    told = house.repeats()
    assert {id_ for id_ in since if told.get(id_)} == since
    assert {id_ for id_ in before if told[id_]} == set()
    assert done.marked.messages == sum(told.values())


def test_a_restored_message_is_sent_again_and_says_that_it_may_be_a_repeat(house: House) -> None:
    house.back_up()
    sent = house.send_all()
    house.storage.close()
    house.restore()
    with working(house) as storage:
        env = house.here.env
        parcels = [
            parcel
            for channel in CHANNELS
            for parcel in storage.transactions.run_now(lambda uow, c=channel: claim_parcels(uow, env, c, limit=100))
        ]
    assert {parcel.message_id for parcel in parcels} == set(sent)
    assert all(parcel.repeat for parcel in parcels)


def test_the_numbers_of_new_messages_are_beyond_all_that_were_given_since(house: House) -> None:
    house.back_up()
    house.here.issued(title="备份之后")
    with raw(house.url) as connection:
        given = connection.execute(sa.text("SELECT max(seq) FROM messages")).scalar_one()
    house.storage.close()
    house.restore()
    with working(house) as storage:
        after = dataclasses.replace(house.here, transactions=storage.transactions)
        after.issued(title="恢复之后")
    with raw(house.url) as connection:
        fresh = connection.execute(sa.text("SELECT min(seq) FROM messages WHERE seq > :given"), {"given": given})
        assert fresh.scalar_one() > LEAP


def test_official_numbers_are_left_out_on_demand(house: House) -> None:
    house.back_up()
    lost = house.here.issued(title="备份之后")
    house.storage.close()
    house.restore(skip=5)
    with working(house) as storage:
        after = dataclasses.replace(house.here, transactions=storage.transactions)
        fresh = after.issued(title="恢复之后")
    assert fresh.official_number != lost.official_number
    assert fresh.official_number.endswith("7号")  # one was given before the backup, five are left out


def test_links_and_sessions_of_staff_end_and_those_of_visitors_do_not(house: House) -> None:
    env, people = house.here.env, house.here.people

    def enter_as(person: Person) -> str:
        link = house.here.do(lambda uow: access.make_link(uow, env, person.id, LinkPurpose.SIGN_IN))
        house.here.do(lambda uow: access.spend_link(uow, env, link))
        return house.here.do(lambda uow: access.make_link(uow, env, person.id, LinkPurpose.SIGN_IN))

    for name in ("officer", "citizen"):
        enter_as(people[name])
    house.back_up()
    house.storage.close()
    marked = house.restore(at=house.here.clock.now()).marked
    assert (marked.links, marked.sessions) == (2, 1)
    with raw(house.url) as connection:
        open_ = connection.execute(sa.text("SELECT person_id FROM sessions WHERE ended_at IS NULL")).scalars().all()
        unspent = connection.execute(sa.text("SELECT count(*) FROM links WHERE spent_at IS NULL")).scalar_one()
    assert (open_, unspent) == ([people["citizen"].id], 0)


def test_what_was_approved_and_not_issued_is_named(house: House) -> None:
    approved = house.here.approve(house.here.submit(house.here.draft(title="已签批")))
    house.back_up()
    house.storage.close()
    assert house.restore().marked.approved == (approved.number,)


def test_the_log_itself_says_that_it_went_back_so_the_anchor_accuses_nobody(house: House) -> None:
    house.back_up()
    house.here.issued(title="备份之后")
    house.storage.close()
    done = house.restore()
    with working(house) as storage:
        assert storage.verify_audit() == []
        refuse_unmarked(storage)
        noted = {entry.org_id: entry.lost for entry in storage.restorations() if entry.lost}
        assert noted == {each.org_id: each.entries for each in done.marked.lost}
        assert noted[house.here.offices["regional"].id] > 0


def test_a_copied_database_is_refused_until_the_restore_is_declared(house: House) -> None:
    shutil.copyfile(house.back_up().folder / "fenghuo.db", house.folder / "copy.db")
    house.here.issued(title="备份之后")
    house.storage.close()
    (house.folder / "copy.db").rename(house.file)
    with working(house) as storage:
        assert {finding.damage for finding in storage.verify_audit()} == {Damage.TRUNCATED}
        with pytest.raises(RestoredUnmarked):
            refuse_unmarked(storage)
        mark_restored(storage, restore="declared", at=AT)
        refuse_unmarked(storage)
        assert storage.verify_audit() == []
        mark_restored(storage, restore="declared again", at=AT)
        assert storage.verify_audit() == []


def test_what_is_cut_off_after_a_restore_is_found(house: House) -> None:
    house.back_up()
    house.here.issued(title="备份之后")
    house.storage.close()
    house.restore()
    office = house.here.offices["regional"].id
    with working(house) as storage:
        after = dataclasses.replace(house.here, transactions=storage.transactions)
        after.issued(title="恢复之后")
        (restored,) = [entry.seq for entry in storage.restorations() if entry.org_id == office]
        with raw(house.url) as connection:
            cut = sa.text("DELETE FROM audit_entries WHERE org_id = :org AND seq > :seq")
            connection.execute(cut, {"org": office, "seq": restored})
            back = sa.text(
                "UPDATE audit_heads SET seq = :seq, mac = (SELECT mac FROM audit_entries WHERE org_id = :org "
                "AND seq = :seq) WHERE org_id = :org"
            )
            connection.execute(back, {"org": office, "seq": restored})
        assert [(finding.seq, finding.damage) for finding in storage.verify_audit()] == [
            (restored + 1, Damage.TRUNCATED)
        ]


def test_nobody_without_the_key_can_declare_a_restore(house: House) -> None:
    office = house.here.offices["regional"].id
    with raw(house.url) as connection:
        last = connection.execute(
            sa.text("SELECT seq FROM audit_heads WHERE org_id = :org"), {"org": office}
        ).scalar_one()
        connection.execute(sa.text("DELETE FROM audit_entries WHERE org_id = :org AND seq > 2"), {"org": office})
        forged = sa.text(
            "INSERT INTO audit_entries (org_id, seq, at, actor_id, act, subject, detail, mac) "
            "VALUES (:org, 3, '2026-03-09 08:00:00.000000', 'system', 'installation.restored', 'x', '{}', :mac)"
        )
        connection.execute(forged, {"org": office, "mac": "0" * 64})
        connection.execute(
            sa.text("UPDATE audit_heads SET seq = 3, mac = :mac WHERE org_id = :org"), {"org": office, "mac": "0" * 64}
        )
    damages = {finding.damage for finding in house.storage.verify_audit()}
    assert last > 3
    assert {Damage.CHANGED, Damage.TRUNCATED} <= damages


def test_an_older_backup_is_migrated_when_it_is_put_back(house: House) -> None:
    house.storage.close()
    migrate.downgrade(house.url, "0006")
    made = house.back_up()
    assert (made.manifest.schema, made.checked.problems) == ("0006", ())
    assert house.restore().schema == migrate.head()
    with working(house) as storage:
        assert storage.verify_audit() == []


def test_the_replaced_database_is_kept_with_everything_in_it(house: House) -> None:
    house.back_up()
    lost = house.here.issued(title="备份之后")
    house.storage.close()
    kept = house.restore().kept
    assert kept is not None
    with closing(sqlite3.connect(kept)) as connection:
        found = connection.execute("SELECT state FROM circulars WHERE id = ?", (lost.id,)).fetchone()
    assert found == ("issued",)


def test_on_a_new_machine_the_anchors_come_from_the_backup(house: House, tmp_path: Path) -> None:
    house.back_up()
    house.storage.close()
    bare = tmp_path / "bare"
    bare.mkdir()
    for name in ("backup", "key"):
        (house.folder / name).rename(bare / name)
    url = f"sqlite:///{bare / 'fenghuo.db'}"
    done = restore_backup(bare / "backup", url, anchors=bare / "audit", key_file=bare / "key", at=AT, replace=False)
    assert done.kept is None
    storage = opened(bare)
    assert storage.verify_audit() == []
    assert storage.anchor.organisations()
    storage.close()


def test_a_restore_that_was_stopped_half_way_is_begun_again(house: House) -> None:
    house.back_up()
    house.storage.close()
    for leftover in ("fenghuo.db.restoring", "fenghuo.db.restoring-wal"):
        (house.folder / leftover).write_bytes(b"half")
    house.file.rename(house.folder / "aside")  # as between the two renames
    house.restore(replace=False)
    with working(house) as storage:
        assert storage.verify_audit() == []


def test_a_restore_that_fails_at_the_last_step_leaves_log_and_anchors_of_the_installation_in_agreement(
    house: House,
) -> None:
    house.back_up()
    house.here.issued(title="备份之后")
    house.storage.close()
    (house.folder / f"fenghuo.db.replaced-{AT:%Y%m%dT%H%M%S}" / "in the way").mkdir(parents=True)
    with pytest.raises(OSError, match="directory"):
        house.restore()
    with working(house) as storage:
        assert storage.verify_audit() == []
        refuse_unmarked(storage)


def damage(house: House) -> type[DomainError]:
    with (house.folder / "backup" / "fenghuo.db").open("r+b") as file:
        file.seek(5000)
        file.write(b"x")
    return BackupDamaged


def lose_key(house: House) -> type[DomainError]:
    (house.folder / "key").rename(house.folder / "somewhere")
    return KeyFileMissing


def other_key(house: House) -> type[DomainError]:
    (house.folder / "key").unlink()
    KeyRing.load(house.folder / "key")
    return KeyFileMismatch


def newer_release(house: House) -> type[DomainError]:
    with raw(house.url) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    return NewerSchema


@pytest.mark.parametrize("trouble", [damage, lose_key, other_key, newer_release])
def test_a_restore_that_cannot_be_done_changes_nothing(
    house: House, trouble: Callable[[House], type[DomainError]]
) -> None:
    house.back_up()
    house.storage.close()
    expected = trouble(house)
    untouched = house.file.read_bytes()
    with pytest.raises(expected):
        house.restore()
    assert house.file.read_bytes() == untouched


def test_a_backup_of_a_newer_release_is_refused(house: House) -> None:
    copy = house.back_up().folder / "fenghuo.db"
    house.storage.close()
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    told = house.folder / "backup" / "backup.json"
    manifest = json.loads(told.read_text(encoding="ascii"))
    told.write_text(json.dumps(manifest | {"sha256": sha256(copy.read_bytes()).hexdigest()}), encoding="ascii")
    untouched = house.file.read_bytes()
    with pytest.raises(NewerSchema):
        house.restore()
    assert house.file.read_bytes() == untouched


def test_an_installation_that_is_there_is_replaced_only_when_that_is_asked_for(house: House) -> None:
    house.back_up()
    house.storage.close()
    with pytest.raises(InstallationThere):
        house.restore(replace=False)


def test_nothing_is_restored_over_those_who_work_and_nobody_enters_meanwhile(house: House) -> None:
    house.back_up()
    house.storage.close()
    somebody = enter(house.url)
    with pytest.raises(StillRunning):
        house.restore()
    somebody.leave()
    met: list[type[DomainError]] = []

    def meanwhile(_done: int, _total: int) -> None:
        try:
            enter(house.url)
        except ClosedForWork as closed:
            met.append(type(closed))

    restore_backup(
        house.folder / "backup",
        house.url,
        anchors=house.folder / "audit",
        key_file=house.folder / "key",
        at=AT,
        replace=True,
        progress=meanwhile,
    )
    assert set(met) == {ClosedForWork}
