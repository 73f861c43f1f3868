"""The messages of a person's web-chat address, as lists and as an endless event stream that resumes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web

from bot.channels.webchat.bell import Bell, rung
from bot.channels.webchat.house import House
from bot.channels.webchat.rendering import Json, Reader, shown
from casework.ports import Transactions, UnitOfWork
from casework.tell import WEBCHAT

PAGE = 50  # messages in one list
POLL = 1.0  # seconds between looks for what other processes wrote
BEAT = 15.0  # seconds between signs of life, and between looks whether the session still lasts
MAX_STREAMS = 8  # of one person
_RETRY = 2000  # milliseconds before a browser comes back by itself


@dataclass(frozen=True, kw_only=True)
class Streams:
    transactions: Transactions
    house: House
    bell: Bell
    timezone: str
    poll: float = POLL

    async def after(self, person_id: str, seq: int, *, limit: int = PAGE) -> list[Json]:
        """Messages with a greater number, in order."""
        return await self.transactions.read(lambda uow: self._after(uow, person_id, seq, limit))

    async def latest(self, person_id: str, *, before: int | None = None) -> list[Json]:
        """Up to `PAGE` of the last ones, or of the last before that number, in order."""

        def body(uow: UnitOfWork) -> list[Json]:
            address = uow.addresses.at(WEBCHAT, person_id)
            if address is None:
                return []
            reader = Reader(locale=uow.people.get(person_id).locale, timezone=self.timezone)
            return [shown(uow, message, reader) for message in uow.outbox.latest(address.id, limit=PAGE, before=before)]

        return await self.transactions.read(body)

    async def before(self, person_id: str, seq: int) -> list[Json]:
        """Up to `PAGE` messages that came before that number."""
        return await self.latest(person_id, before=seq)

    async def events(self, request: web.Request) -> web.StreamResponse:
        """GET /chat/events?after=: one event per message, its id the message's number."""
        known = await self.house.who(request)
        if known is None:
            raise web.HTTPUnauthorized
        person = known[1]
        if self.bell.listeners(person.id) >= MAX_STREAMS:
            raise web.HTTPTooManyRequests(headers={"Retry-After": "30"})
        seq = _number(request.headers.get("Last-Event-ID") or request.query.get("after", "0"))
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        )
        await response.prepare(request)
        try:
            with self.bell.listening(person.id):
                await response.write(f"retry: {_RETRY}\n\n".encode())
                await self._flow(request, response, person.id, seq)
        except ConnectionResetError:
            pass  # the page was closed
        return response

    async def _flow(self, request: web.Request, response: web.StreamResponse, person_id: str, seq: int) -> None:
        clock = asyncio.get_running_loop().time
        beat, look = clock() + BEAT, clock()
        while not self.bell.closed:
            bell = self.bell.armed(person_id)
            if clock() >= beat:
                beat = clock() + BEAT
                if await self.house.who_now(request) is None:
                    await response.write(b"event: signed-out\ndata: {}\n\n")
                    return
                await response.write(b"event: beat\ndata: {}\n\n")
            if clock() >= look:
                messages = await self.after(person_id, seq)
                if messages:
                    seq = messages[-1]["seq"]
                    await response.write(_events(messages))
                    continue
                look = clock() + self.poll
            await rung(bell, min(beat, look) - clock())
            if bell.is_set():
                look = clock()

    def _after(self, uow: UnitOfWork, person_id: str, seq: int, limit: int) -> list[Json]:
        address = uow.addresses.at(WEBCHAT, person_id)
        if address is None:
            return []
        messages = uow.outbox.after(address.id, seq, limit=limit)
        if not messages:
            return []
        reader = Reader(locale=uow.people.get(person_id).locale, timezone=self.timezone)
        return [shown(uow, message, reader) for message in messages]


def _events(messages: Sequence[Json]) -> bytes:
    return b"".join(f"id: {one['seq']}\ndata: {json.dumps(one, ensure_ascii=False)}\n\n".encode() for one in messages)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0
