"""The clock: each job calls one use case with the time and logs one line. What is due, the database decides."""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from casework.clocks import call_clocks
from casework.digests import send_digests
from casework.endings import announce_expiry
from casework.env import Env
from casework.escalation import escalate
from casework.ports import Transactions, UnitOfWork
from casework.ports.records import CLOCKS_APART
from casework.reminders import remind_receipts
from jobs.wake import Wake

_GRACE: Final = 30  # seconds that a tick may be late
_TICKS_KEPT: Final = timedelta(days=7)  # longer than any tick lasts, and than a machine may sleep with one in hand

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Job:
    """`act` returns how many it concerned. Ticks of `seconds` length are numbered from the epoch.

    `in_portions`: one transaction after another, until nobody is left.
    """

    name: str
    seconds: int
    act: Callable[[UnitOfWork, Env], int]
    in_portions: bool = False

    def tick(self, now: datetime) -> str:
        """The same on every machine."""
        return str(int(now.timestamp()) // self.seconds)


JOBS: Final = (
    Job(name="clocks", seconds=60, act=call_clocks),
    Job(name="reminders", seconds=300, act=remind_receipts, in_portions=True),
    Job(name="escalation", seconds=60, act=escalate, in_portions=True),
    Job(name="expiry", seconds=600, act=announce_expiry),
    Job(name="digests", seconds=600, act=send_digests, in_portions=True),
    Job(name="ticks", seconds=86_400, act=lambda uow, env: uow.ticks.forget(env.now() - _TICKS_KEPT)),
)


async def run_job(job: Job, transactions: Transactions, env: Env, wake: Wake) -> int | None:
    """The tick is claimed in the transaction of the act: whoever comes second does nothing (None)."""

    tick = job.tick(env.now())

    def body(uow: UnitOfWork, portion: str = "") -> int | None:
        return job.act(uow, env) if uow.ticks.claim(job.name, f"{tick}{portion}", env.now()) else None

    count = done = await transactions.run(body)
    for portion in itertools.count(1):
        if not (job.in_portions and done):
            break
        done = await transactions.run(partial(body, portion=f".{portion}"))
        count = (count or 0) + (done or 0)
    if count:
        wake.set()
    level = logging.INFO if count else logging.DEBUG
    logger.log(level, "A job ran action=%s count=%s", job.name, "somebody-else" if count is None else count)
    return count


def build(
    *,
    transactions: Transactions,
    env: Env,
    wake: Wake,
    leads: Callable[[], bool] = lambda: True,
    jobs: Sequence[Job] = JOBS,
) -> AsyncIOScheduler:
    """Not started yet: `start()` inside the event loop, `shutdown(wait=False)` at the end.

    `leads`: whether this process is the one whose jobs run. The claim of each tick stands behind it all the same.
    """
    scheduler = AsyncIOScheduler(timezone=env.timezone)
    for job in jobs:
        scheduler.add_job(
            _logged,
            IntervalTrigger(seconds=job.seconds, timezone=env.timezone),
            args=(job, transactions, env, wake, leads),
            id=job.name,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=_GRACE,
        )
    return scheduler


async def keep_in_step(ticker: AsyncIOScheduler) -> None:
    """It waits for moments of the clock that people set; after that was set back it would wait for hours."""
    while True:
        hurry(ticker)
        await asyncio.sleep(_GRACE)


def hurry(ticker: AsyncIOScheduler) -> None:
    """A job whose next tick is further off than one interval has it now."""
    now = datetime.now(ticker.timezone)
    for job in ticker.get_jobs():
        if job.next_run_time > now + job.trigger.interval + CLOCKS_APART:
            logger.warning("The clock was set back: the next tick is now action=%s", job.id)
            job.modify(next_run_time=now)


async def _logged(job: Job, transactions: Transactions, env: Env, wake: Wake, leads: Callable[[], bool]) -> None:
    if not leads():
        logger.debug("A job is left to the process that leads action=%s", job.name)
        return
    try:
        await run_job(job, transactions, env, wake)
    except Exception:
        logger.exception("A job failed and is tried at its next tick action=%s", job.name)
