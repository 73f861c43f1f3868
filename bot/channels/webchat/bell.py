"""Wakes the open streams of a person in this process; what other processes write is found by the streams' own poll."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Bell:
    """One event per person, shared by their open pages."""

    def __init__(self) -> None:
        self._events: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self._listeners: Counter[str] = Counter()
        self.closed = False

    def ring(self, person_id: str) -> None:
        """There is something new for the person."""
        if person_id in self._events:
            self._events.pop(person_id).set()

    def ring_all(self) -> None:
        """Something was written, for whomever."""
        for person_id in list(self._events):
            self.ring(person_id)

    def close(self) -> None:
        """Every stream ends."""
        self.closed = True
        for event in self._events.values():
            event.set()
        self._events.clear()

    def listeners(self, person_id: str) -> int:
        return self._listeners[person_id]

    @contextmanager
    def listening(self, person_id: str) -> Iterator[None]:
        """Counts an open stream."""
        self._listeners[person_id] += 1
        try:
            yield
        finally:
            self._listeners[person_id] -= 1
            if not self._listeners[person_id]:
                del self._listeners[person_id]
                self._events.pop(person_id, None)

    def armed(self, person_id: str) -> asyncio.Event:
        """To be taken before looking for news, and waited for after: nothing falls between."""
        return self._events[person_id]


async def rung(event: asyncio.Event, seconds: float) -> None:
    """Returns at the bell or after so many seconds."""
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
