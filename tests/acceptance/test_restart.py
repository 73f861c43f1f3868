"""Promise: a restart in the middle of a question loses nothing, SIGTERM drains, two processes share a conversation."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
import pytest_asyncio

from fenghuo.demo import story
from fenghuo.demo.browser import Browser, Missing
from fenghuo.demo.tipsters import load_tips
from tests.support.program import Program, running
from texts.catalogue import say

pytestmark = pytest.mark.timeout(180)

TIP = load_tips()[0]
LASTING = 30.0
DRAIN = 10.0  # seconds that SIGTERM may take


@pytest.fixture
def program(database_url: str, tmp_path: Path) -> Program:
    return Program(tmp_path, DATABASE_URL=database_url)


@pytest_asyncio.fixture
async def citizen(program: Program) -> AsyncIterator[Browser]:
    """In front of the page of a program that is up."""
    async with running([program]), story.opened(program.url, locale="zh-CN", path="", lasting=LASTING) as browser:
        yield browser


async def test_a_question_is_answered_after_a_restart_in_good_order(program: Program, citizen: Browser) -> None:
    await citizen.say(TIP.text)
    assert (await program.terminate())[0] == 0
    await program.start()
    await _answers_the_open_question(citizen)


async def test_a_question_is_answered_after_kill_9(program: Program, citizen: Browser) -> None:
    await citizen.say(TIP.text)
    program.kill()
    await program.start()
    await _answers_the_open_question(citizen)


async def test_a_restart_prints_no_links_and_founds_nothing_again(program: Program, citizen: Browser) -> None:
    assert program.ways_in()
    await program.terminate()
    await program.start()
    assert program.ways_in() == {}
    await citizen.open()


async def test_sigterm_ends_open_streams_and_leaves_no_request_half_done(program: Program, citizen: Browser) -> None:
    listening = asyncio.create_task(citizen.wait_for(lambda _: False, seconds=DRAIN))
    async with story.opened(program.url, locale="zh-CN", path="", lasting=LASTING) as hasty:
        begun = asyncio.create_task(hasty.say(TIP.text))
        await asyncio.sleep(0.02)
        code, seconds = await program.terminate(seconds=DRAIN)
        await program.start()
        answers = await begun
        said = [message.text for message in await hasty.history() if message.own]
    listening.cancel()
    with suppress(asyncio.CancelledError, Missing):
        await listening
    assert (code, seconds < DRAIN) == (0, True)
    assert said == [TIP.text]
    assert answers


@pytest.mark.postgres
async def test_two_processes_share_one_conversation(postgres_url: str, tmp_path: Path) -> None:
    key = str(tmp_path / "key")
    first = Program(tmp_path / "first", DATABASE_URL=postgres_url, KEY_FILE=key)
    second = Program(tmp_path / "second", DATABASE_URL=postgres_url, KEY_FILE=key)
    async with (
        running([first, second]),
        story.opened(first.url, locale="zh-CN", path="") as here,
        _same_person(second, here) as there,
    ):
        (understood, question) = (await here.say(TIP.text))[-2:]
        assert await there.wait_for(lambda message: message.id == question.id)
        await there.press("citizen-harm-none")
        asked = await here.wait_for(lambda message: message.text == say("zh-CN", "citizen-ask-photo"))
        await here.press("button-skip")
        ids = [message.id for message in await here.history()]
        assert ids == [message.id for message in await there.history()]
        assert ids.index(understood.id) < ids.index(question.id) < ids.index(asked.id)


async def _answers_the_open_question(citizen: Browser) -> None:
    before = [message.id for message in citizen.messages]
    await citizen.open()
    await citizen.press("citizen-harm-none")
    assert citizen.messages[-1].text == say("zh-CN", "citizen-ask-photo")
    history = [message.id for message in await citizen.history()]
    assert history[: len(before)] == before
    assert len(history) == len(set(history))
    await citizen.press("button-skip")
    assert any(message.kind == "done" for message in citizen.messages)


@asynccontextmanager
async def _same_person(program: Program, browser: Browser) -> AsyncIterator[Browser]:
    """The same browser at another process."""
    twin = Browser(program.url, locale=browser.locale)
    try:
        twin.wear(browser.cookies())
        await twin.open()
        yield twin
    finally:
        await twin.close()
