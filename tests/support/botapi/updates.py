"""The queue of updates: fetched by long polling with an offset, or brought to a webhook."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp

from .refusal import Refusal

HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Updates:
    """Unconfirmed ones stay; asking with an offset confirms all before it."""

    def __init__(self) -> None:
        self._queue: list[dict[str, Any]] = []
        self._all: dict[int, dict[str, Any]] = {}
        self._last = 100_000_000
        self._news = asyncio.Condition()
        self._poll = 0
        self._allowed: list[str] = []
        self.polls = 0
        self.webhook_url = ""
        self._secret = ""
        self._bringer: asyncio.Task[None] | None = None

    @property
    def unconfirmed(self) -> list[int]:
        return [update["update_id"] for update in self._queue]

    async def add(self, kind: str, content: dict[str, Any]) -> int:
        """The update's id; 0 if the bot does not want that kind."""
        if self._allowed and kind not in self._allowed:
            return 0
        self._last += 1
        async with self._news:
            self._all[self._last] = {"update_id": self._last, kind: content}
            self._queue.append(self._all[self._last])
            self._news.notify_all()
        return self._last

    async def repeat(self, update_id: int) -> None:
        """The same update once more."""
        async with self._news:
            self._queue.insert(0, self._all[update_id])
            self._news.notify_all()

    async def fetch(
        self, *, offset: int = 0, limit: int = 100, hold: int = 0, allowed_updates: list[str] | None = None
    ) -> list[dict[str, Any]]:
        """getUpdates; an empty answer is kept back for `hold` seconds. A later poll ends an earlier one."""
        if self.webhook_url:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        self.polls += 1
        self._poll += 1
        mine = self._poll
        self._allow(allowed_updates)
        if offset > 0:
            self._queue = [update for update in self._queue if update["update_id"] >= offset]
        async with self._news:
            self._news.notify_all()
            try:
                async with asyncio.timeout(hold):
                    await self._news.wait_for(lambda: self._queue or self._poll != mine)
            except TimeoutError:
                return []
        if self._poll != mine:
            raise Refusal(409, "Conflict: terminated by other getUpdates request; only one bot instance may run")
        return self._queue[:limit]

    async def set_webhook(self, url: str, *, secret: str, allowed_updates: list[str] | None) -> None:
        self.webhook_url, self._secret = url, secret
        self._allow(allowed_updates)
        await self.close()
        if url:
            self._bringer = asyncio.create_task(self._bring())

    async def close(self) -> None:
        task, self._bringer = self._bringer, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    def _allow(self, allowed: list[str] | None) -> None:
        if allowed is not None:
            self._allowed = allowed

    async def _bring(self) -> None:
        async with aiohttp.ClientSession() as session:
            while True:
                async with self._news:
                    await self._news.wait_for(lambda: self._queue)
                update = self._queue[0]
                if await self._brought(session, update):
                    self._queue.remove(update)
                else:
                    await asyncio.sleep(0.1)

    async def _brought(self, session: aiohttp.ClientSession, update: dict[str, Any]) -> bool:
        headers = {HEADER: self._secret} if self._secret else {}
        try:
            async with session.post(self.webhook_url, json=update, headers=headers) as response:
                return response.status == 200
        except aiohttp.ClientError:
            return False
