"""The pages beside the chat in Chromium."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from casework.ports import LinkPurpose
from risk.organisation import Role
from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.support.web_house import WebHouse

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", ["/", "/warnings", "/privacy", "/nothing-here"])
@pytest.mark.parametrize("size", [(360, 640), DESK])
async def test_a_page_fits_its_window(house: WebHouse, open_page: OpenPage, path: str, size: tuple[int, int]) -> None:
    page = await open_page(house.url + path, size=size, locale="en")
    assert await page.evaluate("document.documentElement.scrollWidth") <= size[0]
    await expect(page.get_by_role("heading", level=1)).to_have_count(1)


async def test_the_language_changes_as_soon_as_it_is_chosen(house: WebHouse, open_page: OpenPage) -> None:
    page = await open_page(f"{house.url}/warnings?q=x")
    await page.get_by_label("语言").select_option("zh-HK")
    await expect(page.locator("html")).to_have_attribute("lang", "zh-HK")
    assert page.url.endswith("/warnings?q=x")


async def test_pages_work_without_scripts(house: WebHouse, open_page: OpenPage) -> None:
    page = await open_page(house.url, java_script_enabled=False)
    await page.get_by_label("语言").select_option("en")
    await page.get_by_role("button", name="切换").click()
    await expect(page.locator("html")).to_have_attribute("lang", "en")


async def test_a_real_name_is_given_on_a_phone(house: WebHouse, open_page: OpenPage) -> None:
    person = house.person(Role.CITIZEN)
    page = await open_page(house.url + house.link(person, LinkPurpose.REAL_NAME), size=PHONE)
    await page.get_by_label("姓名").fill("陈小明")
    await page.get_by_label("证件号码").fill("110105194912310021")
    await page.get_by_role("button", name="提交").click()
    await expect(page.get_by_role("alert")).to_contain_text("3 处")
    await expect(page.get_by_label("姓名")).to_have_value("陈小明")
    number = page.get_by_label("证件号码")
    await expect(number).to_have_attribute("aria-invalid", "true")
    await expect(number).to_have_accessible_description(
        "单位请填 18 位统一社会信用代码。 证件号码不对，请逐位核对，并确认证件种类选对了。"
    )
    await number.fill("11010519491231002X")
    await page.get_by_label("联系电话").fill("138 0013 8000")
    await page.get_by_role("checkbox").check()
    await page.get_by_role("button", name="提交").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("收到，谢谢您")


async def test_a_sign_in_link_leads_to_the_desk(house: WebHouse, open_page: OpenPage) -> None:
    page = await open_page(house.url + house.link(house.person(Role.SIGNER, locale="en")), locale="en")
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("complementary")).to_contain_text("Circulars to approve")
    await page.get_by_role("button", name="Sign out").click()
    await expect(page).to_have_url(f"{house.url}/")
