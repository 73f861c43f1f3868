"""The server that stands for Telegram is strict: it is the proof of the rest."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession, FormData

from tests.support.botapi import BotApiServer


class Caller:
    """Raw calls, as a client that knows nothing would make them."""

    def __init__(self, server: BotApiServer, session: ClientSession) -> None:
        self._server = server
        self._session = session

    async def __call__(self, method: str, *, token: str = "", **parameters: Any) -> dict[str, Any]:
        url = f"{self._server.url}/bot{token or self._server.token}/{method}"
        body = json.dumps(parameters).encode()
        async with self._session.post(url, data=body, headers={"Content-Type": "application/json"}) as response:
            answer: dict[str, Any] = await response.json()
            assert answer.get("error_code", 200) == response.status
            return answer


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as server:
        server.user(1)
        yield server


@pytest.fixture
async def call(server: BotApiServer) -> AsyncIterator[Caller]:
    async with ClientSession() as session:
        yield Caller(server, session)


def keyboard(**button: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "x", **button}]]}


@pytest.mark.parametrize(
    ("parameters", "description"),
    [
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": "\ud83d"}, "strings must be encoded in UTF-8"),
        ({"text": "<b>x", "parse_mode": "HTML"}, "can't find end tag"),
        ({"text": "<b>x</i></b>", "parse_mode": "HTML"}, "unexpected end tag"),
        ({"text": "<script>x</script>", "parse_mode": "HTML"}, "unsupported start tag"),
        ({"text": "a < b", "parse_mode": "HTML"}, "must be escaped"),
        ({"text": "a & b", "parse_mode": "HTML"}, "must be escaped"),
        ({"text": "x", "parse_mode": "Markdown"}, "unsupported parse_mode"),
        ({"text": "x", "colour": "red"}, "unknown parameter colour"),
        ({}, "parameter text is required"),
        ({"text": 5}, "text must be a string"),
        ({"text": "x", "chat_id": 2}, "chat not found"),
        ({"text": "x", "reply_markup": keyboard(callback_data="d" * 65)}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": keyboard(callback_data="")}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": keyboard(url="http://localhost/x")}, "Wrong HTTP URL"),
        ({"text": "x", "reply_markup": keyboard(url="http://127.0.0.1/x")}, "private address"),
        ({"text": "x", "reply_markup": keyboard(url="https://a.cn", callback_data="x")}, "exactly one action"),
        ({"text": "x", "reply_markup": keyboard()}, "exactly one action"),
        ({"text": "x", "reply_markup": {"inline_keyboard": []}}, "rows of buttons expected"),
    ],
)
async def test_a_wrong_message_is_refused_with_its_reason(
    call: Caller, parameters: dict[str, Any], description: str
) -> None:
    answer = await call("sendMessage", **{"chat_id": 1, **parameters})
    assert answer["error_code"] == 400
    assert description in answer["description"]


async def test_the_longest_text_is_counted_without_its_markup(call: Caller) -> None:
    answer = await call("sendMessage", chat_id=1, text=f"<b>{'&amp;' * 4096}</b>", parse_mode="HTML")
    assert answer["ok"] is True


@pytest.mark.parametrize(("method", "token", "status"), [("getMe", "0:x", 401), ("getYou", "", 404)])
async def test_wrong_tokens_and_methods_are_refused(call: Caller, method: str, token: str, status: int) -> None:
    assert (await call(method, token=token))["error_code"] == status


async def test_updates_stay_until_a_greater_offset_is_asked_for(server: BotApiServer, call: Caller) -> None:
    first = await server.user(1).says("一")
    second = await server.user(1).says("二")
    seen = [
        [update["update_id"] for update in (await call("getUpdates", **parameters))["result"]]
        for parameters in ({}, {"offset": second}, {"offset": second + 1})
    ]
    assert seen == [[first, second], [second], []]


async def test_a_long_poll_answers_as_soon_as_something_is_said(server: BotApiServer, call: Caller) -> None:
    poll = asyncio.create_task(call("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    await server.user(1).says("一")
    answer = await asyncio.wait_for(poll, 2)
    assert answer["result"][0]["message"]["text"] == "一"


async def test_a_second_poller_ends_the_first(call: Caller) -> None:
    first = asyncio.create_task(call("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(call("getUpdates", timeout=20))
    assert (await asyncio.wait_for(first, 2))["error_code"] == 409
    second.cancel()


async def test_polling_beside_a_webhook_is_refused(call: Caller) -> None:
    await call("setWebhook", url="https://a.example.cn/hook")
    assert (await call("getUpdates"))["error_code"] == 409


async def test_over_the_limit_there_is_a_time_to_wait(server: BotApiServer, call: Caller) -> None:
    server.floods.limit(overall=30, in_a_chat=1, burst=2)
    answers = [await call("sendMessage", chat_id=1, text=str(n)) for n in range(3)]
    assert [answer.get("parameters") for answer in answers] == [None, None, {"retry_after": 1}]


async def test_an_unchanged_edit_is_refused(call: Caller) -> None:
    sent = await call("sendMessage", chat_id=1, text="x")
    answer = await call("editMessageText", chat_id=1, message_id=sent["result"]["message_id"], text="x")
    assert "message is not modified" in answer["description"]


async def test_a_press_that_never_was_cannot_be_answered(call: Caller) -> None:
    assert (await call("answerCallbackQuery", callback_query_id="9"))["error_code"] == 400


async def test_a_document_must_be_uploaded_and_not_empty(server: BotApiServer) -> None:
    statuses = []
    async with ClientSession() as session:
        for content in (b"", b"%PDF-"):
            form = FormData()
            form.add_field("chat_id", "1")
            form.add_field("document", content, filename="a.pdf")
            async with session.post(f"{server.url}/bot{server.token}/sendDocument", data=form) as response:
                statuses.append(response.status)
    assert (statuses, server.user(1).chat.messages[0].document) == ([400, 200], b"%PDF-")


async def test_a_group_takes_twenty_a_minute_and_no_more(server: BotApiServer, call: Caller) -> None:
    server.group(-7)
    server.floods.limit(overall=1000, in_a_chat=1000, burst=1000)
    answers = [await call("sendMessage", chat_id=-7, text=str(n)) for n in range(21)]
    assert [answer["ok"] for answer in answers] == [True] * 20 + [False]
    assert 55 < answers[-1]["parameters"]["retry_after"] <= 60


async def test_a_breach_bans_everybody_for_longer_than_the_window(server: BotApiServer, call: Caller) -> None:
    for chat in (2, 3):
        server.user(chat)
    server.floods.limit(overall=2, ban=100)
    answers = [await call("sendMessage", chat_id=1 + n % 3, text=str(n)) for n in range(4)]
    assert [answer.get("parameters", {}).get("retry_after", 0) > 99 for answer in answers] == [False, False, True, True]
    assert (server.floods.breaches, server.floods.refused) == (1, 2)


async def test_more_than_the_free_rate_must_be_paid_for(server: BotApiServer, call: Caller) -> None:
    server.floods.limit(overall=1000, in_a_chat=1000, burst=1000)
    free = [(await call("sendMessage", chat_id=1, text=str(n)))["ok"] for n in range(31)]
    paid = await call("sendMessage", chat_id=1, text="x", allow_paid_broadcast=True)
    assert (free.count(True), paid["ok"]) == (30, True)
