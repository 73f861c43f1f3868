"""What people do in Telegram reaches the engine once, in order, and whole: by long polling and by webhook."""

from __future__ import annotations

import asyncio
import io
import logging
import zipfile
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, web

from casework.ports import Lost, Sent, UnitOfWork
from risk.information import Attachment
from tests.support.botapi import BotApiServer, Fault
from tests.support.botapi.refusal import Refusal
from tests.support.telegram_line import Line, receiving, until

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001"
    "e221bc330000000049454e44ae426082"
)


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as server:
        yield server


@pytest.fixture
async def line(server: BotApiServer) -> AsyncIterator[Line]:
    async with receiving(server) as line:
        yield line


def attachment(line: Line, id_: str) -> tuple[Attachment, bytes]:
    def body(uow: UnitOfWork) -> tuple[Attachment, bytes]:
        return uow.attachments.get(id_), uow.attachments.content(id_)

    return line.transactions.run_now(body)


async def confirmed(server: BotApiServer, update_id: int) -> None:
    """Waits until Telegram may forget the update."""
    await until(lambda: update_id not in server.unconfirmed)


async def test_words_are_answered_and_then_confirmed(server: BotApiServer, line: Line) -> None:
    user = server.user(1001)
    update_id = await user.says("玩具里有小磁铁")
    await user.sees("echo 玩具里有小磁铁")
    await confirmed(server, update_id)
    assert [incoming.update_id for incoming in line.engine.incomings] == [str(update_id)]


async def test_words_of_one_chat_keep_their_order(server: BotApiServer, line: Line) -> None:
    user = server.user(1001)
    for number in range(5):
        await user.says(f"第{number}句")
    await user.sees("第4句")
    assert [incoming.text for incoming in line.engine.incomings] == [f"第{number}句" for number in range(5)]


async def test_a_press_carries_its_place_and_its_spinner_stops(server: BotApiServer, line: Line) -> None:
    user = server.user(1001)
    await user.says("menu")
    message = await user.sees("更多选项")
    data = message.buttons[1]["callback_data"]  # the answer may change the message
    await user.presses("打开查看")
    await until(lambda: not server.unanswered_presses and len(line.engine.incomings) == 2)
    assert line.engine.incomings[1].press == data.removeprefix("b:")


async def test_the_spinner_stops_although_the_engine_is_away(server: BotApiServer, line: Line) -> None:
    user = server.user(1001)
    await user.says("menu")
    await user.sees("更多选项")
    line.engine.failures = 10
    await user.presses("打开查看")
    await until(lambda: not server.unanswered_presses)
    await user.sees("没有办成")


async def test_pages_of_a_question_take_the_place_of_the_page_before(server: BotApiServer, line: Line) -> None:
    user = server.user(1001)
    await user.says("menu")
    await user.presses("page after")
    await until(lambda: user.chat.messages[0].edits == 1)
    assert len(user.chat.messages) == 1


async def test_a_question_that_cannot_be_changed_any_more_is_sent_anew(server: BotApiServer, line: Line) -> None:
    user = server.user(1001)
    await user.says("menu")
    first = await user.sees("更多选项")
    first.deleted = True
    await user.presses_data(first, first.buttons[0]["callback_data"])
    second = await user.sees("更多选项")
    assert second.message_id != first.message_id


async def test_a_shared_number_is_taken_only_from_its_owner(server: BotApiServer, line: Line) -> None:
    user = server.user(1001)
    await user.shares_contact("8613812345678")
    await user.sees("echo 8613812345678")
    await user.shares_contact("8613900000000", of=2002)
    await user.sees("这不是您本人的手机号")
    assert [incoming.contact_phone for incoming in line.engine.incomings] == ["8613812345678"]


async def test_a_deep_link_hands_over_its_payload(server: BotApiServer, line: Line) -> None:
    await server.user(1001).opens("AbC-123_x")
    await server.user(1001).sees("")
    assert line.engine.incomings[0].start == "AbC-123_x"


async def test_a_command_may_name_us_but_not_another_bot(server: BotApiServer, line: Line) -> None:
    user = server.user(1001)
    await user.says("/queue@another_bot 1")
    await user.says("/queue@Fenghuo_Bot 3")
    await user.sees("echo /queue 3")
    assert [incoming.text for incoming in line.engine.incomings] == ["/queue 3"]


async def test_the_language_comes_along(server: BotApiServer, line: Line) -> None:
    user = server.user(1001, language="en")
    await user.says("hello")
    await user.sees("echo hello")
    assert line.engine.incomings[0].language == "en"


async def test_edits_are_not_heard(server: BotApiServer, line: Line) -> None:
    user = server.user(1001)
    await user.says("第一句")
    await user.sees("第一句")
    await user.edits("改过的")
    await user.sees_nothing_new()


