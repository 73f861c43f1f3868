"""Notices that come: shown by the service worker, opened at their message by a press."""

from __future__ import annotations

import json

import pytest
from playwright.async_api import expect

from tests.support.desktop import desktop
from tests.support.noticing import (
    CHANGED,
    COUNTED,
    KEY,
    PRESSED,
    SHOWN,
    UNSEEN,
    Open,
    deliver,
    news,
    reached_by,
    shown,
    switched_on,
    tell_all,
)
from tests.support.push_service import PushService
from tests.support.web_house import WebHouse

pytestmark = pytest.mark.browser


async def test_what_comes_while_the_page_is_closed_is_shown_and_a_press_opens_it_there(
    house: WebHouse, service: PushService, open_: Open
) -> None:
    page = await open_(script=reached_by(service.browser(KEY)))
    await switched_on(page)
    await page.goto(f"{house.url}/warnings")  # the chat is closed
    told = await news(house, service)
    assert "已核实" not in json.dumps(told, ensure_ascii=False)
    await deliver(page, house, told)
    (notice,) = await shown(page, 1)
    assert notice == {
        "title": "您有一条新消息（编号 1）",
        "body": "点这里打开查看。",
        "tag": told["tag"],
        "lang": "zh-CN",
        "url": f"{house.url}/chat?at=3",
    }
    (worker,) = page.context.service_workers
    assert await worker.evaluate(PRESSED) == [f"{house.url}/chat?at=3"]
    assert await page.evaluate(SHOWN) == []
    await page.goto(notice["url"])
    await expect(page.locator(".found .text")).to_contain_text("已核实")


async def test_a_press_on_the_desktop_opens_the_chat_and_then_finds_it_open(
    house: WebHouse, service: PushService, open_: Open
) -> None:
    async with desktop() as screen:
        page = await open_(script=reached_by(service.browser(KEY)), DBUS_SESSION_BUS_ADDRESS=screen.address)
        await switched_on(page)
        await page.goto(f"{house.url}/warnings")
        await deliver(page, house, await news(house, service, "第一条"))
        notice = await screen.notices.get()
        assert notice.title == "您有一条新消息（编号 1）"
        assert "点这里打开查看。" in notice.body
        async with page.context.expect_page() as opened:
            await screen.press(notice)
        chat = await opened.value
        await expect(chat.locator(".found .text")).to_contain_text("第一条")
        await expect(chat.locator("#notices")).to_have_attribute("data-state", "on")

        (worker,) = page.context.service_workers
        await worker.evaluate(UNSEEN)
        await deliver(page, house, await news(house, service, "第二条"))
        await screen.press(await screen.notices.get())
        await expect(chat.locator(".found .text")).to_contain_text("第二条")
        assert [each.url for each in page.context.pages if each.url.startswith(f"{house.url}/chat")] == [chat.url]
        await page.context.close()  # a browser goes by itself when its bus does


async def test_a_press_leads_an_open_page_to_the_message(house: WebHouse, service: PushService, open_: Open) -> None:
    """Also when it is far above; nothing is loaded anew, so what is being typed stays."""
    page = await open_(script=reached_by(service.browser(KEY)))
    await switched_on(page)
    told = await news(house, service, "第一条")
    other = await page.context.new_page()
    await other.goto(f"{house.url}/warnings")
    worker = page.context.service_workers[0]
    await worker.evaluate(UNSEEN)
    await deliver(other, house, told)
    await shown(other, 1)
    for number in range(70):
        house.transactions.run_now(lambda uow, number=number: tell_all(uow, house, f"later {number}"))
    await expect(page.locator(".text", has_text="later 69")).to_be_visible()
    await page.get_by_role("textbox").fill("half a sentence")
    assert await worker.evaluate(PRESSED) == []
    await expect(page.locator(".found .text")).to_contain_text("第一条")
    await expect(page.locator(".found")).to_be_in_viewport()
    await expect(page.get_by_role("textbox")).to_have_value("half a sentence")


async def test_nothing_is_shown_to_somebody_who_looks_at_the_page(
    house: WebHouse, service: PushService, open_: Open
) -> None:
    page = await open_(script=reached_by(service.browser(KEY)))
    await switched_on(page)
    (worker,) = page.context.service_workers
    await worker.evaluate(COUNTED)
    await deliver(page, house, await news(house, service))
    await expect(page.locator(".ours .text").last).to_contain_text("已核实")
    while not await worker.evaluate("self.pushed"):
        await page.wait_for_timeout(50)
    assert await worker.evaluate("self.put_up") == 0
    assert await page.evaluate(SHOWN) == []


async def test_a_repeat_takes_the_place_of_the_notice(house: WebHouse, service: PushService, open_: Open) -> None:
    page = await open_(script=reached_by(service.browser(KEY)))
    await switched_on(page)
    await page.goto(f"{house.url}/warnings")  # the chat is closed
    told = await news(house, service)
    for body in ("first", "second"):
        await deliver(page, house, {**told, "body": body})
        (notice,) = await shown(page, 1)
        while notice["body"] != body:
            (notice,) = await shown(page, 1)


async def test_the_worker_hands_on_the_address_that_its_push_service_has_changed(
    house: WebHouse, service: PushService, open_: Open
) -> None:
    """While the page is closed."""
    before, after = service.browser(KEY), service.browser(KEY)
    page = await open_(script=reached_by(before))
    await switched_on(page)
    await page.goto(f"{house.url}/warnings")
    (worker,) = page.context.service_workers
    await worker.evaluate(f"() => {{ const localStorage = {{ setItem() {{}}, getItem() {{}} }}; {reached_by(after)} }}")
    await worker.evaluate(CHANGED)
    for _ in range(100):
        if await worker.evaluate("self.renewed === true"):
            break
        await page.wait_for_timeout(50)
    await news(house, service)
    assert [pushed.browser for pushed in service.got] == [after]
