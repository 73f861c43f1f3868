"""Two schedulers on one database: what is due by the clock is done once."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from casework.fakes import FrozenClock
from casework.ports import UnitOfWork
from casework.ports.encoding import load_reply
from fenghuo.compose import Workshop
from jobs.scheduler import JOBS, run_job
from jobs.wake import Wake
from tests.faults.nursery import furnished
from tests.faults.town import found, issue

pytestmark = pytest.mark.timeout(120)
READERS = [("telegram", "7001"), ("telegram", "7002")]
DAYS = 12


async def test_two_schedulers_do_every_tick_once_and_remind_nobody_twice(tmp_path: Path, database_url: str) -> None:
    clock = FrozenClock(datetime.now(UTC))
    with ExitStack() as stack:
        settings = {"data_dir": str(tmp_path / "data"), "database_url": database_url}
        town = await asyncio.to_thread(found, settings, READERS)
        both = [_opened(stack, town.settings, clock) for _ in range(2)]
        await asyncio.to_thread(issue, both[0], "F00001")
        ran: Counter[str] = Counter()
        for _ in range(DAYS):
            clock.pass_(days=1)
            for job in JOBS:
                done = await asyncio.gather(*(run_job(job, shop.transactions, shop.env, Wake()) for shop in both))
                ran[job.name] += sum(count is not None for count in done)
        assert ran == Counter({job.name: DAYS for job in JOBS})
        reminders = both[0].transactions.run_now(lambda uow: _reminders(uow, list(town.people.values())))
        assert len(reminders) > 0
        assert [each for each, times in reminders.items() if times > 1] == []


def _opened(stack: ExitStack, settings: dict[str, str], clock: FrozenClock) -> Workshop:
    """As another process would have it."""
    shop = furnished(settings)
    stack.callback(shop.close)
    return replace(shop, env=replace(shop.env, clock=clock))


def _reminders(uow: UnitOfWork, people: list[str]) -> Counter[tuple[str, datetime]]:
    """How many at each address on each day."""
    return Counter(
        (address.id, message.created_at)
        for person in people
        for address in uow.addresses.of(person)
        for message in uow.outbox.after(address.id, 0)
        if load_reply(message.reply.reveal()).text.key == "circular-reminder"
    )
