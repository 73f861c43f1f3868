"""What a browser's push service and its desktop do, for tests in Chromium.

Chromium's own push service is out of reach here, as it is behind some firewalls. Where a test needs one, the
browser's `PushManager` is given a subscription at ours, and what ours has received and decrypted is handed to the
service worker by the debugging protocol.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from playwright.async_api import Page, expect

from casework.deliveries import record_outcome
from casework.outgoing import claim_parcels
from casework.ports import Dead, Say, Sent
from casework.tell import tell
from tests.support.outgoing_lines import push_sender
from tests.support.push_service import PushedBrowser, PushService, raw_of
from tests.support.web_house import PUSH_KEYS, WebHouse, sentence

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


def lose(uow: Any, house: WebHouse) -> None:
    """The push service has answered 410."""
    tell_all(uow, house, "lost")
    (parcel,) = claim_parcels(uow, house.env, "push", limit=1)
    record_outcome(uow, house.env, parcel.message_id, Dead(reason="gone"))


def addresses(house: WebHouse) -> int:
    def body(uow: Any) -> int:
        return sum(each.channel == "push" for person in uow.people.all() for each in uow.addresses.of(person.id))

    return house.count(body)
