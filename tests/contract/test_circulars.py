"""Circulars, deliveries, clocks, the audit log."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import pytest

from casework.ports import Transactions, UnitOfWork
from risk.circular import CircularKind, CircularState
from risk.deadline import DeadlineKind, OfficeClocks
from risk.delivery import DeliveryState
from risk.errors import Conflict
from tests.support.storage_records import (
    ANSWER,
    ATTEMPT,
    CIRCULAR,
    DEADLINE,
    DELIVERY,
    FILING,
    LATER,
    MESSAGE,
    NOW,
    RECEIPT,
    RENDITION,
    SIGNAL,
    SUBSCRIPTION,
    TODAY,
    make_person,
)


def make_circular(uow: UnitOfWork) -> None:
    make_person(uow)
    uow.signals.add(SIGNAL)
    uow.circulars.add(CIRCULAR)


@pytest.fixture
def kept(transactions: Transactions) -> Transactions:
    transactions.run_now(make_circular)
    return transactions


def test_a_circular_is_found_by_either_number(kept: Transactions) -> None:
    draft = dataclasses.replace(
        CIRCULAR, id="draft", number="D-2026-2", official_number="", state=CircularState.DRAFT, drafted_at=LATER
    )
    another = dataclasses.replace(draft, id="another", number="D-2026-3", drafted_at=NOW - timedelta(days=1))
    kept.run_now(lambda uow: (uow.circulars.add(draft), uow.circulars.add(another)))
    assert kept.run_now(lambda uow: uow.circulars.by_number("D-2026-1")) == CIRCULAR
    assert kept.run_now(lambda uow: uow.circulars.by_number(CIRCULAR.official_number)) == CIRCULAR
    assert kept.run_now(lambda uow: uow.circulars.by_number("")) is None
    assert kept.run_now(lambda uow: uow.circulars.of("org")) == [draft, CIRCULAR, another]
    assert kept.run_now(lambda uow: uow.circulars.of("org", CircularState.ISSUED)) == [CIRCULAR]


@pytest.mark.parametrize("field", ["number", "official_number"])
def test_a_number_is_given_once(kept: Transactions, field: str) -> None:
    twin = dataclasses.replace(CIRCULAR, id="twin", number="n", official_number="o")
    with pytest.raises(Conflict):
        kept.run_now(lambda uow: uow.circulars.add(dataclasses.replace(twin, **{field: getattr(CIRCULAR, field)})))


def test_serials_and_drafts_count_by_organisation_and_year(transactions: Transactions) -> None:
    def numbers(uow: UnitOfWork) -> list[int]:
        return [
            uow.circulars.next_serial("a", 2026),
            uow.circulars.next_serial("a", 2026),
            uow.circulars.next_serial("b", 2026),
            uow.circulars.next_serial("a", 2027),
            uow.circulars.next_draft("a", 2026),
        ]

    assert transactions.run_now(numbers) == [1, 2, 1, 1, 1]


def test_announcements_are_the_public_ones_in_force_newest_first(kept: Transactions) -> None:
    def twin(number: int, **fields: object) -> None:
        one = dataclasses.replace(CIRCULAR, id=f"c{number}", number=f"c{number}", official_number="", **fields)  # type: ignore[arg-type]
        kept.run_now(lambda uow: uow.circulars.add(one))

    twin(1, issued_at=LATER + timedelta(days=1), valid_until=None, product="lighting", title="台灯")
    twin(2, valid_until=TODAY - timedelta(days=1))
    twin(3, kind=CircularKind.ADVISORY)
    twin(4, state=CircularState.WITHDRAWN)
    twin(5, issued_at=LATER - timedelta(days=1), valid_until=TODAY, product="toys", body="no such thing")

    def found(**query: object) -> list[str]:
        return [c.id for c in kept.run_now(lambda uow: uow.circulars.announcements(today=TODAY, **query))]  # type: ignore[arg-type]

    assert found() == ["c1", "circular", "c5"]
    assert found(product="toys.ride_on") == ["circular", "c5"]
    assert found(product="toys") == ["circular", "c5"]
    assert found(product="toy") == []
    assert found(words=("电池", "起火")) == ["c1", "circular"]
    assert found(words=("电池", "台灯")) == ["c1"]
    assert found(words=("RECYCLED_PAPER", "100%")) == ["c1", "circular"]
    assert found(words=("1%c",)) == []
    assert [c.id for c in kept.run_now(lambda uow: uow.circulars.expired(TODAY))] == ["c2"]


def test_the_newest_rendition_of_each_kind_counts(kept: Transactions) -> None:
    newer = dataclasses.replace(RENDITION, id="a", created_at=LATER)
    kept.run_now(lambda uow: (uow.renditions.add(newer), uow.renditions.add(RENDITION)))
    assert kept.run_now(lambda uow: uow.renditions.of("circular", final=True)) == newer
    assert kept.run_now(lambda uow: uow.renditions.of("circular", final=False)) is None


def test_a_filing_waits_until_the_superior_acknowledges(kept: Transactions) -> None:
    kept.run_now(lambda uow: uow.filings.add(FILING))
    assert kept.run_now(lambda uow: uow.filings.waiting("top")) == [FILING]
    seen = kept.run_now(lambda uow: uow.filings.save(dataclasses.replace(FILING, acknowledged_at=LATER)))
    assert kept.run_now(lambda uow: uow.filings.waiting("top")) == []
    assert kept.run_now(lambda uow: uow.filings.of_circular("circular")) == seen


def test_a_person_has_one_subscription(kept: Transactions) -> None:
    kept.run_now(lambda uow: uow.subscriptions.add(SUBSCRIPTION))
    assert kept.run_now(lambda uow: uow.subscriptions.of("person")) == SUBSCRIPTION
    assert list(kept.run_now(lambda uow: uow.subscriptions.active())) == [SUBSCRIPTION]
    with pytest.raises(Conflict):
        kept.run_now(lambda uow: uow.subscriptions.add(dataclasses.replace(SUBSCRIPTION, id="second")))
    kept.run_now(lambda uow: uow.subscriptions.save(dataclasses.replace(SUBSCRIPTION, active=False)))
    assert list(kept.run_now(lambda uow: uow.subscriptions.active())) == []


def test_a_circular_goes_to_a_person_once_on_each_channel(kept: Transactions) -> None:
    kept.run_now(lambda uow: uow.deliveries.add(DELIVERY))
    with pytest.raises(Conflict):
        kept.run_now(lambda uow: uow.deliveries.add(dataclasses.replace(DELIVERY, id="twin")))
    web = dataclasses.replace(
        DELIVERY, id="web", channel="webchat", message_id=None, state=DeliveryState.DEAD, created_at=LATER
    )
    kept.run_now(lambda uow: uow.deliveries.add(web))
    assert kept.run_now(lambda uow: uow.deliveries.of_circular("circular")) == [DELIVERY, web]
    assert kept.run_now(lambda uow: uow.deliveries.of_person("person")) == [web, DELIVERY]
    assert kept.run_now(lambda uow: uow.deliveries.between("circular", "person")) == [DELIVERY, web]
    assert kept.run_now(lambda uow: uow.deliveries.by_message("message")) == DELIVERY
    assert dict(kept.run_now(lambda uow: uow.deliveries.counts("circular"))) == {"sent": 1, "dead": 1}
    assert kept.run_now(lambda uow: uow.deliveries.undeliverable()) == [web]


def test_attempts_receipts_and_answers_are_listed(kept: Transactions) -> None:
    second = dataclasses.replace(ATTEMPT, id="a", number=2, at=LATER)

    def add(uow: UnitOfWork) -> None:
        uow.deliveries.add(DELIVERY)
        uow.outbox.add(MESSAGE)
        for attempt in (second, ATTEMPT):
            uow.attempts.add(attempt)
        uow.receipts.add(RECEIPT)
        uow.answers.add(ANSWER)

    kept.run_now(add)
    assert kept.run_now(lambda uow: uow.attempts.of_delivery("delivery")) == [ATTEMPT, second]
    assert kept.run_now(lambda uow: uow.receipts.of_circular("circular")) == [RECEIPT]
    assert kept.run_now(lambda uow: uow.answers.of_circular("circular")) == [ANSWER]


def test_deadlines_run_and_call_until_done(transactions: Transactions) -> None:
    other = dataclasses.replace(DEADLINE, id="other", kind=DeadlineKind.ASSESS, next_at=None, due_at=NOW)
    transactions.run_now(lambda uow: (uow.deadlines.add(DEADLINE), uow.deadlines.add(other)))
    at = DEADLINE.next_at or NOW
    assert transactions.run_now(lambda uow: uow.deadlines.open_of("signal", DeadlineKind.VERIFY)) == DEADLINE
    assert transactions.run_now(lambda uow: uow.deadlines.running("signal")) == [other, DEADLINE]
    assert transactions.run_now(lambda uow: uow.deadlines.to_call(at - timedelta(seconds=1))) == []
    assert transactions.run_now(lambda uow: uow.deadlines.to_call(at)) == [DEADLINE]
    transactions.run_now(lambda uow: uow.deadlines.save(dataclasses.replace(DEADLINE, done_at=LATER)))
    assert transactions.run_now(lambda uow: uow.deadlines.open_of("signal", DeadlineKind.VERIFY)) is None
    assert transactions.run_now(lambda uow: uow.deadlines.to_call(at)) == []


def test_an_office_has_the_default_clocks_until_it_sets_its_own(transactions: Transactions) -> None:
    assert transactions.run_now(lambda uow: uow.clocks.of("org")) == OfficeClocks(org_id="org")
    for days in (7, 9):
        clocks = transactions.run_now(lambda uow: uow.clocks.of("org"))
        transactions.run_now(lambda uow, c=clocks, d=days: uow.clocks.put(dataclasses.replace(c, verify_days=d)))
    assert transactions.run_now(lambda uow: uow.clocks.of("org")) == OfficeClocks(
        org_id="org", verify_days=9, version=2
    )


def test_a_day_set_by_hand_can_be_set_again(transactions: Transactions) -> None:
    day = date(2027, 2, 6)
    transactions.run_now(lambda uow: uow.holidays.put(day, working=False))
    transactions.run_now(lambda uow: uow.holidays.put(day, working=True))
    transactions.run_now(lambda uow: uow.holidays.put(TODAY, working=False))
    assert list(transactions.run_now(lambda uow: uow.holidays.all()).items()) == [(TODAY, False), (day, True)]


def test_a_tick_is_claimed_once(transactions: Transactions) -> None:
    ticks = [("digest", "1"), ("digest", "1"), ("remind", "1")]
    told = [transactions.run_now(lambda uow, t=tick: uow.ticks.claim(*t, NOW)) for tick in ticks]
    assert told == [True, False, True]


def test_audit_entries_are_numbered_and_chained_by_organisation(transactions: Transactions) -> None:
    def append(uow: UnitOfWork, org_id: str) -> None:
        uow.audit.append(org_id=org_id, at=NOW, actor_id="person", act="unmask", subject="person:1", purpose="核实")

    for org_id in ("a", "b", "a"):
        transactions.run_now(lambda uow, o=org_id: append(uow, o))
    entries = transactions.run_now(lambda uow: uow.audit.of("a"))
    assert [entry.seq for entry in entries] == [1, 2]
    assert entries[0].detail == {"purpose": "核实"}
    assert entries[0].mac != entries[1].mac
    assert transactions.run_now(lambda uow: uow.audit.organisations()) == ["a", "b"]
