"""What a refusal or fault of Telegram means for a message: translated once, narrow before wide (STYLE 25)."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.channels.telegram.request import AnswerTooLarge, NotOurs, Unsent
from casework.ports import Dead, Lost, Retry

NO_CONNECTION_AFTER: Final = 5.0
NOT_OURS_AFTER: Final = 1.0
SERVER_ERROR_AFTER: Final = 10.0
WRONG_TOKEN_AFTER: Final = 60.0  # somebody has to put a right one in
_GONE: Final = ("chat not found", "peer_id_invalid", "user not found")
_REASON_LIMIT: Final = 120


def outcome_of(error: TelegramError) -> Retry | Lost | Dead:
    """`ChatMigrated` is not for here: the sender follows it."""
    match error:
        case RetryAfter():
            return Retry(after=seconds_of(error), reason="flood")
        case Forbidden():
            return Dead(reason="deactivated" if "deactivated" in error.message.lower() else "blocked")
        case InvalidToken():
            return Retry(after=WRONG_TOKEN_AFTER, reason="wrong-token")
        case BadRequest() if "deactivated" in error.message.lower():
            return Dead(reason="deactivated")
        case BadRequest():
            gone = any(words in error.message.lower() for words in _GONE)
            return Dead(reason="chat-not-found" if gone else f"refused: {error.message[:_REASON_LIMIT]}")
        case NotOurs():
            return Retry(after=NOT_OURS_AFTER, reason="pace")
        case Unsent():
            return Retry(after=NO_CONNECTION_AFTER, reason="no-connection")
        case TimedOut():
            return Lost(reason="no-answer")
        case AnswerTooLarge():
            return Lost(reason="unreadable-answer")
        case NetworkError():  # a 5xx that says itself that it did nothing
            return Retry(after=SERVER_ERROR_AFTER, reason="server-error")
    return Lost(reason="unreadable-answer")


def seconds_of(error: RetryAfter) -> float:
    """The library gives a timedelta or, by its switch, a number."""
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)
