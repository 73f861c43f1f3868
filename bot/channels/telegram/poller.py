"""Long polling: an update is confirmed to Telegram only after it was handled, so that a crash loses none."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Final

from telegram import Bot, Update

from bot.channels.telegram.incoming import WANTED
from bot.channels.telegram.persistence import Persistence

HOLD: Final = 25  # seconds that Telegram keeps an empty answer back
_AT_ONCE: Final = 16  # chats


class Poller:
    """`take` says whether an update may be confirmed."""

    def __init__(
        self,
        *,
        bot: Bot,
        take: Callable[[Update], Awaitable[bool]],
        stopping: asyncio.Event,
        persistence: Persistence,
        again_after: float = 1.0,
    ) -> None:
        self._bot = bot
        self._take = take
        self._stopping = stopping
        self._persistence = persistence
        self._again_after = again_after
        self._offset = 0
        self._taken: set[int] = set()  # handled, but behind one that is not

    async def run(self) -> None:
        """Until `stopping` is set; then updates in hand are finished and an open poll is dropped."""
        while not self._stopping.is_set():
            updates = await self._persistence.until_done(self._poll)
            if updates and not await self._take_all(updates):
                await self._persistence.pause(self._again_after)

    async def _poll(self) -> tuple[Update, ...]:
        return await self._bot.get_updates(offset=self._offset or None, timeout=HOLD, allowed_updates=WANTED)

    async def _take_all(self, updates: tuple[Update, ...]) -> bool:
        """Whether all were taken. Chats go side by side, the updates of one in order."""
        gate = asyncio.Semaphore(_AT_ONCE)
        lines = _by_chat(update for update in updates if update.update_id not in self._taken)
        results = await asyncio.gather(*(self._take_line(line, gate) for line in lines))
        for update in updates:
            if update.update_id not in self._taken:
                break
            self._offset = update.update_id + 1
        self._taken = {number for number in self._taken if number >= self._offset}
        return all(results)

    async def _take_line(self, line: list[Update], gate: asyncio.Semaphore) -> bool:
        async with gate:
            for update in line:
                if self._stopping.is_set() or not await self._take(update):
                    return False
                self._taken.add(update.update_id)
        return True


def _by_chat(updates: Iterable[Update]) -> list[list[Update]]:
    lines: dict[int, list[Update]] = {}
    for update in updates:
        chat = update.effective_chat
        lines.setdefault(chat.id if chat else 0, []).append(update)
    return list(lines.values())
