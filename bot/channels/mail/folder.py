"""Bounces that the mail server puts into a maildir: read, booked, moved on. Two processes may share the folder."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

from bot.channels.mail.reports import READ_LIMIT, read_report
from bot.channels.mail.tags import Tags
from casework.env import Env
from casework.ports import Transactions
from casework.returns import Returned, record_return
from risk.errors import Conflict

EVERY: Final = 30.0  # seconds between looks
_BATCH: Final = 200  # messages of one look
_TRIES: Final = 5

logger = logging.getLogger(__name__)


class BounceFolder:
    """`start` it once, `stop` it once. A message is moved to `cur` only after it is booked: booked twice, it is one."""

    def __init__(self, folder: Path, *, transactions: Transactions, env: Env, tags: Tags, every: float = EVERY) -> None:
        self._folder = folder
        self._transactions = transactions
        self._env = env
        self._tags = tags
        self._every = every
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Inside the event loop."""
        self._task = asyncio.create_task(self._watch(), name="bounces")

    async def stop(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def look(self) -> int:
        """Everything that is there now; how many told something of a message of ours."""
        told = 0
        for file in await asyncio.to_thread(_waiting, self._folder):
            returned = await asyncio.to_thread(_read, file, self._tags)
            if returned is not None:
                await book(self._transactions, self._env, returned)
                told += 1
            await asyncio.to_thread(_move_on, self._folder, file)
        return told

    async def _watch(self) -> None:
        while True:
            try:
                count = await self.look()
                if count:
                    logger.info("Bounces were booked action=bounces count=%s", count)
            except Exception:
                logger.exception("Bounces were not booked and are tried again action=bounces")
            await asyncio.sleep(self._every)


async def book(transactions: Transactions, env: Env, returned: Returned) -> None:
    """A receipt may come while we write: then once more over what is there."""
    body = partial(record_return, env=env, returned=returned)
    for _ in range(_TRIES - 1):
        try:
            await transactions.run(body)
        except Conflict:
            continue
        return
    await transactions.run(body)


def _waiting(folder: Path) -> list[Path]:
    return sorted(file for file in (folder / "new").iterdir() if file.is_file())[:_BATCH]


def _read(file: Path, tags: Tags) -> Returned | None:
    """None also for what another process has just taken."""
    with suppress(FileNotFoundError), file.open("rb") as content:
        return read_report(content.read(READ_LIMIT), tags)
    return None


def _move_on(folder: Path, file: Path) -> None:
    """Marked as seen, as mail programs do."""
    with suppress(FileNotFoundError):
        file.rename(folder / "cur" / f"{file.name}:2,S")
