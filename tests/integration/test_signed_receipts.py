"""Receipts on both real engines: acknowledged in a story, checked against the books, tampered with behind our back."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from casework.acknowledgement import acknowledgement_link, look_at_link
from casework.enrolment import add_organisation, add_person
from casework.ports import UnitOfWork
from casework.receipt_export import export_receipts
from casework.receipt_signing import receipt_paper
from casework.receipts import Acknowledged, acknowledge_receipt
from risk.circular import Circular
from risk.delivery import Receipt
from risk.organisation import Level, Person, Role
from risk.receipt_file import Verdict, verify
from storage.opening import Storage, open_storage
from storage.receipt_check import LinkDamage
from storage.signing import Signer, checker
from storage.vault import KeyRing
from tests.support.customs import World, world
from tests.support.raw import at_rest, raw

ENTERPRISES = 5


@pytest.fixture
def here(storage: Storage) -> World:
    return world(storage.transactions)


@pytest.fixture
def addressees(here: World) -> list[Person]:
    """One person each of several enterprises."""

    def body(uow: UnitOfWork) -> list[Person]:
        people = []
        for number in range(ENTERPRISES):
            company = add_organisation(uow, here.env, name=f"第{number}公司", level=Level.ENTERPRISE)
            people.append(add_person(uow, here.env, org_id=company.id, role=Role.ENTERPRISE, name=f"收件人{number}"))
        return people

    return here.do(body)


@pytest.fixture
def circular(here: World, addressees: list[Person]) -> Circular:
    return here.issued()


def acknowledges(here: World, person: Person, circular: Circular) -> Acknowledged:
    return here.do(lambda uow: acknowledge_receipt(uow, here.env, person, circular.id, channel="webchat"))


@pytest.fixture
def booked(storage: Storage, here: World, addressees: list[Person], circular: Circular) -> Storage:
    """Every addressee has acknowledged."""
    for person in addressees:
        acknowledges(here, person, circular)
    assert storage.verify_receipts().findings == ()
    return storage


def found(storage: Storage, *statements: str) -> list[tuple[int, LinkDamage]]:
    with raw(storage.url) as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    return [(finding.number, finding.damage) for finding in storage.verify_receipts().findings]


def test_an_acknowledgement_is_signed_chained_and_noted_in_the_audit_log(
    storage: Storage, here: World, addressees: list[Person], circular: Circular
) -> None:
    first, second = (acknowledges(here, person, circular).receipt for person in addressees[:2])
    assert (first.number, second.number) == (1, 2)
    assert f'"previous":"{first.hash}"' in second.content
    log = here.do(lambda uow: uow.audit.of(circular.org_id))
    noted = [entry.detail["receipt"] for entry in log if entry.act == "receipt.acknowledge"]
    assert noted == [first.hash, second.hash]
    assert (storage.verify_receipts().receipts, storage.verify_receipts().findings) == (2, ())


@pytest.mark.parametrize(
    ("change", "damage"),
    [
        ("UPDATE signed_receipts SET content = replace(content, 'webchat', 'telegram') WHERE number = 3", "changed"),
        ("UPDATE signed_receipts SET signature = replace(signature, 'a', 'b') WHERE number = 3", "changed"),
        ("UPDATE signed_receipts SET hash = '00' WHERE number = 3", "changed"),
        ("UPDATE signed_receipts SET place = 99 WHERE number = 3", "changed"),
        (
            "UPDATE receipts SET channel = 'telegram' WHERE id = (SELECT id FROM signed_receipts WHERE number = 3)",
            "unbooked",
        ),
        (
            "UPDATE receipts SET capacity = 'agent' WHERE id = (SELECT id FROM signed_receipts WHERE number = 3)",
            "unbooked",
        ),
        (
            "UPDATE receipts SET digest = 'other' WHERE id = (SELECT id FROM signed_receipts WHERE number = 3)",
            "unbooked",
        ),
    ],
)
def test_what_was_changed_behind_our_back_is_found(booked: Storage, change: str, damage: str) -> None:
    assert (3, LinkDamage(damage)) in found(booked, change)


def test_a_removed_receipt_is_found(booked: Storage) -> None:
    assert found(booked, "DELETE FROM signed_receipts WHERE number = 3") == [(4, LinkDamage.REMOVED)]


def test_receipts_that_changed_places_are_found(booked: Storage) -> None:
    told = found(
        booked,
        "UPDATE signed_receipts SET number = 99 WHERE number = 2",
        "UPDATE signed_receipts SET number = 2 WHERE number = 3",
        "UPDATE signed_receipts SET number = 3 WHERE number = 99",
    )
    assert {2, 3} <= {number for number, _ in told}


def test_a_chain_that_was_cut_off_with_its_head_is_found_by_the_audit_log(booked: Storage) -> None:
    told = found(
        booked,
        "DELETE FROM signed_receipts WHERE number = 5",
        "UPDATE receipt_heads SET number = 4, hash = (SELECT hash FROM signed_receipts WHERE number = 4)",
    )
    assert told == [(5, LinkDamage.TRUNCATED)]


def test_the_name_is_sealed_at_rest_and_told_in_the_export(booked: Storage, here: World, circular: Circular) -> None:
    assert "收件人3".encode() not in at_rest(booked.url)
    exported = here.do(lambda uow: export_receipts(uow, here.env, circular))
    assert "收件人3" in exported.file


def test_an_export_is_checked_by_the_public_key_alone_also_after_a_rotation(
    booked: Storage, here: World, circular: Circular
) -> None:
    old = [key.pem for key in Signer(booked.ring).public_keys()]
    booked.rotate_keys()
    exported = here.do(lambda uow: export_receipts(uow, here.env, circular))
    keys = [key.pem for key in here.do(lambda uow: uow.receipt_book.keys())]
    assert keys[1:] == old
    assert verify(exported.file.encode(), checker(keys)).verdict is Verdict.INTACT
    assert (exported.receipts, booked.verify_receipts().findings) == (ENTERPRISES, ())


def test_a_link_given_before_a_rotation_still_opens(storage: Storage, here: World, circular: Circular) -> None:
    (delivery, *_) = here.do(lambda uow: uow.deliveries.of_circular(circular.id))
    path = here.do(lambda uow: acknowledgement_link(uow, here.env, delivery))
    storage.rotate_keys()
    token = path.rpartition("/")[2]
    assert here.do(lambda uow: look_at_link(uow, here.env, token)).state.value == "open"


def test_a_paper_is_wrapped_anew_by_a_rotation(booked: Storage, here: World, circular: Circular) -> None:
    (receipt, *_) = here.do(lambda uow: uow.receipt_book.of_circular(circular.id))
    here.do(lambda uow: uow.receipt_book.keep_paper(receipt.id, b"%PDF-"))
    booked.rotate_keys()
    with raw(booked.url) as connection:
        (key_id,) = connection.exec_driver_sql("SELECT key_id FROM receipt_papers").one()
    assert key_id == booked.ring.current_id
    assert here.do(lambda uow: uow.receipt_book.paper(receipt.id)) == b"%PDF-"


def test_receipts_of_an_older_release_are_signed_before_the_first_new_one(
    storage: Storage, here: World, addressees: list[Person], circular: Circular
) -> None:
    for number, person in enumerate(addressees[:2]):
        _as_an_older_release(here, person, circular, f"older{number}")
    here.clock.pass_(days=1)
    fresh = acknowledges(here, addressees[2], circular).receipt
    chain = here.do(lambda uow: uow.receipt_book.of_circular(circular.id))
    assert [signed.id for signed in chain] == ["older0", "older1", fresh.id]
    assert [receipt_paper(signed).late for signed in chain] == [True, True, False]
    assert storage.verify_receipts().findings == ()


def test_a_receipt_booked_by_an_older_process_during_an_upgrade_is_in_the_export(
    storage: Storage, here: World, addressees: list[Person], circular: Circular
) -> None:
    acknowledges(here, addressees[0], circular)
    _as_an_older_release(here, addressees[1], circular, "older")
    exported = here.do(lambda uow: export_receipts(uow, here.env, circular))
    assert exported.receipts == 2
    assert '"receipt":"older"' in exported.file
    assert storage.verify_receipts().findings == ()


def test_addressees_who_acknowledge_at_the_same_moment_stand_in_one_chain(
    storage: Storage, here: World, addressees: list[Person], circular: Circular, tmp_path: Path
) -> None:
    other = open_storage(storage.url, keys=KeyRing.load(tmp_path / "key"), anchor_dir=tmp_path / "anchor")
    line = threading.Barrier(ENTERPRISES)

    def press(which: int) -> int:
        transactions = (storage if which % 2 else other).transactions
        line.wait()
        return transactions.run_now(
            lambda uow: acknowledge_receipt(uow, here.env, addressees[which], circular.id, channel="webchat")
        ).receipt.number

    with ThreadPoolExecutor(ENTERPRISES) as pool:
        numbers = sorted(pool.map(press, range(ENTERPRISES)))
    other.close()
    assert numbers == list(range(1, ENTERPRISES + 1))
    assert storage.verify_receipts().findings == ()


def _as_an_older_release(here: World, person: Person, circular: Circular, id_: str) -> None:
    """It booked the receipt and did not sign."""

    def body(uow: UnitOfWork) -> None:
        (delivery, *_) = uow.deliveries.between(circular.id, person.id)
        uow.receipts.add(
            Receipt(
                id=id_,
                delivery_id=delivery.id,
                circular_id=circular.id,
                person_id=person.id,
                org_id=person.org_id,
                channel="webchat",
                digest=circular.approved_digest,
                at=here.env.now(),
            )
        )

    here.do(body)
