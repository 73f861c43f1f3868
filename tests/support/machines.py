"""Processes of one installation, as on several machines: each can be killed, frozen, woken, stopped in good order."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from casework.env import Env
from casework.fakes import NOTHING_FOUND, FixedTriage
from casework.ports import UnitOfWork
from fenghuo.compose import workshop
from fenghuo.lines import SCHEDULER, leading
from fenghuo.serve import start
from fenghuo.settings import Settings
from jobs import scheduler
from jobs.scheduler import Job
from jobs.wake import Wake
from risk.finding import Scope
from texts.catalogue import say

_PATIENCE = 15.0  # seconds
_UP = "up"
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["fenghuo.serve", "tests.support.machines"])
say("zh-CN", "web-name")  # the catalogue is read once, in the fork server, and not by every process


@dataclass(frozen=True, kw_only=True)
class Orders:
    """What a process is to be. `beat`: instead of roles, a scheduler whose only job runs every second."""

    settings: Mapping[str, str]
    roles: frozenset[str] = frozenset()
    beat: bool = False


class Machine:
    """`folder` is its own; database and key are in the settings that it shares with the others."""

    def __init__(self, folder: Path, orders: Orders) -> None:
        folder.mkdir(exist_ok=True)
        self._folder = folder
        own = {"data_dir": str(folder), "log_level": "INFO", "read_files": "no"}
        self._orders = replace(orders, settings=own | dict(orders.settings))
        self._process: ForkServerProcess | None = None

    async def start(self) -> None:
        """Until it is up."""
        self._up.unlink(missing_ok=True)
        self._process = _processes.Process(target=_live, args=(self._folder, self._orders), daemon=True)
        await asyncio.to_thread(self._process.start)
        async with asyncio.timeout(_PATIENCE):
            while not self._up.exists():  # noqa: ASYNC110 # another process knows nothing of our events
                await asyncio.sleep(0.02)

    def kill(self) -> None:
        """`kill -9`."""
        self._signal(signal.SIGKILL)
        self._gone()

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    def wake(self) -> None:
        self._signal(signal.SIGCONT)

    def stop(self) -> None:
        """In good order; nothing if it does not run."""
        if self._process is not None:
            self._signal(signal.SIGTERM)
            self.wake()
            self._gone()

    def log(self) -> str:
        return (self._folder / "log").read_text(encoding="utf-8")

    def beats(self) -> list[str]:
        """The ticks whose job has run here."""
        path = self._folder / "beats"
        return path.read_text(encoding="utf-8").split() if path.exists() else []

    @property
    def _up(self) -> Path:
        return self._folder / _UP

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        assert self._process.pid is not None
        os.kill(self._process.pid, number)

    def _gone(self) -> None:
        assert self._process is not None
        self._process.join(_PATIENCE)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()
            raise AssertionError(f"it did not end in time:\n{self.log()[-2000:]}")
        self._process = None


def stop_all(machines: Sequence[Machine]) -> None:
    for machine in machines:
        machine.stop()


async def wait_for(condition: Callable[[], bool], *, within: float) -> None:
    """Fails with TimeoutError."""
    async with asyncio.timeout(within):
        while not condition():  # noqa: ASYNC110 # another process knows nothing of our events
            await asyncio.sleep(0.02)


def _live(folder: Path, orders: Orders) -> None:
    """In the new process."""
    logging.basicConfig(
        filename=folder / "log", level=logging.INFO, format="%(asctime)s %(name)s %(message)s", force=True
    )
    shop = workshop(Settings.model_validate(dict(orders.settings)))

    async def live() -> None:
        stopping = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
        if orders.beat:
            line = leading(shop, SCHEDULER)
            beat = Job(name="beat", seconds=1, act=partial(_note, folder / "beats"))
            ticker = scheduler.build(
                transactions=shop.transactions, env=shop.env, wake=Wake(), leads=line.held, jobs=(beat,)
            )
            ticker.start()
            line.start()
            (folder / _UP).touch()
            await stopping.wait()
            await line.stop()
            ticker.shutdown(wait=False)
            return
        running = await start(shop, orders.roles, triage=FixedTriage(default=replace(NOTHING_FOUND, scope=Scope.IN)))
        (folder / _UP).touch()
        await stopping.wait()
        await running.stop()

    try:
        asyncio.run(live())
    finally:
        shop.close()


def _note(path: Path, _uow: UnitOfWork, _env: Env) -> int:
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{int(datetime.now(UTC).timestamp())}\n")
    return 1
