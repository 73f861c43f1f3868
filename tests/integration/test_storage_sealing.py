"""Sealing: nothing personal is readable at rest, boxes do not move, keys can be destroyed and rotated."""

from __future__ import annotations

import dataclasses
import os
import stat
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

from casework.ports import UnitOfWork
from casework.ports.ledger import Addressees
from casework.ports.pacing import PaceRecord
from risk.identity import NOTHING, Secret
from storage import rotation
from storage.errors import KeyFileBroken, KeyFileMismatch, KeyFileUnsafe, SealBroken
from storage.opening import Storage, open_storage
from storage.vault import KeyRing
from tests.support.fanout import ASKING, FANOUT, PLAIN
from tests.support.raw import at_rest, raw
from tests.support.storage_records import (
    ADDRESS,
    ATTACHMENT,
    CONVERSATION,
    INFORMATION,
    MESSAGE,
    NOW,
    PERSON,
    REAL_NAME,
    RECEIPT,
    RELAY,
    make_world,
)

FILE = "照片里的内容 secret-file-content".encode()
SECRETS = [
    value.reveal()
    for record in (PERSON, ADDRESS, CONVERSATION, MESSAGE, INFORMATION, REAL_NAME, ATTACHMENT, RELAY, PLAIN, ASKING)
    for name in record.__dataclass_fields__
    if isinstance(value := getattr(record, name), Secret) and value
]
RECIPIENT, SALT, HALTED_CHAT = "黄收件人", "salt of a receipt", "70099887766"
SECRETS += [RECIPIENT, SALT, HALTED_CHAT]


def fill(storage: Storage) -> None:
    def body(uow: UnitOfWork) -> None:
        make_world(uow)
        uow.attachments.put(dataclasses.replace(ATTACHMENT, id="file"), FILE)
        uow.ledger.write(Addressees(), FANOUT)
        name, salt = Secret(RECIPIENT), Secret(SALT)
        uow.receipt_book.append(RECEIPT, issuer_id="org", content={}, name=name, salt=salt, signed_at=NOW)
        uow.receipt_book.keep_paper(RECEIPT.id, FILE)
        uow.paces.keep(PaceRecord(credential="c", until=NOW, share=0.5, chat=HALTED_CHAT), now=NOW)

    storage.transactions.run_now(body)


def test_nothing_personal_is_readable_at_rest(storage: Storage) -> None:
    fill(storage)
    raw = at_rest(storage.url)
    assert "江门海关".encode() in raw  # the search would find what is open
    for secret in SECRETS:
        assert secret.encode() not in raw
        assert secret.encode("utf-16-le") not in raw
        assert secret.encode("ascii", "backslashreplace") not in raw
    assert FILE not in raw


def test_equal_values_do_not_look_equal_at_rest(storage: Storage) -> None:
    fill(storage)
    storage.transactions.run_now(lambda uow: uow.people.add(dataclasses.replace(PERSON, id="twin")))
    with raw(storage.url) as connection:
        boxes = connection.execute(sa.text("SELECT data_key, sealed FROM people")).all()
    assert len({bytes(box.data_key) for box in boxes}) == len({bytes(box.sealed) for box in boxes}) == 2


def test_a_box_moved_to_another_row_does_not_open(storage: Storage) -> None:
    fill(storage)
    storage.transactions.run_now(lambda uow: uow.people.add(dataclasses.replace(PERSON, id="twin", name=Secret("李"))))
    with raw(storage.url) as connection:
        connection.execute(
            sa.text(
                "UPDATE people SET data_key = (SELECT data_key FROM people WHERE id = 'twin'),"
                " sealed = (SELECT sealed FROM people WHERE id = 'twin') WHERE id = 'person'"
            )
        )
    with pytest.raises(SealBroken):
        storage.transactions.run_now(lambda uow: uow.people.get("person"))


def test_an_erased_record_leaves_no_key_on_the_disk(storage: Storage) -> None:
    fill(storage)
    with raw(storage.url) as connection:
        key = bytes(connection.execute(sa.text("SELECT data_key FROM people WHERE id = 'person'")).scalar_one())
    assert key in at_rest(storage.url)
    storage.transactions.run_now(lambda uow: uow.people.erase("person"))
    assert key not in at_rest(storage.url)


