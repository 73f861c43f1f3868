"""Corrections on the real engines: rivals, and a text that was erased."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from casework import corrections, learning
from casework.corrections import Change, Corrected
from casework.ports import UnitOfWork
from risk.errors import DomainError
from risk.organisation import Level, Person
from risk.signal import Signal
from storage.opening import Storage, open_storage
from storage.vault import KeyRing
from tests.support.desk import INSTITUTE, SMOKE, TRIAGE, Desk
from tests.support.raw import raw


@pytest.fixture
def town(storage: Storage) -> Desk:
    built = Desk(transactions=storage.transactions, triage=TRIAGE)
    built.customs()
    built.found(INSTITUTE, Level.TECHNICAL)
    return built


@pytest.fixture
def second(storage: Storage, tmp_path: Path) -> Iterator[Storage]:
    """The database opened once more, as by another process."""
    opened = open_storage(storage.url, keys=KeyRing.load(tmp_path / "key"), anchor_dir=tmp_path / "anchor")
    yield opened
    opened.close()


def _seen(uow: UnitOfWork, signal: Signal) -> str:
    return corrections.mark_of(uow.informations.of_signal(signal.id))


def test_of_two_officers_at_once_one_corrects_and_the_other_is_refused(
    town: Desk, storage: Storage, second: Storage
) -> None:
    officers = [chat.person() for chat in (town.staff()[0], town.staff()[0])]
    _, signal = town.tip(SMOKE)
    seen = storage.transactions.run_now(lambda uow: _seen(uow, signal))
    line = threading.Barrier(2)

    def act(which: int) -> Corrected | DomainError:
        change = Change(product=("lighting", "tools")[which])
        line.wait()
        try:
            return (storage, second)[which].transactions.run_now(
                lambda uow: corrections.correct_signal(uow, town.env, officers[which], signal.id, change, seen=seen)
            )
        except DomainError as refused:
            return refused

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(act, range(2)))
    (done,) = [each for each in told if isinstance(each, Corrected)]
    assert town.signal().product == done.signal.product
    assert len(storage.transactions.run_now(lambda uow: uow.corrections.all())) == 1


def test_a_case_holds_no_word_of_the_tip_and_ends_with_it(town: Desk, storage: Storage) -> None:
    officer: Person = town.staff()[0].person()
    _, signal = town.tip(SMOKE)

    def body(uow: UnitOfWork) -> Corrected:
        change = Change(product="lighting")
        return corrections.correct_signal(uow, town.env, officer, signal.id, change, seen=_seen(uow, signal))

    town.transactions.run_now(body)
    assert len(_cases(town)) == 1
    with raw(storage.url) as connection:
        kept = connection.execute(sa.text("SELECT * FROM corrections")).all()
        assert "冒烟" not in str(kept)
        # The data key of the record is what the archive destroys (Art. 26).
        connection.execute(sa.text("UPDATE informations SET data_key = NULL, key_id = NULL, sealed = NULL"))
    assert _cases(town) == []


def _cases(town: Desk) -> list[object]:
    return town.transactions.run_now(lambda uow: list(learning.read_cases(uow, town.env, purpose="list").tips))
