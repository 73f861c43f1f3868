"""A moved clock, a pacer, and another side that counts each message somewhere between its start and its answer."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import count

from bot.channels.pacing import Pacer
from bot.channels.pacing.chat import Ticket
from casework.ports import Lane


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Somebody asks at `at`; the answer takes `latency` seconds, and is counted after a `share` of them."""

    at: float
    chat: str
    lane: Lane = Lane.CIRCULAR
    latency: float = 0.06
    share: float = 0.5
    parts: int = 1


@dataclass(frozen=True, kw_only=True)
class Went:
    """One part of a wish that was let go at `at` and counted by the other side at `counted`."""

    wish: Wish
    at: float
    counted: float
    answered: float


@dataclass
class Town:
    """Plays wishes to the end. `refuse` says of a message, when it is counted, how long to rest; 0 = it is taken."""

    pacer: Pacer
    refuse: Callable[[Went], float] = lambda _: 0.0
    now: float = 1000.0
    went: list[Went] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._events: list[tuple[float, int, Callable[[], None]]] = []
        self._order = count()
        self._wishes: dict[Ticket, Wish] = {}
        self._parts: dict[Ticket, int] = {}

    def play(self, wishes: Iterable[Wish], *, until: float = float("inf")) -> list[Went]:
        """Times of wishes count from now. What went, in order."""
        start = self.now
        for wish in wishes:
            self._at(start + wish.at, lambda wish=wish: self._ask(wish))  # type: ignore[misc] # bound here
        self._go(start + until)
        return self.went

    def _ask(self, wish: Wish) -> None:
        ticket = self.pacer.ask(wish.chat, wish.lane, self.now)
        self._wishes[ticket], self._parts[ticket] = wish, wish.parts

    def _go(self, until: float) -> None:
        while True:
            while (ticket := self.pacer.grant(self.now)) is not None:
                self._started(ticket)
            wake = self.pacer.next_at(self.now)
            event = self._events[0][0] if self._events else float("inf")
            assert wake > self.now or event <= self.now, "the pacer names a time at which it gives nothing"
            if min(wake, event) == float("inf") or min(wake, event) > until:
                return
            self.now = min(wake, event)
            while self._events and self._events[0][0] <= self.now:
                heapq.heappop(self._events)[2]()

    def _started(self, ticket: Ticket) -> None:
        wish = self._wishes[ticket]
        went = Went(
            wish=wish, at=self.now, counted=self.now + wish.latency * wish.share, answered=self.now + wish.latency
        )
        self.went.append(went)
        self._at(went.answered, lambda: self._ended(ticket, went))

    def _ended(self, ticket: Ticket, went: Went) -> None:
        seconds = self.refuse(went)
        if seconds:
            self.pacer.refused(ticket, seconds, self.now)
        else:
            self.pacer.answered(ticket, self.now)
        self._parts[ticket] -= 1
        if self._parts[ticket]:
            self.pacer.ask_again(ticket, self.now)
        else:
            self.pacer.leave(ticket, self.now)

    def _at(self, when: float, act: Callable[[], None]) -> None:
        heapq.heappush(self._events, (when, next(self._order), act))


def most_in(times: Iterable[float], seconds: float) -> int:
    """The most of them in any stretch of that length, its end not included."""
    ordered = sorted(times)
    most = first = 0
    for last, time in enumerate(ordered):
        while time - ordered[first] >= seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


def overdrawn(times: Iterable[float], *, every: float, burst: int) -> bool:
    """Whether a server that lets `burst` go at once and then one every so many seconds would have refused one."""
    due = 0.0
    for time in sorted(times):
        due = max(due, time)
        if due - time > (burst - 1) * every + 1e-9:
            return True
        due += every
    return False