def test_rotation_brings_everything_under_the_new_key_and_look_up_still_works(storage: Storage, tmp_path: Path) -> None:
    fill(storage)
    storage.transactions.run_now(lambda uow: uow.people.add(dataclasses.replace(PERSON, id="gone")))
    storage.transactions.run_now(lambda uow: uow.people.erase("gone"))
    shown: list[tuple[int, int]] = []
    old = storage.ring.current_id
    count = storage.rotate_keys(batch=2, progress=lambda done, total: shown.append((done, total)))
    assert storage.ring.current_id != old
    assert shown[-1] == (count, count)
    with raw(storage.url) as connection:
        for table in [
            *(mapped.table.name for mapped in rotation.SEALED),
            "attachment_contents",
            "receipt_papers",
            "wrapped_keys",
        ]:
            ids = connection.exec_driver_sql(f"SELECT DISTINCT key_id FROM {table} WHERE key_id IS NOT NULL")  # noqa: S608
            assert set(ids.scalars()) == {storage.ring.current_id}, table
    new_alone = KeyRing([storage.ring.key(storage.ring.current_id)])
    opened = open_storage(storage.url, keys=new_alone, anchor_dir=tmp_path / "other")
    try:
        found = opened.transactions.run_now(lambda uow: uow.addresses.at("telegram", "70012345"))
        assert found == ADDRESS
        assert opened.transactions.run_now(lambda uow: uow.people.by_phone("13800138000")) == [PERSON]
        assert opened.transactions.run_now(lambda uow: uow.real_names.with_document("11010519491231002X")) == [
            REAL_NAME
        ]
        assert opened.transactions.run_now(lambda uow: uow.attachments.content("file")) == FILE
        assert opened.transactions.run_now(lambda uow: uow.people.get("gone")).name == NOTHING
        assert opened.verify_audit() == []
    finally:
        opened.close()


def test_a_running_process_follows_a_rotation_made_by_another(storage: Storage, tmp_path: Path) -> None:
    fill(storage)
    other = open_storage(storage.url, keys=KeyRing.load(tmp_path / "key"), anchor_dir=tmp_path / "anchor")
    try:
        other.rotate_keys()
    finally:
        other.close()
    assert storage.transactions.run_now(lambda uow: uow.addresses.at("telegram", "70012345")) == ADDRESS
    storage.transactions.run_now(lambda uow: uow.people.save(PERSON))
    assert storage.ring.current_id == other.ring.current_id


def test_writers_go_on_while_keys_rotate(storage: Storage) -> None:
    fill(storage)
    people = [dataclasses.replace(PERSON, id=f"p{n:03}", phone=Secret(f"{n}")) for n in range(60)]

    def write() -> None:
        for person in people:
            storage.transactions.run_now(lambda uow, p=person: uow.people.add(p))

    writer = threading.Thread(target=write)
    writer.start()
    for _ in range(3):
        storage.rotate_keys(batch=10)
    writer.join()
    for person in people:
        assert storage.transactions.run_now(lambda uow, p=person: uow.people.by_phone(p.phone.reveal())) == [person]


def test_a_foreign_key_file_is_refused(storage: Storage, tmp_path: Path) -> None:
    with pytest.raises(KeyFileMismatch):
        open_storage(storage.url, keys=KeyRing.load(tmp_path / "other key"), anchor_dir=tmp_path / "anchor")


def test_a_key_file_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        ring = KeyRing.load(tmp_path / "deep" / "key")
        ring.add_key()
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "deep" / "key").stat().st_mode) == 0o600
    assert KeyRing.load(tmp_path / "deep" / "key").ids == ring.ids
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["key"]


def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    KeyRing.load(tmp_path / "key")
    (tmp_path / "key").chmod(0o644)
    with pytest.raises(KeyFileUnsafe):
        KeyRing.load(tmp_path / "key")


@pytest.mark.parametrize("text", ["", "{}", '{"keys": []}', '{"keys": [{"id": "a", "secret": "AAAA"}]}', "\x00\xff"])
def test_a_broken_key_file_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "key").touch(mode=0o600)
    (tmp_path / "key").write_bytes(text.encode("latin-1"))
    with pytest.raises(KeyFileBroken):
        KeyRing.load(tmp_path / "key")


def test_two_processes_that_make_the_key_file_at_once_agree(tmp_path: Path) -> None:
    rings: list[KeyRing] = []
    line = threading.Barrier(8)

    def load() -> None:
        line.wait()
        rings.append(KeyRing.load(tmp_path / "key"))

    threads = [threading.Thread(target=load) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({ring.current_id for ring in rings}) == 1
