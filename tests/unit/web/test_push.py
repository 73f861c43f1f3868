"""Notices are switched on and off by the browser's own posts; its owner is a stranger who may send anything."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from casework.devices import MOST
from risk.organisation import Address, Role
from storage.memory import MemoryTransactions
from tests.support.push_service import PushedBrowser
from tests.support.web_client import Client, client
from tests.support.web_house import PUSH_KEYS, WebHouse, web_house
from web.limits import Limit

KEY = next(iter(PUSH_KEYS.public_keys().values()))


@pytest.fixture
async def house(memory: MemoryTransactions) -> AsyncIterator[WebHouse]:
    async with web_house(memory, push="", limits={"push": Limit(amount=40, seconds=600)}) as served:
        yield served


def browser(name: str = "1") -> PushedBrowser:
    return PushedBrowser(endpoint=f"https://push.example.org/{name}", server_key=KEY)


def devices(house: WebHouse) -> list[Address]:
    """All open ones."""

    def body(uow: Any) -> list[Address]:
        return [each for person in uow.people.all() for each in uow.addresses.of(person.id) if each.channel == "push"]

    return house.transactions.run_now(body)


async def state(visitor: Client) -> dict[str, Any]:
    status, text = await visitor.get("/chat/push", Accept="application/json")
    assert status == 200, text
    told: dict[str, Any] = json.loads(text)
    return told


async def switch_on(visitor: Client, subscribed: PushedBrowser) -> int:
    status, _ = await visitor.post("/chat/push", subscribed.subscription())
    return status


async def test_a_browser_switches_notices_on_and_off(house: WebHouse) -> None:
    async with client(house) as visitor:
        await visitor.visit()
        assert (await state(visitor))["state"] == "off"
        assert (await state(visitor))["key"] == KEY
        assert await switch_on(visitor, browser()) == 200
        assert (await state(visitor))["state"] == "on"
        (address,) = devices(house)
        assert address.address.reveal().startswith("https://push.example.org/1 ")
        assert (await visitor.post("/chat/push/off", {}))[0] == 200
        assert devices(house) == []
        assert (await state(visitor))["state"] == "off"


async def test_a_repeat_of_a_lost_answer_makes_no_second_address(house: WebHouse) -> None:
    subscribed = browser()
    async with client(house) as visitor:
        await visitor.visit()
        for _ in range(2):
            assert await switch_on(visitor, subscribed) == 200
    assert len(devices(house)) == 1


async def test_a_renewed_subscription_takes_the_place_of_the_former(house: WebHouse) -> None:
    async with client(house) as visitor:
        await visitor.visit()
        for name in ("1", "2"):
            assert await switch_on(visitor, browser(name)) == 200
    (address,) = devices(house)
    assert address.address.reveal().startswith("https://push.example.org/2 ")


async def test_signing_out_ends_them(house: WebHouse) -> None:
    async with client(house) as officer:
        await officer.enter(house.link(house.person(Role.OFFICER)))
        assert await switch_on(officer, browser()) == 200
        await officer.page("/chat")
        assert (await officer.form("/leave"))[0] == 303
    assert devices(house) == []


async def test_another_person_at_this_browser_ends_them_by_signing_in(house: WebHouse) -> None:
    first, second = house.person(Role.OFFICER), house.person(Role.SIGNER)
    async with client(house) as shared:
        await shared.enter(house.link(first))
        assert await switch_on(shared, browser()) == 200
        await shared.enter(house.link(first))
        assert len(devices(house)) == 1
        await shared.enter(house.link(second))
        assert devices(house) == []
        assert (await state(shared))["state"] == "off"


async def test_a_new_visitor_at_a_browser_whose_session_is_over_ends_those_of_before(house: WebHouse) -> None:
    async with client(house) as shared:
        await shared.visit()
        assert await switch_on(shared, browser()) == 200
        shared.session.cookie_jar.clear(lambda cookie: cookie.key == "fenghuo")
        await shared.visit()
    assert devices(house) == []


async def test_without_a_session_there_is_nothing(house: WebHouse) -> None:
    async with client(house) as stranger:
        await stranger.page("/chat")
        assert (await stranger.get("/chat/push", Accept="application/json"))[0] == 401
        assert await switch_on(stranger, browser()) == 401


async def test_a_forged_post_changes_nothing(house: WebHouse) -> None:
    async with client(house) as visitor:
        await visitor.visit()
        subscription = browser().subscription()
        assert (await visitor.post("/chat/push", subscription, Origin="https://evil.example.org"))[0] == 403
        assert (await visitor.post("/chat/push", subscription, **{"X-CSRF-Token": "guessed"}))[0] == 403
        assert await switch_on(visitor, browser()) == 200
        assert (await visitor.post("/chat/push/off", {}, **{"X-CSRF-Token": "guessed"}))[0] == 403
    assert len(devices(house)) == 1


def wrong(**changes: object) -> dict[str, Any]:
    return {**browser().subscription(), **changes}


GOOD = browser()


@pytest.mark.parametrize(
    "body",
    [
        {},
        wrong(endpoint="http://push.example.org/1"),
        wrong(endpoint="https://127.0.0.1/1"),
        wrong(endpoint="https://2130706433/1"),
        wrong(endpoint="https://10.1.2.3/1"),
        wrong(endpoint="https://[fd00::1]/1"),
        wrong(endpoint="javascript:alert(1)"),
        wrong(endpoint=f"https://push.example.org/{'x' * 3000}"),
        wrong(endpoint="https://push.example.org/1 https://10.0.0.1/"),
        wrong(endpoint=7),
        wrong(keys=None),
        wrong(keys={}),
        wrong(keys={"p256dh": GOOD.p256dh, "auth": GOOD.auth[:-2]}),
        wrong(keys={"p256dh": GOOD.p256dh[:-2], "auth": GOOD.auth}),
        wrong(keys={"p256dh": "B" + "A" * 86, "auth": GOOD.auth}),  # off the curve
        wrong(keys={"p256dh": ["x"], "auth": GOOD.auth}),
        wrong(key="another server's"),
        wrong(key=None),
    ],
)
async def test_what_we_could_never_send_to_is_refused_with_a_sentence(house: WebHouse, body: dict[str, Any]) -> None:
    async with client(house) as visitor:
        await visitor.visit()
        status, answer = await visitor.post("/chat/push", body)
    assert status == 422
    assert answer["error"]["text"] == "这个浏览器给出的推送地址不能使用，没有开启通知。"
    assert devices(house) == []


async def test_what_is_no_object_or_huge_is_refused(house: WebHouse) -> None:
    async with client(house) as visitor:
        await visitor.visit()
        assert (await visitor.post("/chat/push", ["endpoint"]))[0] == 400  # type: ignore[arg-type]
        assert (await visitor.post("/chat/push", wrong(more="x" * 300_000)))[0] == 413


async def test_the_eleventh_device_is_told_what_to_do(house: WebHouse) -> None:
    person = house.person(Role.OFFICER)
    for number in range(MOST):
        async with client(house) as one:
            await one.enter(house.link(person))
            assert await switch_on(one, browser(str(number))) == 200
    async with client(house) as one:
        await one.enter(house.link(person))
        status, answer = await one.post("/chat/push", browser("more").subscription())
    assert status == 422
    assert "10" in answer["error"]["text"]
    assert "/channels" in answer["error"]["text"]


async def test_who_switches_too_often_waits(memory: MemoryTransactions) -> None:
    limits = {"push": Limit(amount=2, seconds=600)}
    async with web_house(memory, push="", limits=limits) as house, client(house) as visitor:
        await visitor.visit()
        statuses = [await switch_on(visitor, browser(str(number))) for number in range(3)]
    assert statuses == [200, 200, 429]


async def test_where_notices_are_off_the_page_has_no_trace_of_them(memory: MemoryTransactions) -> None:
    async with web_house(memory) as house, client(house) as visitor:
        page = await visitor.page("/chat")
        assert 'id="notices"' not in page
        assert "manifest" not in page
        assert (await visitor.get("/worker.js"))[0] == 404


async def test_the_worker_and_the_manifest_come_from_us_under_the_pages_policy(house: WebHouse) -> None:
    async with client(house) as visitor:
        for path in ("/worker.js", "/chat/manifest.webmanifest?lang=zh-HK", "/chat/icon/192.png"):
            async with visitor.session.get(path) as response:
                assert response.status == 200
                assert "script-src 'self'" in response.headers["Content-Security-Policy"]
        status, text = await visitor.get("/chat/manifest.webmanifest?lang=zh-HK")
        assert (status, json.loads(text)["lang"]) == (200, "zh-HK")
        assert "http" not in text
        assert (await visitor.get("/chat/icon/worker.js"))[0] == 404
