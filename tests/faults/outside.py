"""What stands around the program and outlives it: Telegram, a webhook's receiver, a mail server; and the readers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Final, TypeVar

from tests.faults.book import OFFICER, Book
from tests.support.botapi import BotApiServer
from tests.support.botapi.chats import BotMessage
from tests.support.botapi.users import User
from tests.support.mail_house import MailHouse, Taken
from tests.support.outgoing_lines import text_of
from tests.support.receivers import WEBHOOK_SECRET, Got, Receivers
from texts.catalogue import say

T = TypeVar("T")

READERS: Final = ("5001", "5002", "5003")  # chats
HOOK, MAILBOX = "hook", "ying@example.org"
EVERYBODY: Final = (*(("telegram", number) for number in READERS), ("webhook", HOOK), ("mail", MAILBOX))
_ISSUE, _ACKNOWLEDGE = (say("zh-CN", key) for key in ("circular-issue", "circular-acknowledge"))


class Outside:
    """`async with Outside(book) as outside:`. Whoever is shown a button of 签发 or 签收 presses it, once."""

    def __init__(self, book: Book) -> None:
        self.telegram = BotApiServer()
        self.hook = Receivers()
        self.mail = MailHouse(certificates=Path(), security="none")
        self._book = book
        self._taken = 0
        self._strike: tuple[int, Callable[[str], None]] | None = None
        self._presses: set[asyncio.Task[object]] = set()
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Outside:
        for server in (self.telegram, self.hook, self.mail):
            await self._stack.enter_async_context(server)
        self.telegram.calls = _Heard(lambda call: self._takes(call[0]))
        self.hook.got = _Heard(self._hook_has)
        self.mail.taken = _Heard(self._mailbox_has)
        for number in (OFFICER, *READERS):
            user = self.telegram.user(int(number))
            user.chat.messages = _Heard(_shown_to(self._chat_has, user))
        return self

    async def __aexit__(self, *_: object) -> None:
        for press in self._presses:
            press.cancel()
        await asyncio.gather(*self._presses, return_exceptions=True)
        await self._stack.aclose()

    @property
    def settings(self) -> dict[str, str]:
        """By which the program finds all this."""
        return {
            "telegram_token": self.telegram.token,
            "telegram_api_url": self.telegram.url,
            "webhook_hosts": self.hook.url.removeprefix("http://"),
            "mail_host": "127.0.0.1",
            "mail_port": str(self.mail.port),
            "mail_security": "none",
            "mail_from": "烽火平台 <alerts@example.org>",
            "mail_per_minute": "60000",
        }

    @property
    def addresses(self) -> list[tuple[str, str]]:
        """Channel and address of every reader."""
        return [(channel, f"{self.hook.url}/hook {WEBHOOK_SECRET}" if at == HOOK else at) for channel, at in EVERYBODY]

    def strike_at(self, number: int, strike: Callable[[str], None]) -> None:
        """Calls `strike` with its kind when the `number`-th request from now on has been taken."""
        self._taken, self._strike = 0, (number, strike)

    def forbear(self) -> None:
        self._strike = None

    def _takes(self, kind: str) -> None:
        self._taken += 1
        if self._strike is not None and self._strike[0] == self._taken:
            self._strike[1](kind)

    def _chat_has(self, user: User, message: BotMessage) -> None:
        number = str(user.id)
        press = next((data for data in (b.get("callback_data") for b in message.buttons) if data), "")
        self._book.heard("telegram", number, message.text, id=_message_id(press), external_id=str(message.message_id))
        for button in message.buttons:
            if button["text"] in (_ISSUE, _ACKNOWLEDGE):
                self._press(user, message, button)

    def _press(self, user: User, message: BotMessage, button: dict[str, Any]) -> None:
        matter = next((each for each in self._book.matters.values() if each.title in message.text), None)
        if matter is None:
            return
        if button["text"] == _ISSUE:
            if matter.issue_pressed:
                return
            matter.issue_pressed = True
        else:
            if str(user.id) in matter.pressed:
                return
            matter.pressed.add(str(user.id))
        press = asyncio.create_task(user.presses_data(message, button["callback_data"], button["text"]))
        self._presses.add(press)
        press.add_done_callback(self._presses.discard)

    def _hook_has(self, got: Got) -> None:
        told = json.loads(got.body)
        words = f"{told['heading']}\n{told['text']}"
        self._book.heard("webhook", HOOK, words, id=told["id"], external_id=told["id"], repeat=told["may_be_a_repeat"])
        self._takes("hook")

    def _mailbox_has(self, taken: Taken) -> None:
        id_ = str(taken.mail["Message-ID"]).strip(" <>").partition(".")[0]
        self._book.heard("mail", MAILBOX, text_of(taken.mail), id=id_, external_id=id_)
        self._takes("mail")


class _Heard(list[T]):
    """A list that tells of what is appended."""

    def __init__(self, told: Callable[[T], None]) -> None:
        super().__init__()
        self._told = told

    def append(self, item: T) -> None:
        super().append(item)
        self._told(item)


def _shown_to(told: Callable[[User, BotMessage], None], user: User) -> Callable[[BotMessage], None]:
    return lambda message: told(user, message)


def _message_id(press: str) -> str:
    """Buttons carry the name of their message: "p:ID:ROW:COLUMN"."""
    return press.rpartition(":")[0].rpartition(":")[0].rpartition(":")[2]
