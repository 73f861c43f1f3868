"""Two writers at once on the real engines, each with a storage of its own as two processes would have."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from casework.ports import Conversation, Message, UnitOfWork
from risk.errors import Conflict
from risk.identity import Secret
from storage.opening import Storage, open_storage
from storage.vault import KeyRing
from tests.support.storage_records import ADDRESS, CONVERSATION, NOW, ORGANISATION, PERSON, SIGNAL, make_person

R = TypeVar("R")
ROUNDS = 25


@pytest.fixture
def rivals(database_url: str, tmp_path: Path) -> Iterator[tuple[Storage, Storage]]:
    pair = tuple(
        open_storage(database_url, keys=KeyRing.load(tmp_path / "key"), anchor_dir=tmp_path / "anchor")
        for _ in range(2)
    )
    pair[0].transactions.run_now(make_person)
    yield pair[0], pair[1]
    for storage in pair:
        storage.close()


def both(rivals: tuple[Storage, Storage], act: Callable[[Storage, int], R]) -> list[R | Conflict]:
    """Runs `act` on both at the same moment; a conflict is a result."""
    line = threading.Barrier(2)

    def begin(which: int) -> R | Conflict:
        line.wait()
        try:
            return act(rivals[which], which)
        except Conflict as conflict:
            return conflict

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(begin, range(2)))


def conflicts(results: list[R | Conflict]) -> int:
    return sum(isinstance(result, Conflict) for result in results)


def test_of_two_saves_of_one_version_exactly_one_wins(rivals: tuple[Storage, Storage]) -> None:
    for number in range(ROUNDS):
        current = rivals[0].transactions.run_now(lambda uow: uow.organisations.get("org"))
        told = both(
            rivals,
            lambda storage, which, c=current: storage.transactions.run_now(
                lambda uow: uow.organisations.save(dataclasses.replace(c, name=f"by {which}"))
            ),
        )
        assert conflicts(told) == 1
        assert rivals[0].transactions.run_now(lambda uow: uow.organisations.get("org")).version == number + 1


def test_a_dialogue_state_is_swapped_by_one_of_two(rivals: tuple[Storage, Storage]) -> None:
    rivals[0].transactions.run_now(lambda uow: uow.conversations.add(CONVERSATION))

    def step(storage: Storage, which: int) -> Conversation:
        return storage.transactions.run_now(
            lambda uow: uow.conversations.save(dataclasses.replace(CONVERSATION, state=Secret(f"{which}")))
        )

    assert conflicts(both(rivals, step)) == 1


def test_two_tips_of_one_pattern_open_one_signal(rivals: tuple[Storage, Storage]) -> None:
    for number in range(ROUNDS):
        pattern = f"toys|{number}"

        def join(storage: Storage, which: int, p: str = pattern) -> str:
            def body(uow: UnitOfWork) -> str:
                found = uow.signals.open_with("org", p)
                if found is not None:
                    return uow.signals.save(dataclasses.replace(found, tips=found.tips + 1)).id
                serial = uow.signals.next_number()
                uow.signals.add(dataclasses.replace(SIGNAL, id=f"{which}{p}", number=serial, identity=Secret(p)))
                return f"{which}{p}"

            try:
                return storage.transactions.run_now(body)
            except Conflict:
                return storage.transactions.run_now(body)

        first, second = both(rivals, join)
        assert first == second
        assert rivals[0].transactions.run_now(lambda uow, p=pattern: uow.signals.open_with("org", p)) is not None


def test_numbers_are_never_given_twice(rivals: tuple[Storage, Storage]) -> None:
    def numbers(storage: Storage, _which: int) -> list[int]:
        return [storage.transactions.run_now(lambda uow: uow.signals.next_number()) for _ in range(ROUNDS)]

    first, second = both(rivals, numbers)
    assert isinstance(first, list)
    assert isinstance(second, list)
    assert sorted(first + second) == list(range(1, 2 * ROUNDS + 1))


def a_message(id_: str, *, dedupe: str = "") -> Message:
    return Message(
        id=id_,
        address_id="address",
        person_id="person",
        channel="telegram",
        created_at=NOW,
        dedupe=dedupe,
        reply=Secret("hello"),
    )


def test_messages_of_one_address_get_consecutive_numbers_from_two_writers(rivals: tuple[Storage, Storage]) -> None:
    def talk(storage: Storage, which: int) -> None:
        for number in range(ROUNDS):
            storage.transactions.run_now(lambda uow, n=number: uow.outbox.add(a_message(f"{which}-{n}")))

    assert conflicts(both(rivals, talk)) == 0
    stored = rivals[0].transactions.run_now(lambda uow: uow.outbox.after("address", 0))
    assert [message.seq for message in stored] == list(range(1, 2 * ROUNDS + 1))


def test_a_dedupe_is_stored_once_by_two_writers(rivals: tuple[Storage, Storage]) -> None:
    for number in range(ROUNDS):
        told = both(
            rivals,
            lambda storage, which, n=number: storage.transactions.run_now(
                lambda uow: uow.outbox.add(a_message(f"{which}-{n}", dedupe=f"once {n}"))
            ),
        )
        assert conflicts(told) == 0
    stored = rivals[0].transactions.run_now(lambda uow: uow.outbox.after("address", 0))
    assert [message.dedupe for message in stored] == [f"once {number}" for number in range(ROUNDS)]


def test_no_message_is_claimed_by_two(rivals: tuple[Storage, Storage]) -> None:
    rivals[0].transactions.run_now(lambda uow: [uow.outbox.add(a_message(f"{n:03}")) for n in range(100)])

    def claim_all(storage: Storage, _which: int) -> list[str]:
        taken: list[str] = []
        while batch := storage.transactions.run_now(
            lambda uow: uow.outbox.claim("telegram", now=NOW, lease_until=NOW + timedelta(minutes=1), limit=7)
        ):
            taken += [message.id for message in batch]
        return taken

    first, second = both(rivals, claim_all)
    assert isinstance(first, list)
    assert isinstance(second, list)
    assert sorted(first + second) == [f"{n:03}" for n in range(100)]


def test_an_update_and_a_tick_go_to_whoever_comes_first(rivals: tuple[Storage, Storage]) -> None:
    for number in range(ROUNDS):
        name = str(number)
        seen = both(
            rivals, lambda s, _w, n=name: s.transactions.run_now(lambda uow: uow.inbox.record("telegram", n, NOW))
        )
        ticked = both(rivals, lambda s, _w, n=name: s.transactions.run_now(lambda uow: uow.ticks.claim("job", n, NOW)))
        assert sorted(seen) == [False, True]
        assert sorted(ticked) == [False, True]


def test_an_address_is_bound_by_one_of_two(rivals: tuple[Storage, Storage]) -> None:
    told = both(
        rivals,
        lambda storage, which: storage.transactions.run_now(
            lambda uow: uow.addresses.add(dataclasses.replace(ADDRESS, id=f"{which}", address=Secret("same")))
        ),
    )
    assert conflicts(told) == 1


def test_the_audit_chain_stays_whole_under_two_writers(rivals: tuple[Storage, Storage]) -> None:
    def work(storage: Storage, which: int) -> None:
        for _ in range(ROUNDS):
            storage.transactions.run_now(
                lambda uow: uow.audit.append(org_id="org", at=NOW, actor_id=f"{which}", act="look", subject="signal:1")
            )

    both(rivals, work)
    entries = rivals[0].transactions.run_now(lambda uow: uow.audit.of("org"))
    assert [entry.seq for entry in entries] == list(range(1, 2 * ROUNDS + 1))
    assert rivals[1].verify_audit() == []


def test_writers_that_lock_crosswise_both_get_through(rivals: tuple[Storage, Storage]) -> None:
    other = dataclasses.replace(PERSON, id="other")
    rivals[0].transactions.run_now(
        lambda uow: (
            uow.people.add(other),
            uow.addresses.add(dataclasses.replace(ADDRESS, id="second", person_id="other", address=Secret("2"))),
        )
    )

    def send(storage: Storage, which: int) -> None:
        for number in range(10):

            def body(uow: UnitOfWork, n: int = number) -> None:
                ways = ("address", "second") if which else ("second", "address")
                for way in ways:
                    uow.outbox.add(dataclasses.replace(a_message(f"{which}-{n}-{way}"), address_id=way))

            storage.transactions.run_now(body)

    both(rivals, send)
    for way in ("address", "second"):
        stored = rivals[0].transactions.run_now(lambda uow, w=way: uow.outbox.after(w, 0))
        assert len(stored) == 20
    assert rivals[0].transactions.run_now(lambda uow: uow.organisations.get("org")) == ORGANISATION
