"""The mark of an exercise where there are no buttons: subject, short message, group, webhook."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from zoneinfo import ZoneInfo

import pytest

from bot.channels.letters import Letter, write
from bot.channels.mail.compose import Enclosed, Letterhead, mail
from bot.channels.robots.sender import group_text
from bot.channels.sms.sender import short_text
from bot.channels.webhook.sender import _body
from casework.notices import circular_notice, ended_notice
from casework.ports import Lane, Parcel, Reply
from casework.ports.encoding import dump_reply
from risk.circular import CircularKind, CircularState
from risk.identity import Secret
from tests.contract.test_exercises import EXERCISE
from texts.catalogue import LOCALES, say

ZONE = ZoneInfo("Asia/Shanghai")
BULLETIN = replace(EXERCISE, kind=CircularKind.BULLETIN)
ENDED = replace(EXERCISE, state=CircularState.EXPIRED)
REPLIES: dict[str, Reply] = {
    "open": circular_notice(EXERCISE, "【演练】正文", ZONE, answer=False),
    "confidential": circular_notice(BULLETIN, "【演练】正文", ZONE, answer=False),
    "ended": ended_notice(ENDED),
    "ended confidential": ended_notice(replace(ENDED, kind=CircularKind.BULLETIN)),
}


def parcel(reply: Reply, locale: str) -> Parcel:
    return Parcel(
        message_id="m1",
        number="7",
        address=Secret("a@example.org"),
        reply=Secret(dump_reply(reply)),
        locale=locale,
        repeat=False,
        lane=Lane.EXERCISE,
        one_time_link="/acknowledge/token",
    )


def letter(reply: Reply, locale: str) -> Letter:
    return write(parcel(reply, locale), base_url="https://example.org", tz="Asia/Shanghai")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", REPLIES)
def test_heading_and_body_begin_with_the_mark(name: str, locale: str) -> None:
    mark = say(locale, "exercise-mark").strip()
    written = letter(REPLIES[name], locale)
    assert written.heading.startswith(mark)
    assert written.body.startswith(mark)
    assert not written.urgent


@pytest.mark.parametrize("name", REPLIES)
def test_a_mail_says_it_in_its_subject_and_before_everything_else(name: str) -> None:
    made = mail(
        letter(REPLIES[name], "zh-CN"),
        Enclosed(),
        sender=Letterhead(address="alerts@example.org"),
        to="a@example.org",
        tag="t",
        number="7",
        locale="zh-CN",
        at=datetime(2026, 3, 2, tzinfo=UTC),
    )
    read = message_from_bytes(made.as_bytes(), policy=policy.default)
    assert str(read["Subject"]).startswith("【演练】")
    text = read.get_body(("plain",))
    assert text is not None
    assert text.get_content().startswith("【演练】")


@pytest.mark.parametrize("most_parts", [1, 2])
def test_a_short_message_loses_all_other_words_before_the_mark(most_parts: int) -> None:
    written = replace(letter(REPLIES["open"], "zh-CN"), link="https://example.org/" + "x" * 60)
    text = short_text(written, locale="zh-CN", most_parts=most_parts)
    assert text.startswith("【烽火】【演练】")  # the sender's own signature stands first by law


def test_a_group_reads_it_first() -> None:
    text = group_text(letter(REPLIES["open"], "zh-CN"), locale="zh-CN", limit=300)
    assert text.startswith("【烽火】【演练】")


def test_a_receiving_system_is_told_in_a_field_of_its_own() -> None:
    given = parcel(REPLIES["open"], "zh-CN")
    told = json.loads(_body(given, letter(REPLIES["open"], "zh-CN")))
    assert (told["exercise"], told["urgent"]) == (True, False)
