"""Chats and what was said in them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .refusal import Refusal, bad, blocked


@dataclass(kw_only=True)
class BotMessage:
    """A message of the bot as it stands now. `text` is what is shown, without markup."""

    message_id: int
    chat_id: int
    text: str
    html: str
    markup: dict[str, Any] | None = None
    document: bytes | None = None
    file_name: str = ""
    edits: int = 0
    deleted: bool = False

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """Inline or reply keyboard, row after row."""
        rows = (self.markup or {}).get("inline_keyboard") or (self.markup or {}).get("keyboard") or []
        return [button if isinstance(button, dict) else {"text": button} for row in rows for button in row]

    @property
    def labels(self) -> list[str]:
        return [button["text"] for button in self.buttons]


@dataclass(kw_only=True)
class Chat:
    id: int
    kind: str = "private"
    messages: list[BotMessage] = field(default_factory=list)
    shown: list[BotMessage] = field(default_factory=list)  # sent and edited, in the order of time
    actions: list[str] = field(default_factory=list)
    blocked: bool = False
    moved_to: int | None = None


class Chats:
    """Chats exist because a test has made them."""

    def __init__(self) -> None:
        self._chats: dict[int, Chat] = {}
        self._last = 0
        self._news = asyncio.Condition()

    def __iter__(self) -> Iterator[Chat]:
        return iter(self._chats.values())

    def make(self, id_: int, kind: str = "private") -> Chat:
        return self._chats.setdefault(id_, Chat(id=id_, kind=kind))

    def next_number(self) -> int:
        self._last += 1
        return self._last

    def reachable(self, id_: int | str) -> Chat:
        """Raises what Telegram answers for chats that cannot be written to."""
        chat = self._chats.get(int(id_)) if str(id_).lstrip("-").isdigit() else None
        if chat is None:
            raise bad("chat not found")
        if chat.moved_to is not None:
            raise Refusal(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.moved_to,
            )
        if chat.blocked:
            raise blocked()
        return chat

    def message(self, chat: Chat, number: int) -> BotMessage:
        for message in chat.messages:
            if message.message_id == number and not message.deleted:
                return message
        raise bad("message to edit not found")

    async def show(self, chat: Chat, message: BotMessage) -> None:
        """A new or changed message is on the screen."""
        if message not in chat.messages:
            chat.messages.append(message)
        async with self._news:
            chat.shown.append(message)
            self._news.notify_all()

    async def wait(self) -> None:
        """Until something new is shown in any chat."""
        async with self._news:
            await self._news.wait()
