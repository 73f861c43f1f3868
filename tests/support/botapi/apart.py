"""The same server in a process of its own, for measurements: what is measured must not share its processor time."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from aiohttp import web

from .server import TOKEN, BotApiServer

_ROOT = Path(__file__).parents[3]
_SENT = ("sendMessage", "sendDocument", "sendPhoto")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """People have the numbers from 1 to `people`. `floods`: arguments of `Floods.limit`; None = no limits.

    `urgent`: the words by which a message is known whose arrival is told apart.
    """

    people: int
    latency: float = 0.0
    floods: dict[str, float] | None = None
    urgent: str = ""


@dataclass(frozen=True, kw_only=True)
class Report:
    """Times are `time.monotonic()` of this machine, 0 for what did not happen."""

    taken: int
    refused: int
    first: float
    last: float
    urgent: float


class BotApiApart:
    """`with BotApiApart(plan) as server:` starts and ends it."""

    token = TOKEN

    def __init__(self, plan: Plan) -> None:
        command = [sys.executable, "-m", __name__, json.dumps(asdict(plan))]
        self._process = subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.url, self._control = self._process.stdout.readline().split()

    def __enter__(self) -> BotApiApart:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.communicate()

    def report(self) -> Report:
        """Since the start or the last `clear`."""
        with urlopen(f"{self._control}/report") as answer:  # noqa: S310 # our own address
            return Report(**json.load(answer))

    def clear(self) -> None:
        """Counts from nothing again."""
        with urlopen(f"{self._control}/clear"):  # noqa: S310 # our own address
            return


class _Log(list[tuple[str, dict[str, Any]]]):
    """Takes the place of the server's list of calls: counts them instead of keeping them."""

    def __init__(self, urgent: str) -> None:
        super().__init__()
        self._word = urgent
        self.clear()

    def clear(self) -> None:
        self.count = 0
        self.first = self.last = self.urgent = 0.0

    def append(self, call: tuple[str, dict[str, Any]]) -> None:
        method, values = call
        if method not in _SENT:
            return
        self.count += 1
        self.last = time.monotonic()
        self.first = self.first or self.last
        if self._word and not self.urgent and self._word in values.get("text", ""):
            self.urgent = self.last


async def _serve(plan: Plan) -> None:
    async with BotApiServer() as server:
        log = server.calls = _Log(plan.urgent)
        server.latency = plan.latency
        if plan.floods is not None:
            server.floods.limit(**plan.floods)  # type: ignore[arg-type] # checked where it is used
        for number in range(1, plan.people + 1):
            server.user(number)

        async def report(_: web.Request) -> web.Response:
            told = Report(
                taken=log.count - server.floods.refused,
                refused=server.floods.refused,
                first=log.first,
                last=log.last,
                urgent=log.urgent,
            )
            return web.json_response(asdict(told))

        async def clear(_: web.Request) -> web.Response:
            log.clear()
            server.floods.refused = 0
            return web.Response()

        app = web.Application()
        app.add_routes([web.get("/report", report), web.get("/clear", clear)])
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        sys.stdout.write(f"{server.url} http://127.0.0.1:{runner.addresses[0][1]}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(Plan(**json.loads(sys.argv[1]))))
