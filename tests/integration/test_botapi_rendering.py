"""What we render is taken by a server that checks markup, lengths and buttons as strictly as Telegram or stricter."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.channels.telegram.render import (
    CAPTION_LIMIT,
    TEXT_LIMIT,
    Button,
    ContactRequest,
    Inline,
    SendDocument,
    SendText,
    render,
)
from bot.channels.telegram.rich import HINT, MARKED, PLAIN, clean, cut, split, to_html, units
from casework.ports import Abort, Ask, Choose, Done, OpenLink, Option, Reply, Say, SendFile, Sent, Text
from tests.support.botapi import BotApiServer, markup
from tests.support.echo import sentence
from tests.support.telegram_line import BASE_URL, Line, parcel, sending
from texts.catalogue import variables

HOSTILE = (
    "<b>不是粗体</b> & &lt; <script>alert(1)</script>",
    "</u></b><a href='tg://user?id=1'>",
    "👨‍👩‍👧‍👦🇨🇳👍🏽" * 50,
    "مرحبا بالعالم " * 50 + "\u202eabc",
    "\ud83d 半个表情 \ude00",
    "\ud83d\ude00 两半合一",
    "\x00\x01\x1b[31m\x7f",
    "Z̸̛̺a̷͙͝l̵̰̈g̶̼̈o̸̡͝" * 60,
    "   \n\n\t ",
    "{ $label } { product-toys }",
)
WORDS = Text(key="telegram-confidential")
OPEN = Text(key="telegram-open")
ROWS = ((Option(label=OPEN, action="circular.show", subject="c1"), Option(label=WORDS, value="skip")),)


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as server:
        server.user(1001)
        yield server


@pytest.fixture
async def line(server: BotApiServer) -> AsyncIterator[Line]:
    async with sending(server) as line:
        yield line


def calls(reply: Reply, *, base_url: str = BASE_URL, **changes: object) -> tuple[SendText | SendDocument, ...]:
    return render(parcel(reply, to=1001, **changes), base_url=base_url, tz="Asia/Shanghai")  # type: ignore[arg-type]


EVERY_KIND: tuple[Reply, ...] = (
    Say(text=WORDS),
    Say(text=WORDS, options=ROWS, urgent=True),
    Say(text=WORDS, options=ROWS, confidential=True, brief=OPEN, urgent=True),
    Ask(text=WORDS, placeholder=OPEN),
    Ask(text=WORDS, want="file", options=ROWS),
    Ask(text=WORDS, want="contact", options=ROWS),
    Choose(text=WORDS, options=ROWS),
    Choose(text=WORDS, options=tuple((Option(label=OPEN, value=str(n), chosen=n % 2 == 0),) for n in range(130))),
    OpenLink(text=WORDS, label=OPEN, path="/portal"),
    Done(text=WORDS, options=ROWS),
    Abort(text=WORDS),
    SendFile(text=WORDS, document="attachment:1", file_name="a.pdf", confidential=True),
)


@pytest.mark.parametrize("reply", EVERY_KIND)
@pytest.mark.parametrize("locale", ["zh-CN", "zh-HK", "en"])
@pytest.mark.parametrize("base_url", [BASE_URL, "http://localhost:8080"])
async def test_telegram_takes_every_kind_of_reply(
    server: BotApiServer, reply: Reply, locale: str, base_url: str
) -> None:
    async with sending(server, base_url=base_url) as line:
        outcome = await line.channel.sender.send(parcel(reply, to=1001, locale=locale, one_time_link="/enter/t"))
    assert (type(outcome), server.refusals) == (Sent, [])


@pytest.mark.parametrize("words", HOSTILE)
async def test_telegram_takes_hostile_words(server: BotApiServer, line: Line, words: str) -> None:
    outcome = await line.channel.sender.send(parcel(sentence(words), to=1001))
    assert (type(outcome), server.refusals) == (Sent, [])


async def test_words_are_shown_as_they_were_written(server: BotApiServer, line: Line) -> None:
    await line.channel.sender.send(parcel(sentence(HOSTILE[0]), to=1001))
    await server.user(1001).sees(HOSTILE[0])


@given(st.text(alphabet=st.characters(codec=None), max_size=300), st.integers(min_value=5, max_value=60))
@example("<" * 100, 30)
@example("\U0001f600" * 100, 31)
def test_pieces_hold_all_words_and_keep_the_limit(words: str, limit: int) -> None:
    runs = [(clean(words), PLAIN), (clean(words), MARKED), ("x", HINT)]
    pieces = [markup.shown(to_html(piece), "HTML", limit=limit, what="text") for piece in split(runs, limit)]
    joined = "".join("".join(pieces).split())
    assert joined == "".join("".join(text for text, _ in runs).split())


def test_a_family_of_joined_characters_is_not_torn() -> None:
    family = "👨‍👩‍👧‍👦"
    pieces = split([("a" * 20 + family, PLAIN)], 20 + units(family) - 3)
    assert [piece[0][0] for piece in pieces] == ["a" * 20, family]


def test_a_long_text_is_cut_at_a_line_end() -> None:
    text = "行\n" * 3000
    assert all(
        units(piece[0][0]) <= TEXT_LIMIT and piece[0][0].endswith("行") for piece in split([(text, PLAIN)], 4096)
    )


def test_ten_megabytes_are_split_without_losing_a_character() -> None:
    text = "火" * (10 * 1024 * 1024 // 3)
    assert sum(units(piece[0][0]) for piece in split([(text, PLAIN)], TEXT_LIMIT)) == len(text)


def test_labels_are_cut_within_the_limit() -> None:
    assert (units(cut("😀" * 60, 64)), cut("短", 64)) == (63, "短")


def test_marked_spans_of_the_quote_are_marked_and_the_rest_is_escaped() -> None:
    params = dict.fromkeys(variables("zh-CN", "officer-relay-answer"), "1") | {"quote": "磁铁<b>小</b>"}
    reply = Say(text=Text(key="officer-relay-answer", params=params), marked=((0, 2), (1, 3), (99, 3)))
    (call,) = calls(reply)
    assert isinstance(call, SendText)
    assert "<b><u>磁铁</u></b><b><u>&lt;</u></b>b&gt;小&lt;/b&gt;" in call.html


def test_buttons_carry_the_message_and_their_place() -> None:
    (call,) = calls(Choose(text=WORDS, options=ROWS))
    assert isinstance(call, SendText)
    assert isinstance(call.keyboard, Inline)
    assert [button.data for button in call.keyboard.rows[0]] == [f"b:{'0' * 31}7:0:0", f"b:{'0' * 31}7:0:1"]


def test_more_buttons_than_a_keyboard_holds_go_on_below() -> None:
    options = tuple((Option(label=OPEN, value=str(n)),) for n in range(130))
    sizes = [len(call.keyboard.rows) for call in calls(Choose(text=WORDS, options=options))]  # type: ignore[union-attr]
    assert sizes == [100, 30]


def test_confidential_matter_shows_its_brief_and_a_link_and_only_acts_that_say_nothing() -> None:
    secret = Text(key="telegram-chosen", params={"label": "某公司的玩具"})
    options = ((Option(label=secret, action="signal.show"), Option(label=OPEN, action="signal.acknowledge")),)
    reply = Say(text=secret, options=options, confidential=True, brief=WORDS)
    (call,) = calls(reply, one_time_link="https://fenghuo.example.cn/enter/t")
    assert call == SendText(
        html="您有一份内容需要在本平台网页上查看。",
        keyboard=Inline(
            rows=(
                (Button(label="打开查看", url="https://fenghuo.example.cn/enter/t"),),
                (Button(label="打开查看", data=f"b:{'0' * 31}7:0:1"),),
            )
        ),
    )


@pytest.mark.parametrize("base_url", ["http://localhost:8080", "http://127.0.0.1:80", "http://10.0.0.7", "http://box"])
def test_an_address_of_this_network_is_written_out_instead_of_a_button(base_url: str) -> None:
    (call,) = calls(OpenLink(text=WORDS, label=OPEN, path="/portal"), base_url=base_url)
    assert call == SendText(html=f"您有一份内容需要在本平台网页上查看。\n打开查看\n{base_url}/portal")


def test_sharing_a_number_is_one_button_and_the_other_answers_are_typed() -> None:
    (call,) = calls(Ask(text=WORDS, want="contact", options=((Option(label=OPEN, value="skip"),),)))
    assert isinstance(call, SendText)
    assert call.keyboard == ContactRequest(label="📱 发送我的手机号", others=(("打开查看",),))


def test_a_caption_over_the_limit_goes_before_its_file() -> None:
    long = Text(key="telegram-chosen", params={"label": "长" * (CAPTION_LIMIT + 1)})
    before, file = calls(SendFile(text=long, document="attachment:1", file_name="../a/b\n.pdf"))
    assert isinstance(before, SendText)
    assert file == SendDocument(document="attachment:1", file_name=".._a_b .pdf")
