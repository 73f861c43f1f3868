"""Counting what the other side may have counted. Times are seconds of one clock that never goes back."""

from __future__ import annotations

from collections import deque

from bot.channels.pacing.limits import Rate


class Window:
    """A sliding window over calls that are counted somewhere between their start and their answer.

    A place is taken at the start, and free again a whole window after the answer: only then is it certain.
    """

    def __init__(self, rate: Rate, *, margin: float = 0.0, arrives_within: float = float("inf")) -> None:
        self._count = rate.count
        self._span = rate.seconds * (1 + margin)
        self._arrives_within = arrives_within
        self._open: dict[int, float] = {}  # number of the call -> its start, in the order of time
        self._counted: deque[float] = deque()  # when each was counted at the latest, in the order of time

    def begin(self, call: int, now: float) -> None:
        self._open[call] = now

    def end(self, call: int, now: float) -> None:
        """The answer is there, or will never come."""
        if self._open.pop(call, None) is not None:
            self._counted.append(now)

    def drop(self, call: int) -> None:
        """It never left."""
        self._open.pop(call, None)

    def fill(self, now: float) -> None:
        """Somebody else may have used it up to now."""
        self._counted.extend([now] * self._count)

    def free_at(self, now: float, *, share: float = 1.0) -> float:
        """When one more may start at the earliest, if `share` of the count is used. Ask again then: a lower bound."""
        self._forget(now)
        count = max(1, int(self._count * share))
        over = len(self._open) + len(self._counted) - count
        if over < 0:
            return now
        if over < len(self._counted):
            return self._counted[over] + self._span
        return next(iter(self._open.values())) + self._arrives_within

    def idle(self, now: float) -> bool:
        """Whether nothing is counted any more."""
        self._forget(now)
        return not self._open and not self._counted

    def empty_at(self) -> float:
        """When the last one that was answered leaves the window."""
        return self._counted[-1] + self._span if self._counted else float("-inf")

    def _forget(self, now: float) -> None:
        while self._open:
            call, start = next(iter(self._open.items()))
            if start + self._arrives_within > now:
                break
            del self._open[call]
            self._counted.append(now)
        while self._counted and self._counted[0] + self._span <= now:
            self._counted.popleft()


class Bucket:
    """One every so many seconds after a burst (GCRA), for calls that are made one after the other."""

    def __init__(self, *, every: float, burst: int, margin: float = 0.0) -> None:
        self._every = every * (1 + margin)
        self._burst = burst
        self._full_at = float("-inf")

    def end(self, now: float, *, share: float = 1.0) -> None:
        """One was counted, now at the latest."""
        self._full_at = max(self._full_at, now) + self._every / share

    def fill(self, now: float) -> None:
        """Somebody else may have used it up to now."""
        self._full_at = max(self._full_at, now + self._every * self._burst)

    def free_at(self, *, share: float = 1.0) -> float:
        """When one more may start; with less than the whole `share` there is no burst."""
        burst = self._burst if share >= 1 else 1
        return self._full_at - (burst - 1) * self._every

    def full_at(self) -> float:
        """When nothing is owed any more."""
        return self._full_at
