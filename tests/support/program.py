"""The program as people run it: `fenghuo serve` in a process of its own, its printed links, SIGTERM and `kill -9`."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from fenghuo.demo.performance import free_port
from texts.catalogue import say

PARTS = ("citizen", "officer", "signer", "superior", "expert", "enterprise", "admin")
_COMMAND = (sys.executable, "-m", "fenghuo.cli")
_WAY_IN = re.compile(r"^\s+(\S.*?)\s+http://\S+?(/enter/\S+)$", re.MULTILINE)
_UP = "action=serve"
_PATIENCE = 60.0  # seconds to come up on a busy machine


class Program:
    """`environment`: settings without FENGHUO_, in capitals. Restarted, it keeps its data folder and its port."""

    def __init__(self, folder: Path, *arguments: str, locale: str = "zh-CN", **environment: str) -> None:
        self.folder = folder
        self._locale = locale
        self._arguments = arguments or ("serve", "--demonstration")
        self._port = free_port()
        has_pages = self._arguments[0] in ("serve", "web")
        self._environment = {
            "DATA_DIR": str(folder / "data"),
            "PORT" if has_pages else "PROBE_PORT": str(self._port),
            "LOCALE": locale,
            **environment,
        }
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def pid(self) -> int:
        return self._running().pid

    async def start(self) -> float:
        """Seconds until it says that it is up, and `/healthz` agrees. What it printed before is forgotten."""
        self.folder.mkdir(parents=True, exist_ok=True)
        began = time.monotonic()
        self._process = self._launched()
        while _UP not in self.log() or not await self.healthy():
            if self._process.poll() is not None:
                raise AssertionError(f"it ended with {self._process.returncode}:\n{self.log()[-2000:]}")
            if time.monotonic() - began > _PATIENCE:
                raise AssertionError(f"it did not come up:\n{self.log()[-2000:]}")
            await asyncio.sleep(0.02)
        return time.monotonic() - began

    def ways_in(self) -> dict[str, list[str]]:
        """The printed one-time links, by part."""
        parts = {say(self._locale, f"admin-part-{part}"): part for part in PARTS}
        found: defaultdict[str, list[str]] = defaultdict(list)
        for label, path in _WAY_IN.findall(self.out()):
            found[parts[label]].append(path)
        return dict(found)

    async def healthy(self) -> bool:
        """Whether `/healthz` answers 200."""
        try:
            async with aiohttp.ClientSession() as http, http.get(f"{self.url}/healthz") as response:
                return response.status == 200
        except aiohttp.ClientError:
            return False

    async def terminate(self, *, seconds: float = 10.0) -> tuple[int, float]:
        """SIGTERM: exit code, and how long it took. Killed, and a failure, if it takes longer than `seconds`."""
        process, began = self._running(), time.monotonic()
        process.send_signal(signal.SIGTERM)
        try:
            code = await asyncio.to_thread(process.wait, seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"it did not stop within {seconds:g} s:\n{self.log()[-2000:]}") from None
        self._process = None
        return code, time.monotonic() - began

    def kill(self) -> None:
        """`kill -9`."""
        process = self._running()
        process.kill()
        process.wait()
        self._process = None

    def out(self) -> str:
        return self._out.read_text(encoding="utf-8")

    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")

    @property
    def is_running(self) -> bool:
        return self._process is not None

    @property
    def _out(self) -> Path:
        return self.folder / "out.txt"

    @property
    def _log(self) -> Path:
        return self.folder / "log.txt"

    def _launched(self) -> subprocess.Popen[bytes]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("FENGHUO_")}
        settings = {f"FENGHUO_{name}": value for name, value in self._environment.items()}
        with self._out.open("wb") as out, self._log.open("wb") as log:
            return subprocess.Popen(
                [*_COMMAND, *self._arguments],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=log,
                cwd=self.folder,
                env={**clean, **settings, "PYTHONPATH": str(Path(__file__).parents[2])},
            )

    def _running(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "it is not running"
        return self._process


@asynccontextmanager
async def running(programs: Sequence[Program]) -> AsyncIterator[None]:
    """Starts all of them, one after the other; what still runs at the end is stopped in good order."""
    try:
        for program in programs:
            await program.start()
        yield
    finally:
        for program in programs:
            if program.is_running:
                await program.terminate()
