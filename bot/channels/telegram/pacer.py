"""How fast we may send: Telegram allows about 30 messages a second, and one a second to the same chat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

OVERALL: Final = 25.0  # a second
IN_A_CHAT: Final = 1.0  # a second
BURST_OVERALL: Final = 25
BURST_IN_A_CHAT: Final = 5
_REMEMBERED: Final = 10_000  # chats


class Pacer:
    """Virtual scheduling (GCRA). `now` counts seconds and never goes back."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._overall = 0.0
        self._chats: dict[str, float] = {}

    def wait(self, chat: str) -> float:
        """Seconds until a message may go to that chat; 0 takes the place, anything else takes none."""
        now = self._now()
        overall, own = max(self._overall, now), max(self._chats.get(chat, 0.0), now)
        early = max(
            overall - now - (BURST_OVERALL - 1) / OVERALL,
            own - now - (BURST_IN_A_CHAT - 1) / IN_A_CHAT,
        )
        if early > 1e-9:  # less is rounding
            return early
        if len(self._chats) >= _REMEMBERED:
            self._chats = {name: at for name, at in self._chats.items() if at > now}
        self._overall = overall + 1 / OVERALL
        self._chats[chat] = own + 1 / IN_A_CHAT
        return 0.0

    def hold(self, chat: str, seconds: float) -> None:
        """Telegram said when this chat may be written to again."""
        self._chats[chat] = self._now() + seconds + (BURST_IN_A_CHAT - 1) / IN_A_CHAT
