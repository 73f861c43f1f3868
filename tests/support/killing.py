"""A house in a process of its own that dies by SIGKILL at a chosen commit, and is started again at once."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import shutil
import signal
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import TypeVar

from casework.fakes import NOTHING_FOUND, FixedTriage
from casework.ports import Transactions, UnitOfWork
from fenghuo.compose import Workshop, workshop
from fenghuo.demo.performance import free_port
from fenghuo.serve import start
from fenghuo.settings import Settings
from risk.finding import Harm, Scope
from texts.catalogue import say
from web.limits import LIMITS, Limit

R = TypeVar("R")

UNHURRIED = dict.fromkeys(LIMITS, Limit(amount=100_000, seconds=60))
# Every text is about a toy that smoked: the language side is not what is killed here.
SMOKING_TOY = replace(NOTHING_FOUND, scope=Scope.IN, product="toys", hazards=("fire",), harm=Harm.NEAR_MISS)
WEB = frozenset({"web"})
_AWHILE = timedelta(minutes=2)  # later it is after a restart: what the dead one had on lease is free again
_PATIENCE = 15.0
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["fenghuo.serve", "tests.support.killing"])
say("zh-CN", "web-name")  # the catalogue is read once, in the fork server, and not by every house


@dataclass(frozen=True, kw_only=True)
class Death:
    """At the `commit`-th commit since the start: right before it, or right after."""

    commit: int
    after: bool


class MortalTransactions:
    """Counts commits, and kills its process at one of them."""

    def __init__(self, inner: Transactions, death: Death) -> None:
        self._inner = inner
        self._death = death
        self._commits = 0

    async def run(self, body: Callable[[UnitOfWork], R]) -> R:
        mine = False

        def counted(uow: UnitOfWork) -> R:
            nonlocal mine
            result = body(uow)
            self._commits += 1
            mine = self._commits == self._death.commit
            if mine and not self._death.after:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        result = await self._inner.run(counted)
        if mine:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    async def read(self, body: Callable[[UnitOfWork], R]) -> R:
        return await self._inner.read(body)

    def run_now(self, body: Callable[[UnitOfWork], R]) -> R:
        return self._inner.run_now(body)


class _ClockAhead:
    def __init__(self, ahead: timedelta) -> None:
        self._ahead = ahead

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead


class House:
    """On a data folder and a port of its own; `deaths` counts how often it was found killed and started again."""

    def __init__(self, folder: Path, *, roles: frozenset[str] = WEB, **settings: str) -> None:
        self.folder = folder
        self.deaths = 0
        self._roles = roles
        # A file half read at a kill waits for its lease of 90 s: `test_photo_is_read` is about files.
        own = {"data_dir": str(folder), "port": str(free_port()), "log_level": "ERROR", "read_files": "no"}
        self._settings = own | settings
        self._process: ForkServerProcess | None = None

    @property
    def url(self) -> str:
        return self._read_settings().base_url

    @asynccontextmanager
    async def running(self, death: Death | None = None) -> AsyncIterator[House]:
        """Up until the block ends; then it stops in good order."""
        watcher = asyncio.create_task(self._keep_up(death))
        try:
            yield self
        finally:
            watcher.cancel()
            with suppress(asyncio.CancelledError):
                await watcher
            self._stop()

    @contextmanager
    def workshop(self) -> Iterator[Workshop]:
        """Its database, while it is down."""
        shop = workshop(self._read_settings())
        try:
            yield shop
        finally:
            shop.close()

    def _read_settings(self) -> Settings:
        return Settings.model_validate(dict(self._settings))

    async def _keep_up(self, death: Death | None) -> None:
        while True:
            ahead = _AWHILE * self.deaths
            arguments = (self._settings, self._roles, death, ahead)
            self._process = _processes.Process(target=_live, args=arguments, daemon=True)
            self._process.start()
            await _ended(self._process)
            if self._process.exitcode != -signal.SIGKILL:
                raise AssertionError(f"the house ended by itself with {self._process.exitcode}")
            self.deaths += 1
            death = None

    def _stop(self) -> None:
        process = self._process
        if process is None:
            return
        if process.is_alive():
            process.terminate()
        process.join(_PATIENCE)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise AssertionError("the house did not stop in time")
        process.close()
        self._process = None


async def _ended(process: ForkServerProcess) -> None:
    loop, over = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(process.sentinel, over.set)
    try:
        await over.wait()
    finally:
        loop.remove_reader(process.sentinel)
    process.join()


def copied(house: House, folder: Path, *, roles: frozenset[str] = WEB, **settings: str) -> House:
    """The same house as it is now, while it is down, somewhere else."""
    shutil.copytree(house.folder, folder)
    return House(folder, roles=roles, **settings)


def _live(settings: Mapping[str, str], roles: frozenset[str], death: Death | None, ahead: timedelta) -> None:
    """In the new process."""
    shop = workshop(Settings.model_validate(dict(settings)))
    shop = replace(shop, env=replace(shop.env, clock=_ClockAhead(ahead)))
    if death is not None:
        shop = replace(shop, transactions=MortalTransactions(shop.transactions, death))

    async def live() -> None:
        stopping = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
        running = await start(shop, roles, triage=FixedTriage(default=SMOKING_TOY), limits=UNHURRIED)
        await stopping.wait()
        await running.stop()

    try:
        asyncio.run(live())
    finally:
        shop.close()
