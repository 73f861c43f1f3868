"""A real Chromium; every page's complaints and foreign requests are collected and fail the test."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from storage.memory import MemoryTransactions
from tests.support.web_house import WebHouse, web_house

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE, DESK = (390, 844), (1280, 800)

OpenPage = Callable[..., Awaitable[Page]]
Launch = Callable[..., Awaitable[BrowserContext]]


@pytest.fixture
def chromium_path() -> str:
    path = os.environ.get("FENGHUO_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium: apt install chromium, or set FENGHUO_TEST_CHROMIUM")
    return path


@pytest.fixture
async def chromium(chromium_path: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path, args=list(FLAGS))
        yield browser
        await browser.close()


@pytest.fixture
async def launch(chromium_path: str) -> AsyncIterator[Launch]:
    """`launch(folder, size=, locale=, NAME=)`: a browser that keeps what it knows in that folder."""
    async with async_playwright() as playwright:

        async def launch(folder: str, *, size: tuple[int, int], locale: str, **environment: str) -> BrowserContext:
            return await playwright.chromium.launch_persistent_context(
                folder,
                executable_path=chromium_path,
                args=list(FLAGS),
                viewport={"width": size[0], "height": size[1]},
                locale=locale,
                env={**os.environ, **environment},
            )

        yield launch


@pytest.fixture
async def house(memory: MemoryTransactions) -> AsyncIterator[WebHouse]:
    async with web_house(memory) as served:
        yield served


@pytest.fixture
async def open_page(chromium: Browser) -> AsyncIterator[OpenPage]:
    """`open_page(url, size=, locale=)`. At the end no page may have complained or called another host."""
    complaints: list[str] = []

    async def open_(url: str, *, size: tuple[int, int] = DESK, locale: str = "zh-CN", **more: object) -> Page:
        context = await chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale=locale,
            **more,  # type: ignore[arg-type]
        )
        page = await context.new_page()
        host = urlsplit(url).netloc
        page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
        page.on(
            "console",
            lambda said: complaints.append(f"{said.type}: {said.text}") if _bad(said.type, said.text) else None,
        )
        page.on(
            "request",
            lambda request: (
                complaints.append(f"foreign: {request.url}") if urlsplit(request.url).netloc not in (host, "") else None
            ),
        )
        await page.goto(url)
        return page

    yield open_
    assert complaints == []


def _bad(kind: str, text: str) -> bool:
    """Chromium logs every refused connection and 4xx as an error; those tests provoke on purpose."""
    return kind in ("error", "warning") and "Failed to load resource" not in text and "ERR_CONNECTION" not in text
