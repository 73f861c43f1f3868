"""Flood limits as Telegram states them, in sliding windows, counted when a message arrives; a breach brings a ban."""

from __future__ import annotations

import math
import time
from collections import defaultdict, deque

from .refusal import flooded

FREE = 30  # messages a second without paid broadcasts


class _Window:
    """At most `count` in any `seconds`."""

    def __init__(self, count: float, seconds: float) -> None:
        self._count, self._seconds = count, seconds
        self._times: deque[float] = deque()

    def early(self, now: float) -> float:
        """Seconds until one more is allowed; 0 = now."""
        while self._times and now - self._times[0] >= self._seconds:
            self._times.popleft()
        return self._times[0] + self._seconds - now if len(self._times) >= self._count else 0.0

    def add(self, now: float) -> None:
        self._times.append(now)


class Floods:
    """Off until `limit` is called. `refused` counts all refusals, `breaches` those that were not of a ban."""

    def __init__(self) -> None:
        self._on = False
        self._ban = 0.0
        self._overall = self._free = _Window(math.inf, 1)
        self._in_a_chat, self._burst = math.inf, 1
        self._group = (math.inf, 60.0)
        self._chats: dict[int, float] = defaultdict(float)
        self._groups: dict[int, _Window] = {}
        self._banned: dict[int, float] = {}  # chat, 0 = everything -> until when
        self.refused = 0
        self.breaches = 0

    def limit(
        self,
        *,
        overall: float = FREE,
        in_a_chat: float = 1,
        burst: int = 8,
        group: float = 20,
        second: float = 1.0,
        minute: float = 60.0,
        ban: float = 0.0,
    ) -> None:
        """Messages a second overall and in a chat, with `burst` at once there; messages a minute in a group.

        `second` and `minute` may be other lengths than their names say, to make a test short. `ban`: seconds that a
        breach costs on top of what the window asks for.
        """
        self._on = True
        self._overall, self._free = _Window(overall, second), _Window(min(overall, FREE), second)
        self._in_a_chat, self._burst = in_a_chat / second, burst
        self._group = (group, minute)
        self._ban = ban

    def check(self, chat: int, *, group: bool = False, paid: bool = False) -> None:
        """Counts a message, or raises 429."""
        if not self._on:
            return
        now = time.monotonic()
        for banned in (0, chat):
            if self._banned.get(banned, 0.0) > now:
                self._refuse(self._banned[banned] - now)
        windows = [self._overall] if paid else [self._overall, self._free]
        self._breach(0, max(window.early(now) for window in windows), now)
        due = max(self._chats[chat], now)
        self._breach(chat, due - now - (self._burst - 1) / self._in_a_chat, now)
        if group:
            windows.append(self._groups.setdefault(chat, _Window(*self._group)))
            self._breach(chat, windows[-1].early(now), now)
        self._chats[chat] = due + 1 / self._in_a_chat
        for window in windows:
            window.add(now)

    def ban(self, seconds: float, *, chat: int = 0) -> None:
        """For nothing that we did: Telegram knows reasons of its own. `chat` 0 = everything."""
        self._banned[chat] = time.monotonic() + seconds

    def _breach(self, banned: int, early: float, now: float) -> None:
        if early <= 1e-9:
            return
        self.breaches += 1
        if self._ban:
            self._banned[banned] = now + early + self._ban
        self._refuse(early + self._ban)

    def _refuse(self, seconds: float) -> None:
        self.refused += 1
        raise flooded(math.ceil(seconds))
