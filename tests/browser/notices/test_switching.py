"""Notices switched on and off by a press, and what is said where that cannot be."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.conftest import DESK, PHONE
from tests.support.noticing import (
    KEY,
    Open,
    addresses,
    bell,
    lose,
    news,
    reached_by,
    switched_on,
)
from tests.support.push_service import PushService
from tests.support.web_house import WebHouse

pytestmark = pytest.mark.browser


async def test_they_are_switched_off_again_and_by_signing_out(
    house: WebHouse, service: PushService, open_: Open
) -> None:
    page = await open_(script=reached_by(service.browser(KEY)))
    await switched_on(page)
    assert addresses(house) == 1
    await page.reload()
    await expect(bell(page)).to_have_attribute("data-state", "on")
    await bell(page).click()
    await expect(page.locator("#notices-told")).to_contain_text("通知已关闭")
    assert addresses(house) == 0
    await switched_on(page)
    await page.reload()
    await page.get_by_role("button", name="常用功能").click()
    await page.get_by_role("button", name="退出登录").click()
    await page.wait_for_url(f"{house.url}/")
    assert addresses(house) == 0


async def test_a_browser_that_has_lost_its_subscription_gets_a_new_one_by_itself(
    house: WebHouse, service: PushService, open_: Open
) -> None:
    browser = service.browser(KEY)
    page = await open_(script=reached_by(browser))
    await switched_on(page)
    other = service.browser(KEY)
    await page.context.add_init_script(reached_by(other))
    await page.evaluate("localStorage.removeItem('subscribed')")
    await page.reload()
    await expect(bell(page)).to_have_attribute("data-state", "on")
    await news(house, service)
    assert [pushed.browser for pushed in service.got] == [other]


async def test_a_browser_that_its_push_service_gave_up_gets_a_new_one_when_the_page_is_opened(
    house: WebHouse, service: PushService, open_: Open
) -> None:
    before, after = service.browser(KEY), service.browser(KEY)
    page = await open_(script=reached_by(before))
    await switched_on(page)
    house.transactions.run_now(lambda uow: lose(uow, house))
    await page.context.add_init_script(reached_by(after))
    await page.reload()
    await expect(bell(page)).to_have_attribute("data-state", "on")
    await news(house, service)
    assert [pushed.browser for pushed in service.got] == [after]


async def test_where_the_push_service_cannot_be_reached_a_sentence_says_what_to_do(
    house: WebHouse, open_: Open
) -> None:
    """Chromium as it is: it asks its push service, and no answer ever comes."""
    page = await open_(
        script="window.wait = setTimeout; window.setTimeout = (act, time) => window.wait(act, time / 20);"
    )
    await bell(page).click()
    await expect(page.locator("#notices-told")).to_contain_text("/channels", timeout=20_000)
    await expect(page.locator("#notices-told")).to_contain_text("没有开启通知")
    await expect(bell(page)).to_have_attribute("data-state", "off")
    assert addresses(house) == 0


async def test_who_has_refused_permission_is_told_where_to_give_it(house: WebHouse, open_: Open) -> None:
    page = await open_(allowed=False)
    await bell(page).click()
    await expect(page.locator("#notices-told")).to_contain_text("允许通知")
    assert addresses(house) == 0


async def test_where_the_browser_cannot_do_it_there_is_no_button(open_: Open) -> None:
    page = await open_(script="delete window.PushManager")
    await expect(page.locator("#connection")).to_have_attribute("data-state", "on")
    await expect(bell(page)).to_be_hidden()


async def test_an_iphone_is_told_to_put_the_page_on_the_home_screen_first(open_: Open) -> None:
    page = await open_(script="delete window.PushManager; navigator.standalone = false")
    await bell(page).click()
    await expect(page.locator("#notices-told")).to_contain_text("添加到主屏幕")


@pytest.mark.parametrize("size", [(360, 640), PHONE, DESK])
@pytest.mark.parametrize("locale", ["zh-CN", "zh-HK", "en"])
async def test_the_button_fits_and_is_large_enough_to_be_hit(
    service: PushService, open_: Open, size: tuple[int, int], locale: str
) -> None:
    page = await open_(script=reached_by(service.browser(KEY)), size=size, locale=locale)
    await expect(bell(page)).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") <= size[0]
    box = await bell(page).bounding_box()
    assert box["width"] >= 44
    assert box["height"] >= 44
    await bell(page).click()
    await expect(bell(page)).to_have_attribute("data-state", "on")
    assert await page.evaluate("document.documentElement.scrollWidth") <= size[0]
