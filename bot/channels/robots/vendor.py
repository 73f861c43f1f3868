"""What the three vendors have in common: a signed POST of JSON, and a verdict as a number in a 200 answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from http import HTTPStatus
from typing import Any, Final

from bot.channels.http import GATEWAY_LOST_IT, SERVER_ERROR_AFTER, Answer, retry_after
from bot.channels.letters import Letter
from bot.channels.pacing import Limits
from casework.ports import Dead, Lost, Retry

OURS_AFTER: Final = 300.0  # seconds; somebody has to put the robot's settings right


class Meaning(Enum):
    """Of a vendor's number. One that is not in the table was not taken, and may be tomorrow."""

    TAKEN = auto()
    BUSY = auto()
    FLOOD = auto()
    GONE = auto()  # robot or group are no more
    OURS = auto()  # signature, keyword or sender's address are set otherwise at the vendor
    REFUSED = auto()  # this very message


@dataclass(frozen=True, kw_only=True)
class Robot:
    """One address: the key that is in its URL, and the secret that it signs with, if it signs."""

    key: str
    secret: str = ""

    @classmethod
    def read(cls, address: str) -> Robot:
        key, _, secret = address.partition(" ")
        return cls(key=key, secret=secret)


@dataclass(frozen=True, kw_only=True)
class Call:
    url: str
    body: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Vendor:
    """`call(base address, robot, letter, group text, locale, Unix time)`; `number`: the key of the verdict's number.

    `rest`: seconds that a flooding robot is to be left alone, where the answer names none.
    """

    channel: str
    text_limit: int  # bytes
    limits: Limits
    rest: float
    number: str
    meanings: Mapping[int, Meaning]
    call: Callable[[str, Robot, Letter, str, str, float], Call]


@dataclass(frozen=True, kw_only=True)
class Flood:
    """The robot is to rest for so many seconds."""

    after: float


def verdict(vendor: Vendor, answer: Answer) -> Retry | Lost | Dead | Flood | None:
    """None = taken."""
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return Flood(after=retry_after(answer, default=vendor.rest))
    if answer.status in GATEWAY_LOST_IT:
        return Lost(reason=f"gateway answered {answer.status}")
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Retry(after=SERVER_ERROR_AFTER, reason=f"server answered {answer.status}")
    number = _number(vendor, answer)
    if number is None:
        if answer.status == HTTPStatus.OK:
            return Lost(reason="unreadable-answer")
        return Retry(after=OURS_AFTER, reason=f"server answered {answer.status}")
    match vendor.meanings.get(number):
        case Meaning.TAKEN:
            return None
        case Meaning.FLOOD:
            return Flood(after=retry_after(answer, default=vendor.rest))
        case Meaning.GONE:
            return Dead(reason="gone")
        case Meaning.REFUSED:
            return Dead(reason=f"refused: {number}")
        case Meaning.OURS:
            return Retry(after=OURS_AFTER, reason=f"refused: {number}")
    return Retry(after=0.0, reason=f"not now: {number}")


def _number(vendor: Vendor, answer: Answer) -> int | None:
    try:
        told = json.loads(answer.body)[vendor.number]
        return int(told)
    except (ValueError, KeyError, TypeError):
        return None
