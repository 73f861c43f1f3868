"""A process that has the program loaded and forks lives of it: a cold start takes seconds, such a one a fifth of one.

Run as a module it takes a JSON object a line on standard input, lives it in a child, and writes two lines: the child's
process id at once, and its wait status at its end.
"""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from casework.fakes import NOTHING_FOUND, FixedTriage, PlainRender
from fenghuo.compose import Workshop, workshop
from fenghuo.serve import start
from fenghuo.settings import Settings
from tests.faults.doom import Doom, DoomedTransactions, Edge, Reaper, doom_requests

ROLES: Final = ("bot", "worker")
_ROOT: Final = Path(__file__).parents[2]
_PATIENCE: Final = 60.0  # seconds for the first life, which loads everything


@dataclass(frozen=True, kw_only=True)
class Birth:
    """`ahead`: by how many seconds its clock is fast. `doom` None: it lives until it is killed from outside."""

    settings: Mapping[str, str]
    roles: tuple[str, ...] = ROLES
    ahead: float = 0.0
    doom: Doom | None = None


class Life:
    """A process of the program. `fate` is its wait status, None while it lives."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.fate: int | None = None
        self.over = asyncio.Event()
        self.watch: asyncio.Task[None] | None = None

    def kill(self) -> None:
        """`kill -9`; nothing if it is dead already."""
        if self.fate is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    @property
    def was_killed(self) -> bool:
        return self.fate is not None and os.WIFSIGNALED(self.fate) and os.WTERMSIG(self.fate) == signal.SIGKILL


class Nursery:
    """`async with Nursery(folder) as nursery:`; one life at a time. `folder` gets the log and the last words."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.log = folder / "lives.log"
        self._last_words = folder / "last-words"
        self._life: Life | None = None

    async def __aenter__(self) -> Nursery:
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                __name__,
                self._last_words,
                cwd=_ROOT,
                env={**os.environ, "PYTHONPATH": str(_ROOT)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        async with asyncio.timeout(_PATIENCE):
            await self._line()
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        if self._life is not None:
            self._life.kill()
        await self._process.wait()

    async def bear(self, birth: Birth) -> Life:
        """The life is awaited by `life.over`."""
        assert self._process.stdin is not None
        self._last_words.unlink(missing_ok=True)
        self._process.stdin.write(json.dumps(asdict(birth)).encode() + b"\n")
        life = self._life = Life(int(await self._line()))
        life.watch = asyncio.create_task(self._wait_for(life))
        return life

    def last_words(self) -> str:
        """What the last life was at when its doom struck; "" if it was none of its own."""
        return self._last_words.read_text(encoding="utf-8") if self._last_words.exists() else ""

    async def _wait_for(self, life: Life) -> None:
        life.fate = int(await self._line())
        life.over.set()

    async def _line(self) -> bytes:
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        if not line:
            raise AssertionError(f"the nursery has ended:\n{self.log.read_text(encoding='utf-8')[-2000:]}")
        return line


class ClockAhead:
    """The machine's clock, fast by so much."""

    def __init__(self, ahead: timedelta) -> None:
        self._ahead = ahead

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead


def furnished(settings: Mapping[str, str], *, ahead: float = 0.0) -> Workshop:
    """The real thing but for two parts that have no state: documents are plain text, and language is not read."""
    shop = workshop(Settings.model_validate(dict(settings)))
    clock = ClockAhead(timedelta(seconds=ahead))
    return replace(shop, env=replace(shop.env, clock=clock), render=PlainRender())


def _live(birth: dict[str, Any], last_words: Path) -> None:
    shop = furnished(birth["settings"], ahead=birth["ahead"])
    if birth["doom"] is not None:
        doom = Doom(edge=Edge(birth["doom"]["edge"]), number=birth["doom"]["number"])
        reaper = Reaper(doom, last_words=last_words)
        doom_requests(reaper)
        shop = replace(shop, transactions=DoomedTransactions(shop.transactions, reaper))
    try:
        asyncio.run(_until_terminated(shop, frozenset(birth["roles"])))
    finally:
        shop.close()


async def _until_terminated(shop: Workshop, roles: frozenset[str]) -> None:
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    running = await start(shop, roles, triage=FixedTriage(default=NOTHING_FOUND))
    await stopping.wait()
    await running.stop()


def _warm_up() -> None:
    """One short life in a place of its own fills every cache."""
    with tempfile.TemporaryDirectory() as folder:
        shop = furnished({"data_dir": folder, "read_files": "no"})

        async def live() -> None:
            running = await start(shop, frozenset(ROLES), triage=FixedTriage(default=NOTHING_FOUND))
            await running.stop()

        asyncio.run(live())
        shop.close()
    gc.collect()
    gc.freeze()


def main() -> None:
    last_words = Path(sys.argv[1])
    _warm_up()
    _say("ready")
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            try:
                _live(json.loads(line), last_words)
            except BaseException:  # else the child would go on as the nursery
                logging.exception("A life ended by itself")
                os._exit(1)
            os._exit(0)
        _say(pid)
        _say(os.waitpid(pid, 0)[1])


def _say(what: object) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
