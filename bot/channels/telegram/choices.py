"""The question that a chat saw last, so that its next page takes its place instead of standing below it."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final, TypeVar

_REMEMBERED: Final = 10_000  # chats
T = TypeVar("T")


class LastChoices:
    """A memory only: what is forgotten is sent as a new message."""

    def __init__(self) -> None:
        self._asked: OrderedDict[str, tuple[int, str]] = OrderedDict()
        self._pressed: OrderedDict[str, int] = OrderedDict()

    def asked(self, chat: str, message: int, question: str) -> None:
        """Message number `message` shows the question with that catalogue key."""
        _keep(self._asked, chat, (message, question))

    def pressed(self, chat: str, message: int) -> None:
        """A button under that message was pressed."""
        _keep(self._pressed, chat, message)

    def take(self, chat: str, question: str) -> int | None:
        """The message to be changed if what is sent next is the same question, just answered by its own button."""
        pressed = self._pressed.pop(chat, None)
        asked = self._asked.pop(chat, None)
        return pressed if pressed is not None and asked == (pressed, question) else None


def _keep(memory: OrderedDict[str, T], chat: str, value: T) -> None:
    memory[chat] = value
    memory.move_to_end(chat)
    if len(memory) > _REMEMBERED:
        memory.popitem(last=False)
