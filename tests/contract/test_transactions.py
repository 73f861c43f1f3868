"""What `Transactions` promises, on every engine."""

from __future__ import annotations

import asyncio
import dataclasses
from typing import NoReturn

import pytest

from casework.ports import Transactions, UnitOfWork
from risk.errors import Conflict, NotFound
from risk.identity import Secret
from storage.errors import WriteInRead
from tests.support.storage_records import ADDRESS, ORGANISATION, PERSON, SIGNAL, WORLD, make_person, make_world


class Oops(Exception):
    pass


@pytest.mark.parametrize(("repository", "record"), WORLD, ids=[name for name, _ in WORLD])
def test_every_record_reads_back_as_it_was_added(transactions: Transactions, repository: str, record: object) -> None:
    transactions.run_now(make_world)
    found = transactions.run_now(lambda uow: getattr(uow, repository).get(record.id))  # type: ignore[attr-defined]
    assert found == (dataclasses.replace(record, seq=1) if repository == "outbox" else record)  # type: ignore[type-var]


@pytest.mark.parametrize(
    ("repository", "record"),
    [(name, record) for name, record in WORLD if hasattr(record, "version")],
    ids=[name for name, record in WORLD if hasattr(record, "version")],
)
def test_a_stale_save_is_a_conflict_and_changes_nothing(
    transactions: Transactions, repository: str, record: object
) -> None:
    transactions.run_now(make_world)
    first = transactions.run_now(lambda uow: getattr(uow, repository).get(record.id))  # type: ignore[attr-defined]
    second = transactions.run_now(lambda uow: getattr(uow, repository).save(first))
    assert second.version == first.version + 1
    with pytest.raises(Conflict):
        transactions.run_now(lambda uow: getattr(uow, repository).save(first))
    assert transactions.run_now(lambda uow: getattr(uow, repository).get(record.id)) == second  # type: ignore[attr-defined]


@pytest.mark.parametrize("repository", [name for name, _ in WORLD])
def test_what_is_not_there_is_not_found(transactions: Transactions, repository: str) -> None:
    with pytest.raises(NotFound):
        transactions.run_now(lambda uow: getattr(uow, repository).get("nobody"))


def test_saving_what_was_never_added_is_a_conflict(transactions: Transactions) -> None:
    with pytest.raises(Conflict):
        transactions.run_now(lambda uow: uow.organisations.save(ORGANISATION))


async def test_run_and_read_work_in_an_event_loop(transactions: Transactions) -> None:
    await transactions.run(make_person)
    assert await transactions.read(lambda uow: uow.people.get("person")) == PERSON


async def test_many_bodies_at_once_all_arrive(transactions: Transactions) -> None:
    await transactions.run(lambda uow: uow.organisations.add(ORGANISATION))
    people = [dataclasses.replace(PERSON, id=f"p{n:03}") for n in range(40)]
    await asyncio.gather(*(transactions.run(lambda uow, p=person: uow.people.add(p)) for person in people))
    assert await transactions.read(lambda uow: uow.people.all()) == people


async def test_an_exception_passes_unchanged_and_undoes_everything(transactions: Transactions) -> None:
    await transactions.run(lambda uow: uow.organisations.add(ORGANISATION))
    oops = Oops()

    def body(uow: UnitOfWork) -> NoReturn:
        uow.organisations.save(dataclasses.replace(ORGANISATION, name="改"))
        uow.people.add(PERSON)
        uow.signals.next_number()
        uow.audit.append(org_id="org", at=PERSON.created_at, actor_id="person", act="a", subject="s:1")
        raise oops

    with pytest.raises(Oops) as raised:
        await transactions.run(body)
    assert raised.value is oops
    assert await transactions.read(lambda uow: uow.people.find("person")) is None
    assert await transactions.read(lambda uow: uow.organisations.get("org")) == ORGANISATION
    assert await transactions.read(lambda uow: uow.audit.of("org")) == []
    assert await transactions.run(lambda uow: uow.signals.next_number()) == 1


def test_a_conflict_cannot_be_swallowed(transactions: Transactions) -> None:
    transactions.run_now(make_person)

    def body(uow: UnitOfWork) -> None:
        uow.signals.add(SIGNAL)
        try:
            uow.people.add(PERSON)
        except Conflict:
            return

    with pytest.raises(Conflict):
        transactions.run_now(body)
    assert transactions.run_now(lambda uow: uow.signals.find("signal")) is None


async def test_a_reading_body_cannot_write(transactions: Transactions) -> None:
    with pytest.raises(WriteInRead):
        await transactions.read(lambda uow: uow.organisations.add(ORGANISATION))
    assert await transactions.read(lambda uow: uow.organisations.find("org")) is None


def test_a_child_without_its_parent_is_refused(transactions: Transactions) -> None:
    with pytest.raises(NotFound):
        transactions.run_now(lambda uow: uow.people.add(PERSON))
    with pytest.raises(NotFound):
        transactions.run_now(lambda uow: uow.addresses.add(ADDRESS))


HOSTILE = ("'; DROP TABLE people; --", '" OR 1=1 --', "%_\\", "👩‍👩‍👧 烽火 🔥", "a\nb\tc", "${jndi}", "\u202e倒")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_and_found_as_it_is(transactions: Transactions, text: str) -> None:
    organisation = dataclasses.replace(ORGANISATION, name=text, products=(text,))
    person = dataclasses.replace(PERSON, name=Secret(text), phone=Secret(text))
    transactions.run_now(lambda uow: (uow.organisations.add(organisation), uow.people.add(person)))
    assert transactions.run_now(lambda uow: uow.organisations.by_name(text)) == organisation
    assert transactions.run_now(lambda uow: uow.people.by_phone(text)) == [person]


@pytest.mark.parametrize("bad", ["\x00", "\ud83d"], ids=["nul", "lone surrogate"])
def test_what_the_database_cannot_hold_is_replaced_in_open_text_and_kept_in_sealed(
    transactions: Transactions, bad: str
) -> None:
    organisation = dataclasses.replace(ORGANISATION, name=f"a{bad}b")
    person = dataclasses.replace(PERSON, name=Secret(f"a{bad}b"))
    transactions.run_now(lambda uow: (uow.organisations.add(organisation), uow.people.add(person)))
    stored = transactions.run_now(lambda uow: uow.organisations.get("org"))
    assert stored.name == "a\N{REPLACEMENT CHARACTER}b"
    assert transactions.run_now(lambda uow: uow.organisations.by_name(f"a{bad}b")) == stored
    assert transactions.run_now(lambda uow: uow.people.get("person")) == person


@pytest.mark.parametrize("bad", ["\x00", "\ud83d"])
def test_looking_for_what_cannot_be_stored_finds_nothing(transactions: Transactions, bad: str) -> None:
    assert transactions.run_now(lambda uow: uow.circulars.by_number(bad)) is None
    assert transactions.run_now(lambda uow: uow.informations.by_number(bad)) is None
    assert transactions.run_now(lambda uow: uow.addresses.at("telegram", bad)) is None
    assert (
        transactions.run_now(
            lambda uow: uow.circulars.announcements(today=ORGANISATION.created_at.date(), words=(bad,))
        )
        == []
    )


def test_a_naive_time_never_reaches_a_column(transactions: Transactions) -> None:
    naive = dataclasses.replace(ORGANISATION, created_at=ORGANISATION.created_at.replace(tzinfo=None))
    with pytest.raises(ValueError, match="naive time"):
        transactions.run_now(lambda uow: uow.organisations.add(naive))
