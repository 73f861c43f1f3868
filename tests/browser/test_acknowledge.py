"""签收 by link on a phone, without any script of ours."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from casework.acknowledgement import acknowledgement_link
from storage.memory import MemoryTransactions
from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.support.customs import World, world
from tests.support.web_house import WebHouse, web_house

pytestmark = pytest.mark.browser


@pytest.fixture
def here(memory: MemoryTransactions) -> World:
    return world(memory)


@pytest.fixture
async def house(here: World) -> AsyncIterator[WebHouse]:
    async with web_house(here.transactions, env=here.env) as served:
        yield served


@pytest.fixture
def link(here: World) -> str:
    circular = here.issued()
    (row, *_) = here.do(lambda uow: uow.deliveries.between(circular.id, here.people["toys"].id))
    return here.do(lambda uow: acknowledgement_link(uow, here.env, row))


async def test_a_receipt_is_given_on_a_phone_without_scripts(house: WebHouse, open_page: OpenPage, link: str) -> None:
    page = await open_page(house.url + link, size=PHONE, java_script_enabled=False)
    await page.get_by_role("link", name="去签收").click()
    await page.get_by_label("本单位负责收件的人员").check()
    await page.get_by_role("button", name="签收").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("签收成功")
    await page.goto(house.url + link)
    await expect(page.get_by_role("heading", level=1)).to_have_text("这份文书已经签收")


@pytest.mark.parametrize("size", [(360, 640), DESK])
@pytest.mark.parametrize("locale", ["zh-CN", "en"])
async def test_the_page_fits_and_every_choice_is_large_enough_to_touch(
    house: WebHouse, open_page: OpenPage, link: str, size: tuple[int, int], locale: str
) -> None:
    page = await open_page(house.url + link, size=size, locale=locale)
    assert await page.evaluate("document.documentElement.scrollWidth") <= size[0]
    for choice in await page.locator("form#capacity label, form#capacity button").all():
        box = await choice.bounding_box()
        assert box is not None
        assert box["height"] >= 44


async def test_the_page_of_the_keys_fits_a_phone(house: WebHouse, open_page: OpenPage) -> None:
    page = await open_page(f"{house.url}/receipt-key", size=PHONE)
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    await expect(page.get_by_role("link", name="下载全部公钥")).to_have_attribute("href", "/receipt-key.pem")
