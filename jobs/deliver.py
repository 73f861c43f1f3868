"""Empties the outbox: one carrier per channel, so that a dead or slow channel never holds up another."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final

from casework.env import Env
from casework.ports import Sender, Transactions
from jobs.carrier import Carrier
from jobs.leading import Tenure
from jobs.wake import Wake

EVERY: Final = 1.0  # seconds between looks when nobody rings
EVERY_BESIDE_BELLS: Final = 5.0  # the same where every commit rings: for what falls due, and for lost bells
DRAIN: Final = 8.0  # seconds that what is in flight gets to come to its end


class Deliverer:
    """`start` it once, `stop` it once. What is in flight at a hard end is sent again, marked as a possible repeat.

    `tenure`: where only one process may send on these channels, the time that it is us.
    """

    def __init__(
        self,
        *,
        transactions: Transactions,
        env: Env,
        senders: Sequence[Sender],
        wake: Wake,
        every: float = EVERY,
        tenure: Tenure | None = None,
    ) -> None:
        self._transactions = transactions
        self._env = env
        self._senders = senders
        self._wake = wake
        self._every = every
        self._tenure = tenure
        self._carriers: list[Carrier] = []
        self._loops: list[asyncio.Task[None]] = []
        self._bells: list[asyncio.Event] = []

    @property
    def loops(self) -> list[asyncio.Task[None]]:
        """One for each channel, which go on until `stop`."""
        return list(self._loops)

    def start(self) -> None:
        """Inside the event loop."""
        self._bells = [self._wake.bell(sender.channel) for sender in self._senders]
        self._carriers = [
            Carrier(
                sender=sender,
                transactions=self._transactions,
                env=self._env,
                bell=bell,
                every=self._every,
                tenure=self._tenure,
            )
            for sender, bell in zip(self._senders, self._bells, strict=True)
        ]
        self._loops = [
            asyncio.create_task(carrier.run(), name=f"deliver-{sender.channel}")
            for carrier, sender in zip(self._carriers, self._senders, strict=True)
        ]

    async def stop(self, *, within: float = DRAIN) -> None:
        """Takes nothing new, lets what is in flight end, cuts off what does not end in time."""
        for carrier, bell in zip(self._carriers, self._bells, strict=True):
            carrier.stop()
            self._wake.give_back(bell)  # a next deliverer, after the next change of holder, has bells of its own
        if not self._loops:
            return
        _, late = await asyncio.wait(self._loops, timeout=within)
        for loop in late:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)
