"""`fenghuo serve` as a process: how soon the chat answers, and how much memory it holds at rest."""

from __future__ import annotations

import asyncio
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from fenghuo.demo import story
from fenghuo.demo.tipsters import load_tips
from tests.bench.figures import Figure
from tests.support.program import Program

_REST = 3.0  # seconds


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        seconds, megabytes = asyncio.run(_measured(Path(folder)))
    yield Figure(
        name="first_answer", what="start of `fenghuo serve` to the first chat answer", value=seconds, unit="s", most=5
    )
    yield Figure(
        name="memory", what="memory at rest, language part loaded and used", value=megabytes, unit="MB", most=350
    )


async def _measured(folder: Path) -> tuple[float, float]:
    program = Program(folder)
    await program.start()
    await program.terminate()
    began = time.perf_counter()  # the second start is the warm one
    await program.start()
    async with story.opened(program.url, locale="zh-CN", path="", lasting=20) as citizen:
        await citizen.say(load_tips()[0].text)
        seconds = time.perf_counter() - began
    await asyncio.sleep(_REST)
    megabytes = _resident(program.pid)
    await program.terminate()
    return seconds, megabytes


def _resident(pid: int) -> float:
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True)
    return int(told.stdout) / 1024
