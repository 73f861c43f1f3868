"""The outbox is emptied: at once when rung, past a dead channel, in good order at the end."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from casework.enrolment import open_address
from casework.fakes import KeepingSender
from casework.ports import Lost, Outcome, Parcel, Sender, Sent
from jobs.deliver import Deliverer
from jobs.scheduler import JOBS, build, run_job
from jobs.wake import Wake
from risk.circular import Circular
from tests.support.customs import World, world


@dataclass
class Waiting:
    """Takes a parcel and says nothing until it is let go."""

    channel: str
    parcels: list[Parcel] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.go = asyncio.Event()

    async def send(self, parcel: Parcel) -> Outcome:
        self.parcels.append(parcel)
        await self.go.wait()
        return Sent(external_id="late")


class Broken:
    """Raises, which a sender must not."""

    channel = "telegram"

    async def send(self, parcel: Parcel) -> Outcome:
        raise RuntimeError("a bug")


def deliverer(here: World, *senders: Sender, wake: Wake | None = None, every: float = 0.01) -> Deliverer:
    return Deliverer(transactions=here.transactions, env=here.env, senders=senders, wake=wake or Wake(), every=every)


def state(here: World, circular: Circular) -> str:
    rows = here.do(lambda uow: uow.deliveries.between(circular.id, here.people["toys"].id))
    return next(row.state.value for row in rows if row.channel == "telegram")


async def until(check: object) -> None:
    for _ in range(200):
        if check():  # type: ignore[operator]
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not happen")


class Noted(Wake):
    """Keeps what it has given away."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[asyncio.Event] = []

    def bell(self, channel: str = "") -> asyncio.Event:
        self.given.append(super().bell(channel))
        return self.given[-1]


async def test_with_every_change_of_holder_the_former_ones_bells_are_given_back() -> None:
    here, wake = world(), Noted()
    for _ in range(3):
        of_two = deliverer(here, KeepingSender("telegram"), KeepingSender("mail"), wake=wake, every=60)
        of_two.start()
        await asyncio.sleep(0.01)
        await of_two.stop()
    for bell in wake.given:
        bell.clear()
    wake.set()
    assert [bell.is_set() for bell in wake.given] == [False] * 6


async def test_what_waits_is_sent_and_booked() -> None:
    here, sender = world(), KeepingSender(channel="telegram")
    circular = here.issued()
    running = deliverer(here, sender)
    running.start()
    await until(lambda: state(here, circular) == "sent")
    await running.stop()
    assert [parcel.address.reveal() for parcel in sender.parcels] == ["4001"]


async def test_a_ring_wakes_the_loop_before_its_time() -> None:
    here, sender, wake = world(), KeepingSender(channel="telegram"), Wake()
    running = deliverer(here, sender, wake=wake, every=60)
    running.start()
    await asyncio.sleep(0.02)
    circular = here.issued()
    wake.set()
    await until(lambda: state(here, circular) == "sent")
    await running.stop()


async def test_a_channel_that_does_not_answer_holds_up_no_other() -> None:
    here, dead, alive = world(), Waiting("telegram"), KeepingSender(channel="mail")
    here.issued()
    here.do(lambda uow: open_address(uow, here.env, here.people["lamps"], "mail", "lamps@example.com"))
    here.issued()
    running = deliverer(here, dead, alive)
    running.start()
    await until(lambda: alive.parcels and dead.parcels)
    dead.go.set()
    await running.stop()


async def test_what_is_in_flight_ends_before_the_stop() -> None:
    here, slow = world(), Waiting("telegram")
    circular = here.issued()
    running = deliverer(here, slow)
    running.start()
    await until(lambda: slow.parcels)
    stopping = asyncio.create_task(running.stop())
    await asyncio.sleep(0.02)
    slow.go.set()
    await stopping
    assert state(here, circular) == "sent"


async def test_what_does_not_end_in_time_is_cut_off_and_goes_again_marked() -> None:
    here, stuck, next_one = world(), Waiting("telegram"), KeepingSender(channel="telegram")
    circular = here.issued()
    running = deliverer(here, stuck)
    running.start()
    await until(lambda: stuck.parcels)
    await running.stop(within=0.05)
    here.clock.pass_(seconds=61)
    again = deliverer(here, next_one)
    again.start()
    await until(lambda: state(here, circular) == "sent")
    await again.stop()
    assert [parcel.repeat for parcel in next_one.parcels] == [True]


async def test_a_sender_that_raises_loses_one_message_and_the_loop_goes_on() -> None:
    here = world()
    circular = here.issued()
    running = deliverer(here, Broken())
    running.start()
    await until(lambda: state(here, circular) == "unknown")
    await running.stop()
    row = here.do(lambda uow: uow.deliveries.of_circular(circular.id))
    assert {each.reason for each in row if each.channel == "telegram"} == {Lost(reason="sender-failed").reason}


async def test_two_schedulers_do_each_tick_once() -> None:
    here = world()
    here.issued(valid_until="2026-03-03")
    here.clock.pass_(days=2)
    expiry = next(job for job in JOBS if job.name == "expiry")
    counts = [await run_job(expiry, here.transactions, here.env, Wake()) for _ in range(2)]
    assert counts == [1, None]
    here.clock.pass_(seconds=expiry.seconds)
    assert await run_job(expiry, here.transactions, here.env, Wake()) == 0


async def test_the_scheduler_starts_and_stops() -> None:
    here = world()
    scheduler = build(transactions=here.transactions, env=here.env, wake=Wake())
    scheduler.start()
    assert sorted(job.id for job in scheduler.get_jobs()) == sorted(job.name for job in JOBS)
    scheduler.shutdown(wait=False)
