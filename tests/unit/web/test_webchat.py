"""The web chat over HTTP: posts, repeats, uploads, files, the stream."""

from __future__ import annotations

import io
import uuid
import zipfile

import pytest
from aiohttp import ClientTimeout, StreamReader

from bot.channels.uploads import MAX_FILE, FileRefused, clean_name, media_type_of
from bot.channels.webchat.rendering import Reader, shown
from casework import access
from casework.ports import Message, Say, Text, UnitOfWork
from casework.tell import WEBCHAT, tell
from risk.organisation import Role
from storage.memory import MemoryTransactions
from tests.support.web_client import Client, client, words
from tests.support.web_house import WebHouse, sentence, web_house
from web.limits import Limit

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0" * 64


async def test_words_are_answered_and_stay_in_the_history(browser: Client) -> None:
    await browser.visit()
    mine, answer = await browser.say("<b>它冒烟了</b> مرحبا 😀")
    assert (mine["in"], words(mine)) == (True, "<b>它冒烟了</b> مرحبا 😀")
    assert words(answer).endswith("<b>它冒烟了</b> مرحبا 😀 files=0")
    assert [mine["seq"], answer["seq"]] == [1, 2]


async def test_a_post_without_a_session_is_told_to_open_one(browser: Client) -> None:
    await browser.page("/chat")
    status, _ = await browser.post("/chat/say", {"id": "12345678", "text": "hello"})
    assert status == 401


async def test_the_same_post_again_is_one_act(browser: Client) -> None:
    await browser.visit()
    id_ = str(uuid.uuid4())
    first = await browser.say("hello", id_=id_)
    assert await browser.say("hello", id_=id_) == first


async def test_opening_twice_is_one_visitor(house: WebHouse, browser: Client) -> None:
    await browser.visit()
    await browser.post("/chat/open", {})
    assert house.count(lambda uow: len(uow.people.all())) == 1


async def test_a_press_is_answered_once_however_often_it_is_made(browser: Client) -> None:
    await browser.visit()
    question = (await browser.say("choose"))[-1]
    press = question["options"][0][0]["press"]
    for _ in range(2):
        _, answer = await browser.post("/chat/press", {"id": str(uuid.uuid4()), "press": press, "after": 2})
    said = [words(one) for one in answer["messages"] if not one["in"]]
    assert [line for line in said if "answered" in line] == ["用于您反映的情况：answered yes files=0"]


async def test_a_button_of_somebody_else_does_nothing(house: WebHouse, browser: Client) -> None:
    await browser.visit()
    press = (await browser.say("card"))[-1]["options"][0][0]["press"]
    async with client(house) as other:
        await other.visit()
        _, answer = await other.post("/chat/press", {"id": str(uuid.uuid4()), "press": press})
    assert not any("done" in words(one) for one in answer["messages"])


@pytest.mark.parametrize(
    "body",
    [{}, {"id": "x", "text": "a"}, {"id": "12345678"}, {"id": "12345678", "text": 7}, {"id": "12345678", "text": "  "}],
)
async def test_malformed_posts_get_a_sentence(browser: Client, body: dict[str, object]) -> None:
    await browser.visit()
    status, answer = await browser.post("/chat/say", body)
    assert (status, bool(answer["error"]["text"])) == (400, True)


async def test_a_ten_megabyte_text_is_refused_with_what_to_do(house: WebHouse) -> None:
    async with client(house, language="en") as browser:
        await browser.visit()
        status, answer = await browser.post("/chat/say", {"id": "12345678", "text": "x" * 10_000_000})
    assert status == 413
    assert "in parts, or as a file" in answer["error"]["text"]


async def test_too_many_messages_are_asked_to_wait(memory: MemoryTransactions) -> None:
    async with web_house(memory, limits={"say": Limit(amount=3, seconds=60)}) as house, client(house) as browser:
        await browser.visit()
        for _ in range(3):
            await browser.say("hello")
        status, _ = await browser.post("/chat/say", {"id": "12345678", "text": "hello"})
    assert status == 429


async def test_a_photo_arrives_with_its_words_and_is_its_senders_alone(house: WebHouse, browser: Client) -> None:
    await browser.visit()
    status, answer = await browser.upload(("冒烟.png", PNG), text="看照片")
    assert status == 200
    mine = answer["messages"][0]
    assert (words(mine), mine["files"][0]["name"], mine["files"][0]["image"]) == ("看照片", "冒烟.png", True)
    href = mine["files"][0]["href"]
    async with browser.session.get(href) as response:
        assert (response.status, response.content_type, await response.read()) == (200, "image/png", PNG)
    async with client(house) as other:
        assert (await other.get(href))[0] == 404
        await other.visit()
        assert (await other.get(href))[0] == 404


