"""Telegram and the web chat say the same: same words, same buttons, same files and links.

The exceptions: confidential matter stays on our own pages (Art. 25), so Telegram shows its brief and a link; a
keyboard that shares a phone number has no buttons to press, its other answers are typed; web pages have a field for
the placeholder, in Telegram it is a line below the question.
"""

from __future__ import annotations

from typing import get_args

import pytest

from bot.channels.telegram.render import DATA_LIMIT, ContactRequest, Inline, SendDocument, SendText, render
from bot.channels.webchat.rendering import Json, Reader, shown
from casework.fakes import EPOCH
from casework.ports import Abort, Ask, Choose, Done, Message, OpenLink, Option, Reply, Say, SendFile, Text
from casework.ports.encoding import dump_reply
from risk.identity import Secret
from storage.memory import MemoryTransactions
from tests.support.botapi import markup
from tests.support.telegram_line import BASE_URL, parcel

WORDS, OPEN = Text(key="telegram-confidential"), Text(key="telegram-open")
ROWS = (
    (Option(label=OPEN, action="circular.show", subject="c1"), Option(label=WORDS, value="skip")),
    (Option(label=Text(key="telegram-more"), value="page:2"),),
)
ALIKE: tuple[Reply, ...] = (
    Say(text=WORDS),
    Say(text=WORDS, options=ROWS),
    Ask(text=WORDS),
    Ask(text=WORDS, options=ROWS),
    Ask(text=WORDS, want="file", options=ROWS),
    Choose(text=WORDS, options=ROWS),
    Done(text=WORDS, options=ROWS),
    Abort(text=WORDS),
    OpenLink(text=WORDS, label=OPEN, path="/portal"),
    SendFile(text=WORDS, document="attachment:1", file_name="通告.pdf"),
)
MESSAGE_ID = "f" * 32


def on_the_web(reply: Reply, locale: str) -> Json:
    message = Message(
        id=MESSAGE_ID,
        address_id="a",
        person_id="p",
        channel="webchat",
        created_at=EPOCH,
        reply=Secret(dump_reply(reply)),
    )
    reader = Reader(locale=locale, timezone="Asia/Shanghai")
    return MemoryTransactions().run_now(lambda uow: shown(uow, message, reader))


def in_telegram(reply: Reply, locale: str) -> SendText | SendDocument:
    (call,) = render(parcel(reply, to=1, locale=locale, message_id=MESSAGE_ID), base_url=BASE_URL, tz="Asia/Shanghai")
    return call


def test_every_type_of_reply_is_compared() -> None:
    assert {type(reply) for reply in ALIKE} == set(get_args(Reply))


@pytest.mark.parametrize("locale", ["zh-CN", "zh-HK", "en"])
@pytest.mark.parametrize("reply", ALIKE)
def test_the_two_channels_say_the_same(reply: Reply, locale: str) -> None:
    web, call = on_the_web(reply, locale), in_telegram(reply, locale)
    words = markup.shown(call.html, "HTML", limit=markup.TEXT_LIMIT, what="text")
    assert words == "".join(part for part, _ in web["text"])


@pytest.mark.parametrize("locale", ["zh-CN", "zh-HK", "en"])
@pytest.mark.parametrize("reply", [reply for reply in ALIKE if not isinstance(reply, SendFile | OpenLink)])
def test_the_two_channels_have_the_same_buttons(reply: Reply, locale: str) -> None:
    web, call = on_the_web(reply, locale), in_telegram(reply, locale)
    assert isinstance(call, SendText)
    rows = call.keyboard.rows if isinstance(call.keyboard, Inline) else ()
    there = [[(button.label, button.data.removeprefix("b:")) for button in row] for row in rows]
    here = [[(button["label"], button["press"]) for button in row] for row in web.get("options", [])]
    assert there == here
    assert all(len(button.data.encode()) <= DATA_LIMIT for row in rows for button in row)


def test_links_and_files_are_the_same() -> None:
    link, file = ALIKE[-2], ALIKE[-1]
    there = in_telegram(link, "en")
    assert isinstance(there, SendText)
    assert isinstance(there.keyboard, Inline)
    (button,) = there.keyboard.rows[0]
    here = on_the_web(link, "en")["link"]
    assert (button.label, button.url) == (here["label"], f"{BASE_URL}{here['href']}")
    document = in_telegram(file, "en")
    assert isinstance(document, SendDocument)
    assert [document.file_name] == [shown_file["name"] for shown_file in on_the_web(file, "en")["files"]]


def test_answers_beside_a_shared_number_carry_the_same_words() -> None:
    reply = Ask(text=WORDS, want="contact", options=ROWS)
    call = in_telegram(reply, "en")
    assert isinstance(call, SendText)
    assert isinstance(call.keyboard, ContactRequest)
    here = [tuple(button["label"] for button in row) for row in on_the_web(reply, "en")["options"]]
    assert list(call.keyboard.others) == here
