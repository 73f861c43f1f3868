"""Group robots against counterparts that check what the vendors check."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.channels.letters import write
from bot.channels.robots.sender import group_text
from casework.ports import Dead, Lane, Option, Outcome, Retry, Say, Sender, Sent, Text
from risk.identity import Secret
from tests.support.echo import sentence
from tests.support.outgoing_lines import http_sender
from tests.support.receivers import Receivers
from tests.support.telegram_line import BASE_URL, parcel

ROBOTS = ("wecom", "dingtalk", "feishu")
HELLO = sentence("您好")


@pytest.fixture
async def receivers() -> AsyncIterator[Receivers]:
    async with Receivers() as receivers:
        yield receivers


async def said(channel: str, receivers: Receivers, reply: Say = HELLO, *, to: str = "") -> Outcome:
    async with http_sender(channel, receivers) as (sender, right):
        return await sender.send(replace(parcel(reply, to=1), address=Secret(to or right)))


@pytest.mark.parametrize("channel", ["dingtalk", "feishu"])
async def test_a_wrong_secret_is_somebodys_to_put_right_and_the_robot_stays(receivers: Receivers, channel: str) -> None:
    outcome = await said(channel, receivers, to="made-up-robot-key another-secret")
    assert isinstance(outcome, Retry)
    assert outcome.after == 300
    assert receivers.got == []
    assert len(receivers.refused) == 1


@pytest.mark.parametrize("channel", ROBOTS)
async def test_a_robot_that_is_no_more_is_given_up(receivers: Receivers, channel: str) -> None:
    assert await said(channel, receivers, to="another-robot-key") == Dead(reason="gone")


@pytest.mark.parametrize(
    ("channel", "told", "outcome"),
    [
        ("wecom", {"errcode": 93004}, Dead(reason="gone")),
        ("wecom", {"errcode": 40058}, Dead(reason="refused: 40058")),
        ("wecom", {"errcode": -1}, Retry(after=0.0, reason="not now: -1")),
        ("wecom", {"errcode": 45009}, Retry(after=60.0, reason="flood")),
        ("wecom", {"errcode": 987654}, Retry(after=0.0, reason="not now: 987654")),
        ("dingtalk", {"errcode": 400013}, Dead(reason="gone")),
        ("dingtalk", {"errcode": 430104}, Dead(reason="refused: 430104")),
        ("dingtalk", {"errcode": 310000}, Retry(after=300.0, reason="refused: 310000")),
        ("dingtalk", {"errcode": 130101}, Retry(after=600.0, reason="flood")),
        ("feishu", {"code": 19024}, Retry(after=300.0, reason="refused: 19024")),
        ("feishu", {"code": 11232}, Retry(after=60.0, reason="flood")),
        ("feishu", 500, Retry(after=10.0, reason="server answered 500")),
        ("feishu", 429, Retry(after=60.0, reason="flood")),
        ("wecom", 404, Retry(after=300.0, reason="server answered 404")),
    ],
)
async def test_a_number_in_a_200_answer_means_what_the_vendor_says(
    receivers: Receivers, channel: str, told: object, outcome: Outcome
) -> None:
    receivers.answers.append(told)
    assert await said(channel, receivers) == outcome


async def test_a_flooded_robot_rests_and_the_others_do_not(receivers: Receivers) -> None:
    async with http_sender("dingtalk", receivers) as (sender, to):
        receivers.answers.append({"errcode": 130101})
        flooded = replace(parcel(HELLO, to=1), address=Secret(to))
        assert await sender.send(flooded) == Retry(after=600.0, reason="flood")
        again = await sender.send(flooded)
        other = await sender.send(replace(flooded, address=Secret("another-robot-key")))
    assert isinstance(again, Retry)
    assert again.reason == "pace"
    assert again.after > 500
    assert other == Dead(reason="gone")  # it was asked, and does not exist
    assert receivers.refused == ["300005"]


async def _burst(sender: Sender, to: str, count: int) -> list[Outcome]:
    parcels = [replace(parcel(HELLO, to=1), address=Secret(to), lane=Lane.TALK) for _ in range(count)]
    return list(await asyncio.gather(*(sender.send(each) for each in parcels)))


@pytest.mark.parametrize("channel", ["wecom", "dingtalk"])
async def test_twenty_a_minute_are_sent_and_the_rest_waits_without_being_refused(
    receivers: Receivers, channel: str
) -> None:
    async with http_sender(channel, receivers) as (sender, to):
        first = await _burst(sender, to, 20)
        late = asyncio.create_task(_burst(sender, to, 1))
        _, waiting = await asyncio.wait({late}, timeout=1.0)
        assert waiting == {late}
        late.cancel()
    assert [type(outcome) for outcome in first] == [Sent] * 20
    assert len(receivers.got) == 20
    assert receivers.refused == []


@pytest.mark.parametrize("channel", ROBOTS)
async def test_many_short_lines_fit_too(receivers: Receivers, channel: str) -> None:
    assert isinstance(await said(channel, receivers, sentence('"\n' * 30_000)), Sent)


@pytest.mark.parametrize("channel", ROBOTS)
async def test_a_long_circular_fits_and_its_link_is_whole(receivers: Receivers, channel: str) -> None:
    brief = Text(key="circular-brief", params={"level": "红色", "kind": "通告", "number": "江关警〔2026〕1号"})
    acknowledge = Option(label=Text(key="circular-acknowledge"), action="circular.acknowledge", subject="1")
    reply = replace(sentence("磁力珠会爆开。\n" * 3000), brief=brief, urgent=True, options=((acknowledge,),))
    assert isinstance(await said(channel, receivers, reply), Sent)
    (got,) = receivers.got
    assert got.text.startswith("【烽火】【紧急】红色通告（江关警〔2026〕1号）\n✓ 磁力珠会爆开。")
    assert got.text.endswith(f"{BASE_URL}/")


async def test_words_mention_nobody(receivers: Receivers) -> None:
    await said("feishu", receivers, sentence('<at user_id="all">所有人</at>\n<at user_id="all"></at>'))
    await said("dingtalk", receivers, sentence("@所有人"))
    tags = {
        part["tag"]
        for post in json.loads(receivers.got[0].body)["content"]["post"].values()
        for line in post["content"]
        for part in line
    }
    assert tags == {"text", "a"}
    assert json.loads(receivers.got[1].body)["at"] == {"isAtAll": False}


def test_a_text_with_no_room_for_words_keeps_heading_and_link() -> None:
    letter = write(parcel(sentence("好" * 100), to=1), base_url=BASE_URL, tz="Asia/Shanghai")
    text = group_text(letter, locale="zh-CN", limit=10)
    assert "好" in text
    assert text.endswith(f"{BASE_URL}/")
