"""A circular comes to an enterprise's browser as a notice, sent by the real program, and leads to its text."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

from fenghuo.demo.browser import Browser
from fenghuo.demo.performance import free_port
from tests.acceptance.test_channels import issued, office
from tests.support.command_line import CommandLine
from tests.support.push_service import PushedBrowser, PushService
from tests.support.telegram_line import until


async def entered(run: CommandLine, stack: AsyncExitStack) -> Browser:
    """黄经理 at another browser of theirs."""
    url = (await asyncio.to_thread(run.json, "user", "link", "黄经理", "--json"))["url"]
    house, _, token = url.partition("/enter/")
    page = Browser(house)
    stack.push_async_callback(page.close)
    await page.enter(f"/enter/{token}")
    return page


async def switched_on(page: Browser, service: PushService) -> PushedBrowser:
    browser = service.browser((await page._get_json("/chat/push"))["key"])
    await page._json("/chat/push", browser.subscription())
    return browser


async def test_a_circular_is_noticed_on_the_device_and_read_and_acknowledged_in_the_chat(tmp_path: Path) -> None:
    async with PushService() as service, AsyncExitStack() as stack:
        run = CommandLine(
            tmp_path,
            PORT=str(free_port()),
            PUSH_CONTACT="mailto:alerts@example.org",
            PUSH_HOSTS=service.url.removeprefix("http://"),
            DINGTALK_API_URL=service.url,  # that nothing leaves this machine
        )
        await asyncio.to_thread(office, run)
        stack.enter_context(run.role("serve"))
        page = await entered(run, stack)
        phone = await switched_on(page, service)
        await asyncio.to_thread(issued, run)
        await until(lambda: bool(service.got), within=30)
        (notice,) = service.got
        assert (notice.browser, notice.told["body"]) == (phone, "点这里打开，阅读并签收。")
        assert notice.told["title"].startswith("【紧急】红色风险警示通告（江关警〔")
        assert "磁力珠" not in str(notice.told)
        shown = next(each for each in await page.history() if f"/chat?at={each.seq}" in notice.told["url"])
        assert "磁力珠易被幼儿吞食" in shown.text
        assert any("签收" in message.text for message in await page.press_button(shown.buttons[0]))
        assert service.refused == []
        rows = await asyncio.to_thread(run.json, "address", "list", "黄经理", "--json")
        assert [row["channel"] for row in rows].count("push") == 1
        assert phone.endpoint not in str(rows)
