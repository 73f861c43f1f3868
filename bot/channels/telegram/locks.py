"""One at a time for the same chat, side by side for different ones."""

from __future__ import annotations

import asyncio
from weakref import WeakValueDictionary


class ChatLocks:
    """A lock lives as long as somebody holds it or waits for it; who waits is served in order."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def of(self, chat: str) -> asyncio.Lock:
        """Keep it in a variable while it is in use: `async with` does."""
        lock = self._locks.get(chat)
        if lock is None:
            lock = self._locks[chat] = asyncio.Lock()
        return lock
