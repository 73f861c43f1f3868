"""One holds it, believes in it no longer than it may, and whoever comes next knows that somebody was there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import pytest

from casework.ports import Dead, Sent, Transactions, UnitOfWork
from jobs.booking import Booking
from jobs.carrier import Carrier
from jobs.leading import Duty, Leading, Tenure
from storage.memory import MemoryTransactions
from tests.support.customs import World, world
from tests.unit.jobs.test_carrier import Slow, queued, until

SPAN = timedelta(seconds=6)


class Steady:
    """Seconds, moved by the test."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Witness:
    """A duty that tells what happened to it."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.tenure: Tenure | None = None

    @property
    def duty(self) -> Duty:
        return Duty(begun=self._begin, ended=self._end)

    async def _begin(self, tenure: Tenure) -> None:
        self.tenure = tenure
        self.told.append(f"begun {tenure.lease.number}")

    async def _end(self) -> None:
        held = self.tenure is not None and self.tenure.held()
        self.told.append("ended, still held" if held else "ended")


class Faulty:
    """Transactions of another that fail while `away`."""

    def __init__(self, inner: Transactions) -> None:
        self._inner = inner
        self.away = False

    async def run(self, body: Callable[[UnitOfWork], object]) -> object:
        if self.away:
            raise OSError("no database")
        return await self._inner.run(body)


@pytest.fixture
def here() -> World:
    return world()


@pytest.fixture
async def pair(here: World) -> AsyncIterator[Callable[..., Leading]]:
    """Makes and finally stops them."""
    made: list[Leading] = []

    def make(transactions: object = here.transactions, now: Steady | None = None) -> Leading:
        leading = Leading(
            "x",
            transactions=transactions,  # type: ignore[arg-type] # `run` is all that it needs
            env=here.env,
            span=SPAN,
            beat=0.01,
            look=0.01,
            now=now,
        )
        made.append(leading)
        return leading

    yield make
    for leading in made:
        await leading.stop()


async def test_of_two_one_holds_it_and_the_other_follows_when_it_stops(pair: Callable[..., Leading]) -> None:
    one, two, first, second = pair(), pair(), Witness(), Witness()
    one.start(first.duty)
    await until(lambda: first.told == ["begun 1"])
    two.start(second.duty)
    await asyncio.sleep(0.05)
    assert (one.held(), two.held(), second.told) == (True, False, [])
    await one.stop()
    await until(lambda: second.told == ["begun 2"])
    assert (first.told, one.held(), two.held()) == (["begun 1", "ended, still held"], False, True)


async def test_a_process_that_slept_past_its_lease_knows_it_before_it_asks_anybody(
    pair: Callable[..., Leading],
) -> None:
    steady, witness = Steady(), Witness()
    leading = pair(now=steady)
    leading.start(witness.duty)
    await until(lambda: witness.told == ["begun 1"])
    assert witness.tenure is not None
    steady.now += SPAN.total_seconds() - 1.5
    assert witness.tenure.held()
    steady.now += 1.0  # half a second before the end: the margin
    assert (leading.held(), witness.tenure.held()) == (False, False)


async def test_who_wakes_and_finds_another_in_its_place_ends_its_duty(
    here: World, pair: Callable[..., Leading]
) -> None:
    one, first = pair(), Witness()
    one.start(first.duty)
    await until(lambda: first.told == ["begun 1"])
    here.clock.pass_(hours=1)
    taken = here.do(lambda uow: uow.leases.take("x", "another", span=SPAN, now=here.env.now()))
    assert taken is not None
    await until(lambda: first.told == ["begun 1", "ended"])
    assert not one.held()


async def test_who_gets_it_again_has_a_new_number_and_the_old_tenure_stays_over(
    here: World, pair: Callable[..., Leading]
) -> None:
    one, first = pair(), Witness()
    one.start(first.duty)
    await until(lambda: first.told == ["begun 1"])
    old = first.tenure
    here.clock.pass_(hours=1)
    other = here.do(lambda uow: uow.leases.take("x", "another", span=SPAN, now=here.env.now()))
    assert other is not None
    await until(lambda: first.told[-1] == "ended")
    here.do(lambda uow: uow.leases.free(other, now=here.env.now()))
    await until(lambda: first.told[-1] == "begun 3")
    assert old is not None
    assert (one.held(), old.held()) == (True, False)


async def test_a_short_fault_of_the_database_ends_no_duty_and_a_long_one_does(pair: Callable[..., Leading]) -> None:
    steady, witness, faulty = Steady(), Witness(), Faulty(MemoryTransactions())
    leading = pair(transactions=faulty, now=steady)
    leading.start(witness.duty)
    await until(lambda: witness.told == ["begun 1"])
    faulty.away = True
    steady.now += SPAN.total_seconds()
    await asyncio.sleep(0.05)
    assert (leading.held(), witness.told) == (False, ["begun 1"])
    faulty.away = False
    await until(leading.held)
    assert witness.told == ["begun 1"]
    faulty.away = True
    steady.now += 2 * SPAN.total_seconds()
    await until(lambda: witness.told == ["begun 1", "ended"])


async def test_a_duty_that_could_not_begin_is_tried_again(pair: Callable[..., Leading]) -> None:
    told: list[str] = []

    async def begin(_: Tenure) -> None:
        told.append("begun")
        if len(told) == 1:
            raise OSError("not yet")

    async def end() -> None:
        told.append("ended")

    leading = pair()
    leading.start(Duty(begun=begin, ended=end))
    await until(lambda: told == ["begun", "ended", "begun"])


def lease_of(here: World, holder: str) -> Tenure:
    lease = here.do(lambda uow: uow.leases.take("x", holder, span=SPAN, now=here.env.now()))
    assert lease is not None
    return Tenure(lease=lease, held=lambda: True)


def superseded(here: World) -> Tenure:
    """A tenure that believes in itself although another has taken over."""
    tenure = lease_of(here, "frozen")
    here.clock.pass_(minutes=1)
    lease_of(here, "awake")
    return tenure


async def test_who_believes_in_a_lease_that_another_has_gets_nothing_out_of_the_outbox() -> None:
    here, slow = queued(3), Slow()
    carrier = Carrier(
        sender=slow,
        transactions=here.transactions,
        env=here.env,
        bell=asyncio.Event(),
        every=0.01,
        tenure=superseded(here),
    )
    running = asyncio.create_task(carrier.run())
    await asyncio.sleep(0.05)
    carrier.stop()
    await running
    assert slow.parcels == []


async def test_what_a_former_holder_books_late_counts_only_where_it_was_sent() -> None:
    here = queued(2)
    tenure, now = superseded(here), here.env.now()
    sent, refused = here.do(lambda uow: uow.outbox.claim("telegram", now=now, lease_until=now, limit=2))
    booking = Booking(channel="telegram", transactions=here.transactions, env=here.env, lease=tenure.lease)
    booking.add(sent.id, Sent(external_id="1"), then=lambda: None)
    booking.add(refused.id, Dead(reason="blocked"), then=lambda: None)
    await booking.close()
    await booking.run()
    states = [here.do(lambda uow, id_=one.id: uow.outbox.get(id_)).state.value for one in (sent, refused)]
    assert states == ["sent", "sending"]
