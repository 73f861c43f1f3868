"""The chat with notices, and somebody who has written to us from a browser that is no private window: those have no
push."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from playwright.async_api import BrowserContext, Page, expect

from storage.memory import MemoryTransactions
from tests.browser.conftest import PHONE, Launch
from tests.support.noticing import Open
from tests.support.push_service import PushService
from tests.support.web_house import WebHouse, web_house


@pytest.fixture
async def service() -> AsyncIterator[PushService]:
    async with PushService() as service:
        yield service


@pytest.fixture
async def house(memory: MemoryTransactions, service: PushService) -> AsyncIterator[WebHouse]:
    async with web_house(memory, push=service.url.removeprefix("http://")) as served:
        yield served


@pytest.fixture
async def open_(launch: Launch, house: WebHouse) -> AsyncIterator[Open]:
    """The chat of somebody who has written to us, in a browser that is no private window: those have no push."""
    async with AsyncExitStack() as stack:

        async def open_(
            *,
            allowed: bool = True,
            script: str = "",
            size: tuple[int, int] = PHONE,
            locale: str = "zh-CN",
            **environment: str,
        ) -> Page:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            context: BrowserContext = await launch(folder, size=size, locale=locale, **environment)
            stack.push_async_callback(context.close)
            if allowed:
                await context.grant_permissions(["notifications"], origin=house.url)
            if script:
                await context.add_init_script(script)
            page = await context.new_page()
            await page.goto(f"{house.url}/chat")
            await page.get_by_role("textbox").fill("您好")
            await page.get_by_role("textbox").press("Enter")
            await expect(page.locator(".ours")).to_have_count(1)
            return page

        yield open_
