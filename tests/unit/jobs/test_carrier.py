"""One channel's messages: nobody stands in the way of another, and what became of them is booked together."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from casework.enrolment import open_address
from casework.fakes import KeepingSender
from casework.ports import Lane, MessageState, Outcome, Parcel, Retry, Say, Sent, Text, Transactions, UnitOfWork
from casework.tell import tell_at
from jobs.booking import Booking
from jobs.carrier import Carrier
from jobs.deliver import Deliverer
from jobs.wake import Wake
from risk.errors import Conflict
from tests.support.customs import World, world


class Slow:
    """Room for two; what it gets stays until it is let go."""

    channel = "telegram"
    room = 2

    def __init__(self) -> None:
        self.parcels: list[Parcel] = []
        self.go = asyncio.Event()
        self.halt = 0.0

    def closed_for(self) -> float:
        return self.halt

    async def send(self, parcel: Parcel) -> Outcome:
        self.parcels.append(parcel)
        await self.go.wait()
        return Sent(external_id="1")


class Counted:
    """Transactions of another, counted; the first so many are refused."""

    def __init__(self, inner: Transactions, *, conflicts: int = 0) -> None:
        self._inner = inner
        self._conflicts = conflicts
        self.runs = 0

    async def run(self, body: Callable[[UnitOfWork], object]) -> object:
        self.runs += 1
        if self.runs <= self._conflicts:
            raise Conflict(kind="deliveries")
        return await self._inner.run(body)


def say(here: World, *, lane: Lane, number: int) -> None:
    address = here.do(lambda uow: uow.addresses.at("telegram", "4001"))
    assert address is not None
    text = Say(text=Text(key="telegram-open"))
    here.do(lambda uow: tell_at(uow, here.env, address, text, dedupe=f"{lane}{number}", lane=lane))


def queued(count: int, lane: Lane = Lane.CIRCULAR) -> World:
    here = world()
    if here.do(lambda uow: uow.addresses.at("telegram", "4001")) is None:
        here.do(lambda uow: open_address(uow, here.env, here.people["toys"], "telegram", "4001"))
    for number in range(count):
        say(here, lane=lane, number=number)
    return here


def running(here: World, sender: object, wake: Wake) -> Deliverer:
    deliverer = Deliverer(transactions=here.transactions, env=here.env, senders=(sender,), wake=wake, every=60)  # type: ignore[arg-type]
    deliverer.start()
    return deliverer


async def until(check: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not check():  # noqa: ASYNC110 # what is waited for knows nothing of events
            await asyncio.sleep(0.01)


async def test_a_broadcast_that_waits_leaves_room_for_an_answer() -> None:
    here, slow, wake = queued(5), Slow(), Wake()
    deliverer = running(here, slow, wake)
    await until(lambda: len(slow.parcels) == 2)
    say(here, lane=Lane.TALK, number=0)
    wake.set()
    await until(lambda: len(slow.parcels) == 3)
    assert slow.parcels[-1].lane is Lane.TALK
    slow.go.set()
    await deliverer.stop()


async def test_while_stricter_lanes_fill_the_room_nothing_is_fetched_for_the_others() -> None:
    here, slow, wake = queued(2, Lane.EMERGENCY), Slow(), Wake()
    deliverer = running(here, slow, wake)
    await until(lambda: len(slow.parcels) == 2)
    say(here, lane=Lane.DIGEST, number=0)
    wake.set()
    say(here, lane=Lane.TALK, number=0)
    wake.set()
    await until(lambda: len(slow.parcels) == 3)
    assert [parcel.lane for parcel in slow.parcels] == [Lane.EMERGENCY, Lane.EMERGENCY, Lane.TALK]
    slow.go.set()
    await deliverer.stop()


async def test_when_room_comes_free_more_is_fetched_without_a_bell() -> None:
    here, slow, wake = queued(9), Slow(), Wake()
    slow.go.set()
    deliverer = running(here, slow, wake)
    await until(lambda: len(slow.parcels) == 9)
    await deliverer.stop()


async def test_a_bell_that_rings_while_there_is_no_room_keeps_nothing_from_being_fetched_later() -> None:
    here, slow, wake = queued(9), Slow(), Wake()
    deliverer = running(here, slow, wake)
    await until(lambda: len(slow.parcels) == 2)
    wake.set()
    await asyncio.sleep(0.05)
    slow.go.set()
    await until(lambda: len(slow.parcels) == 9)
    await deliverer.stop()


async def test_during_a_halt_nothing_is_taken_out_of_the_outbox() -> None:
    here, slow, wake = queued(3), Slow(), Wake()
    slow.halt = 60.0
    slow.go.set()
    deliverer = running(here, slow, wake)
    await asyncio.sleep(0.05)
    halted = list(slow.parcels)
    slow.halt = 0.0
    wake.set()
    await until(lambda: len(slow.parcels) == 3)
    assert halted == []
    await deliverer.stop()


async def test_what_was_not_tried_goes_again_without_an_attempt() -> None:
    here, wake = queued(1), Wake()

    class Crowded(KeepingSender):
        async def send(self, parcel: Parcel) -> Outcome:
            return await super().send(parcel) if len(tries) else tries.append(parcel) or Retry(after=0, reason="pace")

    tries: list[Parcel] = []
    sender = Crowded(channel="telegram")
    deliverer = running(here, sender, wake)
    await until(lambda: bool(tries))
    await asyncio.sleep(0.02)
    wake.set()
    await until(lambda: bool(sender.parcels))
    await deliverer.stop()
    message = here.do(lambda uow: uow.outbox.get(sender.parcels[0].message_id))
    assert (message.attempts, message.repeat) == (1, False)


async def test_what_comes_while_one_is_booked_is_booked_together() -> None:
    here = queued(20)
    counted = Counted(here.transactions)
    booking = Booking(channel="telegram", transactions=counted, env=here.env)  # type: ignore[arg-type] # `run` is all
    now = here.env.now()
    parcels = here.do(lambda uow: uow.outbox.claim("telegram", now=now, lease_until=now, limit=20))
    booked: list[str] = []
    for message in parcels:
        booking.add(message.id, Sent(external_id="1"), then=partial(booked.append, message.id))
    await booking.close()
    await booking.run()
    assert (len(booked), counted.runs) == (20, 1)


async def test_one_that_stands_in_the_way_does_not_keep_the_others_from_being_booked() -> None:
    here = queued(3)
    counted = Counted(here.transactions, conflicts=1)
    booking = Booking(channel="telegram", transactions=counted, env=here.env)  # type: ignore[arg-type] # `run` is all
    now = here.env.now()
    messages = here.do(lambda uow: uow.outbox.claim("telegram", now=now, lease_until=now, limit=3))
    for message in messages:
        booking.add(message.id, Sent(external_id="1"), then=lambda: None)
    await booking.close()
    await booking.run()
    states = {here.do(lambda uow, id_=message.id: uow.outbox.get(id_)).state.value for message in messages}
    assert (states, counted.runs) == ({"sent"}, 4)


class Full:
    """Transactions of another, refused while the disk is full."""

    def __init__(self, inner: Transactions) -> None:
        self._inner = inner
        self.full = False

    async def run(self, body: Callable[[UnitOfWork], object]) -> object:
        if self.full:
            raise OSError("No space left on device")
        return await self._inner.run(body)


async def test_what_was_sent_while_nothing_could_be_booked_is_not_sent_again(caplog: pytest.LogCaptureFixture) -> None:
    here = queued(1)
    disk = Full(here.transactions)

    class Filling(KeepingSender):
        async def send(self, parcel: Parcel) -> Outcome:
            disk.full = True
            return await super().send(parcel)

    sender, wake = Filling(channel="telegram"), Wake()
    deliverer = running(replace(here, transactions=disk), sender, wake)  # type: ignore[arg-type] # `run` is all
    await until(lambda: "An outcome was not kept" in caplog.text)
    disk.full = False
    here.clock.pass_(minutes=2)
    (parcel,) = sender.parcels

    def is_booked() -> bool:
        wake.set()
        return here.do(lambda uow: uow.outbox.get(parcel.message_id)).state is MessageState.SENT

    await until(is_booked)
    await deliverer.stop()
    assert sender.parcels == [parcel]


class StandsStill:
    """Transactions of another. Once the first is done, the whole process is stopped for so many seconds."""

    def __init__(self, inner: Transactions, *, seconds: float) -> None:
        self._inner = inner
        self._seconds = seconds
        self.time = 0.0

    async def run(self, body: Callable[[UnitOfWork], object]) -> object:
        result = await self._inner.run(body)
        self.time, self._seconds = self.time + self._seconds, 0.0
        return result

    async def read(self, body: Callable[[UnitOfWork], object]) -> object:
        return await self._inner.read(body)


@pytest.mark.parametrize(("seconds", "sent"), [(50.0, 1), (60.0, 0)])
async def test_what_we_claimed_before_we_stood_still_is_sent_only_while_the_claim_lasts(
    seconds: float, sent: int
) -> None:
    """After it another worker has sent it, marked; ours would come behind that without a mark."""
    here, sender = queued(1), KeepingSender("telegram")
    stopped = StandsStill(here.transactions, seconds=seconds)
    carrier = Carrier(
        sender=sender,
        transactions=stopped,  # type: ignore[arg-type] # `run` and `read` are all
        env=here.env,
        bell=asyncio.Event(),
        every=60,
        now=lambda: stopped.time,
    )
    running = asyncio.create_task(carrier.run())
    await until(lambda: stopped.time > 0)
    carrier.stop()
    await running
    assert len(sender.parcels) == sent
