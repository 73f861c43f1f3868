"""What an exercise has measured, counted alike in memory and by both engines."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from casework.ports import Lane, MessageState, Transactions, UnitOfWork
from casework.ports.exercises import Latency, Line, Reached
from risk.circular import Audience, Circular, CircularKind, CircularState, CircularStatus, WarningLevel
from risk.delivery import Delivery, DeliveryState, Receipt
from risk.organisation import Level, Organisation, Person, Role
from storage.memory import MemoryTransactions
from tests.support.storage_records import CIRCULAR, MESSAGE, NOW, ORGANISATION, SIGNAL, make_person

S = DeliveryState
EXERCISE = Circular(
    id="exercise",
    number="E2026-0001",
    official_number="演练江关〔2026〕1号",
    org_id="org",
    kind=CircularKind.ADVISORY,
    level=WarningLevel.BLUE,
    title="演练",
    body="请签收。",
    drafted_by="person",
    drafted_at=NOW - timedelta(hours=1),
    issued_at=NOW,
    audience=Audience(everyone=True),
    state=CircularState.ISSUED,
    status=CircularStatus.EXERCISE,
)


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def begin(uow: UnitOfWork, organisations: int, people: int) -> None:
    """`people` in each of `organisations`, named o0p0, o0p1, …; and the exercise."""
    make_person(uow)
    uow.circulars.add(EXERCISE)
    for o in range(organisations):
        company = Organisation(id=f"o{o}", name=f"第{o}家", level=Level.ENTERPRISE, created_at=NOW)
        uow.organisations.add(company)
        for p in range(people):
            uow.people.add(Person(id=f"o{o}p{p}", org_id=company.id, role=Role.ENTERPRISE, created_at=NOW))


def row(person: str, channel: str, state: DeliveryState, **fields: object) -> Delivery:
    return Delivery(
        id=f"{person}-{channel}",
        circular_id=EXERCISE.id,
        person_id=person,
        org_id=person[:2],
        channel=channel,
        created_at=NOW,
        state=state,
        **fields,  # type: ignore[arg-type]
    )


def receipt(of: Delivery, at: datetime) -> Receipt:
    return Receipt(
        id=f"r-{of.id}",
        delivery_id=of.id,
        circular_id=of.circular_id,
        person_id=of.person_id,
        org_id=of.org_id,
        channel=of.channel,
        digest="dd",
        at=at,
    )


def reached(transactions: Transactions, *, organisations: int = 10) -> Reached:
    return transactions.run_now(
        lambda uow: uow.exercises.reached(
            EXERCISE, organisations=organisations, shown="webchat", settled={"overtaken", "elsewhere"}
        )
    )


def spread(count: int, *seconds: float) -> Latency:
    p50, p90, p99, last = (timedelta(seconds=each) for each in seconds)
    return Latency(count=count, p50=p50, p90=p90, p99=p99, last=last)


def test_people_count_once_and_channels_by_what_went_over_them(transactions: Transactions) -> None:
    def body(uow: UnitOfWork) -> None:
        begin(uow, 2, 2)
        by_chat = row("o0p0", "telegram", S.ACKNOWLEDGED, sent_at=after(4), acknowledged_at=after(60))
        for each in (
            by_chat,
            row("o0p0", "webchat", S.ACKNOWLEDGED, sent_at=after(0), acknowledged_at=after(60)),
            row("o0p1", "webchat", S.DELIVERED, sent_at=after(0), delivered_at=after(30)),
            row("o1p0", "telegram", S.SENT, sent_at=after(8)),
            row("o1p0", "mail", S.DEAD, reason="refused"),
            row("o1p1", "", S.DEAD, reason="no-address"),
        ):
            uow.deliveries.add(each)
        uow.receipts.add(receipt(by_chat, after(60)))

    transactions.run_now(body)
    found = reached(transactions)
    counts = {
        line.name: (line.addressed, line.sent, line.delivered, line.acknowledged, line.unreachable)
        for line in (found.whole, *found.channels, *found.organisations)
    }
    # "" is the whole, and the channel of whoever has none: the whole comes first in the report.
    assert found.whole == Line(
        name="",
        addressed=4,
        sent=3,
        delivered=2,
        acknowledged=1,
        unreachable=1,
        to_sent=spread(3, 4, 8, 8, 8),
        to_acknowledged=spread(1, 60, 60, 60, 60),
    )
    assert counts == {
        "": (1, 0, 0, 0, 1),
        "mail": (1, 0, 0, 0, 1),
        "telegram": (2, 2, 1, 1, 0),
        "webchat": (2, 2, 1, 0, 0),
        "第1家": (2, 1, 0, 0, 1),
        "第0家": (2, 2, 2, 1, 0),
    }
    assert [line.name for line in found.organisations] == ["第1家", "第0家"]
    assert found.of == 2
    assert [line.name for line in reached(transactions, organisations=1).organisations] == ["第1家"]


def test_what_was_not_needed_any_more_is_no_failure(transactions: Transactions) -> None:
    def body(uow: UnitOfWork) -> None:
        begin(uow, 1, 1)
        uow.deliveries.add(row("o0p0", "telegram", S.DEAD, reason="overtaken"))

    transactions.run_now(body)
    assert reached(transactions).whole.unreachable == 0


def test_quantiles_are_those_of_the_nearest_rank(transactions: Transactions) -> None:
    def body(uow: UnitOfWork) -> None:
        begin(uow, 1, 200)
        for n in range(200):
            uow.deliveries.add(row(f"o0p{n}", "telegram", S.SENT, sent_at=after((n * 37) % 200 + 1)))

    transactions.run_now(body)
    assert reached(transactions).whole.to_sent == spread(200, 100, 180, 198, 200)


def test_an_exercise_that_went_to_nobody_has_nothing_to_count(transactions: Transactions) -> None:
    transactions.run_now(lambda uow: begin(uow, 1, 1))
    found = reached(transactions)
    assert found.whole == Line(name="", addressed=0, sent=0, delivered=0, acknowledged=0, unreachable=0)
    assert (found.channels, found.organisations, found.of) == ((), (), 0)


@pytest.mark.parametrize("seed", range(4))
def test_the_engine_counts_as_we_do_one_by_one(transactions: Transactions, seed: int) -> None:
    rows, receipts = _random_rows(random.Random(seed))

    def body(uow: UnitOfWork) -> None:
        begin(uow, 5, 8)
        for each in rows:
            uow.deliveries.add(each)
        for given in receipts:
            uow.receipts.add(given)

    memory = MemoryTransactions()
    for kept in (transactions, memory):
        kept.run_now(body)
    assert reached(transactions) == reached(memory)


def _random_rows(dice: random.Random) -> tuple[list[Delivery], list[Receipt]]:
    rows, receipts = [], []
    for o in range(5):
        for p in range(8):
            person = f"o{o}p{p}"
            channels = dice.sample(["telegram", "webchat", "mail"], dice.randint(1, 3))
            acknowledged = after(dice.uniform(5, 500)) if dice.random() < 0.5 else None
            theirs = []
            for channel in channels:
                dead = acknowledged is None and dice.random() < 0.4
                state = S.ACKNOWLEDGED if acknowledged else S.DEAD if dead else dice.choice([S.QUEUED, S.SENT])
                theirs.append(
                    row(
                        person,
                        channel,
                        state,
                        sent_at=None if dead or state is S.QUEUED else after(dice.uniform(0, 100)),
                        delivered_at=after(dice.uniform(1, 200)) if dice.random() < 0.2 and not dead else None,
                        acknowledged_at=acknowledged,
                        reason=dice.choice(["blocked", "overtaken"]) if dead else "",
                    )
                )
            rows += theirs
            if acknowledged:
                receipts.append(receipt(dice.choice(theirs), acknowledged))
    return rows, receipts


def test_exercises_under_way_are_those_issued_and_not_ended(transactions: Transactions) -> None:
    def body(uow: UnitOfWork) -> None:
        begin(uow, 0, 0)
        uow.signals.add(SIGNAL)
        uow.circulars.add(CIRCULAR)
        for number, state in ((2, CircularState.DRAFT), (3, CircularState.EXPIRED)):
            one = replace(EXERCISE, id=f"e{number}", number=f"E{number}", official_number="", state=state)
            uow.circulars.add(one)

    transactions.run_now(body)
    assert transactions.run_now(lambda uow: uow.exercises.under_way()) == [EXERCISE]


def test_a_list_of_circulars_holds_no_exercise_unless_it_is_asked_for(transactions: Transactions) -> None:
    def body(uow: UnitOfWork) -> None:
        begin(uow, 0, 0)
        uow.signals.add(SIGNAL)
        uow.circulars.add(CIRCULAR)

    transactions.run_now(body)
    assert transactions.run_now(lambda uow: uow.circulars.of(ORGANISATION.id)) == [CIRCULAR]
    exercises = transactions.run_now(lambda uow: uow.circulars.of(ORGANISATION.id, status=CircularStatus.EXERCISE))
    assert exercises == [EXERCISE]


def test_exercises_are_numbered_by_themselves(transactions: Transactions) -> None:
    def numbers(uow: UnitOfWork) -> list[int]:
        exercise = CircularStatus.EXERCISE
        return [
            uow.circulars.next_serial("a", 2026, status=exercise),
            uow.circulars.next_serial("a", 2026, status=exercise),
            uow.circulars.next_draft("a", 2026, status=exercise),
            uow.circulars.next_serial("a", 2026),
            uow.circulars.next_draft("a", 2026),
        ]

    assert transactions.run_now(numbers) == [1, 2, 1, 1, 1]


def test_messages_of_an_exercise_come_after_all_others_and_stay_in_their_lane(transactions: Transactions) -> None:
    lanes = [Lane.EXERCISE, Lane.DIGEST, Lane.CIRCULAR, Lane.EMERGENCY, Lane.TALK]

    def body(uow: UnitOfWork) -> None:
        make_person(uow)
        for number, lane in enumerate(lanes):
            message = replace(
                MESSAGE,
                id=f"m{number}",
                dedupe=f"m{number}",
                lane=lane,
                state=MessageState.QUEUED,
                next_at=NOW,
                created_at=after(number),
                delivery_id=None,
            )
            uow.outbox.add(message)

    transactions.run_now(body)
    lease, now = after(100), after(10)
    taken = transactions.run_now(lambda uow: uow.outbox.claim(MESSAGE.channel, now=now, lease_until=lease, limit=9))
    assert [message.lane for message in taken] == list(Lane)
    kept = transactions.run_now(lambda uow: uow.outbox.save(replace(taken[-1], state=MessageState.FAILED, next_at=now)))
    assert kept.lane is Lane.EXERCISE
    last = transactions.run_now(
        lambda uow: uow.outbox.claim(MESSAGE.channel, now=now, lease_until=lease, limit=9, lane=Lane.EXERCISE)
    )
    assert [(message.id, message.lane) for message in last] == [("m0", Lane.EXERCISE)]
    rest = transactions.run_now(
        lambda uow: uow.outbox.claim(MESSAGE.channel, now=now, lease_until=lease, limit=9, lane=Lane.DIGEST)
    )
    assert rest == []
