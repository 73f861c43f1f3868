"""Flood limits: so many messages a second overall, and one a second in a chat after a short burst."""

from __future__ import annotations

import math
import time
from collections import defaultdict, deque

from .refusal import flooded

_PENALTY = 1  # seconds that Telegram adds


class Floods:
    """Off until `limit` is called."""

    def __init__(self) -> None:
        self._overall = math.inf
        self._in_a_chat = math.inf
        self._burst = 1
        self._sent: deque[float] = deque()
        self._chats: dict[int, float] = defaultdict(float)
        self.refused = 0

    def limit(self, *, overall: float = 30, in_a_chat: float = 1, burst: int = 8) -> None:
        """Messages a second; `burst`: how many may come at once in a chat."""
        self._overall, self._in_a_chat, self._burst = overall, in_a_chat, burst

    def check(self, chat: int) -> None:
        """Counts a message, or raises 429."""
        now = time.monotonic()
        while self._sent and now - self._sent[0] >= 1:
            self._sent.popleft()
        if len(self._sent) >= self._overall:
            self._refuse(1 - (now - self._sent[0]))
        due = max(self._chats[chat], now)
        early = due - now - (self._burst - 1) / self._in_a_chat
        if early > 1e-9:
            self._refuse(early)
        self._chats[chat] = due + 1 / self._in_a_chat
        self._sent.append(now)

    def _refuse(self, seconds: float) -> None:
        self.refused += 1
        raise flooded(math.ceil(seconds) + _PENALTY - 1)
