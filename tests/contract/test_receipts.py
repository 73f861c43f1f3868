"""Signed receipts, confirmations of service addresses, marks: the same in memory and on both engines."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest

from casework.ports import Transactions, UnitOfWork
from risk.delivery import Receipt
from risk.errors import Conflict, NotFound
from risk.identity import NOTHING, Secret
from risk.organisation import Level
from risk.receipt import RECEIPT_TYPE, AddressConfirmation, Capacity, Means, SignedReceipt, name_digest
from risk.receipt_file import Verdict, closing_content, closing_line, receipt_line, verify
from storage.signing import checker
from tests.support.storage_records import (
    CIRCULAR,
    DELIVERY,
    LATER,
    MESSAGE,
    NOW,
    ORGANISATION,
    RECEIPT,
    SIGNAL,
    TODAY,
    make_person,
)

CONFIRMATION = AddressConfirmation(
    id="confirmation",
    org_id="company",
    office_id="org",
    signed_on=TODAY,
    reference="送确2026-7",
    registered_by="person",
    registered_at=NOW,
    channels=("mail", "sms"),
    withdrawn_by="person",
    reason="r",
)
NAME, SALT = Secret("黄经理"), Secret("salt")


def make_world(uow: UnitOfWork) -> None:
    make_person(uow)
    company = dataclasses.replace(ORGANISATION, id="company", name="好玩具公司", level=Level.ENTERPRISE, uscc="X")
    uow.organisations.add(company)
    uow.signals.add(SIGNAL)
    for number in (1, 2):
        circular = dataclasses.replace(CIRCULAR, number=f"D{number}", official_number=f"N{number}")
        uow.circulars.add(dataclasses.replace(circular, id="circular" if number == 1 else "other"))
    uow.outbox.add(dataclasses.replace(MESSAGE, delivery_id=None))
    uow.deliveries.add(DELIVERY)


@pytest.fixture
def kept(transactions: Transactions) -> Transactions:
    transactions.run_now(make_world)
    return transactions


def booked(uow: UnitOfWork, number: int, circular: str = "circular") -> Receipt:
    at = NOW + timedelta(minutes=number)
    receipt = dataclasses.replace(RECEIPT, id=f"r{number}", circular_id=circular, at=at)
    uow.receipts.add(receipt)
    return receipt


def signed(uow: UnitOfWork, receipt: Receipt) -> SignedReceipt:
    content = {
        "type": RECEIPT_TYPE,
        "receipt": receipt.id,
        "circular": {"id": receipt.circular_id},
        "recipient": {"name_digest": name_digest(NAME.reveal(), SALT.reveal())},
    }
    return uow.receipt_book.append(receipt, issuer_id="org", content=content, name=NAME, salt=SALT, signed_at=LATER)


def test_a_receipt_keeps_capacity_and_means(kept: Transactions) -> None:
    receipt = dataclasses.replace(RECEIPT, capacity=Capacity.DESIGNATED, means=Means.LINK)
    kept.run_now(lambda uow: uow.receipts.add(receipt))
    assert kept.run_now(lambda uow: uow.receipts.get(receipt.id)) == receipt


def test_receipts_are_chained_by_issuer_and_by_circular(kept: Transactions) -> None:
    for number, circular in ((1, "circular"), (2, "other"), (3, "circular")):
        kept.run_now(lambda uow, n=number, c=circular: signed(uow, booked(uow, n, c)))  # type: ignore[misc]
    chain = [kept.run_now(lambda uow, n=n: uow.receipt_book.find(f"r{n}")) for n in (1, 2, 3)]  # type: ignore[misc]
    assert [(each.number, each.place) for each in chain if each] == [(1, 1), (2, 1), (3, 2)]
    first, second, third = chain
    assert first is not None
    assert second is not None
    assert third is not None
    assert f'"before":"{first.hash}","number":3,"place":2,"previous":"{second.hash}"' in third.content
    assert kept.run_now(lambda uow: uow.receipt_book.of_circular("circular")) == [first, third]
    assert kept.run_now(lambda uow: uow.receipt_book.of_circular("circular", after=1)) == [third]
    assert kept.run_now(lambda uow: uow.receipt_book.of_circular("circular", limit=1)) == [first]
    assert kept.run_now(lambda uow: uow.receipt_book.between("circular", "person")) == first
    assert (first.name, first.salt) == (NAME, SALT)


def test_an_export_verifies_with_nothing_but_the_public_keys(kept: Transactions) -> None:
    for number in (1, 2, 3):
        kept.run_now(lambda uow, n=number: signed(uow, booked(uow, n)))  # type: ignore[misc]

    def export(uow: UnitOfWork) -> str:
        chain = uow.receipt_book.of_circular("circular")
        lines = [receipt_line(each) for each in chain]
        told = closing_content(lines, issuer={}, circular={"id": "circular"}, last=chain[-1].hash, exported_at="")
        return "".join([*lines, closing_line(uow.receipt_book.close(told))])

    file = kept.run_now(export).encode()
    check = checker(key.pem for key in kept.run_now(lambda uow: uow.receipt_book.keys()))
    assert verify(file, check).verdict is Verdict.INTACT


def test_one_key_is_current_and_its_id_is_of_the_key_itself(kept: Transactions) -> None:
    (key,) = kept.run_now(lambda uow: uow.receipt_book.keys())
    receipt = kept.run_now(lambda uow: signed(uow, booked(uow, 1)))
    assert (key.current, key.id) == (True, receipt.signed_with)


def test_a_chain_is_begun_once_and_what_is_not_signed_is_known(kept: Transactions) -> None:
    kept.run_now(lambda uow: (booked(uow, 2), booked(uow, 1), booked(uow, 3, "other")))
    assert kept.run_now(lambda uow: uow.receipt_book.begin("org")) is True
    assert kept.run_now(lambda uow: uow.receipt_book.begin("org")) is False
    unsigned = kept.run_now(lambda uow: uow.receipt_book.unsigned("org"))
    assert [receipt.id for receipt in unsigned] == ["r1", "r2", "r3"]
    kept.run_now(lambda uow: signed(uow, unsigned[0]))
    assert [each.id for each in kept.run_now(lambda uow: uow.receipt_book.unsigned("org", limit=1))] == ["r2"]
    assert kept.run_now(lambda uow: uow.receipt_book.unsigned("company")) == []


def test_a_receipt_is_signed_once(kept: Transactions) -> None:
    receipt = kept.run_now(lambda uow: booked(uow, 1))
    kept.run_now(lambda uow: signed(uow, receipt))
    with pytest.raises(Conflict):
        kept.run_now(lambda uow: signed(uow, receipt))
    assert len(kept.run_now(lambda uow: uow.receipt_book.of_circular("circular"))) == 1
    assert kept.run_now(lambda uow: signed(uow, booked(uow, 2))).number == 2


def test_only_what_was_booked_is_signed(kept: Transactions) -> None:
    with pytest.raises(NotFound):
        kept.run_now(lambda uow: signed(uow, dataclasses.replace(RECEIPT, id="nobody's")))


def test_a_paper_is_kept_as_it_was_first(kept: Transactions) -> None:
    kept.run_now(lambda uow: signed(uow, booked(uow, 1)))
    assert kept.run_now(lambda uow: uow.receipt_book.paper("r1")) is None
    kept.run_now(lambda uow: uow.receipt_book.keep_paper("r1", b"%PDF-1"))
    kept.run_now(lambda uow: uow.receipt_book.keep_paper("r1", b"%PDF-2"))
    assert kept.run_now(lambda uow: uow.receipt_book.paper("r1")) == b"%PDF-1"
    with pytest.raises(NotFound):
        kept.run_now(lambda uow: uow.receipt_book.keep_paper("r2", b"%PDF-1"))


def test_an_erased_name_leaves_the_chain_whole(kept: Transactions) -> None:
    before = kept.run_now(lambda uow: signed(uow, booked(uow, 1)))
    kept.run_now(lambda uow: uow.receipt_book.keep_paper("r1", b"%PDF-"))
    assert kept.run_now(lambda uow: uow.receipt_book.erase_of("somebody else")) == 0
    assert kept.run_now(lambda uow: uow.receipt_book.erase_of("person")) == 1
    after = kept.run_now(lambda uow: uow.receipt_book.find("r1"))
    assert after == dataclasses.replace(before, name=NOTHING, salt=NOTHING, version=1)
    assert kept.run_now(lambda uow: uow.receipt_book.paper("r1")) is None


def test_an_undone_transaction_leaves_no_gap(kept: Transactions) -> None:
    def fails(uow: UnitOfWork) -> None:
        signed(uow, booked(uow, 1))
        raise RuntimeError("afterwards")

    with pytest.raises(RuntimeError):
        kept.run_now(fails)
    assert kept.run_now(lambda uow: signed(uow, booked(uow, 2))).number == 1


def test_an_addressee_has_one_confirmation_in_force_for_an_office(kept: Transactions) -> None:
    kept.run_now(lambda uow: uow.address_confirmations.add(CONFIRMATION))
    assert kept.run_now(lambda uow: uow.address_confirmations.current("company", "org")) == CONFIRMATION
    assert kept.run_now(lambda uow: uow.address_confirmations.current("company", "top")) is None
    newer = dataclasses.replace(CONFIRMATION, id="newer", registered_at=LATER)
    with pytest.raises(Conflict):
        kept.run_now(lambda uow: uow.address_confirmations.add(newer))
    withdrawn = dataclasses.replace(CONFIRMATION, withdrawn_at=LATER)
    kept.run_now(lambda uow: (uow.address_confirmations.save(withdrawn), uow.address_confirmations.add(newer)))
    assert kept.run_now(lambda uow: uow.address_confirmations.current("company", "org")) == newer
    listed = kept.run_now(lambda uow: uow.address_confirmations.of_office("org"))
    assert [each.id for each in listed] == ["newer", "confirmation"]


def test_a_mark_holds_for_its_words_and_purpose_only(kept: Transactions) -> None:
    mark = kept.run_now(lambda uow: uow.marks.mark("link", "words"))
    assert len(mark) == 16
    held = kept.run_now(
        lambda uow: [
            uow.marks.holds("link", "words", mark),
            uow.marks.holds("link", "other words", mark),
            uow.marks.holds("another purpose", "words", mark),
            uow.marks.holds("link", "words", b""),
        ]
    )
    assert held == [True, False, False, False]
