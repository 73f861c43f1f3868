"""Carries the messages of one channel: claims by lane, sends side by side, books outcomes in batches."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import Final, Protocol, runtime_checkable

from casework.env import Env
from casework.outgoing import Claimed, claim_by_lane
from casework.ports import Lane, Lost, Outcome, Parcel, Sender, Transactions
from jobs.booking import Booking

IN_FLIGHT: Final = 16  # messages of one lane at once, for a sender that does not say
AFTER_FAULT: Final = 2.0  # seconds of rest when the database did not answer
_REFILL: Final = 4  # a quarter of the room must be free before more is fetched

logger = logging.getLogger(__name__)


@runtime_checkable
class Paced(Protocol):
    """A sender that keeps its own pace. `room`: how many messages it is worth bringing at once."""

    room: int

    def closed_for(self) -> float:
        """Seconds during which nothing at all can be sent."""


class Carrier:
    """`bell` is rung when there may be something to send; `every`: seconds between looks when nobody rings.

    Every lane has room of its own, so that a broadcast that waits for its pace never stands before an answer; but a
    lane gets none while stricter ones fill it.
    """

    def __init__(
        self, *, sender: Sender, transactions: Transactions, env: Env, bell: asyncio.Event, every: float
    ) -> None:
        self._sender = sender
        self._transactions = transactions
        self._env = env
        self._bell = bell
        self._every = every
        self._room = sender.room if isinstance(sender, Paced) else IN_FLIGHT
        self._refill = max(1, self._room // _REFILL)
        self._flying: Counter[Lane] = Counter()
        self._more = False  # the last look did not take all
        self._stopping = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._booking = Booking(channel=sender.channel, transactions=transactions, env=env)

    async def run(self) -> None:
        """Until `stop`; then what is in flight ends. Cancelled, it drops what is in flight."""
        booking = asyncio.create_task(self._booking.run(), name=f"book-{self._sender.channel}")
        try:
            while not self._stopping:
                self._bell.clear()
                rooms = self._rooms()
                if rooms:
                    claimed = await self._claim(rooms)
                    self._more = claimed.more or len(rooms) < len(Lane)  # a lane that had no room was not asked
                    for parcel in claimed.parcels:
                        self._start(parcel)
                await self._rest()
            if self._tasks:
                await asyncio.wait(self._tasks)
            await self._booking.close()
            await booking
        finally:
            for task in (*self._tasks, booking):
                task.cancel()

    def stop(self) -> None:
        self._stopping = True
        self._bell.set()

    def _rooms(self) -> dict[Lane, int]:
        """How many of each lane may come; none during a halt."""
        if self._closed_for() > 0:
            return {}
        rooms, taken = {}, 0
        for lane in Lane:
            taken += self._flying[lane]
            if taken < self._room:
                rooms[lane] = self._room - taken
        return rooms

    async def _claim(self, rooms: Mapping[Lane, int]) -> Claimed:
        channel = self._sender.channel
        try:
            return await self._transactions.run(partial(claim_by_lane, env=self._env, channel=channel, rooms=rooms))
        except Exception:
            logger.exception("The outbox could not be read action=claim channel=%s", channel)
            await asyncio.sleep(AFTER_FAULT)
            return Claimed(parcels=[], more=False)

    def _start(self, parcel: Parcel) -> None:
        self._flying[parcel.lane] += 1
        task = asyncio.create_task(self._carry(parcel))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _carry(self, parcel: Parcel) -> None:
        outcome = await self._sent(parcel)
        self._booking.add(parcel.message_id, outcome, then=partial(self._booked, parcel.lane))

    def _booked(self, lane: Lane) -> None:
        self._flying[lane] -= 1
        if self._more and self._room - self._flying.total() >= self._refill:
            self._bell.set()

    async def _sent(self, parcel: Parcel) -> Outcome:
        try:
            return await self._sender.send(parcel)
        except Exception:
            # A sender must not raise; if it does, one bad message must not stop the others.
            logger.exception(
                "A sender failed action=send channel=%s message=%s", self._sender.channel, parcel.message_id
            )
            return Lost(reason="sender-failed")

    def _closed_for(self) -> float:
        return self._sender.closed_for() if isinstance(self._sender, Paced) else 0.0

    async def _rest(self) -> None:
        """Until the bell or the next look."""
        try:
            async with asyncio.timeout(self._every):
                await self._bell.wait()
        except TimeoutError:
            return
