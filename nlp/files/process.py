"""The reading process seen from the program: started for the first file, one file at a time, ended when it is idle.

Whatever a file does to it — a crash, an endless loop, all its memory — costs that one file's reading and no more.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sys
from dataclasses import dataclass
from typing import Final

from nlp.files import frames
from nlp.files.frames import Written
from risk.reading import Unread

logger = logging.getLogger(__name__)

_CHUNK: Final = 256 * 1024
_LAST_BREATH: Final = 2.0  # seconds
_MODULE: Final = "nlp.files.child"
# Nothing of ours, above all no secret, is in its environment.
_ENVIRONMENT: Final = {
    "LANG": "C.UTF-8",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
    "PYTHONDONTWRITEBYTECODE": "1",
}


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """`memory`: bytes of address space. `cpu`, `patience`: seconds of computing, and of waiting, for one file.

    `idle`: seconds after which a process without work is ended. `waiting`: files that may stand in line.
    """

    memory: int = 2 * 1024**3
    cpu: int = 30
    patience: float = 60.0
    idle: float = 180.0
    waiting: int = 8


class ReadingProcess:
    """At most one child, for the event loop that it is used on."""

    def __init__(self, bounds: Bounds | None = None) -> None:
        self._bounds = bounds or Bounds()
        self._child: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._closings = 0
        self._idle: asyncio.TimerHandle | None = None
        self._ending: set[asyncio.Task[int | None]] = set()

    @property
    def pid(self) -> int | None:
        """Of the child, while there is one."""
        return self._child.pid if self._child is not None and self._child.returncode is None else None

    async def read(self, content: bytes, media_type: str) -> Written:
        """Never raises for what is in the file."""
        if self._waiting >= self._bounds.waiting:
            return Written(unread=Unread.BUSY)
        self._waiting += 1
        closings = self._closings
        try:
            async with self._turn:
                if closings != self._closings:  # while it stood in line
                    return Written(unread=Unread.BUSY)
                return await self._read(content, media_type)
        finally:
            self._waiting -= 1

    async def close(self) -> None:
        """Ends the child, in the middle of a file too. What stands in line is turned away."""
        self._closings += 1
        self._rest()
        await self._end()
        await asyncio.gather(*self._ending)

    async def _read(self, content: bytes, media_type: str) -> Written:
        self._rest()
        try:
            async with asyncio.timeout(self._bounds.patience):
                found = await self._ask(content, media_type)
        except TimeoutError:
            logger.warning("A file took too long to read action=file_unread reason=too_long")
            await self._end()
            return Written(unread=Unread.TOO_LONG)
        except (OSError, EOFError, ValueError) as broken:
            code = await self._end()
            logger.warning(
                "The reading process ended over a file action=file_unread reason=%s code=%s",
                type(broken).__name__,
                code,
            )
            return Written(unread=Unread.TOO_LONG if code == -signal.SIGXCPU else Unread.STOPPED)
        except BaseException:  # cancelled in the middle: what it says next would answer the next file
            await self._end()
            raise
        if found.unread is Unread.TOO_LARGE:  # what is left of its memory may be too little for a good file
            await self._end()
            return found
        self._idle = asyncio.get_running_loop().call_later(self._bounds.idle, self._end_soon)
        return found

    async def _ask(self, content: bytes, media_type: str) -> Written:
        child = self._child
        if child is None or child.returncode is not None:
            closings = self._closings
            child = self._child = await self._start()
            if closings != self._closings:
                raise EOFError
        if child.stdin is None or child.stdout is None:
            raise EOFError
        child.stdin.write(frames.request(media_type, len(content)))
        view = memoryview(content)
        for start in range(0, len(content), _CHUNK):
            child.stdin.write(view[start : start + _CHUNK])
            await child.stdin.drain()
        await child.stdin.drain()
        line = await child.stdout.readline()
        if not line:
            raise EOFError
        return frames.written(line)

    async def _start(self) -> asyncio.subprocess.Process:
        """A fresh interpreter, never a fork of this one with its threads and keys."""
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            _MODULE,
            str(self._bounds.memory),
            str(self._bounds.cpu),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=_ENVIRONMENT,
            limit=frames.MOST_ANSWER,
        )
        logger.info("The reading process has started action=file_reader_start pid=%s", child.pid)
        return child

    def _rest(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None

    def _end_soon(self) -> None:
        if not self._turn.locked():
            # Taken out at once: a file that comes in this turn of the loop begins another.
            task = asyncio.get_running_loop().create_task(_ended(self._take()))
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)

    def _take(self) -> asyncio.subprocess.Process | None:
        child, self._child = self._child, None
        return child

    async def _end(self) -> int | None:
        """Its exit code."""
        return await _ended(self._take())


async def _ended(child: asyncio.subprocess.Process | None) -> int | None:
    if child is None:
        return None
    if child.stdout is not None and child.stdout.at_eof():  # it ended by itself, and its code says how
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(child.wait(), _LAST_BREATH)
    with contextlib.suppress(ProcessLookupError):
        child.kill()
    code = await child.wait()
    logger.info("The reading process has ended action=file_reader_end pid=%s", child.pid)
    return code
