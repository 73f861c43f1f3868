"""What only one process at a time may do, and by what others know that it is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class Lease:
    """`holder` may do what `name` stands for until `until`, by the clock of the database.

    `number` grows with every new holder: whoever comes with a lower one than somebody before him comes too late.
    """

    name: str
    holder: str
    number: int
    until: datetime


class Leases(Protocol):
    """PostgreSQL judges by its own clock. SQLite has none and takes `now`, the clock of the process: all processes on
    its file are on one machine, and have the same."""

    def take(self, name: str, holder: str, *, span: timedelta, now: datetime) -> Lease | None:
        """Ours if it is free, has run out, or is ours already (then with the same number); else None.

        One that ends two spans from now or later is nobody's: the clock has been set back since it was taken."""

    def renew(self, lease: Lease, *, span: timedelta, now: datetime) -> Lease | None:
        """None if it is no longer ours. One that has run out and that nobody has taken still is."""

    def free(self, lease: Lease, *, now: datetime) -> None:
        """The next may take it at once; nothing if it is no longer ours."""

    def holds(self, lease: Lease, *, now: datetime) -> bool:
        """Whether it is the newest of its name and has not run out."""

    def is_newest(self, lease: Lease) -> bool:
        """Whether nobody else has got it since; also when it has run out."""

    def former_end(self, name: str, *, now: datetime) -> datetime | None:
        """Until when the holder before the present one had it, by the clock that says `now`; None: there was none."""
