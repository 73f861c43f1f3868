"""What Telegram permits a bot, as it states it, and a margin below."""

from __future__ import annotations

from typing import Final

from bot.channels.pacing import ChatLimits, Limits, Pacer, Rate

FREE: Final = 30  # messages a second
PAID: Final = 1000  # the most, with paid broadcasts
PRIVATE, GROUP = "private", "group"
_PRIVATE: Final = ChatLimits(every=1.0, burst=5)
_GROUP: Final = ChatLimits(every=1.0, burst=3, within=Rate(count=20, seconds=60.0))
_CALLS_FOR: Final = 0.25  # seconds that an answer may take before calls run out


def telegram_limits(a_second: int = FREE) -> Limits:
    """For a bot that may send so many messages a second, from 1 to `PAID`."""
    if not 1 <= a_second <= PAID:
        raise ValueError(f"a bot sends 1 to {PAID} messages a second")
    return Limits(
        overall=(Rate(count=a_second, seconds=1.0),),
        chats={PRIVATE: _PRIVATE, GROUP: _GROUP},
        at_once=max(48, int(a_second * _CALLS_FOR)),
    )


def telegram_pacer(a_second: int = FREE) -> Pacer:
    return Pacer(telegram_limits(a_second), kind_of=kind_of)


def kind_of(chat: str) -> str:
    """Groups and channels have negative numbers, or names."""
    return PRIVATE if chat.isdigit() else GROUP


def credential_of(token: str) -> str:
    """Names the bot in records and logs; the number before the colon is no secret."""
    return f"telegram:{token.partition(':')[0]}"
