"""Notices in Chromium: switched on by a press, shown by the service worker, opened at their message.

Chromium's own push service is out of reach here, as it is behind some firewalls. Where a test needs one, the
browser's `PushManager` is given a subscription at ours, and what ours has received and decrypted is handed to the
service worker by the debugging protocol.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest
from playwright.async_api import BrowserContext, Page, expect

from casework.deliveries import record_outcome
from casework.outgoing import claim_parcels
from casework.ports import Dead, Say, Sent
from casework.tell import tell
from storage.memory import MemoryTransactions
from tests.browser.conftest import DESK, PHONE, Launch
from tests.support.desktop import desktop
from tests.support.outgoing_lines import push_sender
from tests.support.push_service import PushedBrowser, PushService, raw_of
from tests.support.web_house import PUSH_KEYS, WebHouse, sentence, web_house

pytestmark = pytest.mark.browser

KEY = next(iter(PUSH_KEYS.public_keys().values()))
SHOWN = """navigator.serviceWorker.getRegistration('/chat').then(registration => registration.getNotifications())
  .then(notices => notices.map(({ title, body, tag, lang, data }) => ({ title, body, tag, lang, url: data.url })))"""
# What the operating system does with a press. A worker may open windows only while the browser knows of a real one,
# which no test can make: so the place is kept instead.
PRESSED = """async () => {
  const asked = [];
  self.clients.openWindow = async (url) => { asked.push(url); };
  self.addEventListener('error', (event) => event.preventDefault());
  const [notification] = await self.registration.getNotifications();
  self.dispatchEvent(new NotificationEvent('notificationclick', { notification }));
  await new Promise((done) => setTimeout(done, 300));
  return asked;
}"""

# And what it does when it changes a subscription; `renewed` once the post has been answered well.
CHANGED = """() => {
  const real = self.fetch;
  self.fetch = async (path, options) => {
    const response = await real(path, options);
    if (options?.method === 'POST') self.renewed = response.ok;
    return response;
  };
  self.addEventListener('error', (event) => event.preventDefault());
  self.dispatchEvent(new ExtendableEvent('pushsubscriptionchange'));
}"""

# How many notices the worker has put up when it is through with a push, those that it has taken down again too.
COUNTED = """() => {
  self.put_up = 0;
  const real = ServiceWorkerRegistration.prototype.showNotification;
  ServiceWorkerRegistration.prototype.showNotification = function (...told) {
    self.put_up += 1;
    return real.apply(this, told);
  };
  const wait = ExtendableEvent.prototype.waitUntil;
  ExtendableEvent.prototype.waitUntil = function (work) {
    wait.call(this, work.finally(() => { self.pushed = true; }));
  };
}"""

# Chromium without a screen calls every page visible; the worker is told that nobody looks at any.
UNSEEN = "() => { Object.defineProperty(WindowClient.prototype, 'visibilityState', { get: () => 'hidden' }); }"

Open = Callable[..., Awaitable[Page]]


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


def reached_by(browser: PushedBrowser) -> str:
    """The browser's push service works: it hands out this subscription."""
    told = json.dumps(browser.subscription())
    key = list(raw_of(browser.server_key))
    return f"""
      const told = {told};
      const subscription = {{
        endpoint: told.endpoint,
        options: {{ applicationServerKey: new Uint8Array({key}).buffer }},
        toJSON: () => told,
        unsubscribe: async () => {{ localStorage.removeItem('subscribed'); return true; }},
      }};
      PushManager.prototype.getSubscription = async () => localStorage.getItem('subscribed') ? subscription : null;
      PushManager.prototype.subscribe = async () => {{
        localStorage.setItem('subscribed', 'yes');
        return subscription;
      }};
    """


def bell(page: Page) -> Any:
    return page.locator("#notices")


async def switched_on(page: Page) -> None:
    await bell(page).click()
    await expect(page.locator("#notices-told")).to_contain_text("通知已开启")
    await expect(bell(page)).to_have_attribute("data-state", "on")


def tell_all(uow: Any, house: WebHouse, words: str) -> None:
    """To everybody who is on the books."""
    for person in uow.people.all():
        tell(uow, house.env, person, Say(text=sentence(words)), dedupe=words)


async def news(house: WebHouse, service: PushService, words: str = "已核实") -> dict[str, Any]:
    """Told to everybody; what the push service got for the browser."""
    house.transactions.run_now(lambda uow: tell_all(uow, house, words))
    parcels = house.transactions.run_now(lambda uow: claim_parcels(uow, house.env, "push", limit=9))
    async with push_sender(service, keys=PUSH_KEYS, base_url=house.url) as sender:
        outcomes = [await sender.send(parcel) for parcel in parcels]
    assert [type(outcome) for outcome in outcomes] == [Sent]
    return service.got[-1].told


async def deliver(page: Page, house: WebHouse, told: dict[str, Any]) -> None:
    """As the browser's push service would, to the worker, which need not be running."""
    debugger = await page.context.new_cdp_session(page)
    found: list[str] = []
    debugger.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: found.extend(each["registrationId"] for each in event["registrations"]),
    )
    await debugger.send("ServiceWorker.enable")
    while not found:
        await page.wait_for_timeout(20)
    message = {"origin": house.url, "registrationId": found[-1], "data": json.dumps(told)}
    await debugger.send("ServiceWorker.deliverPushMessage", message)  # and the session stays, or it is not delivered


async def shown(page: Page, count: int) -> list[dict[str, str]]:
    """The notices that the browser shows, once there are so many. Asked at the very moment at which it puts one up,
    Chromium forgets that one: so not too often."""
    for _ in range(10):
        await page.wait_for_timeout(700)
        notices: list[dict[str, str]] = await page.evaluate(SHOWN)
        if len(notices) == count:
            return notices
    raise AssertionError(f"{len(notices)} notices are shown, not {count}: {notices}")


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


def lose(uow: Any, house: WebHouse) -> None:
    """The push service has answered 410."""
    tell_all(uow, house, "lost")
    (parcel,) = claim_parcels(uow, house.env, "push", limit=1)
    record_outcome(uow, house.env, parcel.message_id, Dead(reason="gone"))


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


def addresses(house: WebHouse) -> int:
    def body(uow: Any) -> int:
        return sum(each.channel == "push" for person in uow.people.all() for each in uow.addresses.of(person.id))

    return house.count(body)


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
