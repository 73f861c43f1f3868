"""The program inside the test's own process, for faults of what is around it; its clock is moved by the test."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from casework.fakes import NOTHING_FOUND, FixedTriage
from casework.ports import Message, UnitOfWork
from fenghuo.compose import Workshop
from fenghuo.serve import start
from risk.delivery import Attempt
from tests.faults.book import MARK
from tests.faults.nursery import furnished
from tests.faults.town import found, issue
from tests.support.botapi import BotApiServer

WORKER: Final = frozenset({"worker"})
_PATIENCE: Final = 20.0  # seconds
_LOOK: Final = 0.02


class MovedClock:
    """The machine's clock and as much as the test has moved it."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def pass_(self, **units: float) -> None:
        """Forward, or back."""
        self.ahead += timedelta(**units)


@dataclass(kw_only=True)
class House:
    """An installation with readers in Telegram chats of the numbers `chats`."""

    shop: Workshop
    clock: MovedClock
    telegram: BotApiServer
    chats: tuple[int, ...]
    people: dict[tuple[str, str], str] = field(default_factory=dict)

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """The outbox is carried inside."""
        running = await start(self.shop, WORKER, triage=FixedTriage(default=NOTHING_FOUND))
        try:
            yield
        finally:
            await running.stop()

    async def issue(self, title: str) -> str:
        """Beside what is running; the circular's id."""
        return await asyncio.to_thread(issue, self.shop, title)

    def told(self, title: str) -> Counter[int]:
        """How often each chat has got that circular."""
        return Counter({chat: len(self._seen(chat, title)) for chat in self.chats if self._seen(chat, title)})

    def marked(self, title: str) -> Counter[int]:
        """How often it came there with the mark of a possible repeat."""
        return Counter({chat: times for chat in self.chats if (times := sum(map(_is_marked, self._seen(chat, title))))})

    def once(self) -> Counter[int]:
        """What `told` is when everything is well."""
        return Counter(self.chats)

    def attempts(self, chat: int, circular_id: str) -> list[Attempt]:
        person = self.people["telegram", str(chat)]

        def body(uow: UnitOfWork) -> list[Attempt]:
            (row,) = [row for row in uow.deliveries.between(circular_id, person) if row.channel == "telegram"]
            return list(uow.attempts.of_delivery(row.id))

        return self.shop.transactions.run_now(body)

    def message(self, chat: int, circular_id: str) -> Message:
        person = self.people["telegram", str(chat)]

        def body(uow: UnitOfWork) -> Message:
            (row,) = [row for row in uow.deliveries.between(circular_id, person) if row.channel == "telegram"]
            assert row.message_id is not None
            return uow.outbox.get(row.message_id)

        return self.shop.transactions.run_now(body)

    def sound(self) -> bool:
        """Both chains verify."""
        return self.shop.storage.verify_audit() == [] and not self.shop.storage.verify_receipts().findings

    def _seen(self, chat: int, title: str) -> list[str]:
        return [shown.text for shown in self.telegram.user(chat).chat.messages if title in shown.text]


@asynccontextmanager
async def housed(folder: Path, url: str, *, chats: int = 4, **settings: str) -> AsyncIterator[House]:
    """`url`: of an empty or migrated database."""
    async with BotApiServer() as server:
        given = {
            "data_dir": str(folder / "data"),
            "database_url": url,
            "telegram_token": server.token,
            "telegram_api_url": server.url,
            **settings,
        }
        numbers = tuple(range(6001, 6001 + chats))
        for number in numbers:
            server.user(number)
        town = await asyncio.to_thread(found, given, [("telegram", str(number)) for number in numbers])
        with moved(town.settings) as (shop, clock):
            yield House(shop=shop, clock=clock, telegram=server, chats=numbers, people=town.people)


@contextmanager
def moved(settings: dict[str, str]) -> Iterator[tuple[Workshop, MovedClock]]:
    """An open installation whose clock the test moves."""
    clock, shop = MovedClock(), furnished(settings)
    try:
        yield replace(shop, env=replace(shop.env, clock=clock)), clock
    finally:
        shop.close()


async def until(condition: Callable[[], bool], *, within: float = _PATIENCE) -> None:
    """Fails with TimeoutError."""
    async with asyncio.timeout(within):
        while not condition():  # noqa: ASYNC110 # what is waited for knows nothing of events
            await asyncio.sleep(_LOOK)


def _is_marked(text: str) -> bool:
    return MARK.search(text) is not None
