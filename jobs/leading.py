"""Being the one process that does something: a lease with a heartbeat, and never a belief in it beyond its end."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final

from casework.env import Env
from casework.ports import Transactions, UnitOfWork
from casework.ports.leases import Lease

SPAN: Final = timedelta(seconds=6)  # how long a lease is ours after a heartbeat
BEAT: Final = 2.0  # seconds between heartbeats
LOOK: Final = 1.0  # seconds between looks at another's lease
MARGIN: Final = (
    1.0  # seconds before its end in which we no longer count on it: what left us then has arrived by its end
)
_AFTER_FAULT: Final = 1.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Tenure:
    """The time in which we hold a lease under one number. `held()`: whether that is still so at this very moment."""

    lease: Lease
    held: Callable[[], bool]


@dataclass(frozen=True, kw_only=True)
class Duty:
    """What the holder does. Both are called one after the other, never at once; `ended` also after a `begun` that
    failed, and again if it was broken off. While `ended` runs in an orderly stop, the lease is still held."""

    begun: Callable[[Tenure], Awaitable[None]]
    ended: Callable[[], Awaitable[None]]


class Leading:
    """One lease for the life of the process. `start` it once, inside the event loop, and `stop` it once.

    `now` counts seconds and never goes back, nor does it stand still while the process or the machine sleeps.
    """

    def __init__(
        self,
        name: str,
        *,
        transactions: Transactions,
        env: Env,
        span: timedelta = SPAN,
        beat: float = BEAT,
        look: float = LOOK,
        margin: float = MARGIN,
        now: Callable[[], float] | None = None,
    ) -> None:
        self._name = name
        self._holder = f"{socket.gethostname()}:{os.getpid()}:{env.ids.new()[-8:]}"
        self._transactions = transactions
        self._env = env
        self._span = span
        self._beat = beat
        self._look = look
        self._margin = margin
        self._now = now or steady
        self._tenure: Tenure | None = None
        self._ours_until = float("-inf")
        self._turned = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._serving = False
        self._duty: Duty | None = None

    @property
    def tasks(self) -> list[asyncio.Task[None]]:
        """They go on until `stop`."""
        return list(self._tasks)

    def held(self) -> bool:
        """At this very moment, whatever has happened to this process since its last heartbeat."""
        return self._tenure is not None and self._now() < self._ours_until

    def _held_under(self, number: int) -> bool:
        return self._tenure is not None and self._tenure.lease.number == number and self.held()

    def start(self, duty: Duty | None = None) -> None:
        """The first try is made at once."""
        self._duty = duty
        self._tasks = [
            asyncio.create_task(self._keep(), name=f"lease-{self._name}"),
            asyncio.create_task(self._follow(), name=f"duty-{self._name}"),
        ]

    async def stop(self) -> None:
        """Ends the duty in good order while the heartbeats go on, then frees the lease for the next."""
        if not self._tasks:
            return
        (keeping, following), self._tasks = self._tasks, []
        await _cancelled(following)
        await self._end()
        await _cancelled(keeping)
        tenure, self._tenure = self._tenure, None
        if tenure is not None:
            try:
                await self._transactions.run(lambda uow: uow.leases.free(tenure.lease, now=self._env.now()))
            except Exception:
                logger.exception("A lease was not freed and runs out by itself action=lease_free name=%s", self._name)

    async def _keep(self) -> None:
        while True:
            await self._heartbeat()
            await asyncio.sleep(self._look if self._tenure is None else self._beat)

    async def _heartbeat(self) -> None:
        tenure, asked = self._tenure, self._now()
        try:
            lease = await self._transactions.run(partial(self._asked, tenure=tenure))
        except Exception as fault:  # noqa: BLE001 - whatever it is, the lease runs out by itself
            logger.warning(
                "A lease could not be kept action=lease_fault name=%s reason=%s", self._name, type(fault).__name__
            )
            # `held` is long false by then; the duty is ended only now, because a short fault changes nothing.
            if tenure is not None and self._now() > self._ours_until + self._span.total_seconds():
                self._turn(None)
            return
        if lease is None:
            if tenure is not None:
                logger.warning("Another process has taken over action=lease_lost name=%s", self._name)
                self._turn(None)
            return
        # Counted from before we asked: by the clock of the database it ends later.
        self._ours_until = asked + self._span.total_seconds() - self._margin
        if tenure is None or tenure.lease.number != lease.number:
            logger.info("This process leads action=lease_taken name=%s number=%d", self._name, lease.number)
            self._turn(Tenure(lease=lease, held=partial(self._held_under, lease.number)))

    def _asked(self, uow: UnitOfWork, *, tenure: Tenure | None) -> Lease | None:
        now = self._env.now()
        if tenure is not None:
            return uow.leases.renew(tenure.lease, span=self._span, now=now)
        return uow.leases.take(self._name, self._holder, span=self._span, now=now)

    def _turn(self, tenure: Tenure | None) -> None:
        self._tenure = tenure
        self._turned.set()

    async def _follow(self) -> None:
        """The duty begins and ends beside the heartbeats, which wait for nothing."""
        while True:
            await self._turned.wait()
            self._turned.clear()
            await self._end()
            if self._duty is None or self._tenure is None:
                continue
            self._serving = True
            try:
                await self._duty.begun(self._tenure)
            except Exception:
                logger.exception("A duty could not begin and is tried again action=duty name=%s", self._name)
                await asyncio.sleep(_AFTER_FAULT)
                self._turned.set()

    async def _end(self) -> None:
        if self._duty is None or not self._serving:
            return
        try:
            await self._duty.ended()
        except Exception:
            logger.exception("A duty did not end well action=duty name=%s", self._name)
        self._serving = False  # not if we were cancelled: then `stop` ends it once more


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def steady() -> float:
    """Linux counts on through suspend by this clock alone; elsewhere the usual one must do."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)
