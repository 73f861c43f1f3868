"""The small ports on solid ground: the machine's clock, its randomness, the Chinese working-day calendar."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime

import chinese_calendar

from risk import case_number
from risk.errors import UnknownYear


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        """Aware, UTC."""
        return datetime.now(UTC)


class RandomIds:
    """Ids from the operating system's randomness."""

    def new(self) -> str:
        """48 bits of milliseconds, then 80 random bits: later ids sort later."""
        return f"{time.time_ns() // 1_000_000:012x}{secrets.randbits(80):020x}"

    def token(self) -> str:
        """256 random bits, URL-safe."""
        return secrets.token_urlsafe(32)

    def case_number(self) -> str:
        """See `risk.case_number`."""
        return case_number.make(secrets.randbits(case_number.BITS))


class WorkCalendar:
    """The State Council's plan as the calendar library knows it; days set by hand go before it."""

    def __init__(self, days: Mapping[date, bool] | None = None) -> None:
        self._days = dict(days or {})

    def learn(self, days: Mapping[date, bool]) -> None:
        """Takes over the installation's holiday table."""
        self._days = dict(days)

    def is_workday(self, day: date) -> bool:
        """Make-up days count as working days. Raises `UnknownYear` before the plan of that year is known."""
        if day in self._days:
            return self._days[day]
        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError:
            raise UnknownYear(year=day.year) from None
