"""The public's pages, sign-in, limits, forged posts: over HTTP, without a browser's screen."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from aiohttp import web

from casework.ports import LinkPurpose, UnitOfWork
from risk.circular import Circular, CircularKind, CircularState, Rendition, WarningLevel
from risk.organisation import Role
from storage.memory import MemoryTransactions
from tests.support.web_client import Client, client
from tests.support.web_house import WebHouse, web_house
from web.limits import Buckets, Limit


def _people(uow: UnitOfWork) -> int:
    return len(uow.people.all())


@pytest.mark.parametrize(
    "path", ["/", "/warnings", "/privacy", "/chat", "/healthz", "/readyz", "/livez", "/robots.txt"]
)
async def test_a_page_answers_without_sign_in_and_makes_no_rows(house: WebHouse, browser: Client, path: str) -> None:
    status, _ = await browser.get(path)
    assert status == 200
    assert house.count(_people) == 0


@pytest.mark.parametrize("path", ["/", "/nothing-here", "/chat", "/enter/unknown", "/healthz"])
async def test_every_answer_carries_the_security_headers(browser: Client, path: str) -> None:
    async with browser.session.get(path) as response:
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "same-origin"


async def test_health_tells_version_database_and_backlog(browser: Client) -> None:
    _, text = await browser.get("/healthz")
    assert json.loads(text) == {"status": "ok", "version": "0.0.0", "database": "ok", "schema": "", "outbox": {}}


async def test_static_files_are_kept_for_ever_at_an_address_of_their_content(browser: Client) -> None:
    text = await browser.page("/")
    path = text.split('rel="stylesheet" href="')[1].split('"')[0]
    async with browser.session.get(path) as response:
        assert response.status == 200
        assert "immutable" in response.headers["Cache-Control"]


async def test_a_page_speaks_the_browsers_language_until_another_is_chosen(browser: Client) -> None:
    assert 'lang="zh-CN"' in await browser.page("/")
    status, place = await browser.form("/language", locale="en", next="/warnings?q=toy")
    assert (status, place) == (303, "/warnings?q=toy")
    assert '<html lang="en">' in await browser.page("/")


@pytest.mark.parametrize("place", ["https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)"])
async def test_the_language_form_leads_nowhere_else(browser: Client, place: str) -> None:
    await browser.page("/")
    assert await browser.form("/language", locale="en", next=place) == (303, "/")


async def test_a_link_preview_spends_nothing(house: WebHouse, browser: Client) -> None:
    path = house.link(house.person(Role.OFFICER))
    async with client(house) as preview:
        for _ in range(3):
            assert (await preview.get(path))[0] == 200
    await browser.enter(path)


async def test_a_spent_link_says_what_to_do(house: WebHouse, browser: Client) -> None:
    path = house.link(house.person(Role.OFFICER))
    await browser.enter(path)
    async with client(house, language="en") as late:
        status, text = await late.get(path, Accept="text/html")
    assert status == 410
    assert "ask for a new one" in text
    assert "Traceback" not in text


async def test_a_double_click_on_a_sign_in_link_ends_in_the_chat(house: WebHouse, browser: Client) -> None:
    path = house.link(house.person(Role.OFFICER))
    await browser.enter(path)
    assert await browser.form(path) == (303, "/chat")


async def test_another_link_in_the_same_browser_switches_the_person(house: WebHouse, browser: Client) -> None:
    await browser.enter(house.link(house.person(Role.OFFICER)))
    old = {cookie.key: cookie.value for cookie in browser.session.cookie_jar}
    second = house.link(house.person(Role.SIGNER))
    assert "另一个人" in await browser.page(second)
    await browser.enter(second)
    assert "签发人" in await browser.page("/chat")
    async with browser.session.get("/chat/history", cookies=old) as response:
        assert response.status == 401


async def test_the_session_cookie_is_out_of_reach_for_scripts(house: WebHouse, browser: Client) -> None:
    path = house.link(house.person(Role.OFFICER))
    await browser.page(path)
    async with browser.session.post(path, data={"csrf": browser.csrf}, allow_redirects=False) as response:
        cookie = next(value for value in response.headers.getall("Set-Cookie") if value.startswith("fenghuo="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


async def test_a_forged_form_changes_nothing(house: WebHouse, browser: Client) -> None:
    path = house.link(house.person(Role.OFFICER))
    await browser.page(path)
    browser.csrf = "guessed"
    assert (await browser.form(path))[0] == 403
    await browser.enter(path)


@pytest.mark.parametrize(
    "header", [{"Origin": "https://example.org"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
async def test_a_post_from_another_site_is_refused(browser: Client, header: dict[str, str]) -> None:
    await browser.visit()
    status, answer = await browser.post("/chat/say", {"id": "12345678", "text": "hello"}, **header)
    assert status == 403
    assert answer["error"]["text"]


async def test_a_webhook_is_not_asked_for_what_only_browsers_have(memory: MemoryTransactions) -> None:
    async def hook(_: web.Request) -> web.Response:
        return web.Response(text="taken")

    async with (
        web_house(memory, machines=[web.post("/hook/{secret}", hook)]) as house,
        client(house) as machine,
        machine.session.post("/hook/1", json={}) as response,
    ):
        assert (response.status, await response.text()) == (200, "taken")
        assert "Set-Cookie" not in response.headers


async def test_too_many_new_visitors_of_one_address_are_asked_to_wait(memory: MemoryTransactions) -> None:
    async with web_house(memory, limits={"visitor": Limit(amount=2, seconds=3600)}) as house:
        for _ in range(2):
            async with client(house) as one:
                await one.visit()
        async with client(house, language="en") as third:
            await third.page("/chat")
            status, answer = await third.post("/chat/open", {})
    assert status == 429
    assert "Please try again in" in answer["error"]["text"]
    assert house.count(_people) == 2


def test_a_bucket_refills_with_time() -> None:
    now = [0.0]
    buckets = Buckets(limits={"say": Limit(amount=2, seconds=60)}, clock=lambda: now[0])
    assert [buckets.take("say", "a") for _ in range(3)] == [0.0, 0.0, 30.0]
    now[0] = 30.0
    assert buckets.take("say", "a") == 0.0
    assert buckets.take("say", "b") == 0.0


def test_buckets_forget_the_longest_unused() -> None:
    buckets = Buckets(limits={"say": Limit(amount=1, seconds=60)}, clock=lambda: 0.0, most=2)
    for key in ("a", "b", "c"):
        buckets.take("say", key)
    assert buckets.take("say", "a") == 0.0


async def test_an_announcement_is_public_and_an_advisory_is_not(house: WebHouse, browser: Client) -> None:
    officer = house.person(Role.OFFICER)
    house.transactions.run_now(lambda uow: _issue(uow, house, officer.org_id, "A-1", CircularKind.ANNOUNCEMENT))
    house.transactions.run_now(lambda uow: _issue(uow, house, officer.org_id, "B-1", CircularKind.ADVISORY))
    assert "A-1" in await browser.page("/warnings?q=magnet")
    assert "<p>Small magnets</p>" in await browser.page("/warnings/A-1")
    assert (await browser.get("/warnings/B-1"))[0] == 404
    assert "B-1" not in await browser.page("/warnings")
    await browser.enter(house.link(officer))
    assert (await browser.get("/warnings/B-1"))[0] == 200


async def test_what_is_searched_for_is_shown_as_text(browser: Client) -> None:
    text = await browser.page("/warnings?q=<script>alert(1)</script>&page=99999999999&product=%00")
    assert "<script>alert" not in text


async def test_a_real_name_with_faults_is_shown_again_without_its_number(house: WebHouse, browser: Client) -> None:
    path = house.link(house.person(Role.CITIZEN), LinkPurpose.REAL_NAME)
    await browser.page(path)
    status, text = await browser.form(path, kind="resident_id", name="陈小明", number="110105194912310021", phone="1")
    assert status == 422
    assert 'value="陈小明"' in text
    assert "110105194912310021" not in text
    assert text.count('class="wrong"') == 3


async def test_a_real_name_is_kept_once_and_its_link_is_spent(house: WebHouse, browser: Client) -> None:
    person = house.person(Role.CITIZEN)
    path = house.link(person, LinkPurpose.REAL_NAME)
    await browser.page(path)
    fields = {"kind": "resident_id", "name": "陈小明", "number": "11010519491231002X", "phone": "13800138000"}
    assert (await browser.form(path, **fields, consent="yes"))[0] == 200
    kept = house.transactions.run_now(lambda uow: uow.real_names.current(person.id))
    assert kept is not None
    assert kept.name.reveal() == "陈小明"
    assert (await browser.form(path, **fields, consent="yes"))[0] == 410


def _issue(uow: UnitOfWork, house: WebHouse, org_id: str, number: str, kind: CircularKind) -> None:
    circular = Circular(
        id=house.env.ids.new(),
        number=f"draft-{number}",
        org_id=org_id,
        kind=kind,
        level=WarningLevel.RED,
        title=f"magnet {number}",
        body="Small magnets",
        drafted_by="somebody",
        drafted_at=house.env.now(),
    )
    uow.circulars.add(replace(circular, state=CircularState.ISSUED, official_number=number, issued_at=house.env.now()))
    uow.renditions.add(
        Rendition(
            id=house.env.ids.new(),
            circular_id=circular.id,
            final=True,
            text="Small magnets",
            html="<article><p>Small magnets</p></article>",
            pdf=b"%PDF-1.7",
            digest="d",
            locale="en",
            created_at=house.env.now(),
        )
    )
