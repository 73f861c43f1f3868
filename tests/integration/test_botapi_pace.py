"""The pace of one credential against the strict server: never too much, nobody held up by another, halts kept."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from telegram import Bot
from telegram.error import RetryAfter

from bot.channels.pacing import Gate, MemoryPaceRecords
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.paced import PacedRequest
from bot.channels.telegram.pacer import credential_of, telegram_pacer
from bot.channels.telegram.request import AiohttpRequest
from casework import access
from casework.ports import Lane, Option, Outcome, Retry, Say, Sent, Text
from storage.memory import MemoryTransactions
from tests.support.botapi import BotApiServer, Fault
from tests.support.botapi.refusal import Refusal
from tests.support.echo import EchoEngine, sentence
from tests.support.telegram_line import BASE_URL, Line, make_env, parcel, sending

MINUTE = Refusal(429, "Too Many Requests: retry after 60", retry_after=60)
BUTTONS = Say(text=Text(key="telegram-open"), options=((Option(label=Text(key="telegram-open"), action="x"),),))
SECOND = Refusal(429, "Too Many Requests: retry after 1", retry_after=1)


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as server:
        for number in range(1, 101):
            server.user(number)
        yield server


@pytest.fixture
async def line(server: BotApiServer) -> AsyncIterator[Line]:
    async with sending(server) as line:
        yield line


@asynccontextmanager
async def opened(server: BotApiServer, records: MemoryPaceRecords, **changes: int) -> AsyncIterator[TelegramChannel]:
    transactions, env = MemoryTransactions(), make_env()
    channel = TelegramChannel(
        token=server.token,
        api_url=server.url,
        engine=EchoEngine(transactions, env),
        transactions=transactions,
        env=env,
        base_url=BASE_URL,
        records=records,
        **changes,
    )
    await channel.open()
    try:
        yield channel
    finally:
        await channel.stop()


async def send(line: Line, chat: int, *, lane: Lane = Lane.CIRCULAR, words: str = "您好") -> Outcome:
    return await line.channel.sender.send(replace(parcel(sentence(words), to=chat), lane=lane))


async def test_a_crowd_of_messages_is_sent_without_one_refusal(server: BotApiServer, line: Line) -> None:
    server.floods.limit(overall=30, burst=5, ban=30)
    server.latency = 0.03
    outcomes = await asyncio.gather(*(send(line, chat) for chat in range(1, 71)))
    assert (server.floods.refused, {type(outcome) for outcome in outcomes}) == (0, {Sent})


async def test_a_chat_that_hangs_holds_up_nobody_else(server: BotApiServer, line: Line) -> None:
    server.fail("sendMessage", Fault(latency=600, times=None, chat=1))
    stuck = [asyncio.create_task(send(line, 1)) for _ in range(3)]
    outcomes = await asyncio.gather(*(send(line, chat) for chat in range(2, 12)))
    assert ({type(outcome) for outcome in outcomes}, [task.done() for task in stuck]) == ({Sent}, [False] * 3)
    for task in stuck:
        task.cancel()
    await asyncio.gather(*stuck, return_exceptions=True)


async def test_who_would_wait_long_for_one_chat_is_sent_away_at_once(server: BotApiServer, line: Line) -> None:
    server.fail("sendMessage", Fault(latency=600, times=None, chat=1))
    tasks = [asyncio.create_task(send(line, 1)) for _ in range(9)]
    done, stuck = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    assert {(type(task.result()), task.result().reason) for task in done} == {(Retry, "pace")}  # type: ignore[union-attr]
    for task in stuck:
        task.cancel()
    await asyncio.gather(*stuck, return_exceptions=True)


async def test_an_emergency_and_an_answer_go_before_a_broadcast_that_waits(server: BotApiServer, line: Line) -> None:
    crowd = [asyncio.create_task(send(line, chat)) for chat in range(1, 61)]
    while len(server.sent()) < 5:  # noqa: ASYNC110 # the server knows nothing of events
        await asyncio.sleep(0.01)
    before = len(server.sent())
    await asyncio.gather(
        send(line, 99, lane=Lane.EMERGENCY, words="紧急"), send(line, 100, lane=Lane.TALK, words="答复")
    )
    places = [place for place, call in enumerate(server.sent()) if "紧急" in call["text"] or "答复" in call["text"]]
    assert len(places) == 2
    assert max(places) <= before + 4
    await asyncio.gather(*crowd)


async def test_a_refusal_that_the_chat_does_not_explain_stops_every_call(server: BotApiServer, line: Line) -> None:
    server.fail("sendMessage", Fault(refusal=MINUTE))
    assert await send(line, 1) == Retry(after=60.0, reason="flood")
    other = await send(line, 2)
    assert (type(other), len(server.sent()), line.channel.sender.closed_for() > 50) == (Retry, 1, True)


async def test_a_refusal_that_the_chat_explains_stops_that_chat_alone(server: BotApiServer, line: Line) -> None:
    await send(line, 1)
    server.fail("sendMessage", Fault(refusal=SECOND))
    assert await send(line, 1) == Retry(after=1.0, reason="flood")
    assert (type(await send(line, 2)), line.channel.sender.closed_for()) == (Sent, 0.0)


async def test_a_restart_knows_of_a_halt(server: BotApiServer) -> None:
    records = MemoryPaceRecords()
    server.fail("sendMessage", Fault(refusal=MINUTE))
    for _ in range(2):
        async with opened(server, records) as channel:
            outcome = await channel.sender.send(parcel(sentence("您好"), to=1))
    assert (type(outcome), len(server.sent())) == (Retry, 1)
    (record,) = await records.of(credential_of(server.token))
    assert (record.chat, record.share) == ("", 0.8)


async def test_calls_that_are_no_messages_keep_a_halt_too(server: BotApiServer) -> None:
    gate = Gate(telegram_pacer(), credential="c")
    request = AiohttpRequest()
    await request.initialize()
    bot = Bot(
        server.token, base_url=f"{server.url}/bot", request=PacedRequest(request, gate), get_updates_request=request
    )
    server.fail("getMe", Fault(refusal=MINUTE))
    for call in (bot.get_me, bot.get_me, lambda: bot.send_message(1, "x")):
        with pytest.raises(RetryAfter):
            await call()
    await request.shutdown()
    assert [method for method, _ in server.calls] == ["getMe"]


async def test_beyond_the_free_rate_telegram_is_told_that_it_is_paid_for(server: BotApiServer) -> None:
    server.floods.limit(overall=1000, burst=5)
    async with opened(server, MemoryPaceRecords(), a_second=1000) as channel:
        parcels = [replace(parcel(sentence("您好"), to=chat), lane=Lane.CIRCULAR) for chat in range(1, 61)]
        outcomes = await asyncio.gather(*(channel.sender.send(each) for each in parcels))
    assert ({type(outcome) for outcome in outcomes}, server.floods.refused) == ({Sent}, 0)
    assert {call.get("allow_paid_broadcast") for call in server.sent()} == {True}


async def test_a_circular_put_together_once_carries_each_readers_own_number(server: BotApiServer, line: Line) -> None:
    for chat, number in ((1, "a" * 32), (2, "b" * 32)):
        each = parcel(BUTTONS, to=chat, message_id=number)
        await line.channel.sender.send(replace(each, lane=Lane.CIRCULAR))
    data = [server.user(chat).chat.messages[0].buttons[0]["callback_data"] for chat in (1, 2)]
    assert data == [f"b:{'a' * 32}:0:0", f"b:{'b' * 32}:0:0"]


async def test_a_group_that_moved_to_a_known_number_is_closed_under_the_old_one(
    server: BotApiServer, line: Line
) -> None:
    moved = server.migrate(server.group(-5), -1005)
    for address in ("-5", "-1005"):
        line.transactions.run_now(
            lambda uow, address=address: access.new_citizen(
                uow, line.env, channel="telegram", address=address, locale="zh-CN"
            )
        )
    assert (type(await send(line, -5)), len(moved.messages)) == (Sent, 1)
    old = line.transactions.run_now(lambda uow: uow.addresses.at("telegram", "-5"))
    assert old is None
