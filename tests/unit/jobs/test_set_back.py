"""A clock that people set is watched by one that nobody sets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from casework.enrolment import open_address
from casework.fakes import KeepingSender
from casework.ports import Say, Text
from casework.tell import tell_at
from jobs.deliver import Deliverer
from jobs.scheduler import hurry
from jobs.set_back import SetBack
from jobs.wake import Wake
from tests.support.customs import world

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Hands:
    """Two clocks; one is set."""

    def __init__(self) -> None:
        self.steady = 1000.0
        self.ahead = timedelta()

    def wall(self) -> datetime:
        return NOON + timedelta(seconds=self.steady) + self.ahead

    def watch(self) -> SetBack:
        return SetBack(wall=self.wall, steady=lambda: self.steady, every=60)


@pytest.fixture
def hands() -> Hands:
    return Hands()


def test_the_first_look_is_at_once_and_the_next_after_a_while(hands: Hands) -> None:
    watch, told = hands.watch(), list[bool]()
    for _ in range(4):
        told.append(watch.is_due())
        watch.done()
        hands.steady += 30
        told.append(watch.is_due())
        hands.steady += 30
    assert told == [True, False] * 4


def test_a_look_is_due_until_it_is_done(hands: Hands) -> None:
    watch = hands.watch()
    assert [watch.is_due(), watch.is_due()] == [True, True]


@pytest.mark.parametrize(("hours", "due"), [(-8.0, True), (8.0, False), (-1 / 3600, False)])
def test_a_clock_that_was_set_back_is_noticed_at_once(hands: Hands, hours: float, due: bool) -> None:
    watch = hands.watch()
    watch.is_due()
    watch.done()
    hands.ahead = timedelta(hours=hours)
    assert watch.is_due() is due


def test_a_clock_that_is_put_right_after_it_was_set_ahead_is_noticed(hands: Hands) -> None:
    watch, told = hands.watch(), list[bool]()
    watch.is_due()
    watch.done()
    for hours in (8, 0):
        hands.ahead = timedelta(hours=hours)
        told.append(watch.is_due())
    assert told == [False, True]


def test_many_small_steps_back_are_noticed_together(hands: Hands) -> None:
    watch, told = hands.watch(), list[bool]()
    watch.is_due()
    watch.done()
    for _ in range(3):
        hands.ahead -= timedelta(seconds=2)
        told.append(watch.is_due())
    assert told == [False, False, True]


async def until(check: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not check():  # noqa: ASYNC110 # what is waited for knows nothing of events
            await asyncio.sleep(0.01)


async def test_a_sender_that_starts_sends_what_a_clock_ahead_has_written_before() -> None:
    here, sender = world(), KeepingSender("telegram")
    address = here.do(lambda uow: uow.addresses.at("telegram", "4001")) or here.do(
        lambda uow: open_address(uow, here.env, here.people["toys"], "telegram", "4001")
    )
    here.clock.pass_(hours=8)
    hello = Say(text=Text(key="telegram-open"))
    here.do(lambda uow: tell_at(uow, here.env, address, hello, dedupe="hello"))
    here.clock.pass_(hours=-8)
    deliverer = Deliverer(transactions=here.transactions, env=here.env, senders=(sender,), wake=Wake(), every=60)
    deliverer.start()
    await until(lambda: len(sender.parcels) == 1)
    await deliverer.stop()


@pytest.fixture
async def ticker() -> AsyncIterator[AsyncIOScheduler]:
    ticker = AsyncIOScheduler(timezone=UTC)
    ticker.start()
    yield ticker
    ticker.shutdown(wait=False)


@pytest.mark.parametrize(("off", "runs"), [(timedelta(hours=8), 1), (timedelta(seconds=50), 0)])
async def test_a_job_that_would_wait_for_the_clock_to_come_there_again_runs_now(
    ticker: AsyncIOScheduler, off: timedelta, runs: int
) -> None:
    ran = list[int]()
    job = ticker.add_job(ran.append, IntervalTrigger(seconds=60, timezone=UTC), args=(1,), id="remind")
    job.modify(next_run_time=datetime.now(UTC) + off)
    hurry(ticker)
    for _ in range(20):
        await asyncio.sleep(0.01)
    assert len(ran) == runs
