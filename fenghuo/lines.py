"""What only one process of an installation may do, put together: its lease, and what runs while it is held."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.pacer import credential_of
from fenghuo.channels import PacedSender
from fenghuo.compose import Workshop
from jobs.deliver import DRAIN, Deliverer
from jobs.leading import Duty, Leading, Tenure

SCHEDULER: Final = "scheduler"
PACED: Final = "paced-channels"  # mail, text messages, robots: slow enough for one process
_AFTER_LOSS: Final = 1.0  # seconds for what is in flight when somebody else has taken over


def leading(shop: Workshop, name: str) -> Leading:
    return Leading(name, transactions=shop.transactions, env=shop.env)


def telegram_lease(token: str) -> str:
    """The credential's own name, by which its pace is kept too."""
    return credential_of(token)


class Delivering(Protocol):
    """Makes the deliverer of the channels that the lease is for."""

    def __call__(self, *, tenure: Tenure) -> Deliverer: ...


@dataclass(frozen=True, kw_only=True)
class Line:
    """`open` begins what is beside the outbox, `pause` ends it; after `hush` no message begins any more."""

    open: Callable[[], Awaitable[None]]
    hush: Callable[[], None]
    pause: Callable[[], Awaitable[None]]


def telegram_line(telegram: TelegramChannel) -> Line:
    """The holder of the token's credential receives too. Nobody else calls Telegram, except to fetch the files and to
    answer the presses of what the webhook brings."""
    return Line(open=telegram.start, hush=telegram.hush, pause=telegram.pause)


def paced_line(senders: Sequence[PacedSender]) -> Line:
    async def resume() -> None:
        for sender in senders:
            await sender.resume()

    def hush() -> None:
        for sender in senders:
            sender.hush()

    async def nothing() -> None: ...

    return Line(open=resume, hush=hush, pause=nothing)


class Carrying:
    """The duty of whoever holds the lease of a line: it carries the outbox of its channels."""

    def __init__(self, line: Line, *, deliverer: Delivering) -> None:
        self._line = line
        self._make = deliverer
        self._running: tuple[Tenure, Deliverer] | None = None

    @property
    def duty(self) -> Duty:
        return Duty(begun=self._begin, ended=self._end)

    async def _begin(self, tenure: Tenure) -> None:
        await self._line.open()
        deliverer = self._make(tenure=tenure)
        self._running = tenure, deliverer
        deliverer.start()

    async def _end(self) -> None:
        self._line.hush()
        stopping = [self._line.pause()]
        if self._running is not None:
            tenure, deliverer = self._running
            stopping.append(deliverer.stop(within=DRAIN if tenure.held() else _AFTER_LOSS))
        await asyncio.gather(*stopping)
        self._running = None
