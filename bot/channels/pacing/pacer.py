"""Who may send next, and when: pure logic, moved by whoever tells it the time.

Answers to a person talking now go first, then emergencies, ordinary circulars, digests. The one exception: while an
emergency waits behind answers, every fourth place is its.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Final

from bot.channels.pacing.chat import Chat, Step, Ticket
from bot.channels.pacing.learned import CREDENTIAL_FALL, Learned
from bot.channels.pacing.limits import Limits
from bot.channels.pacing.windows import Window
from casework.ports import Lane

NEVER: Final = float("inf")
NEVER_YET: Final = float("-inf")
EMERGENCY_EVERY: Final = 4  # places
_HALT_MARGIN: Final = 0.1  # seconds on top of what was demanded
_AT_ONCE: Final = 0.1  # of a window's count may begin a broadcast
_CATCH_UP: Final = 0.33  # of a window's count may follow at once on a delay in its middle
_SWEEP_EVERY: Final = 4096  # grants


@dataclass(frozen=True, kw_only=True)
class Halt:
    """What a refusal came to; `chat` "" is the whole credential, `share` of the rate is used after it."""

    chat: str
    until: float
    share: float


class Pacer:
    """Times are seconds of one clock that never goes back."""

    def __init__(self, limits: Limits, *, kind_of: Callable[[str], str] = lambda _: "") -> None:
        """`kind_of` a chat says which of `Limits.chats` are its own."""
        self._limits = limits
        self._kind_of = kind_of
        self._windows = [
            Window(rate, margin=limits.margin, arrives_within=limits.arrives_within) for rate in limits.overall
        ]
        self._spacing = limits.spacing
        least = min(rate.count for rate in limits.overall)
        self._begin_credit = max(_AT_ONCE * least - 1, 0.0) * self._spacing
        self._late_credit = max(_CATCH_UP * least - 1, 0.0) * self._spacing
        self._chats: dict[str, Chat] = {}
        self._ready: dict[Lane, list[tuple[int, int, Chat]]] = {lane: [] for lane in Lane}
        self._later: list[tuple[float, int, int, Chat]] = []
        self._numbers, self._calls = count(1), count(1)
        self._under_way = 0
        self._waiting = 0
        self._spread_to = NEVER_YET  # when the next message to many is due, if they are spread evenly
        self._talk_run = 0  # answers since the last emergency
        self._halted_until = NEVER_YET
        self._learned = Learned()
        self._taken = 0  # messages that the other side took
        self._grants = 0
        self._used_until = NEVER_YET

    @property
    def waiting(self) -> int:
        return self._waiting

    @property
    def under_way(self) -> int:
        return self._under_way

    def share(self, now: float) -> float:
        """Of the permitted rate that is used."""
        return self._learned.now(now)

    def halted_until(self, chat: str = "") -> float:
        """Of the whole credential, or of a chat; in the past if it is not halted."""
        known = self._chats.get(chat)
        return max(self._halted_until, known.halted_until) if known else self._halted_until

    def wait_for_one_more(self, chat: str, now: float) -> float:
        """Seconds that halts and the chat itself ask of somebody who comes now; the crowd elsewhere is not in it."""
        known = self._chats.get(chat)
        return max(self._halted_until - now, known.wait_for_one_more(now) if known else 0.0, 0.0)

    def ask(self, chat: str, lane: Lane, now: float) -> Ticket:
        """A place in the line."""
        known = self._chat(chat)
        if not self._waiting:
            self._spread_to = max(self._spread_to, now - self._begin_credit)
        ticket = Ticket(chat=chat, lane=lane, number=next(self._numbers))
        known.wait(ticket)
        self._waiting += 1
        self._arrange(known, now)
        return ticket

    def ask_again(self, ticket: Ticket, now: float) -> None:
        """For its next part; the chat stays its own."""
        ticket.step = Step.WAITING
        self._waiting += 1
        self._arrange(self._chats[ticket.chat], now)

    def grant(self, now: float) -> Ticket | None:
        """The next that may start now; call until None."""
        if self._free_at(now) > now:
            return None
        lane = self._lane(now)
        if lane is None:
            return None
        _, _, chat = heapq.heappop(self._ready[lane])
        ticket = chat.head()
        if ticket is None:
            raise RuntimeError("a chat was in line for nobody")
        ticket.call = next(self._calls)
        ticket.step = Step.GOING
        for window in self._windows:
            window.begin(ticket.call, now)
        chat.take(ticket, now)
        chat.stamp += 1
        self._under_way += 1
        self._waiting -= 1
        self._count(lane, now)
        return ticket

    def answered(self, ticket: Ticket, now: float, *, taken: bool = True) -> None:
        """The answer is there, or is given up. `taken`: the other side has the message."""
        if ticket.step is not Step.GOING:
            return
        ticket.step = Step.BETWEEN
        self._under_way -= 1
        for window in self._windows:
            window.end(ticket.call, now)
        chat = self._chats[ticket.chat]
        chat.end(ticket, now)
        if taken:
            self._taken += 1
            chat.suspected_at = None

    def unsent(self, ticket: Ticket) -> None:
        """Nothing left this machine: its place is free at once."""
        if ticket.step is not Step.GOING:
            return
        ticket.step = Step.BETWEEN
        self._under_way -= 1
        for window in self._windows:
            window.drop(ticket.call)
        self._chats[ticket.chat].drop(ticket)

    def refused(self, ticket: Ticket, seconds: float, now: float) -> Halt:
        """Too much, says the other side: wait so long.

        If the chat's own earlier messages explain it, or if this chat alone is refused again while others are
        served, the chat is halted; else everything.
        """
        chat = self._chats[ticket.chat]
        until = now + seconds + _HALT_MARGIN
        alone = chat.suspected_at is not None and self._taken > chat.suspected_at
        explained = alone or chat.explains(seconds, now)
        self.answered(ticket, now, taken=False)
        if explained:
            chat.halt(until, now)
            self._arrange(chat, now)
            return Halt(chat=chat.key, until=until, share=chat.learned.share)
        chat.suspected_at = self._taken
        return self.refuse_all(seconds, now)

    def refuse_all(self, seconds: float, now: float) -> Halt:
        """The whole credential is to rest."""
        until = now + seconds + _HALT_MARGIN
        # What was under way when the first refusal came is refused for the same reason: that is learned once.
        fall = 1.0 if now < self._halted_until else CREDENTIAL_FALL
        self.halt(until, now, learned=self._learned.refused(now, until=until, fall=fall))
        return Halt(chat="", until=self._halted_until, share=self._learned.share)

    def stay(self, ticket: Ticket) -> None:
        """It no longer waits for its next part, but keeps the chat."""
        if ticket.step is Step.WAITING and self._chats[ticket.chat].holder is ticket:
            ticket.step = Step.BETWEEN
            self._waiting -= 1
            self._chats[ticket.chat].stamp += 1

    def has_begun(self, ticket: Ticket) -> bool:
        """Whether a part of it has gone, or is going."""
        return self._chats[ticket.chat].holder is ticket

    def leave(self, ticket: Ticket, now: float) -> None:
        """It is over, or given up; the chat is free for the next."""
        if ticket.step is Step.OVER:
            return
        if ticket.step is Step.WAITING:
            self._waiting -= 1
        self.answered(ticket, now, taken=False)
        ticket.step = Step.OVER
        chat = self._chats[ticket.chat]
        if chat.holder is ticket:
            chat.holder = None
        self._arrange(chat, now)

    def halt(self, until: float, now: float, *, learned: Learned, chat: str = "") -> None:
        """As a refusal demanded, or as a former holder of the credential has left it."""
        if not chat:
            self._halted_until = max(self._halted_until, until)
            self._learned = learned
            return
        known = self._chat(chat)
        known.halted_until = max(known.halted_until, until)
        known.learned = learned
        self._arrange(known, now)

    def used_by_another(self, until: float) -> None:
        """All windows may be full up to then."""
        if until <= self._used_until:  # told before, and counted
            return
        self._used_until = until
        for window in self._windows:
            window.fill(until)
        for chat in self._chats.values():
            chat.fill(until)
            self._arrange(chat, until)

    def next_at(self, now: float) -> float:
        """When `grant` may give something, if nothing else happens; `NEVER` = not before an answer or an asking."""
        if not self._waiting or self._under_way >= self._limits.at_once:
            return NEVER
        at = NEVER
        for lane, line in self._ready.items():
            if line and self._head(line):
                at = min(at, max(now, self._lane_at(lane)))
        self._drop_void_later()
        if self._later:
            at = min(at, self._later[0][0])
        return max(at, self._free_at(now))

    def _chat(self, key: str) -> Chat:
        known = self._chats.get(key)
        if known is None:
            known = self._chats[key] = Chat(key, self._kind_of(key), self._limits)
            if self._used_until > NEVER_YET:
                known.fill(self._used_until)
        return known

    def _free_at(self, now: float) -> float:
        share = self._learned.now(now)
        at = self._halted_until
        for window in self._windows:
            at = max(at, window.free_at(now, share=share))
        return at

    def _lane(self, now: float) -> Lane | None:
        """The lane whose turn it is."""
        if self._later:
            self._promote(now)
        if self._emergencys_place() and self._open(Lane.EMERGENCY, now):
            return Lane.EMERGENCY
        return next((lane for lane in self._ready if self._open(lane, now)), None)

    def _open(self, lane: Lane, now: float) -> bool:
        line = self._ready[lane]
        return bool(line) and self._head(line) and self._lane_at(lane) <= now

    def _lane_at(self, lane: Lane) -> float:
        """Messages to many are spread; and they leave calls free for answers."""
        if lane is Lane.TALK:
            return NEVER_YET if self._under_way < self._limits.at_once else NEVER
        if self._under_way >= self._limits.at_once - self._limits.kept_for_talk:
            return NEVER
        if lane is Lane.EMERGENCY and self._emergencys_place():
            return NEVER_YET
        return self._spread_to

    def _emergencys_place(self) -> bool:
        return self._talk_run >= EMERGENCY_EVERY - 1

    def _count(self, lane: Lane, now: float) -> None:
        if lane is Lane.TALK:
            self._talk_run = min(self._talk_run + 1, EMERGENCY_EVERY)
        else:
            self._spread_to = max(self._spread_to, now - self._late_credit) + self._spacing
            self._talk_run = 0 if lane is Lane.EMERGENCY else self._talk_run
        self._grants += 1
        if self._grants % _SWEEP_EVERY == 0:
            self._chats = {key: chat for key, chat in self._chats.items() if not chat.forgettable(now)}

    def _arrange(self, chat: Chat, now: float) -> None:
        """Into the queue where the chat belongs now; older entries become void."""
        chat.stamp += 1
        ticket = chat.head()
        if ticket is None:
            return
        at = chat.ready_at(now)
        if at <= now:
            heapq.heappush(self._ready[ticket.lane], (ticket.number, chat.stamp, chat))
        else:
            heapq.heappush(self._later, (at, ticket.number, chat.stamp, chat))

    def _promote(self, now: float) -> None:
        while self._later and self._later[0][0] <= now:
            _, _, stamp, chat = heapq.heappop(self._later)
            if stamp == chat.stamp:
                self._arrange(chat, now)

    def _drop_void_later(self) -> None:
        while self._later and self._later[0][2] != self._later[0][3].stamp:
            heapq.heappop(self._later)

    def _head(self, line: list[tuple[int, int, Chat]]) -> bool:
        """Whether somebody is in that line, void entries dropped."""
        while line and line[0][1] != line[0][2].stamp:
            heapq.heappop(line)
        return bool(line)
