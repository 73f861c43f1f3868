"""One chat as the pacer sees it: who waits for it, who has it, and when it may be written to again."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from enum import Enum
from typing import Final

from bot.channels.pacing.learned import CHAT_FALL, Learned
from bot.channels.pacing.limits import Limits
from bot.channels.pacing.windows import Bucket, Window
from casework.ports import Lane

RANK: Final = {lane: rank for rank, lane in enumerate(Lane)}
_ROUNDED: Final = 1.0  # seconds: the other side names whole ones


class Step(Enum):
    """Where a ticket stands."""

    WAITING = "waiting"
    GOING = "going"  # a message of it is under way
    BETWEEN = "between"  # it has the chat, and nothing is under way
    OVER = "over"


@dataclass(eq=False, slots=True, kw_only=True)
class Ticket:
    """One message of ours, perhaps in several parts; `number` in the order of asking."""

    chat: str
    lane: Lane
    number: int
    step: Step = Step.WAITING
    call: int = 0

    @property
    def rank(self) -> int:
        return RANK[self.lane]


class Chat:
    """At most one message is under way to it, so what one says stays in order."""

    def __init__(self, key: str, kind: str, limits: Limits) -> None:
        self.key = key
        self.stamp = 0  # entries of the pacer's queues with an older one are void
        self.holder: Ticket | None = None
        self.halted_until = float("-inf")
        self.suspected_at: int | None = None  # how many messages other chats had taken when it was refused
        self.learned = Learned()
        self._queue: list[tuple[int, int, Ticket]] = []
        self._own = own = limits.chats.get(kind)
        self._bucket = Bucket(every=own.every, burst=own.burst, margin=limits.margin) if own else None
        within = own.within if own else None
        self._window = (
            Window(within, margin=limits.margin, arrives_within=limits.arrives_within) if within is not None else None
        )

    def wait(self, ticket: Ticket) -> None:
        heapq.heappush(self._queue, (ticket.rank, ticket.number, ticket))

    def head(self) -> Ticket | None:
        """Who goes next: the holder with its next part, else the first in line."""
        if self.holder is not None:
            return self.holder if self.holder.step is Step.WAITING else None
        while self._queue and self._queue[0][2].step is Step.OVER:
            heapq.heappop(self._queue)
        return self._queue[0][2] if self._queue else None

    def take(self, ticket: Ticket, now: float) -> None:
        """The head goes."""
        if self.holder is None:
            heapq.heappop(self._queue)
            self.holder = ticket
        if self._window is not None:
            self._window.begin(ticket.call, now)

    def end(self, ticket: Ticket, now: float) -> None:
        if self._window is not None:
            self._window.end(ticket.call, now)
        if self._bucket is not None:
            self._bucket.end(now, share=self.learned.now(now))

    def drop(self, ticket: Ticket) -> None:
        if self._window is not None:
            self._window.drop(ticket.call)

    def fill(self, now: float) -> None:
        if self._bucket is not None:
            self._bucket.fill(now)
        if self._window is not None:
            self._window.fill(now)

    def ready_at(self, now: float) -> float:
        at = self.halted_until
        share = self.learned.now(now)
        if self._bucket is not None:
            at = max(at, self._bucket.free_at(share=share))
        if self._window is not None:
            at = max(at, self._window.free_at(now, share=share))
        return at

    def wait_for_one_more(self, now: float) -> float:
        """Seconds until somebody who comes now would go, as far as it is known."""
        waiting = sum(ticket.step is Step.WAITING for _, _, ticket in self._queue)
        each = self._own.every if self._own else 0.0
        return max(self.ready_at(now) - now, 0.0) + (waiting + (self.holder is not None)) * each

    def explains(self, seconds: float, now: float) -> bool:
        """Whether a refusal for that long can be about earlier messages to this chat. Ask before `end`."""
        spent_until = float("-inf")
        if self._bucket is not None:
            spent_until = self._bucket.full_at()
        if self._window is not None:
            spent_until = max(spent_until, self._window.empty_at())
        return spent_until > now and seconds <= spent_until - now + _ROUNDED

    def halt(self, until: float, now: float) -> None:
        self.halted_until = max(self.halted_until, until)
        self.learned = self.learned.refused(now, until=until, fall=CHAT_FALL)

    def forgettable(self, now: float) -> bool:
        """Whether a new one would behave the same."""
        return (
            self.holder is None
            and self.head() is None
            and self.suspected_at is None
            and self.halted_until <= now
            and self.learned.now(now) >= 1
            and (self._bucket is None or self._bucket.full_at() <= now)
            and (self._window is None or self._window.idle(now))
        )
