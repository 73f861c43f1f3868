"""What was read in files, on every storage."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest

from casework.ports import Transactions, UnitOfWork
from risk.errors import Conflict, NotFound
from risk.identity import NOTHING
from risk.reading import ReadingState
from tests.support.storage_records import ADDRESS, ATTACHMENT, LATER, NOW, READING, make_person

WAITING = dataclasses.replace(READING, state=ReadingState.WAITING, content=NOTHING, tries=0, lease_until=None)
SECOND = dataclasses.replace(WAITING, id="second", created_at=LATER)


def _two_files(uow: UnitOfWork) -> None:
    make_person(uow)
    for id_ in ("attachment", "second"):
        uow.attachments.put(dataclasses.replace(ATTACHMENT, id=id_, information_id=None), b"picture")


@pytest.fixture
def kept(transactions: Transactions) -> Transactions:
    transactions.run_now(_two_files)
    return transactions


def test_the_oldest_that_nobody_is_at_comes_first(kept: Transactions) -> None:
    def body(uow: UnitOfWork) -> None:
        uow.readings.add(SECOND)
        uow.readings.add(WAITING)

    kept.run_now(body)
    first = kept.run_now(lambda uow: uow.readings.next_waiting(NOW))
    assert first == WAITING
    leased = dataclasses.replace(WAITING, lease_until=NOW + timedelta(seconds=90), tries=1)
    kept.run_now(lambda uow: uow.readings.save(leased))
    assert kept.run_now(lambda uow: uow.readings.next_waiting(NOW)) == SECOND
    again = kept.run_now(lambda uow: uow.readings.next_waiting(NOW + timedelta(seconds=90)))
    assert again is not None
    assert (again.id, again.tries) == (WAITING.id, 1)


def test_what_is_read_waits_no_more(kept: Transactions) -> None:
    kept.run_now(lambda uow: uow.readings.add(dataclasses.replace(READING, lease_until=None)))
    assert kept.run_now(lambda uow: uow.readings.next_waiting(LATER)) is None


def test_a_persons_newest_are_listed_oldest_first(kept: Transactions) -> None:
    kept.run_now(lambda uow: (uow.readings.add(SECOND), uow.readings.add(READING)))
    assert kept.run_now(lambda uow: uow.readings.of_person("person")) == [READING, SECOND]
    assert kept.run_now(lambda uow: uow.readings.of_person("person", limit=1)) == [SECOND]
    assert kept.run_now(lambda uow: uow.readings.of_person("nobody")) == []


def test_an_erased_reading_says_nothing_and_stays_so(kept: Transactions) -> None:
    kept.run_now(lambda uow: uow.readings.add(READING))
    kept.run_now(lambda uow: uow.readings.erase(READING.id))
    kept.run_now(lambda uow: uow.readings.erase("never"))
    assert kept.run_now(lambda uow: uow.readings.get(READING.id)).content == NOTHING
    with pytest.raises(Conflict):
        kept.run_now(lambda uow: uow.readings.save(READING))


def test_a_reading_belongs_to_a_file_and_an_address(kept: Transactions) -> None:
    for stray in (dataclasses.replace(READING, id="no file"), dataclasses.replace(READING, address_id="nowhere")):
        with pytest.raises(NotFound):
            kept.run_now(lambda uow, one=stray: uow.readings.add(one))
    assert ADDRESS.id == READING.address_id
