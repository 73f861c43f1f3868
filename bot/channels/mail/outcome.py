"""What a mail server's refusal or silence means for a message: translated once, narrow before wide (STYLE 25).

Replies are kept as their codes: their words often repeat the address.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Final

from aiosmtplib import (
    SMTPAuthenticationError,
    SMTPException,
    SMTPNotSupported,
    SMTPResponseException,
    SMTPStatus,
)

from casework.ports import Dead, Lost, Retry

NO_CONNECTION: Final = "no-connection"
NO_TLS: Final = "no-tls"
OURS_AFTER: Final = 300.0  # seconds; somebody has to put our own side right
BUSY_AFTER: Final = 60.0
_TLS: Final = re.compile(r"ssl|tls|certificate", re.IGNORECASE)
_TEMPORARY, _PERMANENT = 400, 500
_ENHANCED: Final = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
# RFC 3463, RFC 7505: nobody will ever be there again.
GONE: Final = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"})
_TOO_LARGE: Final = frozenset({"5.2.3", "5.3.4"})


class Step(Enum):
    """What was said last."""

    CONNECT = auto()
    SENDER = auto()
    RECIPIENT = auto()
    DATA = auto()


def outcome_of(error: Exception, step: Step) -> Retry | Lost | Dead:
    """Before the end of the data nothing can have been taken; after it began, nobody knows."""
    match error:
        case SMTPAuthenticationError():
            return Retry(after=OURS_AFTER, reason="wrong-password")
        case SMTPNotSupported():
            return Retry(after=OURS_AFTER, reason=NO_TLS)
        case SMTPResponseException():
            return _refused(error.code, error.message, step)
        case SMTPException() if step is Step.CONNECT and _TLS.search(str(error)) is not None:
            return Retry(after=OURS_AFTER, reason=NO_TLS)
        case SMTPException() if step is Step.CONNECT and not isinstance(error, ConnectionError | TimeoutError):
            return Retry(after=OURS_AFTER, reason="no-sign-in")
    if step is Step.DATA:
        return Lost(reason="no-answer")
    return Retry(after=0.0, reason=NO_CONNECTION)


def codes(code: int, message: str) -> str:
    """For example "550 5.1.1"."""
    found = _ENHANCED.search(message)
    return f"{code} {found[1]}" if found else str(code)


def _refused(code: int, message: str, step: Step) -> Retry | Lost | Dead:
    said = codes(code, message)
    status = said.partition(" ")[2]
    if step is Step.DATA and code < _TEMPORARY:
        return Lost(reason="unreadable-answer")
    if code == SMTPStatus.domain_unavailable:
        return Retry(after=BUSY_AFTER, reason="server-busy")
    if code < _PERMANENT:
        return Retry(after=0.0, reason=f"not now: {said}")
    if status in _TOO_LARGE or (code == SMTPStatus.storage_exceeded and step is not Step.RECIPIENT):
        return Dead(reason="too-large")
    if step in (Step.CONNECT, Step.SENDER):  # about us, not about the recipient
        return Retry(after=OURS_AFTER, reason=f"sender refused: {said}")
    if step is Step.RECIPIENT and status in GONE:
        return Dead(reason="gone")
    return Dead(reason=f"refused: {said}")
