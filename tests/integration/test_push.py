"""Notices against a push service that checks the signature and a browser that decrypts; and hostile endpoints."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels.http import HttpClient
from bot.channels.push.sender import PushSender
from bot.channels.webhook.guard import Allowed, PublicResolver
from casework.ports import Dead, Lane, Lost, Option, Outcome, Reply, Retry, Say, Sent, Text
from risk.identity import Secret
from storage.push_keys import PushKeys
from storage.vault import KeyRing
from tests.support.devices import device
from tests.support.echo import sentence
from tests.support.outgoing_lines import CONTACT, PUSH_KEYS, TZ, public_key, push_sender, stored
from tests.support.push_service import PushedBrowser, PushService
from tests.support.telegram_line import BASE_URL, parcel

MATTER, NUMBER = "磁力珠会爆开", "江关警〔2026〕1号"
BRIEF = Text(key="circular-brief", params={"level": "红色", "kind": "通告", "number": NUMBER})
ACKNOWLEDGE = Option(label=Text(key="circular-acknowledge"), action="circular.acknowledge", subject="7")
CIRCULAR = Say(text=sentence(MATTER).text, brief=BRIEF, urgent=True, options=((ACKNOWLEDGE,),))
ID = "0" * 31 + "7"


@pytest.fixture
async def service() -> AsyncIterator[PushService]:
    async with PushService() as service:
        yield service


async def said(
    service: PushService,
    browser: PushedBrowser,
    reply: Reply = CIRCULAR,
    *,
    keys: PushKeys = PUSH_KEYS,
    lane: Lane = Lane.CIRCULAR,
    **changes: object,
) -> Outcome:
    async with push_sender(service, keys=keys) as sender:
        told = {"message_id": ID, "one_time_link": "/chat?at=12", **changes}
        made = parcel(reply, to=1, **told)  # type: ignore[arg-type]
        return await sender.send(replace(made, address=Secret(stored(browser, keys)), lane=lane))


async def test_the_browser_reads_number_urgency_and_link_and_nothing_else_is_told(service: PushService) -> None:
    """Also of a public circular."""
    browser = service.browser(public_key())
    assert await said(service, browser) == Sent(external_id=ID)
    (pushed,) = service.got
    assert service.refused == []
    assert pushed.told == {
        "title": f"【紧急】红色通告（{NUMBER}）",
        "body": "点这里打开，阅读并签收。",
        "lang": "zh-CN",
        "tag": pushed.headers["Topic"],
        "urgent": True,
        "url": f"{BASE_URL}/chat?at=12",
    }
    assert pushed.claims["sub"] == CONTACT


async def test_ordinary_news_says_only_that_there_is_some(service: PushService) -> None:
    await said(service, service.browser(public_key()), sentence("您的线索已核实"), lane=Lane.TALK)
    (pushed,) = service.got
    assert pushed.told["title"] == "您有一条新消息（编号 7）"
    assert pushed.told["body"] == "点这里打开查看。"


async def test_an_exercise_says_so_first(service: PushService) -> None:
    marked = replace(BRIEF, key="exercise-circular-brief")
    await said(
        service, service.browser(public_key()), replace(CIRCULAR, brief=marked, urgent=False), lane=Lane.EXERCISE
    )
    (pushed,) = service.got
    assert pushed.told["title"].startswith("【演练】")


async def test_a_repeat_takes_the_place_of_the_first_and_says_so(service: PushService) -> None:
    browser = service.browser(public_key())
    await said(service, browser)
    await said(service, browser, repeat=True)
    first, second = service.got
    assert first.headers["Topic"] == second.headers["Topic"]
    assert first.told["tag"] == second.told["tag"]
    await said(service, browser, message_id="8" * 32)
    assert service.got[2].headers["Topic"] != first.headers["Topic"]
    assert "重复" in second.told["body"]
    assert "重复" not in first.told["body"]


@pytest.mark.parametrize(
    ("lane", "urgency"),
    [
        (Lane.TALK, "normal"),
        (Lane.EMERGENCY, "high"),
        (Lane.CIRCULAR, "normal"),
        (Lane.DIGEST, "low"),
        (Lane.EXERCISE, "normal"),
    ],
)
async def test_what_presses_is_told_to_the_push_service(service: PushService, lane: Lane, urgency: str) -> None:
    await said(service, service.browser(public_key()), lane=lane)
    (pushed,) = service.got
    assert pushed.headers["Urgency"] == urgency
    assert 3600 <= int(pushed.headers["TTL"]) <= 28 * 24 * 3600


async def test_all_notices_have_one_size_on_the_wire(service: PushService) -> None:
    browser = service.browser(public_key())
    for reply in (CIRCULAR, sentence("您好"), replace(CIRCULAR, brief=None, confidential=True)):
        await said(service, browser, reply)
    assert len({pushed.size for pushed in service.got}) == 1


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (200, Sent(external_id=ID)),
        (202, Sent(external_id=ID)),
        (307, Dead(reason="refused: 307")),
        (400, Dead(reason="refused: 400")),
        (401, Retry(after=300.0, reason="server answered 401")),
        (403, Retry(after=300.0, reason="server answered 403")),
        (404, Dead(reason="gone")),
        (406, Retry(after=60.0, reason="flood")),
        (410, Dead(reason="gone")),
        (413, Dead(reason="refused: 413")),
        (429, Retry(after=60.0, reason="flood")),
        ((429, {"Retry-After": "17"}), Retry(after=17.0, reason="flood")),
        (500, Retry(after=10.0, reason="server answered 500")),
        (502, Lost(reason="gateway answered 502")),
        ((503, {"Retry-After": "5"}), Retry(after=5.0, reason="flood")),
        ("drop", Lost(reason="no-answer")),
        ("drop after", Lost(reason="no-answer")),
    ],
)
async def test_the_answer_decides(service: PushService, answer: object, outcome: Outcome) -> None:
    service.answers.append(answer)
    assert await said(service, service.browser(public_key())) == outcome


async def test_a_browser_that_has_unsubscribed_is_gone(service: PushService) -> None:
    browser = service.browser(public_key())
    service.gone.add(browser.endpoint)
    assert await said(service, browser) == Dead(reason="gone")


async def test_nobody_but_the_browser_can_read_it(service: PushService) -> None:
    browser, stranger = service.browser(public_key()), service.browser(public_key())
    await said(service, replace(browser, key=stranger.key))
    assert service.got == []
    assert service.refused == ["InvalidTag: "]


async def test_after_a_rotation_of_the_keys_browsers_of_before_are_still_reached(
    service: PushService, tmp_path: Path
) -> None:
    """And a restart, or another machine with the same key file, has the same keys."""
    keys = PushKeys(KeyRing.load(tmp_path / "key"))
    old = service.browser(public_key(keys))
    KeyRing.load(tmp_path / "key").add_key()
    after = PushKeys(KeyRing.load(tmp_path / "key"))
    new = service.browser(public_key(after))
    assert new.server_key != old.server_key
    for browser in (old, new):
        assert await said(service, browser, keys=after) == Sent(external_id=ID)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example.org/1",
        "https://127.0.0.1/1",
        "https://127.1/1",
        "https://10.0.0.5:8443/1",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/1",
        "https://[::ffff:10.0.0.5]/1",
        "https://localhost/1",
    ],
)
async def test_an_endpoint_in_our_own_network_is_never_called(endpoint: str) -> None:
    """A name is judged by what it resolves to."""
    allowed = Allowed()
    http = HttpClient(connections=1, resolver=PublicResolver(allowed), proxies=False)
    sender = PushSender(
        http=http, allowed=allowed, keys=PUSH_KEYS, contact=CONTACT, now=lambda: 0.0, base_url=BASE_URL, tz=TZ
    )
    known = stored(PushedBrowser(endpoint=endpoint, server_key=public_key()))
    made = replace(parcel(CIRCULAR, to=1), address=Secret(known))
    assert await sender.send(made) == Dead(reason="forbidden-host")
    await http.close()


@pytest.mark.parametrize(
    ("to", "outcome"),
    [
        (device("phone", key=next(iter(PUSH_KEYS.public_keys()))), Dead(reason="unusable-keys")),  # off the curve
        (
            stored(PushedBrowser(endpoint="https://[2606:4700::1111]/1", server_key=public_key())),
            Dead(reason="unusable-keys"),
        ),
        (
            stored(PushedBrowser(endpoint="https://push.example.org/1", server_key=public_key()))[:-8] + "ffffffff",
            Retry(after=300.0, reason="no-key"),  # of a rotation that this machine has not heard of yet
        ),
    ],
)
async def test_keys_that_cannot_be_used_stop_nobody(to: str, outcome: Outcome) -> None:
    allowed = Allowed()
    http = HttpClient(connections=1, resolver=PublicResolver(allowed), proxies=False)
    sender = PushSender(
        http=http, allowed=allowed, keys=PUSH_KEYS, contact=CONTACT, now=lambda: 0.0, base_url=BASE_URL, tz=TZ
    )
    assert await sender.send(replace(parcel(CIRCULAR, to=1), address=Secret(to))) == outcome
    await http.close()


async def test_a_long_brief_leaves_room_for_the_link(service: PushService) -> None:
    long = replace(CIRCULAR, confidential=True, brief=sentence("很长" * 2000).text)
    assert isinstance(await said(service, service.browser(public_key()), long), Sent)
    (pushed,) = service.got
    assert pushed.told["url"] == f"{BASE_URL}/chat?at=12"
    assert len(json.dumps(pushed.told, ensure_ascii=False).encode()) <= 1024
