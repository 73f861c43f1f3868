"""Carries the messages of one channel: claims by lane, sends side by side, books outcomes in batches."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, Protocol, runtime_checkable

from casework.env import Env
from casework.outgoing import LEASE, Claimed, claim_by_lane
from casework.ports import Lane, Lost, Outcome, Parcel, Retry, Sender, Transactions
from casework.set_back import ahead, bring_back
from casework.settling import PACE
from jobs.alarm import Alarm
from jobs.booking import AFTER_FAULT, Booking
from jobs.leading import Tenure, steady
from jobs.set_back import SetBack

IN_FLIGHT: Final = 16  # messages of one lane at once, for a sender that does not say
NOT_OURS: Final = 1.0  # seconds until somebody may send what is not for us to send
_OURS_FOR: Final = LEASE.total_seconds() - 1  # seconds in which what we have claimed is ours to begin with
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
    lane gets none while stricter ones fill it. `tenure`: where only one process may send, the time that it is us.
    `now` counts seconds and goes on while the process stands still.
    """

    def __init__(
        self,
        *,
        sender: Sender,
        transactions: Transactions,
        env: Env,
        bell: asyncio.Event,
        every: float,
        tenure: Tenure | None = None,
        now: Callable[[], float] = steady,
    ) -> None:
        self._sender = sender
        self._transactions = transactions
        self._env = env
        self._now = now
        self._bell = bell
        self._every = every
        self._lease = None if tenure is None else tenure.lease
        self._held = _always if tenure is None else tenure.held
        self._room = sender.room if isinstance(sender, Paced) else IN_FLIGHT
        self._refill = max(1, self._room // _REFILL)
        self._flying: Counter[Lane] = Counter()
        self._more = False  # the last look did not take all
        self._alarm = Alarm(bell)  # for what is put back
        self._stopping = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._set_back = SetBack(wall=env.now, steady=now)
        self._booking = Booking(channel=sender.channel, transactions=transactions, env=env, lease=self._lease)

    async def run(self) -> None:
        """Until `stop`; then what is in flight ends. Cancelled, it drops what is in flight."""
        booking = asyncio.create_task(self._booking.run(), name=f"book-{self._sender.channel}")
        try:
            while not self._stopping:
                self._bell.clear()
                await self._bring_back()
                rooms = self._rooms()
                if rooms:
                    until = self._now() + _OURS_FOR
                    claimed = await self._claim(rooms)
                    self._more = claimed.more or len(rooms) < len(Lane)  # a lane that had no room was not asked
                    for parcel in claimed.parcels:
                        self._start(parcel, until)
                    if claimed.more and not claimed.parcels:  # all of them were buried, and nothing in flight will ring
                        self._bell.set()
                await self._rest()
            if self._tasks:
                await asyncio.wait(self._tasks)
            await self._booking.close()
            await booking
        finally:
            self._alarm.stop()
            for task in (*self._tasks, booking):
                task.cancel()

    def stop(self) -> None:
        self._stopping = True
        self._bell.set()

    def _rooms(self) -> dict[Lane, int]:
        """How many of each lane may come; none during a halt, and none while it is not for us to send."""
        if self._closed_for() > 0 or not self._held():
            return {}
        rooms, taken = {}, 0
        for lane in Lane:
            taken += self._flying[lane]
            if taken < self._room:
                rooms[lane] = self._room - taken
        return rooms

    async def _bring_back(self) -> None:
        """A portion of what a clock ahead of ours has written; what may go already goes in between."""
        if not self._held() or not self._set_back.is_due():
            return
        channel = self._sender.channel
        try:
            ids = await self._transactions.read(partial(ahead, env=self._env, channel=channel))
            count = await self._transactions.run(partial(bring_back, env=self._env, ids=ids)) if ids else 0
        except Exception:
            logger.exception("The outbox could not be searched action=bring_back channel=%s", channel)
            await asyncio.sleep(AFTER_FAULT)
            return
        if count:
            logger.warning(
                "A clock was ahead: what it wrote goes now action=bring_back channel=%s count=%d", channel, count
            )
            self._bell.set()
        else:
            self._set_back.done()

    async def _claim(self, rooms: Mapping[Lane, int]) -> Claimed:
        channel = self._sender.channel
        try:
            return await self._transactions.run(
                partial(claim_by_lane, env=self._env, channel=channel, rooms=rooms, lease=self._lease)
            )
        except Exception:
            logger.exception("The outbox could not be read action=claim channel=%s", channel)
            await asyncio.sleep(AFTER_FAULT)
            return Claimed(parcels=[], more=False)

    def _start(self, parcel: Parcel, until: float) -> None:
        self._flying[parcel.lane] += 1
        task = asyncio.create_task(self._carry(parcel, until))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _carry(self, parcel: Parcel, until: float) -> None:
        if self._now() >= until:  # we stood still: somebody else may have sent it meanwhile, as a possible repeat
            logger.warning(
                "A claim has run out action=send channel=%s message=%s", self._sender.channel, parcel.message_id
            )
            self._booked(parcel.lane, Retry(after=0, reason=PACE))
            return
        outcome = self._booking.recall(parcel.message_id) or await self._sent(parcel)
        self._booking.add(parcel.message_id, outcome, then=partial(self._booked, parcel.lane, outcome))

    def _booked(self, lane: Lane, outcome: Outcome) -> None:
        self._flying[lane] -= 1
        if isinstance(outcome, Retry) and outcome.after > 0:
            self._alarm.ring_in(outcome.after)
        if self._more and self._room - self._flying.total() >= self._refill:
            self._bell.set()

    async def _sent(self, parcel: Parcel) -> Outcome:
        if not self._held():
            return Retry(after=NOT_OURS, reason=PACE)
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
        """Until the bell, the end of a halt or the next look."""
        closed = self._closed_for() if self._held() else NOT_OURS
        try:
            async with asyncio.timeout(min(self._every, closed) if closed > 0 else self._every):
                await self._bell.wait()
        except TimeoutError:
            return


def _always() -> bool:
    return True
