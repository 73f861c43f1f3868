"""Books what became of messages: whatever comes while one transaction runs goes into the next."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from casework.env import Env
from casework.ports import Dead, Lost, Outcome, Sent, Transactions, UnitOfWork
from casework.ports.leases import Lease
from casework.settling import settle
from risk.errors import Conflict

MOST: Final = 200  # outcomes in one transaction: longer ones would hold up the writers of other things
AFTER_FAULT: Final = 2.0  # seconds of rest when the database did not answer
_TRIES: Final = 5

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class _Entry:
    message_id: str
    outcome: Outcome
    then: Callable[[], None]


class _Superseded(Exception):
    """Another process sends on this channel now."""


class Booking:
    """`run` it once. What is not booked at a hard end is sent again, marked as a possible repeat.

    A message that was sent, or never will be, and could not be booked as such is remembered until it comes back: a disk
    that is full for an hour must not make the same words go out every minute.

    `lease`: what the messages were claimed under. If somebody else has it now, the messages are theirs: that one was
    sent is booked all the same, everything else is theirs to find out.
    """

    def __init__(self, *, channel: str, transactions: Transactions, env: Env, lease: Lease | None = None) -> None:
        self._channel = channel
        self._transactions = transactions
        self._env = env
        self._lease = lease
        self._entries: list[_Entry] = []
        self._unbooked: dict[str, Outcome] = {}
        self._news = asyncio.Event()
        self._closing = False

    def add(self, message_id: str, outcome: Outcome, *, then: Callable[[], None]) -> None:
        """`then` is called when it is booked, or cannot be."""
        self._entries.append(_Entry(message_id=message_id, outcome=outcome, then=then))
        self._news.set()

    def recall(self, message_id: str) -> Outcome | None:
        """What became of a message that is here again because it could not be booked."""
        return self._unbooked.pop(message_id, None)

    async def close(self) -> None:
        """`run` ends when all is booked."""
        self._closing = True
        self._news.set()

    async def run(self) -> None:
        while self._entries or not self._closing:
            await self._news.wait()
            self._news.clear()
            while self._entries:
                batch, self._entries = self._entries[:MOST], self._entries[MOST:]
                if not await self._book(batch):
                    await asyncio.sleep(AFTER_FAULT)  # the room of these is not free meanwhile, so little more is sent
                for entry in batch:
                    entry.then()

    async def _book(self, batch: list[_Entry]) -> bool:
        """False: nothing at all could be written."""
        try:
            await self._settle(batch)
        except Conflict:
            booked = await self._book_singly(batch)
        except Exception:
            logger.exception("Outcomes are kept one by one now action=record_outcome channel=%s", self._channel)
            booked = await self._book_singly(batch)
        else:
            booked = len(batch)
        self._tell(batch)
        return booked > 0

    async def _book_singly(self, batch: list[_Entry]) -> int:
        """One of them stands in the way; the others are not to wait for it. How many were written."""
        booked = 0
        for entry in batch:
            try:
                await self._book_alone(entry)
            except Exception:
                # The lease runs out, and the message comes back, to us or to another process.
                logger.exception("An outcome was not kept action=record_outcome message=%s", entry.message_id)
                if isinstance(entry.outcome, Sent | Dead):  # true whoever tries it in between
                    self._unbooked[entry.message_id] = entry.outcome
            else:
                booked += 1
        return booked

    async def _book_alone(self, entry: _Entry) -> None:
        """A receipt may come while we write: then once more over what is there."""
        for _ in range(_TRIES - 1):
            try:
                await self._settle([entry])
            except Conflict:
                continue
            return
        await self._settle([entry])

    async def _settle(self, batch: list[_Entry]) -> None:
        outcomes = [(entry.message_id, entry.outcome) for entry in batch]
        try:
            await self._transactions.run(partial(self._settled, outcomes=outcomes))
        except _Superseded:
            sent = [(message_id, outcome) for message_id, outcome in outcomes if isinstance(outcome, Sent)]
            await self._transactions.run(partial(settle, env=self._env, outcomes=sent))

    def _settled(self, uow: UnitOfWork, *, outcomes: list[tuple[str, Outcome]]) -> None:
        settle(uow, self._env, outcomes)
        # Asked last: had the other one touched these messages before we read them, its number would be seen here; had
        # it touched them later, their versions would not be those that we read.
        if self._lease is not None and not uow.leases.is_newest(self._lease):
            raise _Superseded

    def _tell(self, batch: list[_Entry]) -> None:
        counts = Counter(type(entry.outcome).__name__.lower() for entry in batch)
        told = " ".join(f"{name}={count}" for name, count in sorted(counts.items()))
        logger.info("Messages were handled action=send channel=%s %s", self._channel, told)
        for entry in batch:
            if isinstance(entry.outcome, Lost | Dead):
                logger.info(
                    "A message did not surely arrive action=send channel=%s message=%s outcome=%s",
                    self._channel,
                    entry.message_id,
                    type(entry.outcome).__name__.lower(),
                )
