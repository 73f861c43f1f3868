"""Our Telegram channel wired to our Bot API server, with somebody who carries the outbox."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.intake import Engine
from casework.env import Env
from casework.fakes import CountingIds, PatternCompare, WeekdayCalendar
from casework.ports import (
    Dead,
    Lost,
    Message,
    MessageState,
    Outcome,
    Parcel,
    Reply,
    Retry,
    Say,
    SendFile,
    Sent,
    Transactions,
    UnitOfWork,
)
from casework.ports.encoding import dump_reply, load_reply
from casework.ports.records import Lane
from risk.competence import default_competence
from risk.identity import Secret
from storage.memory import MemoryTransactions
from tests.support.botapi import BotApiServer
from tests.support.echo import EchoEngine

BASE_URL = "https://fenghuo.example.cn"


class SystemClock:
    """The time of day."""

    def now(self) -> datetime:
        return datetime.now(UTC)


async def until(condition: Callable[[], bool], *, within: float = 5.0) -> None:
    """Fails with TimeoutError."""
    async with asyncio.timeout(within):
        while not condition():  # noqa: ASYNC110 # what is waited for knows nothing of events
            await asyncio.sleep(0.01)


def make_env() -> Env:
    return Env(
        clock=SystemClock(),
        ids=CountingIds(),
        calendar=WeekdayCalendar(),
        timezone=ZoneInfo("Asia/Shanghai"),
        competence=default_competence(),
        compare=PatternCompare(),
    )


def parcel(
    reply: Reply,
    *,
    to: int,
    locale: str = "zh-CN",
    repeat: bool = False,
    one_time_link: str = "",
    message_id: str = "0" * 31 + "7",
) -> Parcel:
    return Parcel(
        message_id=message_id,
        number="7",
        address=Secret(str(to)),
        reply=Secret(dump_reply(reply)),
        locale=locale,
        repeat=repeat,
        lane=Lane.TALK,
        one_time_link=one_time_link,
    )


@dataclass
class Line:
    """`answering` None = the echo engine."""

    server: BotApiServer
    transactions: Transactions = field(default_factory=MemoryTransactions)
    env: Env = field(default_factory=make_env)
    answering: Callable[[], Engine] | None = None
    webhook_url: str | None = None
    base_url: str = BASE_URL

    def __post_init__(self) -> None:
        self.engine = EchoEngine(self.transactions, self.env)
        self.channel = self.make_channel()
        self.outcomes: list[Outcome] = []
        self._carrier: asyncio.Task[None] | None = None

    def make_channel(self) -> TelegramChannel:
        return TelegramChannel(
            token=self.server.token,
            api_url=self.server.url,
            webhook_url=self.webhook_url,
            engine=self.answering() if self.answering else self.engine,
            transactions=self.transactions,
            env=self.env,
            base_url=self.base_url,
            first_pause=0.05,
        )

    async def start(self) -> None:
        await self.channel.start()
        self._carrier = asyncio.create_task(self._carry())

    async def stop(self) -> None:
        if self._carrier is not None:
            self._carrier.cancel()
            await asyncio.gather(self._carrier, return_exceptions=True)
        await self.channel.stop()

    async def restart(self) -> None:
        """A new process on the same database."""
        await self.stop()
        self.channel = self.make_channel()
        await self.start()

    async def _carry(self) -> None:
        while True:
            claim = partial(_claim, env=self.env)
            for message, ready in await self.transactions.run(claim):
                outcome = await self.channel.sender.send(ready)
                self.outcomes.append(outcome)
                await self.transactions.run(partial(_settle, message=message, outcome=outcome, now=self.env.now()))
            await asyncio.sleep(0.02)


def _claim(uow: UnitOfWork, *, env: Env) -> list[tuple[Message, Parcel]]:
    now = env.now()  # inside the transaction: else a message just committed might not be due yet
    messages = uow.outbox.claim("telegram", now=now, lease_until=now + timedelta(seconds=60), limit=50)
    return [(message, _parcel(uow, message)) for message in messages]


def _parcel(uow: UnitOfWork, message: Message) -> Parcel:
    reply = load_reply(message.reply.reveal())
    at_home = isinstance(reply, Say | SendFile) and reply.confidential
    return Parcel(
        message_id=message.id,
        number=str(message.seq),
        address=uow.addresses.get(message.address_id).address,
        reply=message.reply,
        locale=uow.people.get(message.person_id).locale,
        repeat=message.repeat,
        lane=message.lane,
        one_time_link="/enter/once" if at_home else "",
    )


def _settle(uow: UnitOfWork, *, message: Message, outcome: Outcome, now: datetime) -> None:
    match outcome:
        case Sent():
            uow.outbox.save(replace(message, state=MessageState.SENT, external_id=outcome.external_id))
        case Retry():
            later = now + timedelta(seconds=min(outcome.after, 0.1))
            uow.outbox.save(replace(message, state=MessageState.FAILED, next_at=later, lease_until=None))
        case Lost():
            uow.outbox.save(replace(message, state=MessageState.UNKNOWN, repeat=True, next_at=now, lease_until=None))
        case Dead():
            uow.outbox.save(replace(message, state=MessageState.DEAD, reason=outcome.reason))


@asynccontextmanager
async def receiving(server: BotApiServer, **changes: object) -> AsyncIterator[Line]:
    """Started, and stopped at the end."""
    line = Line(server, **changes)  # type: ignore[arg-type]
    await line.start()
    try:
        yield line
    finally:
        await line.stop()


@asynccontextmanager
async def sending(server: BotApiServer, **changes: object) -> AsyncIterator[Line]:
    """Only able to send."""
    line = Line(server, **changes)  # type: ignore[arg-type]
    await line.channel.open()
    try:
        yield line
    finally:
        await line.channel.stop()