async def test_the_same_upload_again_is_one_file(house: WebHouse, browser: Client) -> None:
    await browser.visit()
    for _ in range(2):
        _, answer = await browser.upload(("a.png", PNG), id_="upload-12345")
    assert len([one for one in answer["messages"] if one["in"]]) == 1
    person = house.transactions.run_now(lambda uow: uow.people.all()[0])
    assert house.count(lambda uow: len(uow.attachments.loose(person.id))) == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("big.png", PNG + b"\0" * MAX_FILE, "file-size"),
        ("photo.png", b"<script>alert(1)</script>", "file-kind"),
        ("program.pdf", b"MZ" + b"\0" * 200, "file-kind"),
        ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "file-kind"),
        ("empty.png", b"", "file-empty"),
    ],
    ids=["large", "page", "program", "drawing", "empty"],
)
async def test_a_file_that_we_do_not_take_is_named_in_the_refusal(
    browser: Client, name: str, content: bytes, code: str
) -> None:
    await browser.visit()
    status, answer = await browser.upload((name, content))
    assert status in (413, 422)
    assert answer["error"]["code"] == code
    if code != "file-empty":
        assert name in answer["error"]["text"]


async def test_six_files_at_once_are_too_many(browser: Client) -> None:
    await browser.visit()
    _, answer = await browser.upload(*((f"{n}.png", PNG) for n in range(6)))
    assert answer["error"]["code"] == "file-count"


def test_office_files_are_known_by_what_is_in_them() -> None:
    assert media_type_of(_archive("word/document.xml")).endswith("wordprocessingml.document")
    assert media_type_of(_archive("xl/workbook.xml")).endswith("spreadsheetml.sheet")
    for names in (("readme.txt",), ("word/document.xml", "word/vbaProject.bin")):
        with pytest.raises(FileRefused):
            media_type_of(_archive(*names))


def test_a_file_name_loses_its_path_and_what_cannot_be_seen() -> None:
    assert clean_name("C:\\fake\\../evil\u202egnp.exe\n") == "evilgnp.exe"
    assert len(clean_name("长" * 500)) <= 120


async def test_the_stream_brings_what_came_after_and_resumes(house: WebHouse, browser: Client) -> None:
    await browser.visit()
    await browser.say("one")
    await browser.say("two")
    async with browser.session.get("/chat/events", headers={"Last-Event-ID": "2"}) as stream:
        assert await _ids(stream.content, 2) == [3, 4]


async def test_the_stream_brings_what_another_process_wrote(house: WebHouse, browser: Client) -> None:
    await browser.visit()
    person = house.transactions.run_now(lambda uow: uow.people.all())[0]
    async with browser.session.get("/chat/events?after=0", timeout=ClientTimeout(total=10)) as stream:
        house.transactions.run_now(
            lambda uow: tell(uow, house.env, person, Say(text=sentence("news")), dedupe="elsewhere")
        )
        assert await _ids(stream.content, 1) == [1]


async def test_a_stranger_gets_no_stream(browser: Client) -> None:
    assert (await browser.get("/chat/events"))[0] == 401


async def test_older_messages_come_in_pages(browser: Client) -> None:
    await browser.visit()
    for n in range(15):
        await browser.say(f"m{n}")
    async with browser.session.get("/chat/history?before=5") as response:
        assert [one["seq"] for one in (await response.json())["messages"]] == [1, 2, 3, 4]


async def test_the_chosen_language_is_kept_with_the_person(house: WebHouse, browser: Client) -> None:
    await browser.visit()
    await browser.post("/chat/language", {"locale": "en"})
    assert "For your report: hello" in words((await browser.say("hello"))[-1])
    status, _ = await browser.post("/chat/language", {"locale": "tlh"})
    assert status == 400


async def test_seen_messages_are_reported_without_harm(browser: Client) -> None:
    await browser.visit()
    await browser.say("hello")
    assert await browser.post("/chat/seen", {"seq": 2}) == (200, {})
    assert (await browser.post("/chat/seen", {"seq": "2"}))[0] == 400


async def test_evidence_words_are_marked_inside_the_quotation(house: WebHouse) -> None:
    officer = house.person(Role.OFFICER)

    def body(uow: UnitOfWork) -> list[list[object]]:
        reply = Say(text=Text(key="web-real-name-case", params={"number": "x"}), marked=((0, 1),))
        assert shown(uow, _kept(uow, house, officer.id, reply), READER)["text"] == [["用于您反映的情况：x", False]]
        quoted = Say(
            text=Text(key="officer-relay-said", params={"at": "今天", "quote": "玩具冒烟了"}), marked=((2, 4), (3, 99))
        )
        pieces: list[list[object]] = shown(uow, _kept(uow, house, officer.id, quoted), READER)["text"]
        return pieces

    pieces = house.transactions.run_now(body)
    assert [piece for piece, marked in pieces if marked] == ["冒烟了"]


READER = Reader(locale="zh-CN", timezone="Asia/Shanghai")


def _kept(uow: UnitOfWork, house: WebHouse, person_id: str, reply: Say) -> Message:
    access.web_address(uow, house.env, uow.people.get(person_id))
    message = tell(uow, house.env, uow.people.get(person_id), reply, dedupe=house.env.ids.new())[0]
    address = uow.addresses.at(WEBCHAT, person_id)
    assert address is not None
    return uow.outbox.get(message.id)


def _archive(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return content.getvalue()


async def _ids(content: StreamReader, count: int) -> list[int]:
    found: list[int] = []
    async for line in content:
        if line.startswith(b"id: "):
            found.append(int(line[4:]))
        if len(found) == count:
            break
    return found
