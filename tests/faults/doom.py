"""Where a life of the program ends by SIGKILL: hooks around its commits and its requests, for the tests' own entry."""

from __future__ import annotations

import functools
import os
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

import aiohttp
import aiosmtplib

from casework.ports import Transactions, UnitOfWork

R = TypeVar("R")


class Edge(StrEnum):
    """A side of a boundary. `REQUEST_TAKEN`: the other side has it, and we know nothing of that; struck from there."""

    BEFORE_COMMIT = "before commit"
    AFTER_COMMIT = "after commit"
    BEFORE_REQUEST = "before request"
    REQUEST_TAKEN = "request taken"
    AFTER_ANSWER = "after answer"


@dataclass(frozen=True, kw_only=True)
class Doom:
    """At the `number`-th commit or request since the start of the process."""

    edge: Edge
    number: int


class Reaper:
    """Counts what passes each edge. What it struck at is left behind in the file `last_words`."""

    def __init__(self, doom: Doom, *, last_words: Path) -> None:
        self._doom = doom
        self._last_words = last_words
        self._passed = dict.fromkeys(Edge, 0)

    def passes(self, edge: Edge, what: str) -> None:
        self._passed[edge] += 1
        if self._doom == Doom(edge=edge, number=self._passed[edge]):
            self._last_words.write_text(what, encoding="utf-8")
            os.kill(os.getpid(), signal.SIGKILL)


class DoomedTransactions:
    """Transactions whose commits are boundaries."""

    def __init__(self, inner: Transactions, reaper: Reaper) -> None:
        self._inner = inner
        self._reaper = reaper

    async def run(self, body: Callable[[UnitOfWork], R]) -> R:
        def to_the_end(uow: UnitOfWork) -> R:
            result = body(uow)
            self._reaper.passes(Edge.BEFORE_COMMIT, _name_of(body))
            return result

        result = await self._inner.run(to_the_end)
        self._reaper.passes(Edge.AFTER_COMMIT, _name_of(body))
        return result

    async def read(self, body: Callable[[UnitOfWork], R]) -> R:
        return await self._inner.read(body)

    def run_now(self, body: Callable[[UnitOfWork], R]) -> R:
        return self._inner.run_now(body)


def doom_requests(reaper: Reaper) -> None:
    """From now on every HTTP session and every mail connection of this process passes its requests by the reaper."""
    aiohttp.ClientSession = functools.partial(  # type: ignore[misc,assignment]
        aiohttp.ClientSession, trace_configs=[_traced(reaper)]
    )
    aiosmtplib.SMTP.data = _doomed_data(reaper, aiosmtplib.SMTP.data)  # type: ignore[method-assign,assignment]


def _traced(reaper: Reaper) -> aiohttp.TraceConfig:
    def at(edge: Edge) -> Callable[..., Awaitable[None]]:
        async def passed(_session: object, context: SimpleNamespace, params: Any) -> None:
            if edge is Edge.BEFORE_REQUEST:
                context.what = params.url.path.rpartition("/")[2]
            reaper.passes(edge, context.what)

        return passed

    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(at(Edge.BEFORE_REQUEST))
    trace.on_request_end.append(at(Edge.AFTER_ANSWER))
    return trace


def _doomed_data(reaper: Reaper, data: Callable[..., Awaitable[R]]) -> Callable[..., Awaitable[R]]:
    @functools.wraps(data)
    async def doomed(*arguments: Any, **options: Any) -> R:
        reaper.passes(Edge.BEFORE_REQUEST, "mail")
        answer = await data(*arguments, **options)
        reaper.passes(Edge.AFTER_ANSWER, "mail")
        return answer

    return doomed


def _name_of(body: Callable[..., object]) -> str:
    """`claim_by_lane`, `Engine._turn` and the like."""
    function: Any = body
    while isinstance(function, functools.partial):
        function = function.func
    return str(getattr(function, "__qualname__", type(function).__name__)).replace(".<locals>", "")
