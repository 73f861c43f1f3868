"""Unsubscribing by a link in a letter: what it ends, whom it tells, and how it is taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.channels.letters import write
from bot.channels.mail.tags import Tags, Use
from bot.channels.robots.sender import group_text
from casework.acknowledgement import look_at_link
from casework.addresses import register_address
from casework.outgoing import claim_parcels
from casework.ports import Parcel
from casework.ports.encoding import load_reply
from casework.subscriptions import subscribe
from casework.unsubscribing import leave_path, resubscribe_reader, unsubscribe_reader
from risk.subscription import Subscription
from tests.support.customs import World, world

HOOK = "https://erp.example.org/hook"
ROBOT = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
BASE = "https://fenghuo.example.org"


@pytest.fixture
def here() -> World:
    here = world()
    return replace(here, env=replace(here.env, outgoing=frozenset({"sms", "wecom", "webhook"})))


def parcel(here: World, channel: str, to: str, **circular: object) -> Parcel:
    """What goes out on that channel; the enterprise has subscribed."""
    toys = here.people["toys"]
    here.do(lambda uow: subscribe(uow, here.env, toys))
    here.do(lambda uow: register_address(uow, here.env, toys, channel, to, vouched=True))
    here.issued(**circular)
    here.clock.pass_(days=3)  # its turn among the channels has come
    (found,) = here.do(lambda uow: claim_parcels(uow, here.env, channel, limit=5))
    return found


def theirs(here: World) -> Subscription:
    found = here.do(lambda uow: uow.subscriptions.of(here.people["toys"].id))
    assert found is not None
    return found


@pytest.mark.parametrize(("channel", "to"), [("wecom", ROBOT), ("webhook", HOOK)])
def test_where_nobody_can_answer_a_link_ends_what_comes_by_subscription(here: World, channel: str, to: str) -> None:
    sent = parcel(here, channel, to, audience="subscribers")
    letter = write(sent, base_url=BASE, tz="Asia/Shanghai")
    assert letter.leave == f"{BASE}{here.do(lambda uow: leave_path(uow, sent.message_id))}"
    assert f"确认退订：{letter.leave}" in group_text(letter, locale="zh-CN", limit=2048)


@pytest.mark.parametrize(("channel", "to"), [("wecom", ROBOT), ("webhook", HOOK)])
def test_what_the_law_has_told_offers_no_way_out(here: World, channel: str, to: str) -> None:
    assert parcel(here, channel, to, audience=["江门好玩具有限公司"]).leave_link == ""


def test_the_page_behind_the_link_of_a_text_message_offers_it(here: World) -> None:
    sent = parcel(here, "sms", "13800138000", audience="subscribers")
    token = sent.one_time_link.removeprefix("/acknowledge/")
    looked = here.do(lambda uow: look_at_link(uow, here.env, token))
    assert looked.shown is not None
    assert looked.shown.leave == here.do(lambda uow: leave_path(uow, sent.message_id))


def test_the_link_is_one_that_the_page_knows_and_nobody_can_make_up(here: World) -> None:
    sent = parcel(here, "webhook", HOOK, audience="subscribers")
    tag = sent.leave_link.partition("=")[2]
    tags = Tags(lambda use, id_: [here.do(lambda uow: uow.marks.mark(use, id_)).hex()])
    assert tags.read(Use.UNSUBSCRIBE, tag) == sent.message_id
    assert tags.read(Use.UNSUBSCRIBE, tag[:-1] + ("0" if tag[-1] != "0" else "1")) == ""


def test_the_person_is_told_in_the_chat_and_takes_it_back_by_one_press(here: World) -> None:
    sent = parcel(here, "wecom", ROBOT, audience="subscribers")
    before = theirs(here)
    for _ in range(2):
        here.do(lambda uow: unsubscribe_reader(uow, here.env, sent.message_id))
    assert theirs(here).active is False
    told = [m for m in here.told("toys") if m.dedupe.startswith("unsubscribed:")]
    assert len(told) == 1
    (row,) = load_reply(told[0].reply.reveal()).options  # type: ignore[union-attr] # it has a button
    assert [option.action for option in row] == ["subscription.resume"]
    here.do(lambda uow: resubscribe_reader(uow, here.env, sent.message_id))
    assert replace(theirs(here), version=0) == replace(before, version=0)


def test_a_link_of_no_message_of_ours_does_nothing(here: World) -> None:
    assert here.do(lambda uow: unsubscribe_reader(uow, here.env, "nothing")) is None
    assert here.do(lambda uow: resubscribe_reader(uow, here.env, "nothing")) is None