async def test_a_sticker_or_place_is_answered_by_a_sentence(server: BotApiServer, line: Line) -> None:
    user = server.user(1001)
    await user.sends_location()
    await user.sees("这类消息我还看不懂")
    assert line.engine.incomings == []


async def test_in_a_group_we_say_one_sentence_and_no_more(server: BotApiServer, line: Line) -> None:
    group = server.group(-7)
    user = server.user_in(group, 1001)
    await user.says("大家好")
    await user.says("/help@fenghuo_bot")
    await user.sees("我不在群里办理业务")
    assert (len(group.messages), line.engine.incomings) == (1, [])


async def test_blocking_and_coming_back_disturbs_nothing(server: BotApiServer, line: Line) -> None:
    user = server.user(1001)
    await user.says("第一句")
    await user.sees("第一句")
    await user.blocks()
    await user.unblocks()
    await user.says("第二句")
    await user.sees("第二句")


async def test_the_largest_copy_of_a_photo_is_sealed_for_its_sender(server: BotApiServer, line: Line) -> None:
    user = server.user(1001)
    await user.sends_photo(PNG, caption="这是标签")
    await user.sees("echo 这是标签 files=1")
    kept, content = attachment(line, line.engine.incomings[0].files[0])
    person = await line.engine.person_for("telegram", "1001")
    assert (kept.person_id, kept.media_type, content) == (person.id, "image/png", PNG)


async def test_a_file_is_what_it_contains_and_not_what_it_is_called(server: BotApiServer, line: Line) -> None:
    user = server.user(1001)
    await user.sends_document(b"MZ\x90\x00" + b"\0" * 500, "photo.jpg")
    await user.sees("这类文件不能接收")
    assert line.engine.incomings == []


async def test_a_refused_file_does_not_take_its_words_along(server: BotApiServer, line: Line) -> None:
    user = server.user(1001)
    await user.sends_document(b"MZ\x90\x00" + b"\0" * 500, "a.exe", caption="充电宝冒烟了")
    await user.sees("这类文件不能接收")
    await user.sees("echo 充电宝冒烟了 files=0")


@pytest.mark.parametrize("told", [None, 100])
async def test_a_file_over_ten_megabytes_is_refused_whatever_size_was_told(
    server: BotApiServer, line: Line, told: int | None
) -> None:
    user = server.user(1001)
    await user.sends_document(b"%PDF-1.7" + b"x" * (10 * 1024 * 1024), "big.pdf", told_size=told)
    await user.sees("这个文件超过 10 MB")


async def test_a_file_that_telegram_itself_does_not_give_out_is_refused(server: BotApiServer, line: Line) -> None:
    user = server.user(1001)
    await user.sends_document(b"%PDF-1.7" + b"x" * (21 * 1024 * 1024), "big.pdf", told_size=100)
    await user.sees("这个文件超过 10 MB")


async def test_a_download_is_tried_again(server: BotApiServer, line: Line) -> None:
    server.fail("download", Fault(drop="before"))
    user = server.user(1001)
    await user.sends_voice(b"OggS" + b"\0" * 60)
    await user.sees("files=1")


async def test_a_word_document_is_taken(server: BotApiServer, line: Line) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    user = server.user(1001)
    await user.sends_document(content.getvalue(), "报告.docx")
    await user.sees("files=1")


async def test_the_same_update_twice_is_one_act_and_one_file(server: BotApiServer, line: Line) -> None:
    user = server.user(1001)
    update_id = await user.sends_photo(PNG)
    await user.sees("files=1")
    await line.restart()
    await server.repeat(update_id)
    await confirmed(server, update_id)
    person = await line.engine.person_for("telegram", "1001")
    loose = line.transactions.run_now(lambda uow: uow.attachments.loose(person.id))
    assert (len(line.engine.incomings), len(loose), len(user.chat.messages)) == (1, 1, 1)


async def test_an_answer_with_updates_that_is_lost_loses_no_update(server: BotApiServer, line: Line) -> None:
    server.fail("getUpdates", Fault(drop="after"))
    user = server.user(1001)
    await user.says("第一句")
    await user.sees("第一句")


async def test_an_update_that_fails_once_is_handled_at_the_second_try(server: BotApiServer, line: Line) -> None:
    line.engine.failures = 1
    user = server.user(1001)
    await user.says("第一句")
    await user.sees("echo 第一句")


async def test_somebody_whose_message_cannot_be_handled_is_told(server: BotApiServer, line: Line) -> None:
    line.engine.failures = 3
    user = server.user(1001)
    update_id = await user.says("第一句")
    await user.sees("没有办成")
    await confirmed(server, update_id)


