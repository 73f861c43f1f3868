"""Roles as processes of their own on one database: what one writes, the others send and show at once.

On PostgreSQL nobody looks by himself here (`NEVER`), so whatever arrives was rung for.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import psycopg
import pytest
import pytest_asyncio
from aiohttp import ClientSession
from sqlalchemy import make_url

from bot.channels.telegram.webhook import HEADER, webhook_secret
from fenghuo.compose import workshop
from fenghuo.demo import story
from fenghuo.demo.browser import Browser
from fenghuo.demo.tipsters import load_tips
from tests.bench.receiver import Receiver
from tests.bench.workers import queue
from tests.support import postgres
from tests.support.botapi import BotApiServer
from tests.support.installation import Installation, host_of
from tests.support.program import running
from tests.support.receivers import Receivers
from tests.support.telegram_line import until
from texts.catalogue import say

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(240)]

TIP = load_tips()[0].text
ANOTHER = "海淘的进口电热水壶，烧水的时候外壳漏电，麻了一下手"
LONG = 60.0  # seconds that a busy machine may take; far less than `NEVER`


@pytest_asyncio.fixture
async def receivers() -> AsyncIterator[Receivers]:
    async with Receivers() as receivers:
        yield receivers


@pytest.fixture
def installation(postgres_url: str, tmp_path: Path, receivers: Receivers) -> Installation:
    installation = Installation(postgres_url, tmp_path, webhooks=host_of(receivers))
    installation.found(receivers)
    return installation


async def tells(citizen: Browser, words: str) -> None:
    """A tip from its first word to its number; its card goes to the officers."""
    await citizen.say(words)
    await citizen.press("citizen-harm-none")
    shown = await citizen.press("button-skip")
    while not any(message.kind == "done" for message in shown):
        shown = await citizen.press("button-skip")


@asynccontextmanager
async def same_person(url: str, browser: Browser) -> AsyncIterator[Browser]:
    """The same browser at another process."""
    twin = Browser(url, locale=browser.locale)
    try:
        twin.wear(browser.cookies())
        await twin.open()
        yield twin
    finally:
        await twin.close()


async def test_what_the_web_process_writes_the_worker_sends_though_it_never_looks_by_itself(
    installation: Installation, receivers: Receivers
) -> None:
    web, worker = installation.program("web", "web"), installation.program("worker", "worker")
    async with running([web, worker]), story.opened(web.url, locale="zh-CN", path="") as citizen:
        await tells(citizen, TIP)
        await until(lambda: len(receivers.got) >= 2, within=LONG)
    assert {got.path for got in receivers.got} == {"/hook"}
    assert len({got.headers["webhook-id"] for got in receivers.got}) == len(receivers.got)


async def test_an_open_page_shows_what_another_process_wrote(installation: Installation) -> None:
    here, there = installation.program("here", "web"), installation.program("there", "web")
    async with (
        running([here, there]),
        story.opened(here.url, locale="zh-CN", path="") as citizen,
        same_person(there.url, citizen) as elsewhere,
    ):
        listening = asyncio.create_task(
            elsewhere.wait_for(lambda message: message.text == say("zh-CN", "engine-nothing-to-cancel"), seconds=LONG)
        )
        await asyncio.sleep(1)  # the stream is open, and has found nothing
        await citizen.say("/cancel")
        assert (await listening).id == citizen.messages[-1].id


async def test_an_update_that_telegram_brings_to_two_processes_has_effect_once(
    installation: Installation, postgres_url: str
) -> None:
    async with BotApiServer() as telegram:
        settings = {
            "TELEGRAM_TOKEN": telegram.token,
            "TELEGRAM_API_URL": telegram.url,
            "TELEGRAM_WEBHOOK_URL": "https://fenghuo.example.cn/telegram",
        }
        programs = [installation.program(name, "web", **settings) for name in ("here", "there")]
        async with running(programs), ClientSession(headers={HEADER: webhook_secret(telegram.token)}) as http:
            for number in range(1, 9):
                answers = await asyncio.gather(
                    *(http.post(f"{each.url}/telegram", json=an_update(number)) for each in programs)
                )
                assert [answer.status for answer in answers] == [200, 200]
                # Each update is a turn, and each turn after the first saves the conversation once.
                assert told(postgres_url) == (number, number - 1)


def an_update(number: int) -> dict[str, object]:
    sender = {"id": 1001, "is_bot": False, "first_name": "Ying", "language_code": "zh-hans"}
    message = {"message_id": number, "date": 1_790_000_000, "chat": {"id": 1001, "type": "private"}, "text": "/help"}
    return {"update_id": number, "message": {**message, "from": sender}}


def told(url: str) -> tuple[int, int]:
    """How many updates were recorded, and how often their conversation was saved."""
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as connection:
        row = connection.execute(
            "SELECT (SELECT count(*) FROM inbox WHERE channel = 'telegram'), sum(version) FROM conversations"
        ).fetchone()
    assert row is not None
    return int(row[0]), int(row[1])


@pytest.fixture
def own_server() -> Iterator[postgres.Server]:
    """One that this test may stop."""
    try:
        server = postgres.start()
    except postgres.NoServer as reason:
        pytest.skip(str(reason))
    yield server
    server.stop()


async def test_the_bells_ring_again_after_the_database_was_restarted(
    own_server: postgres.Server, tmp_path: Path, receivers: Receivers
) -> None:
    installation = Installation(own_server.url(own_server.create()), tmp_path, webhooks=host_of(receivers))
    installation.found(receivers)
    web, worker = installation.program("web", "web"), installation.program("worker", "worker")
    async with running([web, worker]), story.opened(web.url, locale="zh-CN", path="", lasting=LONG) as citizen:
        await tells(citizen, TIP)
        await until(lambda: len(receivers.got) >= 2, within=LONG)
        await asyncio.to_thread(own_server.halt)
        await until(lambda: "action=bells_lost" in worker.log(), within=LONG)
        await asyncio.to_thread(own_server.resume)
        await until(lambda: worker.log().count("action=bells_heard") == 2, within=LONG)
        before = len(receivers.got)
        await tells(citizen, ANOTHER)
        await until(lambda: len(receivers.got) > before, within=LONG)
    assert len({got.headers["webhook-id"] for got in receivers.got}) == len(receivers.got)


async def test_two_workers_on_one_sqlite_file_send_each_message_once(tmp_path: Path) -> None:
    with Receiver(latency=0.01) as receiver:
        house = Installation(f"sqlite:///{tmp_path / 'fenghuo.db'}", tmp_path, webhooks=receiver.host, poll="1")
        with closing(workshop(house.settings())) as shop:
            async with running([house.program(name, "worker") for name in ("here", "there")]):
                await asyncio.to_thread(queue, shop, receiver.url, 200)
                await until(lambda: receiver.report().distinct == 200, within=2 * LONG)
        told = receiver.report()
    assert (told.taken, told.distinct) == (200, 200)
