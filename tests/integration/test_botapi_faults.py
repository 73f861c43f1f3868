"""Every way in which Telegram or the network fails, through the real python-telegram-bot over HTTP."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator

import pytest

from casework import access
from casework.ports import Dead, Lost, Retry, SendFile, Sent, Text, UnitOfWork
from risk.identity import Secret
from risk.information import Attachment
from tests.support.botapi import BotApiServer, Fault
from tests.support.botapi.refusal import Refusal, bad
from tests.support.echo import sentence
from tests.support.telegram_line import Line, parcel, sending

LONG = sentence("长" * 9000)


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as server:
        server.user(1001)
        yield server


@pytest.fixture
async def line(server: BotApiServer) -> AsyncIterator[Line]:
    async with sending(server) as line:
        yield line


async def test_a_message_that_telegram_took_is_sent_under_its_number(server: BotApiServer, line: Line) -> None:
    outcome = await line.channel.sender.send(parcel(sentence("您好"), to=1001))
    assert outcome == Sent(external_id="1")


async def test_a_flood_refusal_says_when_to_try_again(server: BotApiServer, line: Line) -> None:
    server.fail("sendMessage", Fault(refusal=Refusal(429, "Too Many Requests: retry after 7", retry_after=7)))
    outcome = await line.channel.sender.send(parcel(sentence("您好"), to=1001))
    assert outcome == Retry(after=7.0, reason="flood")


async def test_after_a_flood_refusal_the_chat_is_left_alone_for_that_long(server: BotApiServer, line: Line) -> None:
    server.fail("sendMessage", Fault(refusal=Refusal(429, "Too Many Requests: retry after 7", retry_after=7)))
    await line.channel.sender.send(parcel(sentence("您好"), to=1001))
    outcome = await line.channel.sender.send(parcel(sentence("还在吗"), to=1001))
    assert (type(outcome), len(server.sent())) == (Retry, 1)


async def test_our_own_pace_stays_under_the_flood_limit(server: BotApiServer, line: Line) -> None:
    server.floods.limit(overall=30, in_a_chat=1, burst=6)
    outcomes = [await line.channel.sender.send(parcel(sentence(f"{n}"), to=1001)) for n in range(7)]
    assert (server.floods.refused, {type(outcome) for outcome in outcomes}) == (0, {Sent})


@pytest.mark.parametrize(
    ("refusal", "expected"),
    [
        (Refusal(403, "Forbidden: bot was blocked by the user"), Dead(reason="blocked")),
        (Refusal(403, "Forbidden: user is deactivated"), Dead(reason="deactivated")),
        (bad("chat not found"), Dead(reason="chat-not-found")),
        (bad("BUTTON_DATA_INVALID"), Dead(reason="refused: Button_data_invalid")),
        (Refusal(500, "Internal Server Error"), Retry(after=10.0, reason="server-error")),
        (Refusal(401, "Unauthorized"), Retry(after=60.0, reason="wrong-token")),
        (Refusal(502, "Bad Gateway"), Lost(reason="no-answer")),
        (Refusal(504, "Gateway Timeout"), Lost(reason="no-answer")),
    ],
)
async def test_each_refusal_has_one_meaning(
    server: BotApiServer, line: Line, refusal: Refusal, expected: object
) -> None:
    server.fail("sendMessage", Fault(refusal=refusal))
    assert await line.channel.sender.send(parcel(sentence("您好"), to=1001)) == expected


async def test_a_chat_that_never_existed_is_dead(line: Line) -> None:
    assert await line.channel.sender.send(parcel(sentence("您好"), to=404)) == Dead(reason="chat-not-found")


async def test_somebody_who_blocked_us_is_dead(server: BotApiServer, line: Line) -> None:
    await server.user(1001).blocks()
    assert await line.channel.sender.send(parcel(sentence("您好"), to=1001)) == Dead(reason="blocked")


@pytest.mark.parametrize("drop", ["before", "after"])
async def test_an_answer_that_does_not_come_leaves_us_in_the_dark(server: BotApiServer, line: Line, drop: str) -> None:
    server.fail("sendMessage", Fault(drop=drop))
    assert await line.channel.sender.send(parcel(sentence("您好"), to=1001)) == Lost(reason="no-answer")


async def test_an_unreadable_answer_leaves_us_in_the_dark(server: BotApiServer, line: Line) -> None:
    server.fail("sendMessage", Fault(garbage=True))
    assert await line.channel.sender.send(parcel(sentence("您好"), to=1001)) == Lost(reason="unreadable-answer")


async def test_a_server_that_is_not_there_means_later(server: BotApiServer, line: Line) -> None:
    await server.die()
    outcome = await line.channel.sender.send(parcel(sentence("您好"), to=1001))
    assert outcome == Retry(after=5.0, reason="no-connection")


async def test_a_server_that_comes_back_is_used_again(server: BotApiServer, line: Line) -> None:
    await server.die()
    await line.channel.sender.send(parcel(sentence("您好"), to=1001))
    await server.listen()
    assert type(await line.channel.sender.send(parcel(sentence("您好"), to=1001))) is Sent


async def test_a_repeat_is_marked_with_the_number_of_the_message(server: BotApiServer, line: Line) -> None:
    await line.channel.sender.send(parcel(sentence("您好"), to=1001, repeat=True))
    message = await server.user(1001).sees("您好")
    assert message.text.endswith("（这条消息可能重复发送。消息编号：7）")


async def test_a_long_message_broken_off_in_the_middle_may_have_been_seen(server: BotApiServer, line: Line) -> None:
    flood = Refusal(429, "Too Many Requests: retry after 60", retry_after=60)
    server.fail("sendMessage", Fault(skip=1, refusal=flood))
    outcome = await line.channel.sender.send(parcel(LONG, to=1001))
    assert outcome == Lost(reason="broken off after part 1 of 3: flood")


async def test_a_short_wait_in_the_middle_of_a_long_message_is_sat_out(server: BotApiServer, line: Line) -> None:
    flood = Refusal(429, "Too Many Requests: retry after 1", retry_after=1)
    server.fail("sendMessage", Fault(skip=1, refusal=flood))
    outcome = await line.channel.sender.send(parcel(LONG, to=1001))
    parts = [message.text for message in server.user(1001).chat.messages]
    assert (type(outcome), [len(part) for part in parts]) == (Sent, [4096, 4096, 810])


async def test_a_group_that_moved_is_followed_and_its_new_number_kept(server: BotApiServer, line: Line) -> None:
    group = server.group(-5)
    person, _ = line.transactions.run_now(
        lambda uow: access.new_citizen(uow, line.env, channel="telegram", address="-5", locale="zh-CN")
    )
    moved = server.migrate(group, -1005)
    outcome = await line.channel.sender.send(parcel(sentence("您好"), to=-5))

    def kept(uow: UnitOfWork) -> str | None:
        address = uow.addresses.at("telegram", "-1005")
        return address.person_id if address else None

    assert (type(outcome), len(moved.messages)) == (Sent, 1)
    assert line.transactions.run_now(kept) == person.id


async def test_a_document_arrives_with_its_name_and_caption(server: BotApiServer, line: Line) -> None:
    person, _ = line.transactions.run_now(
        lambda uow: access.new_citizen(uow, line.env, channel="telegram", address="1001", locale="zh-CN")
    )
    attachment = Attachment(
        id="a1",
        person_id=person.id,
        file_name=Secret("x"),
        media_type="application/pdf",
        size=5,
        sha256="0" * 64,
        created_at=line.env.now(),
    )
    line.transactions.run_now(lambda uow: uow.attachments.put(attachment, b"%PDF-"))
    name = '通告 "江关警〔2026〕1号".pdf'
    reply = SendFile(text=Text(key="telegram-open"), document="attachment:a1", file_name=name)
    outcome = await line.channel.sender.send(parcel(reply, to=1001))
    (message,) = server.user(1001).chat.messages
    assert (type(outcome), message.document, message.text) == (Sent, b"%PDF-", "打开查看")
    assert message.file_name.replace("%22", '"').replace("\\", "") == name


async def test_a_document_that_we_do_not_have_is_dead(line: Line) -> None:
    reply = SendFile(text=Text(key="telegram-open"), document="attachment:nothing", file_name="a.pdf")
    assert await line.channel.sender.send(parcel(reply, to=1001)) == Dead(reason="document-not-found")


async def test_exports_of_personal_data_never_leave_through_telegram(server: BotApiServer, line: Line) -> None:
    reply = SendFile(text=Text(key="telegram-open"), document="export:1", file_name="a.json", confidential=True)
    await line.channel.sender.send(parcel(reply, to=1001, one_time_link="https://fenghuo.example.cn/enter/t"))
    assert [method for method, _ in server.calls] == ["sendMessage"]


async def test_the_token_is_in_no_log_line_and_no_outcome(
    server: BotApiServer, line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    outcomes = []
    for fault in (
        Fault(drop="after"),
        Fault(refusal=Refusal(401, "Unauthorized")),
        Fault(garbage=True),
        Fault(refusal=Refusal(500, "Internal Server Error")),
    ):
        server.fail("sendMessage", fault)
        outcomes.append(await line.channel.sender.send(parcel(sentence("您好"), to=1001)))
    await server.die()
    outcomes.append(await line.channel.sender.send(parcel(sentence("您好"), to=1001)))
    ours = [record for record in caplog.records if not record.name.startswith("aiohttp.access")]
    assert server.token not in "".join([caplog.handler.format(record) for record in ours] + [str(outcomes)])


async def test_what_people_write_is_not_logged(
    server: BotApiServer, line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await line.channel.open()
    await line.channel.sender.send(parcel(sentence("张三的手机是 13800000000"), to=1001))
    assert "13800000000" not in caplog.text
