"""One promise for every sender of the house, the shipped fake included."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from casework.fakes import KeepingSender
from casework.ports import Ask, Choose, Dead, Done, Lost, OpenLink, Option, Reply, Retry, Say, Sender, Sent, Text
from tests.support.botapi import BotApiServer, Fault
from tests.support.echo import sentence
from tests.support.telegram_line import parcel, sending

OPEN = Text(key="telegram-open")
ROWS = ((Option(label=OPEN, value="x"),),)
REPLIES: tuple[Reply, ...] = (
    sentence("您好 <b>&</b> \ud83d"),
    Say(text=OPEN, confidential=True, brief=OPEN),
    Ask(text=OPEN),
    Ask(text=OPEN, want="contact"),
    Choose(text=OPEN, options=ROWS),
    OpenLink(text=OPEN, label=OPEN, path="/portal"),
    Done(text=OPEN),
)


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as server:
        server.user(1001)
        yield server


@pytest.fixture(params=["fake", "telegram"])
async def sender(request: pytest.FixtureRequest, server: BotApiServer) -> AsyncIterator[Sender]:
    if request.param == "fake":
        yield KeepingSender("telegram")
        return
    async with sending(server) as line:
        yield line.channel.sender


@pytest.mark.parametrize("reply", REPLIES)
async def test_every_kind_of_reply_is_taken(sender: Sender, reply: Reply) -> None:
    outcome = await sender.send(parcel(reply, to=1001, one_time_link="/enter/t"))
    assert isinstance(outcome, Sent)
    assert outcome.external_id


async def test_each_message_has_a_name_of_its_own(sender: Sender) -> None:
    outcomes = [await sender.send(parcel(sentence(f"{n}"), to=1001)) for n in range(3)]
    assert len({outcome.external_id for outcome in outcomes if isinstance(outcome, Sent)}) == 3


async def test_a_sender_says_which_channel_it_serves(sender: Sender) -> None:
    assert sender.channel == "telegram"


@pytest.mark.parametrize("fault", [Fault(drop="before"), Fault(drop="after"), Fault(garbage=True), None])
async def test_a_sender_answers_whatever_the_network_does(
    sender: Sender, server: BotApiServer, fault: Fault | None
) -> None:
    if fault is None:
        await server.die()
    else:
        server.fail("*", fault)
    assert isinstance(await sender.send(parcel(sentence("您好"), to=1001)), Sent | Retry | Lost | Dead)
