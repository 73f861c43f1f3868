"""A webhook's other side in a process of its own: counts what it takes, and answers after a given time."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.request import urlopen

from aiohttp import web

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, kw_only=True)
class Report:
    """`distinct`: messages by their ids; `taken` counts repeats too. Times are `time.monotonic()` of this machine."""

    taken: int
    distinct: int
    first: float
    last: float


class Receiver:
    """`with Receiver(latency=0.2) as receiver:` starts and ends it; webhooks go to `url`, and below it."""

    def __init__(self, *, latency: float) -> None:
        command = [sys.executable, "-m", __name__, str(latency)]
        self._process = subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.host = self._process.stdout.readline().strip()

    @property
    def url(self) -> str:
        return f"http://{self.host}/hook"

    def __enter__(self) -> Receiver:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.communicate()

    def report(self) -> Report:
        with urlopen(f"http://{self.host}/report") as answer:  # our own address
            return Report(**json.load(answer))


async def _serve(latency: float) -> None:
    ids: Counter[str] = Counter()
    times: list[float] = []

    async def hook(request: web.Request) -> web.Response:
        await request.read()
        ids[request.headers["webhook-id"]] += 1
        now = time.monotonic()
        times[:] = [times[0] if times else now, now]
        await asyncio.sleep(latency)
        return web.Response()

    async def report(_: web.Request) -> web.Response:
        first, last = times or (0.0, 0.0)
        return web.json_response(asdict(Report(taken=ids.total(), distinct=len(ids), first=first, last=last)))

    app = web.Application()
    app.add_routes([web.post("/hook", hook), web.get("/report", report)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    sys.stdout.write(f"{host}:{port}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(float(sys.argv[1])))
