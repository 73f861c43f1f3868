"""People at the other end, driven by tests."""

from __future__ import annotations

import asyncio
from typing import Any

from .chats import BotMessage, Chat
from .methods import World, as_json

_DATE = 1_772_413_200
_PATIENCE = 1.0  # seconds


class User:
    """A person in a private chat with the bot, or (with `chat`) in a group."""

    def __init__(self, world: World, id_: int, *, language: str, chat: Chat | None = None, phone: str = "") -> None:
        self._world = world
        self.id = id_
        self.phone = phone
        self.chat = chat or world.chats.make(id_)
        self._from = {"id": id_, "is_bot": False, "first_name": f"P{id_}", "language_code": language}
        self._since = 0  # where in the chat's `shown` the last act of this person stands
        self._lines: list[tuple[int, str]] = []

    async def says(self, text: str) -> int:
        """The update's id, as of all acts."""
        return await self._sends({"text": text}, text)

    async def opens(self, payload: str) -> int:
        """A deep link t.me/bot?start=PAYLOAD."""
        return await self.says(f"/start {payload}")

    async def edits(self, text: str) -> int:
        """An earlier message of theirs."""
        return await self._acts(
            "edited_message", {**self._message(), "edit_date": _DATE, "text": text}, f"(edit) {text}"
        )

    async def shares_contact(self, phone: str, *, of: int | None = None) -> int:
        """Their own number, or that of another person in their phone book."""
        contact = {"phone_number": phone, "first_name": "P", "user_id": of or self.id}
        return await self._sends({"contact": contact}, f"(contact {phone})")

    async def sends_photo(self, content: bytes, *, caption: str = "") -> int:
        """Telegram makes a small copy beside the large one."""
        sizes = [
            {"file_id": self._keep(data), "file_unique_id": f"{side}", "width": side, "height": side, "file_size": size}
            for data, side, size in ((b"small", 90, 5), (content, 1280, len(content)))
        ]
        return await self._sends({"photo": sizes, **_caption(caption)}, f"(photo) {caption}")

    async def sends_document(
        self, content: bytes, name: str, *, caption: str = "", told_size: int | None = None
    ) -> int:
        """`told_size`: what Telegram says of the size, if it is to be wrong."""
        size = len(content) if told_size is None else told_size
        document = {"file_id": self._keep(content), "file_unique_id": "d", "file_name": name, "file_size": size}
        return await self._sends({"document": document, **_caption(caption)}, f"(file {name}) {caption}")

    async def sends_voice(self, content: bytes) -> int:
        voice = {"file_id": self._keep(content), "file_unique_id": "v", "duration": 3, "file_size": len(content)}
        return await self._sends({"voice": voice}, "(voice)")

    async def sends_location(self) -> int:
        return await self._sends({"location": {"latitude": 22.5, "longitude": 113.1}}, "(location)")

    async def presses(self, label: str, *, within: float = 5.0) -> int:
        """The newest button with that label (or containing it), waiting for it to come.

        As people do, one that has come since their last act goes first; only after a while is an older one taken.
        """
        try:
            message, button = await self._until(lambda: self._button(label, self._news), label, _PATIENCE)
        except AssertionError:
            within = max(within - _PATIENCE, 0)
            messages = self.chat.messages
            message, button = await self._until(lambda: self._button(label, messages), f"a button {label!r}", within)
        if "callback_data" in button:
            return await self.presses_data(message, button["callback_data"], label)
        if button.get("request_contact"):
            return await self.shares_contact(self.phone)
        return await self.says(button["text"])

    async def presses_data(self, message: BotMessage, data: str, label: str = "") -> int:
        """Any data under any message, also what no button has."""
        id_ = str(len(self._world.callbacks) + 1)
        self._world.callbacks[id_] = None
        query = {
            "id": id_,
            "from": self._from,
            "message": as_json(self._world, self.chat, message),
            "chat_instance": "1",
            "data": data,
        }
        return await self._acts("callback_query", query, f"[{label or data}]")

    async def blocks(self) -> None:
        self.chat.blocked = True
        await self._changes_membership("kicked")

    async def unblocks(self) -> None:
        self.chat.blocked = False
        await self._changes_membership("member")

    async def sees(self, text: str, *, within: float = 5.0) -> BotMessage:
        """A message shown since this person's last act that contains the text."""
        return await self._until(lambda: self._shown(text), repr(text), within)

    async def sees_nothing_new(self, *, during: float = 0.3) -> None:
        """Fails when anything is shown."""
        before = len(self.chat.shown)
        await asyncio.sleep(during)
        new = [message.text for message in self.chat.shown[before:]]
        if new:
            raise AssertionError(f"nothing was expected, but {new}")

    @property
    def transcript(self) -> str:
        """Both sides, in order; of changed messages the last version."""
        lines: list[str] = []
        mine = list(self._lines)
        for place, message in enumerate(self.chat.shown):
            while mine and mine[0][0] <= place:
                lines.append(f"> {mine.pop(0)[1]}")
            labels = f"  [{'] ['.join(message.labels)}]" if message.labels else ""
            file = f"  <{message.file_name}>" if message.document is not None else ""
            lines.append(f"< {message.text}{file}{labels}")
        return "\n".join([*lines, *(f"> {line}" for _, line in mine)])

    @property
    def _news(self) -> list[BotMessage]:
        return self.chat.shown[self._since :]

    def _button(self, label: str, messages: list[BotMessage]) -> tuple[BotMessage, dict[str, Any]] | None:
        for same in (True, False):
            for message in reversed(messages):
                for button in message.buttons:
                    if not message.deleted and (button["text"] == label if same else label in button["text"]):
                        return message, button
        return None

    def _shown(self, text: str) -> BotMessage | None:
        return next((message for message in self._news if text in message.text), None)

    async def _until(self, find: Any, what: str, within: float) -> Any:
        try:
            async with asyncio.timeout(within):
                while (found := find()) is None:
                    await self._world.chats.wait()
        except TimeoutError:
            raise AssertionError(f"{what} was not seen within {within} s by {self.id}:\n{self.transcript}") from None
        return found

    def _keep(self, content: bytes) -> str:
        id_ = f"F{len(self._world.files) + 1}"
        self._world.files[id_] = content
        return id_

    def _message(self) -> dict[str, Any]:
        chat = {"id": self.chat.id, "type": self.chat.kind}
        return {"message_id": self._world.chats.next_number(), "date": _DATE, "chat": chat, "from": self._from}

    async def _sends(self, content: dict[str, Any], line: str) -> int:
        return await self._acts("message", {**self._message(), **content}, line)

    async def _acts(self, kind: str, content: dict[str, Any], line: str) -> int:
        self._since = len(self.chat.shown)
        self._lines.append((self._since, line))
        return await self._world.updates.add(kind, content)

    async def _changes_membership(self, status: str) -> None:
        def member(state: str) -> dict[str, Any]:
            return {"user": self._world.me, "status": state, **({"until_date": 0} if state == "kicked" else {})}

        old = "member" if status == "kicked" else "kicked"
        change = {
            "chat": {"id": self.chat.id, "type": self.chat.kind},
            "from": self._from,
            "date": _DATE,
            "old_chat_member": member(old),
            "new_chat_member": member(status),
        }
        await self._acts("my_chat_member", change, f"({status})")


def _caption(text: str) -> dict[str, str]:
    return {"caption": text} if text else {}
