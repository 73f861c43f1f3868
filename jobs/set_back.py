"""Noticing that the clock of this machine was set back, or that another machine's was ahead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from casework.ports.records import CLOCKS_APART

EVERY: Final = 60.0  # seconds between looks when our own clock goes well


class SetBack:
    """Says when to look for what was written by a clock ahead of ours: at first, since nobody knows what was before us;
    when ours has fallen behind; and every so often, because another machine may have written it.

    `wall` is the clock that people set, `steady` counts seconds and is set by nobody.
    """

    def __init__(self, *, wall: Callable[[], datetime], steady: Callable[[], float], every: float = EVERY) -> None:
        self._wall = wall
        self._steady = steady
        self._every = every
        self._farthest = float("-inf")  # the wall clock before the steady one, in seconds
        self._look_at = float("-inf")

    def is_due(self) -> bool:
        """Until `done` says that nothing is left."""
        steady = self._steady()
        before = self._wall().timestamp() - steady
        if before < self._farthest - CLOCKS_APART.total_seconds():
            self._farthest, self._look_at = before, float("-inf")
        self._farthest = max(self._farthest, before)
        return steady >= self._look_at

    def done(self) -> None:
        self._look_at = self._steady() + self._every
