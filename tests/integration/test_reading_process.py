"""The process that reads files: killed, hanging, out of memory, idle, closing; it knows no secret."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from nlp.files.process import Bounds, ReadingProcess
from risk.reading import WORD, Unread
from tests.support.nameplates import jpeg, nameplate, word_file

PDF = "application/pdf"


@pytest.fixture
async def process() -> AsyncIterator[ReadingProcess]:
    made = ReadingProcess()
    yield made
    await made.close()


async def test_a_killed_process_costs_one_reading(process: ReadingProcess) -> None:
    assert (await process.read(word_file("甲"), WORD)).lines == ("甲",)
    victim = process.pid
    assert victim is not None
    os.kill(victim, signal.SIGSTOP)  # so that it is in the middle of the file
    reading = asyncio.create_task(process.read(word_file("乙"), WORD))
    await asyncio.sleep(0.1)
    os.kill(victim, signal.SIGKILL)
    assert (await reading).unread is Unread.STOPPED
    assert (await process.read(word_file("丙"), WORD)).lines == ("丙",)
    assert process.pid != victim


async def test_a_process_that_hangs_is_given_up() -> None:
    process = ReadingProcess(Bounds(patience=5.0))
    assert (await process.read(word_file("甲"), WORD)).lines == ("甲",)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGSTOP)
    assert (await process.read(word_file("乙"), WORD)).unread is Unread.TOO_LONG
    assert process.pid is None
    await process.close()


async def test_a_file_that_computes_too_long_is_given_up() -> None:
    process = ReadingProcess(Bounds(cpu=1))
    crowded = nameplate(["型号 KT-2200 批号 20250301 产地 越南" * 3] * 60, size=24, width=2400)
    assert (await process.read(jpeg(crowded), "image/jpeg")).unread is Unread.TOO_LONG
    assert (await process.read(word_file("丙"), WORD)).lines == ("丙",)
    await process.close()


async def test_a_process_without_memory_gives_a_clear_answer() -> None:
    process = ReadingProcess(Bounds(memory=700 * 1024**2))
    crowded = nameplate(["型号 KT-2200 批号 20250301 产地 越南" * 3] * 60, size=24, width=2400)
    assert (await process.read(jpeg(crowded), "image/jpeg")).unread in {Unread.TOO_LARGE, Unread.STOPPED}
    assert (await process.read(word_file("丙"), WORD)).lines == ("丙",)
    await process.close()


async def test_more_files_than_may_wait_are_turned_away() -> None:
    process = ReadingProcess(Bounds(waiting=2))
    read = await asyncio.gather(*(process.read(word_file(str(n)), WORD) for n in range(4)))
    assert [one.unread for one in read] == [None, None, Unread.BUSY, Unread.BUSY]
    await process.close()


async def test_an_idle_process_is_ended_and_begins_anew() -> None:
    process = ReadingProcess(Bounds(idle=0.0))
    await process.read(word_file("甲"), WORD)
    async with asyncio.timeout(30):
        while process.pid is not None:  # noqa: ASYNC110 - the process has no event to wait for
            await asyncio.sleep(0.01)
    assert (await process.read(word_file("乙"), WORD)).lines == ("乙",)
    await process.close()
    assert process.pid is None


async def test_a_file_that_comes_as_the_process_is_ended_is_read() -> None:
    process = ReadingProcess(Bounds(idle=0.2))
    await process.read(word_file("甲"), WORD)
    comes = asyncio.Event()
    asyncio.get_running_loop().call_later(0.1, comes.set)
    time.sleep(0.3)  # noqa: ASYNC251 - both are due in one turn of the loop, the file before the end
    await comes.wait()
    assert (await process.read(word_file("乙"), WORD)).lines == ("乙",)
    await process.close()


async def test_closing_begins_no_process_for_the_files_in_line() -> None:
    process = ReadingProcess()
    await process.read(word_file("甲"), WORD)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGSTOP)
    reading = [asyncio.create_task(process.read(word_file("乙"), WORD)) for _ in range(3)]
    await asyncio.sleep(0.1)
    await process.close()
    assert [one.unread for one in await asyncio.gather(*reading)] == [Unread.STOPPED, Unread.BUSY, Unread.BUSY]
    assert process.pid is None


async def test_closing_ends_a_process_that_is_being_started() -> None:
    process = ReadingProcess()
    reading = asyncio.create_task(process.read(word_file("甲"), WORD))
    await asyncio.sleep(0)
    await process.close()
    assert (await reading).unread is Unread.STOPPED
    assert process.pid is None


async def test_there_is_no_process_before_the_first_file(process: ReadingProcess) -> None:
    assert process.pid is None


async def test_the_process_knows_no_secret(process: ReadingProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FENGHUO_TELEGRAM_TOKEN", "1:hush")
    await process.read(word_file("甲"), WORD)
    assert b"FENGHUO" not in await asyncio.to_thread(Path(f"/proc/{process.pid}/environ").read_bytes)


def test_the_program_itself_imports_no_reader() -> None:
    heavy = {"rapidocr", "onnxruntime", "cv2", "PIL", "pypdfium2", "zxingcpp"}
    said = subprocess.run(
        [sys.executable, "-c", f"import sys, fenghuo.serve; print(sorted({heavy!r} & set(sys.modules)))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "[]"
