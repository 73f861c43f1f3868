"""Ports to what is outside: triage, senders, rendering, calendar, clock, ids."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from casework.ports.records import CircularPaper, Outcome, Paper, Parcel, ReceiptsPaper
from risk.finding import Finding
from risk.likeness import Thing, Verdict
from risk.reading import Reading


class Triage(Protocol):
    def __call__(self, text: str, *, received_at: datetime | None = None) -> Finding:
        """Synchronous and pure; at most `limit` characters are read. Never raises on any text."""

    async def find(self, text: str, *, received_at: datetime | None = None) -> Finding:
        """The same without holding up the event loop."""

    def likeliest(self, text: str) -> tuple[str, ...]:
        """Product codes, the likeliest first, for somebody who picks one. Synchronous."""


class Compare(Protocol):
    """Pure and synchronous; never raises on any text."""

    def thing(self, finding: Finding, text: str) -> Thing:
        """What the finding and the words that it was made of tell of the thing."""

    def __call__(self, a: Thing, b: Thing) -> Verdict:
        """Symmetric; a thing is the same as itself where anything is known of it."""


class FileReader(Protocol):
    async def read(self, content: bytes, media_type: str) -> Reading:
        """Waits its turn. Never raises for what is in a file, and gives up on it in bounded time and memory."""

    async def close(self) -> None:
        """Ends what it holds, a file in hand too. A later `read` begins anew."""


class Segment(Protocol):
    def __call__(self, text: str) -> list[str]:
        """Words for search, in order."""


class Sender(Protocol):
    channel: str

    async def send(self, parcel: Parcel) -> Outcome:
        """Never raises for what the network or the other side does."""


class Render(Protocol):
    def __call__(self, paper: CircularPaper) -> Paper:
        """Synchronous, about 0.2 s; same paper, same digest."""

    async def render(self, paper: CircularPaper) -> Paper:
        """The same in a worker thread."""

    def receipts(self, paper: ReceiptsPaper) -> bytes:
        """Receipts as PDF. Synchronous, about 0.2 s."""


class Calendar(Protocol):
    def is_workday(self, day: date) -> bool:
        """Make-up days count as working days. Raises `risk.errors.UnknownYear`."""


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, UTC."""


class Ids(Protocol):
    def new(self) -> str:
        """Time-ordered, 32 hex digits."""

    def token(self) -> str:
        """256 random bits, URL-safe."""

    def case_number(self) -> str:
        """Short, unguessable, with a check character (`risk.case_number`)."""
