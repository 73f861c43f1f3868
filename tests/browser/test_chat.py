"""The chat page in Chromium."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import FloatRect, Locator, Page, Route, expect

from casework import access
from casework.ports import Say, SendFile, UnitOfWork
from casework.tell import tell, tell_at
from risk.organisation import Person, Role
from risk.reading import FileReading, ReadingState, Unread
from storage.memory import MemoryTransactions
from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.support.storage_records import ATTACHMENT, INFORMATION
from tests.support.web_house import WebHouse, sentence, web_env, web_house

pytestmark = pytest.mark.browser

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f0005000"
    "1ff5c1e0a3d0000000049454e44ae426082"
)
SMALLEST = 44  # CSS pixels of a target, WCAG 2.5.5
_AXES: tuple[tuple[Literal["x", "y"], Literal["width", "height"]], ...] = (("x", "width"), ("y", "height"))


async def _say(page: Page, text: str) -> None:
    await page.get_by_role("textbox").fill(text)
    await page.get_by_role("textbox").press("Enter")
    await expect(page.locator(".pending")).to_have_count(0)


def _overlap(one: FloatRect | None, other: FloatRect | None) -> bool:
    if one is None or other is None:
        return False
    apart = [one[at] + one[size] <= other[at] or other[at] + other[size] <= one[at] for at, size in _AXES]
    return not any(apart)


def _answer(page: Page) -> Locator:
    return page.locator(".ours .text").last


@pytest.mark.parametrize("size", [(360, 640), PHONE, DESK])
@pytest.mark.parametrize("locale", ["zh-CN", "zh-HK", "en"])
async def test_a_stranger_is_answered(house: WebHouse, open_page: OpenPage, size: tuple[int, int], locale: str) -> None:
    page = await open_page(f"{house.url}/chat", size=size, locale=locale)
    await expect(page.locator("html")).to_have_attribute("lang", locale)
    await _say(page, "电热水壶冒烟了")
    await expect(_answer(page)).to_contain_text("电热水壶冒烟了")
    width = await page.evaluate("document.documentElement.scrollWidth")
    assert width <= size[0]


async def test_looking_at_the_page_stores_nothing(house: WebHouse, open_page: OpenPage) -> None:
    page = await open_page(f"{house.url}/chat")
    await page.reload()
    assert house.count(lambda uow: len(uow.people.all())) == 0


async def test_markup_and_right_to_left_words_are_shown_as_text(house: WebHouse, open_page: OpenPage) -> None:
    page = await open_page(f"{house.url}/chat")
    words = "<img src=x onerror=alert(1)><b>粗</b> مرحبا 👨‍👩‍👧"
    await _say(page, words)
    await expect(page.locator(".mine .text")).to_have_text(words)
    assert await page.locator("#log b, #log img").count() == 0


async def test_everything_can_be_done_by_keyboard(house: WebHouse, open_page: OpenPage) -> None:
    page = await open_page(f"{house.url}/chat")
    await page.keyboard.press("Tab")
    await expect(page.locator(".skip")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("textbox")).to_be_focused()
    await page.keyboard.type("choose")
    await page.keyboard.press("Enter")
    yes = page.get_by_role("button", name="yes")
    await expect(yes).to_be_visible()
    await expect(page.locator("#log")).not_to_have_class("settling")
    for _ in range(12):
        await page.keyboard.press("Shift+Tab")
        if await yes.evaluate("node => node === document.activeElement"):
            break
    await expect(yes).to_be_focused()
    outline = await yes.evaluate("node => getComputedStyle(node).outlineStyle")
    assert outline == "solid"
    await page.keyboard.press("Enter")
    await expect(_answer(page)).to_contain_text("answered yes")
    await expect(page.get_by_role("textbox")).to_be_focused()


async def test_a_button_goes_grey_once_its_question_is_answered(house: WebHouse, open_page: OpenPage) -> None:
    page = await open_page(f"{house.url}/chat")
    await _say(page, "choose")
    await page.get_by_role("button", name="no").click()
    await expect(_answer(page)).to_contain_text("answered no")
    await expect(page.get_by_role("button", name="yes")).to_be_disabled()
    await page.reload()
    await expect(page.get_by_role("button", name="yes")).to_be_disabled()


async def test_a_button_of_an_act_stays(house: WebHouse, open_page: OpenPage) -> None:
    page = await open_page(f"{house.url}/chat")
    await _say(page, "card")
    await _say(page, "choose")
    await page.get_by_role("button", name="acknowledge").click()
    await expect(page.locator(".ours .text", has_text="done 7")).to_have_count(1)
    await expect(page.get_by_role("button", name="acknowledge")).to_be_enabled()


async def test_no_button_can_be_pressed_while_what_came_in_may_have_moved_it(
    house: WebHouse, open_page: OpenPage
) -> None:
    page = await open_page(f"{house.url}/chat")
    await page.clock.install()
    await _say(page, "card")
    button = page.get_by_role("button", name="acknowledge")
    await button.click(force=True)
    await button.press("Enter")
    await _say(page, "choose")  # acts go out in order: a press before this would have been answered before
    await expect(page.locator(".ours .text", has_text="done 7")).to_have_count(0)
    await page.clock.run_for(1000)
    await button.click()
    await expect(page.locator(".ours .text", has_text="done 7")).to_have_count(1)


async def test_news_appears_by_itself(house: WebHouse, open_page: OpenPage) -> None:
    officer = house.person(Role.OFFICER)
    page = await open_page(house.url + house.link(officer))
    await page.get_by_role("button", name="登录").click()
    await expect(page.locator("#connection")).to_have_attribute("data-state", "on")
    await _tell(house, officer.id, "a new signal")
    await expect(_answer(page)).to_contain_text("a new signal")


async def test_the_page_resumes_after_the_server_was_away(memory: MemoryTransactions, open_page: OpenPage) -> None:
    """What was written meanwhile arrives; what was typed meanwhile is sent once."""
    env = web_env()
    async with web_house(memory, env=env) as first:
        port = int(first.url.rpartition(":")[2])
        page = await open_page(f"{first.url}/chat")
        await _say(page, "before")
    await expect(page.locator("#connection")).to_have_attribute("data-state", "lost", timeout=10_000)
    await page.get_by_role("textbox").fill("typed while away")
    await page.get_by_role("textbox").press("Enter")
    async with web_house(memory, env=env, port=port) as second:
        person = memory.run_now(lambda uow: uow.people.all()[0])
        await _tell(second, person.id, "told meanwhile")
        await expect(page.locator(".ours .text", has_text="told meanwhile")).to_have_count(1, timeout=30_000)
        await expect(page.locator(".mine .text", has_text="typed while away")).to_have_count(1)
        await expect(page.locator(".ours .text", has_text="typed while away")).to_have_count(1, timeout=30_000)
        await expect(page.locator("#connection")).to_have_attribute("data-state", "on")
        await page.context.close()


async def test_a_photo_is_attached_and_shown(house: WebHouse, open_page: OpenPage, tmp_path: Path) -> None:
    photo = tmp_path / "冒烟 1.png"
    photo.write_bytes(PNG)
    page = await open_page(f"{house.url}/chat")
    await page.locator("#files").set_input_files(photo)
    await expect(page.locator("#tray li")).to_have_text("冒烟 1.png×")
    await page.get_by_role("button", name="发送", exact=True).click()
    await expect(_answer(page)).to_contain_text("files=1")
    await expect(page.locator(".mine .chip")).to_contain_text("冒烟 1.png")
    await page.wait_for_function("document.querySelector('.mine .chip img').naturalWidth === 1")


@pytest.mark.parametrize("size", [PHONE, DESK])
async def test_a_file_that_is_not_what_it_says_is_refused_for_good_and_the_talk_goes_on_below(
    house: WebHouse, open_page: OpenPage, tmp_path: Path, size: tuple[int, int]
) -> None:
    program = tmp_path / "photo.png"
    program.write_bytes(b"MZ" + b"\0" * 500)
    page = await open_page(f"{house.url}/chat", size=size, locale="en")
    await page.locator("#files").set_input_files(program)
    await page.get_by_role("button", name="Send", exact=True).click()
    await expect(page.locator(".failed .stamp")).to_contain_text("We cannot take “photo.png”")
    await expect(page.locator(".failed button")).to_have_count(0)
    await expect(page.locator(".failed progress")).to_be_hidden()
    await page.get_by_role("textbox").fill("hello")
    await page.get_by_role("textbox").press("Enter")
    await expect(_answer(page)).to_contain_text("hello")
    kinds = await page.locator("#log .message").evaluate_all("nodes => nodes.map((node) => node.classList[2])")
    assert kinds == ["pending", "said", "say"]


async def test_what_failed_is_sent_again_as_the_newest(house: WebHouse, open_page: OpenPage, tmp_path: Path) -> None:
    photo = tmp_path / "photo.png"
    photo.write_bytes(PNG)
    page = await open_page(f"{house.url}/chat", size=PHONE)
    refused = {"error": {"code": "flood", "text": "太快了，请稍等一会儿再发，别的消息不受影响，可以继续写。"}}
    await page.route("**/chat/upload", lambda route: route.fulfill(status=429, json=refused))
    await page.locator("#files").set_input_files(photo)
    await page.get_by_role("button", name="发送", exact=True).click()
    again = page.get_by_role("button", name="重试")
    assert ((await again.bounding_box()) or {})["height"] == SMALLEST  # one line
    await expect(page.locator(".failed progress")).to_be_hidden()
    await page.get_by_role("textbox").fill("hello")
    await page.get_by_role("textbox").press("Enter")
    await expect(_answer(page)).to_contain_text("hello files=0")
    await page.unroute("**/chat/upload")
    await again.click()
    await expect(_answer(page)).to_contain_text("files=1")
    await expect(page.locator(".pending")).to_have_count(0)
    assert await page.locator("#log .message").evaluate_all("nodes => nodes.map((node) => node.classList[1])") == [
        "mine",
        "ours",
        "mine",
        "ours",
    ]


@pytest.mark.parametrize("size", [PHONE, DESK])
async def test_officers_see_a_photo_and_that_nothing_could_be_read_in_it(
    house: WebHouse, open_page: OpenPage, size: tuple[int, int]
) -> None:
    officer = house.person(Role.OFFICER)
    house.transactions.run_now(partial(_photo_on_a_case, house=house, officer=officer))
    page = await open_page(house.url + house.link(officer), size=size)
    await page.get_by_role("button", name="登录").click()
    await expect(page.locator(".ours .chip img")).to_have_js_property("naturalWidth", 1)
    await expect(page.locator(".ours .note")).to_have_text("文件有密码，没能读出内容。可以打开原件查看。")
    opened = house.transactions.run_now(lambda uow: [entry.act for entry in uow.audit.of(officer.org_id)])
    assert "attachment.open" in opened


async def test_a_photo_that_its_reader_may_not_open_is_shown_as_a_file(house: WebHouse, open_page: OpenPage) -> None:
    officer, reader = house.person(Role.OFFICER), house.person(Role.CITIZEN)
    house.transactions.run_now(partial(_photo_on_a_case, house=house, officer=officer, reader=reader))
    page = await open_page(house.url + house.link(reader))
    await page.get_by_role("button", name="登录").click()
    await expect(page.locator(".ours .chip")).to_have_text("📄T-1.png")


def _photo_on_a_case(uow: UnitOfWork, *, house: WebHouse, officer: Person, reader: Person | None = None) -> None:
    sender, address = access.new_citizen(uow, house.env, channel="webchat", address="sender", locale="zh-CN")
    case = replace(INFORMATION, person_id=sender.id, office_id=officer.org_id, signal_id=None, real_name_id=None)
    uow.informations.add(case)
    uow.attachments.put(replace(ATTACHMENT, person_id=sender.id, media_type="image/png"), PNG)
    uow.readings.add(
        FileReading(
            id=ATTACHMENT.id,
            person_id=sender.id,
            address_id=address.id,
            created_at=house.env.now(),
            state=ReadingState.UNREAD,
            why=Unread.LOCKED.value,
        )
    )
    file = SendFile(text=sentence("1"), document=f"attachment:{ATTACHMENT.id}", file_name="T-1.png", confidential=True)
    tell_at(uow, house.env, access.web_address(uow, house.env, reader or officer), file, dedupe="photo")


async def test_what_was_typed_survives_a_reload(house: WebHouse, open_page: OpenPage) -> None:
    page = await open_page(f"{house.url}/chat")
    await page.get_by_role("textbox").fill("half a senten")
    await page.reload()
    await expect(page.get_by_role("textbox")).to_have_value("half a senten")


async def test_a_long_message_is_folded_and_unfolds(house: WebHouse, open_page: OpenPage) -> None:
    page = await open_page(f"{house.url}/chat", locale="en")
    await _say(page, "long")
    short = (await _answer(page).bounding_box() or {})["height"]
    await page.get_by_role("button", name="Show all").click()
    assert (await _answer(page).bounding_box() or {})["height"] > short * 2


async def test_a_long_answer_begins_in_view(house: WebHouse, open_page: OpenPage) -> None:
    page = await open_page(f"{house.url}/chat", size=(360, 500))
    for text in ("one", "two", "long"):
        await _say(page, text)
    await expect(page.locator(".mine .text").last).to_be_in_viewport()
    await _say(page, "four")
    await expect(_answer(page)).to_be_in_viewport()


@pytest.mark.parametrize("size", [(390, 440), (1280, 440)])
async def test_the_button_to_the_end_covers_no_message(
    house: WebHouse, open_page: OpenPage, size: tuple[int, int]
) -> None:
    page = await open_page(f"{house.url}/chat", size=size)
    await _say(page, "long")
    newest, messages = page.locator("#newest"), page.locator("#scroll")
    await expect(newest).to_be_visible()
    assert not _overlap(await newest.bounding_box(), await messages.bounding_box())
    await newest.click()
    await expect(newest).to_be_hidden()
    await expect(page.locator(".ours .stamp").last).to_be_in_viewport()


@pytest.mark.parametrize("size", [(360, 640), PHONE, DESK])
@pytest.mark.parametrize("locale", ["zh-CN", "zh-HK", "en"])
async def test_a_lost_connection_is_told_beside_the_name(
    house: WebHouse, open_page: OpenPage, size: tuple[int, int], locale: str
) -> None:
    page = await open_page(f"{house.url}/chat", size=size, locale=locale)
    await _say(page, "hello")
    await page.context.set_offline(True)
    told = page.locator("#connection")
    await expect(told).to_have_attribute("data-state", "lost")
    assert ((await told.bounding_box()) or {})["width"] > 100
    for other in (".brand b", "#locale", "#menu-open", "#scroll"):
        assert not _overlap(await told.bounding_box(), await page.locator(other).bounding_box()), other
    assert await page.evaluate("document.documentElement.scrollWidth") <= size[0]


async def test_the_language_changes_from_the_head(house: WebHouse, open_page: OpenPage) -> None:
    page = await open_page(f"{house.url}/chat")
    await _say(page, "hello")
    await page.locator("#locale").select_option("en")
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(_answer(page)).to_contain_text("For your report: hello")


async def test_every_target_is_large_enough(house: WebHouse, open_page: OpenPage) -> None:
    page = await open_page(f"{house.url}/chat", size=PHONE)
    for text in ("choose", "card", "file", "link", "long"):
        await _say(page, text)
    await page.get_by_role("button", name="常用功能").click()
    boxes = await page.evaluate(
        """[...document.querySelectorAll("button, select, textarea, .chip, .go")]
        .map((node) => [node.textContent.trim() || node.id, node.getBoundingClientRect()])
        .filter(([, box]) => box.width)
        .map(([name, box]) => [name, box.width, box.height])"""
    )
    assert [box for box in boxes if box[1] < SMALLEST or box[2] < SMALLEST] == []


async def test_the_key_of_a_touch_keyboard_sends_as_it_says(house: WebHouse, open_page: OpenPage) -> None:
    page = await open_page(f"{house.url}/chat", size=PHONE, has_touch=True, is_mobile=True)
    field = page.get_by_role("textbox")
    assert await field.get_attribute("enterkeyhint") == "send"
    await field.fill("ask")
    await field.press("Enter")
    await expect(_answer(page)).to_contain_text("what?")
    await field.fill("choose")
    keyboard = await page.context.new_cdp_session(page)
    await keyboard.send("Input.dispatchKeyEvent", {"type": "char", "text": "\r"})  # all that many of them tell
    await expect(_answer(page)).to_contain_text("answered choose")
    await field.fill("one")
    await field.press("Shift+Enter")
    await expect(field).to_have_value("one\n")


async def test_the_menu_opens_and_closes_on_a_phone(house: WebHouse, open_page: OpenPage) -> None:
    page = await open_page(f"{house.url}/chat", size=PHONE)
    menu = page.get_by_role("button", name="常用功能")
    await menu.click()
    await expect(menu).to_have_attribute("aria-expanded", "true")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("complementary")).to_be_hidden()
    await menu.click()
    await page.get_by_role("button", name="使用帮助").click()
    await expect(page.locator(".mine .text")).to_have_text("/help")


async def test_screen_readers_hear_who_speaks(house: WebHouse, open_page: OpenPage) -> None:
    page = await open_page(f"{house.url}/chat")
    await _say(page, "hello")
    log = page.get_by_role("log")
    await expect(log).to_have_attribute("aria-live", "polite")
    await expect(log.get_by_role("article").first).to_contain_text("您：")
    await expect(log.get_by_role("article").last).to_contain_text("烽火：")


async def _tell(house: WebHouse, person_id: str, words: str) -> None:
    await house.transactions.run(
        lambda uow: tell(uow, house.env, uow.people.get(person_id), Say(text=sentence(words)), dedupe=words)
    )


async def test_a_long_talk_scrolls_in_its_place_and_the_page_stays(house: WebHouse, open_page: OpenPage) -> None:
    page = await open_page(f"{house.url}/chat", size=PHONE)
    for _ in range(8):
        await _say(page, "电热水壶冒烟了。" * 30)
    await page.evaluate("document.scrollingElement.scrollTo(0, 500); document.body.scrollTo(0, 500)")
    moved = "[document.scrollingElement.scrollTop, document.body.scrollTop, document.querySelector('.talk').scrollTop]"
    assert await page.evaluate(moved) == [0, 0, 0]
    assert await page.evaluate("document.body.scrollHeight - document.body.clientHeight") == 0


async def test_words_typed_before_the_script_came_stay_and_nothing_can_be_sent_then(
    house: WebHouse, open_page: OpenPage
) -> None:
    page = await open_page(f"{house.url}/chat")
    let_go = asyncio.Event()

    async def late(route: Route) -> None:
        await let_go.wait()
        await route.continue_()

    await page.route("**/chat.js*", late)
    await page.reload(wait_until="commit")
    await page.get_by_role("textbox").fill("电热水壶冒烟了")
    await expect(page.locator("#send")).to_be_disabled()
    await expect(page.locator("#locale")).to_be_disabled()
    let_go.set()
    await expect(page.locator("#send")).to_be_enabled()
    await expect(page.locator("#locale")).to_be_enabled()
    await expect(page.get_by_role("textbox")).to_have_value("电热水壶冒烟了")
