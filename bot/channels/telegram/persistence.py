"""Doing something with Telegram until it succeeds or we are stopping, with a clear line for every kind of failure."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final, TypeVar

from telegram.error import BadRequest, Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.outcome import WRONG_TOKEN_AFTER, seconds_of

T = TypeVar("T")
_LONGEST: Final = 30.0  # seconds between tries
_CONFLICT: Final = 15.0

logger = logging.getLogger(__name__)


class Persistence:
    """Pauses double from `first_pause` seconds to half a minute, and end at once when `stopping` is set."""

    def __init__(self, *, stopping: asyncio.Event, first_pause: float = 1.0) -> None:
        self._stopping = stopping
        self._first_pause = first_pause

    async def until_done(self, work: Callable[[], Awaitable[T]]) -> T | None:
        """The result; None when we are stopping. What is under way then is dropped."""
        failures = 0
        while not self._stopping.is_set():
            try:
                return await self._or_stop(work())
            except Exception as error:  # noqa: BLE001 # also an answer that the library cannot read
                failures += 1
                await self.pause(self._explain(error, failures))
        return None

    async def pause(self, seconds: float) -> None:
        """Or shorter, if we are to stop."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)

    def _explain(self, error: Exception, failures: int) -> float:
        """One log line; seconds to wait. Texts of errors are not logged: that of `InvalidToken` may hold the token."""
        pause = min(self._first_pause * 2.0 ** min(failures - 1, 10), _LONGEST)
        match error:
            case RetryAfter():
                pause = seconds_of(error)
                logger.warning("Telegram asks us to wait %.0f s action=telegram_flood", pause)
            case Conflict():
                pause = _CONFLICT
                logger.error(
                    "Another process receives this bot's messages: run one `fenghuo serve` or `fenghuo bot` per token,"
                    " next try in %.0f s action=telegram_conflict",
                    pause,
                )
            case InvalidToken():
                pause = WRONG_TOKEN_AFTER
                logger.error("Telegram refuses the token: set the right one action=telegram_wrong_token")
            case BadRequest():
                pause = _LONGEST
                logger.error("Telegram refuses: %s action=telegram_refused", error.message)
            case TelegramError():
                logger.warning(
                    "Telegram does not answer, next try in %.0f s action=telegram_silent reason=%s failures=%s",
                    pause,
                    type(error).__name__,
                    failures,
                )
            case _:
                pause = _LONGEST
                logger.error("Telegram could not be read action=telegram_unreadable", exc_info=error)
        return pause

    async def _or_stop(self, work: Awaitable[T]) -> T | None:
        working = asyncio.ensure_future(work)
        stopping = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
            return working.result() if working.done() else None
        finally:
            for task in (working, stopping):
                task.cancel()
            await asyncio.gather(working, stopping, return_exceptions=True)
