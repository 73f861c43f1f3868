"""What an exercise has measured: whom it reached, and how soon."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from risk.circular import Circular

QUANTILES = (50, 90, 99, 100)  # percent; the last is the last one


@dataclass(frozen=True, kw_only=True)
class Latency:
    """From the issue until so many percent of those that `count` counts had got there."""

    count: int
    p50: timedelta
    p90: timedelta
    p99: timedelta
    last: timedelta


@dataclass(frozen=True, kw_only=True)
class Line:
    """`name`: a channel's code ("" = none at all), an organisation's name, "" for all. Of a channel its rows are
    counted, else people, each once whatever their channels.

    `delivered` is what is known: shown on our own page, or acknowledged. `unreachable`: no channel got through.
    """

    name: str
    addressed: int
    sent: int
    delivered: int
    acknowledged: int
    unreachable: int
    to_sent: Latency | None = None
    to_acknowledged: Latency | None = None


@dataclass(frozen=True, kw_only=True)
class Reached:
    """`organisations` are the worst: the smallest part acknowledged first. `of` is how many there are."""

    whole: Line
    channels: tuple[Line, ...]
    organisations: tuple[Line, ...]
    of: int


class Exercises(Protocol):
    def under_way(self) -> list[Circular]:
        """Issued and not ended, the oldest first."""

    def reached(self, circular: Circular, *, organisations: int, shown: str, settled: Collection[str]) -> Reached:
        """As it stands now, of an issued one; at most so many lines of organisations.

        What goes out on the channel `shown` is on our own page at once: of a person who has another one, that other
        one counts as sent. A dead row whose reason is in `settled` is no failure.
        """


def place(percent: int, count: int) -> int:
    """Of a sorted list, from 1: where so many percent of it end."""
    return -(-percent * count // 100)


def latency(count: int, at: Callable[[int], datetime], since: datetime) -> Latency | None:
    """`at`: the time of a place, from 1."""
    if count == 0:
        return None
    p50, p90, p99, last = (max(at(place(percent, count)) - since, timedelta()) for percent in QUANTILES)
    return Latency(count=count, p50=p50, p90=p90, p99=p99, last=last)


def latency_of(times: Sequence[datetime], since: datetime) -> Latency | None:
    """Of times in any order."""
    ordered = sorted(times)
    return latency(len(ordered), lambda nth: ordered[nth - 1], since)
