"""Rings a bell at given times: nobody else rings for what falls due by itself."""

from __future__ import annotations

import asyncio
import heapq
import math
from typing import Final

_FAR: Final = 60.0  # seconds; what is due later is found soon enough by the looks
_STEP: Final = 0.1  # seconds; times within one step are one time, rung at its end


class Alarm:
    """For one bell, inside one event loop. `stop` it at the end."""

    def __init__(self, bell: asyncio.Event) -> None:
        self._bell = bell
        self._steps: list[int] = []  # a heap
        self._timer: asyncio.TimerHandle | None = None

    def ring_in(self, seconds: float) -> None:
        """Not before that, and soon after it; nothing for a time that is far off."""
        if seconds > _FAR:
            return
        step = math.floor((asyncio.get_running_loop().time() + seconds) / _STEP) + 1
        if step not in self._steps:
            heapq.heappush(self._steps, step)
            self._wind()

    def stop(self) -> None:
        self._steps.clear()
        self._wind()

    def _wind(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_at(self._steps[0] * _STEP, self._ring) if self._steps else None

    def _ring(self) -> None:
        heapq.heappop(self._steps)
        self._bell.set()
        self._wind()
