"""Leases with fencing numbers, and what outlives a holder of its pace. A span of nothing has run out at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from casework.ports import Message, Transactions
from casework.ports.leases import Lease
from casework.ports.pacing import PaceRecord
from risk.identity import Secret
from tests.support.storage_records import make_person

LONG, NONE = timedelta(minutes=5), timedelta()


def now() -> datetime:
    return datetime.now(UTC)


def take(transactions: Transactions, holder: str, *, span: timedelta = LONG) -> Lease | None:
    return transactions.run_now(lambda uow: uow.leases.take("bot", holder, span=span, now=now()))


def taken(transactions: Transactions, holder: str, *, span: timedelta = LONG) -> Lease:
    lease = take(transactions, holder, span=span)
    assert lease is not None
    return lease


def renewed(transactions: Transactions, lease: Lease, *, span: timedelta = LONG) -> Lease | None:
    return transactions.run_now(lambda uow: uow.leases.renew(lease, span=span, now=now()))


def holds(transactions: Transactions, lease: Lease) -> bool:
    return transactions.run_now(lambda uow: uow.leases.holds(lease, now=now()))


def test_the_first_who_asks_gets_it_and_the_second_does_not(transactions: Transactions) -> None:
    lease = taken(transactions, "one")
    assert (lease.name, lease.holder, lease.number) == ("bot", "one", 1)
    assert take(transactions, "two") is None
    assert holds(transactions, lease)


def test_leases_of_different_names_are_nothing_to_each_other(transactions: Transactions) -> None:
    taken(transactions, "one")
    other = transactions.run_now(lambda uow: uow.leases.take("other", "two", span=LONG, now=now()))
    assert other is not None
    assert other.number == 1


def test_who_has_it_already_gets_it_again_with_the_same_number(transactions: Transactions) -> None:
    taken(transactions, "one", span=NONE)
    again = taken(transactions, "one")
    assert (again.number, holds(transactions, again)) == (1, True)


def test_one_that_has_run_out_goes_to_the_next_with_a_higher_number(transactions: Transactions) -> None:
    first = taken(transactions, "one", span=NONE)
    assert not holds(transactions, first)
    assert transactions.run_now(lambda uow: uow.leases.is_newest(first))
    second = taken(transactions, "two")
    assert second.number == 2
    assert (holds(transactions, first), holds(transactions, second)) == (False, True)
    assert not transactions.run_now(lambda uow: uow.leases.is_newest(first))


def test_a_renewal_moves_the_end_and_keeps_the_number(transactions: Transactions) -> None:
    lease = taken(transactions, "one", span=timedelta(seconds=20))
    longer = renewed(transactions, lease)
    assert longer is not None
    assert (longer.number, longer.until > lease.until) == (1, True)


def test_one_that_has_run_out_is_renewed_as_long_as_nobody_has_taken_it(transactions: Transactions) -> None:
    lease = taken(transactions, "one", span=NONE)
    again = renewed(transactions, lease)
    assert again is not None
    assert holds(transactions, again)


def test_a_former_holder_can_neither_renew_nor_free_it(transactions: Transactions) -> None:
    first = taken(transactions, "one", span=NONE)
    second = taken(transactions, "two")
    assert renewed(transactions, first) is None
    transactions.run_now(lambda uow: uow.leases.free(first, now=now()))
    assert holds(transactions, second)


def test_a_freed_one_is_there_for_the_next_at_once(transactions: Transactions) -> None:
    first = taken(transactions, "one")
    transactions.run_now(lambda uow: uow.leases.free(first, now=now()))
    assert not holds(transactions, first)
    assert renewed(transactions, first) is None
    assert taken(transactions, "two").number == 2


def test_who_frees_it_and_comes_back_gets_a_new_number(transactions: Transactions) -> None:
    first = taken(transactions, "one")
    transactions.run_now(lambda uow: uow.leases.free(first, now=now()))
    assert taken(transactions, "one").number == 2


def test_the_end_of_the_former_holder_is_known_to_the_next(transactions: Transactions) -> None:
    def former() -> datetime | None:
        return transactions.run_now(lambda uow: uow.leases.former_end("bot", now=now()))

    assert former() is None
    begun = now()
    taken(transactions, "one", span=NONE)
    assert former() is None
    taken(transactions, "two")
    taken(transactions, "two")
    ended = former()
    assert ended is not None
    assert begun - timedelta(seconds=1) <= ended <= now()


def claimed(transactions: Transactions, fence: int | None) -> list[Message]:
    moment = now()
    return transactions.run_now(
        lambda uow: uow.outbox.claim("telegram", now=moment, lease_until=moment + LONG, limit=5, fence=fence)
    )


@pytest.fixture
def with_a_message(transactions: Transactions) -> Transactions:
    message = Message(
        id="a", address_id="address", person_id="person", channel="telegram", created_at=now(), reply=Secret("x")
    )
    transactions.run_now(make_person)
    transactions.run_now(lambda uow: uow.outbox.add(message))
    return transactions


def test_what_was_claimed_under_a_lower_number_is_taken_over_at_once_as_a_possible_repeat(
    with_a_message: Transactions,
) -> None:
    (first,) = claimed(with_a_message, 3)
    assert (first.repeat, claimed(with_a_message, 3), claimed(with_a_message, 2)) == (False, [], [])
    (second,) = claimed(with_a_message, 4)
    assert (second.id, second.repeat, second.attempts) == ("a", True, 2)
    assert claimed(with_a_message, 4) == []


def test_what_was_claimed_without_a_number_waits_for_its_own_lease(with_a_message: Transactions) -> None:
    assert len(claimed(with_a_message, None)) == 1
    assert claimed(with_a_message, 4) == []


def keep(
    transactions: Transactions, *, chat: str = "", share: float = 0.8, until: datetime | None = None
) -> PaceRecord:
    moment = now()
    record = PaceRecord(credential="c", chat=chat, share=share, until=until or moment + LONG)
    transactions.run_now(lambda uow: uow.paces.keep(record, now=moment))
    return record


def kept(transactions: Transactions) -> list[PaceRecord]:
    return transactions.run_now(lambda uow: uow.paces.of("c", now=now()))


def test_a_halt_is_told_as_it_was_kept(transactions: Transactions) -> None:
    record = keep(transactions, chat="70012345", share=0.5)
    (found,) = kept(transactions)
    assert (found.credential, found.chat, found.share) == ("c", "70012345", 0.5)
    assert abs(found.until - record.until) < timedelta(seconds=2)


def test_a_later_halt_takes_the_place_of_the_earlier_one_of_the_same_chat(transactions: Transactions) -> None:
    for chat, share in (("", 0.8), ("1", 0.5), ("2", 0.5), ("1", 0.25), ("", 0.64)):
        keep(transactions, chat=chat, share=share)
    assert sorted((record.chat, record.share) for record in kept(transactions)) == [
        ("", 0.64),
        ("1", 0.25),
        ("2", 0.5),
    ]


def test_a_halt_that_has_long_been_over_is_dropped_when_the_next_comes(transactions: Transactions) -> None:
    keep(transactions, chat="1", until=now() - timedelta(hours=2))
    keep(transactions, chat="2")
    assert [record.chat for record in kept(transactions)] == ["2"]


def test_halts_of_another_credential_are_not_told(transactions: Transactions) -> None:
    keep(transactions)
    assert transactions.run_now(lambda uow: uow.paces.of("d", now=now())) == []
