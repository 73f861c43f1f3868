"""One promise for every sender of the house, each against a real counterpart; and for the shipped fake."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path

import pytest

from casework.address_forms import CHANNELS
from casework.fakes import KeepingSender
from casework.ports import (
    Ask,
    Choose,
    Done,
    Lost,
    OpenLink,
    Option,
    Reply,
    Retry,
    Say,
    SendFile,
    Sent,
    Text,
)
from tests.support.echo import sentence
from tests.support.mail_house import make_certificates
from tests.support.outgoing_lines import OutgoingLine, http_line, mail_line, push_line, telegram_line
from tests.support.telegram_line import BASE_URL, parcel

OPEN = Text(key="telegram-open")
ROWS = ((Option(label=OPEN, value="x"),),)
REPLIES: tuple[Reply, ...] = (
    sentence("您好 <b>&</b> \ud83d\r\nBcc: x@example.org"),
    Say(text=OPEN, confidential=True, brief=OPEN),
    Ask(text=OPEN),
    Ask(text=OPEN, want="contact"),
    Choose(text=OPEN, options=ROWS),
    OpenLink(text=OPEN, label=OPEN, path="/portal"),
    Done(text=OPEN),
)
NUMBER, MATTER = "江关警〔2026〕1号", "磁力珠会爆开"
BRIEF = Text(key="circular-brief", params={"level": "红色", "kind": "通报", "number": NUMBER})
LINK = "/enter/made-up-token"


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(params=["telegram", *CHANNELS])
async def line(request: pytest.FixtureRequest, certificates: Path) -> AsyncIterator[OutgoingLine]:
    async with _line(request.param, certificates) as line:
        assert line.sender.channel == request.param
        yield line


def _line(channel: str, certificates: Path) -> AbstractAsyncContextManager[OutgoingLine]:
    lines = {"telegram": telegram_line, "push": push_line}
    if channel in lines:
        return lines[channel]()
    return mail_line(certificates) if channel == "mail" else http_line(channel)


@pytest.mark.parametrize("reply", REPLIES)
async def test_every_kind_of_reply_is_taken(line: OutgoingLine, reply: Reply) -> None:
    outcome = await line.sender.send(line.parcel(reply, one_time_link=LINK))
    assert isinstance(outcome, Sent)
    assert outcome.external_id
    assert line.heard()


async def test_the_fake_takes_every_kind_of_reply_too() -> None:
    fake = KeepingSender("telegram")
    outcomes = [await fake.send(parcel(reply, to=1001)) for reply in REPLIES]
    assert [outcome.external_id for outcome in outcomes if isinstance(outcome, Sent)] == [
        str(number + 1) for number in range(len(REPLIES))
    ]


async def test_each_message_has_a_name_of_its_own(line: OutgoingLine) -> None:
    parcels = [line.parcel(sentence(f"{n}"), message_id=f"{n:032x}") for n in range(3)]
    outcomes = [await line.sender.send(each) for each in parcels]
    assert len({outcome.external_id for outcome in outcomes if isinstance(outcome, Sent)}) == 3


async def test_what_stays_at_home_goes_out_as_number_urgency_and_link(line: OutgoingLine) -> None:
    reply = Say(text=sentence(MATTER).text, brief=BRIEF, confidential=True, urgent=True)
    assert isinstance(await line.sender.send(line.parcel(reply, one_time_link=LINK)), Sent)
    (heard,) = line.heard()
    assert MATTER not in heard
    assert NUMBER in heard
    assert "红色" in heard
    assert f"{BASE_URL}{LINK}" in heard


async def test_a_file_that_stays_at_home_is_only_pointed_at(line: OutgoingLine) -> None:
    text = sentence(MATTER).text
    file = SendFile(text=text, document="circular-pdf:1", file_name="机密.pdf", confidential=True)
    assert isinstance(await line.sender.send(line.parcel(file, one_time_link=LINK)), Sent)
    (heard,) = line.heard()
    assert MATTER not in heard
    assert "机密" not in heard
    assert f"{BASE_URL}{LINK}" in heard


async def test_a_possible_repeat_says_so_with_its_number(line: OutgoingLine) -> None:
    said = line.parcel(sentence("您好"))
    await line.sender.send(said)
    await line.sender.send(replace(said, repeat=True))
    first, second = line.heard()
    marks = ("重复", "may_be_a_repeat")
    assert not any(mark in first for mark in marks)
    assert any(mark in second for mark in marks)
    assert "7" in second


async def test_a_message_that_was_taken_without_an_answer_is_lost(line: OutgoingLine) -> None:
    line.fail("drop after")
    assert isinstance(await line.sender.send(line.parcel(sentence("您好"))), Lost)
    assert len(line.heard()) == 1


async def test_an_answer_that_nobody_understands_leaves_it_unknown(line: OutgoingLine) -> None:
    line.fail("garbage")
    assert isinstance(await line.sender.send(line.parcel(sentence("您好"))), Lost)


async def test_what_broke_before_it_was_taken_is_not_called_sent(line: OutgoingLine) -> None:
    line.fail("drop")
    assert isinstance(await line.sender.send(line.parcel(sentence("您好"))), Retry | Lost)
    assert line.heard() == []


async def test_a_dead_counterpart_is_tried_again(line: OutgoingLine) -> None:
    await line.die()
    assert isinstance(await line.sender.send(line.parcel(sentence("您好"))), Retry)