async def test_what_was_not_handled_comes_again_after_a_restart(server: BotApiServer) -> None:
    line = Line(server)
    await line.start()
    await server.user(1001).says("/start")
    await server.user(1001).sees("echo")
    await line.channel.stop()
    await server.user(1001).says("停机时说的话")
    await line.restart()
    await server.user(1001).sees("echo 停机时说的话")
    await line.stop()


async def test_a_dead_server_is_survived(server: BotApiServer, line: Line) -> None:
    user = server.user(1001)
    await user.says("第一句")
    await user.sees("第一句")
    await server.die()
    await asyncio.sleep(0.5)
    await server.listen()
    await user.says("第二句")
    await user.sees("第二句")


async def test_a_start_does_not_wait_for_a_dead_server() -> None:
    server = BotApiServer()
    await server.listen()
    await server.die()
    line = Line(server)
    async with asyncio.timeout(10):  # nobody brings the server back meanwhile
        await line.start()
    await server.listen()
    await server.user(1001).says("终于")
    await server.user(1001).sees("终于")
    await line.stop()
    await server.die()


async def test_a_flooding_server_is_waited_out(server: BotApiServer) -> None:
    server.fail("getUpdates", Fault(refusal=Refusal(429, "Too Many Requests: retry after 1", retry_after=1)))
    async with receiving(server):
        user = server.user(1001)
        await user.says("第一句")
        await user.sees("第一句")


async def test_another_poller_is_named_as_the_reason(server: BotApiServer, caplog: pytest.LogCaptureFixture) -> None:
    server.fail("getUpdates", Fault(refusal=Refusal(409, "Conflict: terminated by other getUpdates request")))
    async with receiving(server):
        await until(lambda: "action=telegram_conflict" in caplog.text)
    assert "Another process receives this bot's messages" in caplog.text


async def test_a_wrong_token_is_said_without_showing_it(server: BotApiServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    token, server.token = server.token, "987654321:AAotherOTHERotherOTHERotherOTHERother"
    line = Line(server)
    server.token = token
    await line.start()
    await until(lambda: "action=telegram_wrong_token" in caplog.text)
    await line.stop()
    assert "AAother" not in "".join(record.getMessage() for record in caplog.records)


async def test_stopping_takes_no_longer_than_ten_seconds_even_in_a_long_poll(server: BotApiServer, line: Line) -> None:
    await until(lambda: server.polls > 0)
    async with asyncio.timeout(10):
        await line.stop()


async def test_menus_are_set_by_language_and_by_role(server: BotApiServer, line: Line) -> None:
    user = server.user(1001)
    await user.says("您好")
    await user.sees("您好")
    await until(lambda: server.menu("1001") is not None)
    assert server.menu() == server.menu(language="zh") == server.menu("1001")


async def test_an_answer_lost_on_its_way_is_sent_again_and_marked(server: BotApiServer, line: Line) -> None:
    server.fail("sendMessage", Fault(drop="after"))
    user = server.user(1001)
    await user.says("第一句")
    await user.sees("可能重复发送")
    await until(lambda: [type(outcome) for outcome in line.outcomes] == [Lost, Sent])


@pytest.fixture
async def hooked(server: BotApiServer, unused_tcp_port: int) -> AsyncIterator[Line]:
    """Telegram brings updates to a web application of ours."""
    url = f"http://127.0.0.1:{unused_tcp_port}/telegram/hook"
    line = Line(server, webhook_url=url)
    app = web.Application()
    app.add_routes(line.channel.routes)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", unused_tcp_port).start()
    await line.start()
    yield line
    await line.stop()
    await runner.cleanup()


async def test_the_webhook_is_registered_and_brings_words(server: BotApiServer, hooked: Line) -> None:
    user = server.user(1001)
    await user.says("第一句")
    await user.sees("echo 第一句")
    assert (server.polls, server.webhook_url) == (0, hooked.webhook_url)


async def test_the_webhook_asks_for_an_update_again_that_could_not_be_stored(
    server: BotApiServer, hooked: Line
) -> None:
    hooked.engine.failures = 2
    user = server.user(1001)
    await user.says("第一句")
    await user.sees("echo 第一句")


async def test_the_webhook_listens_only_to_who_knows_the_secret(server: BotApiServer, hooked: Line) -> None:
    assert hooked.webhook_url is not None
    update = {"update_id": 1, "message": {}}
    async with ClientSession() as session:
        statuses = []
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}, {"X-Telegram-Bot-Api-Secret-Token": "错"}):
            async with session.post(hooked.webhook_url, json=update, headers=headers) as response:
                statuses.append(response.status)
    assert (statuses, hooked.engine.incomings) == ([403, 403, 403], [])
