"""The pacer inside an event loop: senders wait here for their turn."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.channels.pacing.chat import Ticket
from bot.channels.pacing.learned import Learned
from bot.channels.pacing.pacer import NEVER, Halt, Pacer
from bot.channels.pacing.records import MemoryPaceRecords, PaceRecord, PaceRecords
from casework.ports import Lane

_WORTH_WAITING: Final = 5.0  # seconds for one chat
_CROWD: Final = 1.0  # seconds before asking again when only others were before us
_SWEEP_EVERY: Final = 0.5  # seconds
PATIENCE: Final = 20.0  # seconds; shorter than the lease of a claimed message

logger = logging.getLogger(__name__)


class NoTurn(Exception):
    """The turn did not come, or will not come in time; `after` seconds it is worth asking again."""

    def __init__(self, after: float) -> None:
        super().__init__(f"no turn within {after:.1f} s")
        self.after = after


class Turn:
    """A chat that is ours for one message. Say `answered`, `unsent` or `refused` of each part, then `again`."""

    def __init__(self, gate: Gate, ticket: Ticket) -> None:
        self._gate = gate
        self._ticket = ticket

    def answered(self, *, taken: bool = True) -> None:
        """Also when no answer came: it may have been counted."""
        self._gate.answered(self._ticket, taken=taken)

    def unsent(self) -> None:
        self._gate.unsent(self._ticket)

    async def refused(self, seconds: float) -> Halt:
        """The other side demands so many seconds of rest; kept for whoever comes after us."""
        return await self._gate.refused(self._ticket, seconds)

    async def again(self, *, patience: float = PATIENCE) -> None:
        """Waits for the place of the next part. Raises `NoTurn`."""
        await self._gate.next_place(self._ticket, patience)


class Gate:
    """One for each credential and process. `now` counts seconds and never goes back.

    `allowed` is asked of every turn that comes: whether this process may send at this moment.
    """

    def __init__(
        self,
        pacer: Pacer,
        *,
        credential: str,
        records: PaceRecords | None = None,
        now: Callable[[], float] = time.monotonic,
        allowed: Callable[[], bool] = lambda: True,
    ) -> None:
        self._pacer = pacer
        self._credential = credential
        self._records = MemoryPaceRecords() if records is None else records
        self._now = now
        self._allowed = allowed
        self._waiting: dict[Ticket, tuple[asyncio.Future[None], float]] = {}  # and until when it is worth it
        self._impatient: asyncio.TimerHandle | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._timer_at = NEVER
        self._stirred = False
        self._shut = False

    def shut(self) -> None:
        """Nobody new gets a turn until `resume`: who waits is sent away. Whoever has begun may go on."""
        self._shut = True
        for ticket, (place, _) in self._waiting.items():
            if not place.done() and not self._pacer.has_begun(ticket):
                place.set_exception(NoTurn(_CROWD))

    def open(self) -> None:
        """Turns are given again, without asking what anybody else has sent."""
        self._shut = False

    async def resume(self) -> None:
        """Takes over what the former holder of the credential has left; before the first turn of ours."""
        wall, now = datetime.now(UTC), self._now()
        used = await self._records.used_until(self._credential)
        if used is not None:
            self._pacer.used_by_another(now + min((used - wall).total_seconds(), 0.0))
        for record in await self._records.of(self._credential):
            until = now + (record.until - wall).total_seconds()
            learned = Learned(share=record.share, at=until)
            self._pacer.halt(until, now, learned=learned, chat=record.chat)
        self.open()
        if self.closed_for() > 0:
            logger.warning("An earlier halt is waited out seconds=%.0f action=pace_resume", self.closed_for())

    def closed_for(self, chat: str = "") -> float:
        """Seconds that a halt still lasts; 0 when there is none."""
        return max(self._pacer.halted_until(chat) - self._now(), 0.0)

    @asynccontextmanager
    async def turn(self, chat: str, lane: Lane, *, patience: float = PATIENCE) -> AsyncIterator[Turn]:
        """The chat is ours inside, and the first part may go. Raises `NoTurn` when that takes too long.

        Who would wait for this chat alone is sent away at once, and so never stands in the way of others.
        """
        if self._shut:
            raise NoTurn(_CROWD)
        now = self._now()
        wait = self._pacer.wait_for_one_more(chat, now)
        if wait > min(_WORTH_WAITING, patience):
            raise NoTurn(wait)
        ticket = self._pacer.ask(chat, lane, now)
        try:
            await self._place(ticket, patience)
            yield Turn(self, ticket)
        finally:
            self._pacer.leave(ticket, self._now())
            self._stir()

    async def next_place(self, ticket: Ticket, patience: float) -> None:
        halted = self.closed_for(ticket.chat)
        if halted > patience:
            raise NoTurn(halted)
        self._pacer.ask_again(ticket, self._now())
        await self._place(ticket, patience)

    def answered(self, ticket: Ticket, *, taken: bool) -> None:
        self._pacer.answered(ticket, self._now(), taken=taken)

    def unsent(self, ticket: Ticket) -> None:
        self._pacer.unsent(ticket)

    async def refused(self, ticket: Ticket, seconds: float) -> Halt:
        return await self._kept(self._pacer.refused(ticket, seconds, self._now()))

    async def halt(self, seconds: float) -> Halt:
        """A call that is no message was refused: everything rests."""
        return await self._kept(self._pacer.refuse_all(seconds, self._now()))

    async def _kept(self, halt: Halt) -> Halt:
        now = self._now()
        self._stir()
        logger.warning(
            "A flood refusal: we rest seconds=%.0f share=%.2f whole=%s action=pace_halt",
            halt.until - now,
            halt.share,
            not halt.chat,
        )
        until = datetime.now(UTC) + timedelta(seconds=halt.until - now)
        record = PaceRecord(credential=self._credential, chat=halt.chat, until=until, share=halt.share)
        await self._records.keep(record)
        return halt

    async def _place(self, ticket: Ticket, patience: float) -> None:
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[ticket] = (place, self._now() + patience)
        self._stir()
        if self._impatient is None:
            self._impatient = asyncio.get_running_loop().call_later(_SWEEP_EVERY, self._send_away)
        try:
            await place
        finally:
            self._waiting.pop(ticket, None)
        if not self._allowed():  # it may be long ago that the place was given: a process can be stopped in between
            self._pacer.unsent(ticket)
            raise NoTurn(_CROWD)

    def _send_away(self) -> None:
        """Those who have waited too long: a timer for all, because one for each would cost more than the waiting."""
        now = self._now()
        for ticket, (place, until) in list(self._waiting.items()):
            if until <= now and not place.done():
                self._pacer.stay(ticket)
                # The halt that came meanwhile says how long; a mere crowd is asked again soon.
                place.set_exception(NoTurn(max(self.closed_for(ticket.chat), _CROWD)))
        again = bool(self._waiting)
        self._impatient = asyncio.get_running_loop().call_later(_SWEEP_EVERY, self._send_away) if again else None

    def _stir(self) -> None:
        """Places are given out when everybody who is at it now has spoken."""
        if not self._stirred:
            self._stirred = True
            asyncio.get_running_loop().call_soon(self._give_places)

    def _give_places(self) -> None:
        """Every place that is free now; and back when the next will be."""
        self._stirred = False
        now = self._now()
        while (ticket := self._pacer.grant(now)) is not None:
            place, _ = self._waiting.pop(ticket)
            if not place.done():  # else it was given up in this very moment, and `leave` follows
                place.set_result(None)
        at = self._pacer.next_at(now)
        if self._timer is not None:
            if self._timer_at <= at:  # early costs nothing
                return
            self._timer.cancel()
            self._timer = None
        if at < NEVER:
            self._timer_at = at
            self._timer = asyncio.get_running_loop().call_later(max(at - now, 0.0), self._wake)

    def _wake(self) -> None:
        self._timer = None
        self._give_places()
