"""Messages: numbering, dedupe, claims, transcript, erasure."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta

import pytest

from casework.ports import Lane, Message, MessageState, Transactions
from risk.identity import NOTHING, Secret
from tests.support.storage_records import ADDRESS, LATER, MESSAGE, NOW, make_person

LEASE = NOW + timedelta(minutes=5)


def message(id_: str, **fields: object) -> Message:
    plain = Message(
        id=id_, address_id="address", person_id="person", channel="telegram", created_at=NOW, reply=Secret(f"“{id_}”")
    )
    return dataclasses.replace(plain, **fields)  # type: ignore[arg-type]


@pytest.fixture
def kept(transactions: Transactions) -> Transactions:
    transactions.run_now(make_person)
    return transactions


def add(transactions: Transactions, *messages: Message) -> None:
    transactions.run_now(lambda uow: [uow.outbox.add(one) for one in messages])


def claim(transactions: Transactions, *, now: datetime = NOW, limit: int = 10) -> list[Message]:
    return transactions.run_now(lambda uow: uow.outbox.claim("telegram", now=now, lease_until=LEASE, limit=limit))


def test_messages_of_one_address_are_numbered_from_one_without_a_gap(kept: Transactions) -> None:
    other = dataclasses.replace(ADDRESS, id="other", channel="webchat")
    kept.run_now(lambda uow: uow.addresses.add(other))
    add(kept, message("a"), message("b", address_id="other"), message("c"))
    assert [m.seq for m in kept.run_now(lambda uow: uow.outbox.after("address", 0))] == [1, 2]
    assert [m.seq for m in kept.run_now(lambda uow: uow.outbox.after("other", 0))] == [1]


def test_adding_the_same_dedupe_again_adds_nothing(kept: Transactions) -> None:
    add(kept, message("a", dedupe="circular:1"), message("b", dedupe="circular:1"), message("c"), message("c"))
    found = kept.run_now(lambda uow: uow.outbox.after("address", 0))
    assert [(m.id, m.seq, m.dedupe) for m in found] == [("a", 1, "circular:1"), ("c", 2, "c")]
    assert kept.run_now(lambda uow: uow.outbox.by_dedupe("circular:1")) == found[0]


def test_the_transcript_is_read_forward_from_a_number_or_backward_from_the_end(kept: Transactions) -> None:
    add(kept, *(message(name, incoming=name in "bd") for name in "abcde"))
    assert [m.id for m in kept.run_now(lambda uow: uow.outbox.after("address", 2, limit=2))] == ["c", "d"]
    assert [m.id for m in kept.run_now(lambda uow: uow.outbox.latest("address", limit=2))] == ["d", "e"]
    assert [m.id for m in kept.run_now(lambda uow: uow.outbox.latest("address", limit=2, before=4))] == ["b", "c"]


def test_what_is_made_for_a_later_moment_is_not_claimed_before(kept: Transactions) -> None:
    add(kept, message("later", created_at=LATER))
    assert claim(kept) == []
    assert [m.id for m in claim(kept, now=LATER)] == ["later"]


def test_a_claim_takes_by_lane_then_age(kept: Transactions) -> None:
    add(
        kept,
        message("digest", lane=Lane.DIGEST),
        message("circular", lane=Lane.CIRCULAR),
        message("young talk"),
        message("old talk", created_at=NOW - timedelta(minutes=1)),
        message("emergency", lane=Lane.EMERGENCY),
    )
    assert [m.id for m in claim(kept, limit=4)] == ["old talk", "young talk", "emergency", "circular"]
    assert [m.id for m in claim(kept)] == ["digest"]


def test_a_claimed_message_is_being_sent_and_counts_the_attempt(kept: Transactions) -> None:
    add(kept, message("a"))
    (taken,) = claim(kept)
    assert (taken.state, taken.attempts, taken.lease_until, taken.repeat) == (MessageState.SENDING, 1, LEASE, False)
    assert taken.reply == Secret("“a”")
    assert kept.run_now(lambda uow: uow.outbox.get("a")) == taken
    assert claim(kept) == []


def test_a_claim_whose_lease_ran_out_is_taken_as_a_possible_repeat(kept: Transactions) -> None:
    add(kept, message("a"))
    claim(kept)
    assert claim(kept, now=LEASE) == []
    (again,) = claim(kept, now=LEASE + timedelta(seconds=1))
    assert (again.attempts, again.repeat) == (2, True)


def test_an_unknown_outcome_is_tried_again_as_a_possible_repeat_and_a_failure_is_not(kept: Transactions) -> None:
    add(kept, message("lost", state=MessageState.UNKNOWN), message("failed", state=MessageState.FAILED))
    assert {m.id: m.repeat for m in claim(kept)} == {"lost": True, "failed": False}


def test_nothing_is_claimed_before_its_time_or_that_needs_no_sending(kept: Transactions) -> None:
    add(
        kept,
        message("later", state=MessageState.FAILED, next_at=LATER),
        message("incoming", incoming=True, state=MessageState.RECEIVED),
        message("sent", state=MessageState.SENT),
        message("dead", state=MessageState.DEAD),
        message("elsewhere", channel="webchat"),
    )
    assert claim(kept) == []
    assert [m.id for m in claim(kept, now=LATER)] == ["later"]


def test_waiting_counts_what_may_go_and_is_not_sent_and_knows_the_oldest(kept: Transactions) -> None:
    assert kept.run_now(lambda uow: uow.outbox.waiting("telegram", LATER)) == (0, None)
    add(
        kept,
        message("young", created_at=LATER),
        message("old", state=MessageState.FAILED, next_at=LATER + timedelta(hours=1)),
        message("sent", state=MessageState.SENT, created_at=NOW - timedelta(days=1)),
        message("its turn is to come", created_at=LATER + timedelta(hours=1), next_at=LATER + timedelta(hours=1)),
        message("held back until then", created_at=NOW - timedelta(days=1), next_at=LATER + timedelta(hours=1)),
        message("elsewhere", channel="mail"),
    )
    assert kept.run_now(lambda uow: uow.outbox.waiting("telegram", LATER)) == (2, NOW)


def test_erasing_destroys_the_words_but_not_those_of_deliveries(kept: Transactions) -> None:
    add(
        kept,
        message("told", state=MessageState.SENT),
        message("wrote", incoming=True, state=MessageState.RECEIVED),
        message("waiting"),
        dataclasses.replace(MESSAGE, id="circular", state=MessageState.SENT),
    )
    assert kept.run_now(lambda uow: uow.outbox.erase_of("person")) == 3
    found = {m.id: (m.reply, m.state) for m in kept.run_now(lambda uow: uow.outbox.after("address", 0))}
    assert found == {
        "told": (NOTHING, MessageState.SENT),
        "wrote": (NOTHING, MessageState.RECEIVED),
        "waiting": (NOTHING, MessageState.DEAD),
        "circular": (MESSAGE.reply, MessageState.SENT),
    }
    assert kept.run_now(lambda uow: uow.outbox.erase_of("person")) == 0


def test_an_update_is_recorded_once_for_each_channel(transactions: Transactions) -> None:
    seen = [("telegram", "1"), ("telegram", "1"), ("webchat", "1"), ("telegram", "2")]
    told = [transactions.run_now(lambda uow, s=pair: uow.inbox.record(*s, NOW)) for pair in seen]
    assert told == [True, False, True, True]
