"""Something was put into the outbox: whoever sends should look now, not at the next full second."""

from __future__ import annotations

import asyncio


class Wake:
    """One `set` for all who wait; each has a bell of its own, so that none takes another's call."""

    def __init__(self) -> None:
        self._bells: list[asyncio.Event] = []

    def set(self) -> None:
        """Rings all bells; call it in the event loop."""
        for bell in self._bells:
            bell.set()

    def bell(self) -> asyncio.Event:
        """A new one, to be cleared by its owner."""
        bell = asyncio.Event()
        self._bells.append(bell)
        return bell
