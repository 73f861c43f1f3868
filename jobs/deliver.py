"""Empties the outbox: one loop per channel, so that a dead or slow channel never holds up another."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from functools import partial
from typing import Final

from casework.deliveries import record_outcome
from casework.env import Env
from casework.outgoing import claim_parcels
from casework.ports import Lost, Outcome, Parcel, Sender, Transactions
from jobs.wake import Wake
from risk.errors import Conflict

IN_FLIGHT: Final = 16  # messages of one channel at once; how fast they go is the sender's own pace
EVERY: Final = 1.0  # seconds between looks when nobody rings
AFTER_FAULT: Final = 2.0  # seconds of rest when the database did not answer
DRAIN: Final = 8.0  # seconds that what is in flight gets to come to its end
_TRIES: Final = 5

logger = logging.getLogger(__name__)


class Deliverer:
    """`start` it once, `stop` it once. What is in flight at a hard end is sent again, marked as a possible repeat."""

    def __init__(
        self,
        *,
        transactions: Transactions,
        env: Env,
        senders: Sequence[Sender],
        wake: Wake,
        every: float = EVERY,
    ) -> None:
        self._transactions = transactions
        self._env = env
        self._senders = senders
        self._wake = wake
        self._every = every
        self._stopping = asyncio.Event()
        self._loops: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Inside the event loop."""
        self._loops = [
            asyncio.create_task(self._deliver(sender, self._wake.bell()), name=f"deliver-{sender.channel}")
            for sender in self._senders
        ]

    async def stop(self, *, within: float = DRAIN) -> None:
        """Takes nothing new, lets what is in flight end, cuts off what does not end in time."""
        self._stopping.set()
        self._wake.set()
        if not self._loops:
            return
        _, late = await asyncio.wait(self._loops, timeout=within)
        for loop in late:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)

    async def _deliver(self, sender: Sender, bell: asyncio.Event) -> None:
        flying: set[asyncio.Task[None]] = set()
        try:
            while not self._stopping.is_set():
                bell.clear()
                parcels = await self._claim(sender.channel, limit=IN_FLIGHT - len(flying))
                flying |= {asyncio.create_task(self._carry(sender, parcel)) for parcel in parcels}
                if not parcels or len(flying) >= IN_FLIGHT:
                    await self._rest(bell, flying)
                flying = {task for task in flying if not task.done()}
            if flying:
                await asyncio.wait(flying)
        finally:
            for task in flying:
                task.cancel()

    async def _claim(self, channel: str, *, limit: int) -> list[Parcel]:
        if limit <= 0:
            return []
        try:
            return await self._transactions.run(partial(claim_parcels, env=self._env, channel=channel, limit=limit))
        except Exception:
            logger.exception("The outbox could not be read action=claim channel=%s", channel)
            await asyncio.sleep(AFTER_FAULT)
            return []

    async def _carry(self, sender: Sender, parcel: Parcel) -> None:
        outcome = await self._sent(sender, parcel)
        try:
            await self._keep(parcel, outcome)
        except Exception:
            # The lease runs out, and the message goes again, marked as a possible repeat.
            logger.exception("An outcome was not kept action=record_outcome message=%s", parcel.message_id)
            return
        logger.info(
            "A message was handled action=send channel=%s message=%s outcome=%s",
            sender.channel,
            parcel.message_id,
            type(outcome).__name__.lower(),
        )

    async def _keep(self, parcel: Parcel, outcome: Outcome) -> None:
        """A receipt may come while we write: then once more over what is there."""
        keep = partial(record_outcome, env=self._env, message_id=parcel.message_id, outcome=outcome)
        for _ in range(_TRIES - 1):
            try:
                await self._transactions.run(keep)
            except Conflict:
                continue
            return
        await self._transactions.run(keep)

    async def _sent(self, sender: Sender, parcel: Parcel) -> Outcome:
        try:
            return await sender.send(parcel)
        except Exception:
            # A sender must not raise; if it does, one bad message must not stop the others.
            logger.exception("A sender failed action=send channel=%s message=%s", sender.channel, parcel.message_id)
            return Lost(reason="sender-failed")

    async def _rest(self, bell: asyncio.Event, flying: set[asyncio.Task[None]]) -> None:
        """Until the bell, the next look, or a free place."""
        ringing = asyncio.create_task(bell.wait())
        full = len(flying) >= IN_FLIGHT
        waiting = {*flying} if full else {ringing}
        await asyncio.wait(waiting, timeout=self._every, return_when=asyncio.FIRST_COMPLETED)
        ringing.cancel()
