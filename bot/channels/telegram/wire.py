"""Messages as Telegram reads them. What many people get is put together once."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.channels.telegram.render import Button, Call, ContactRequest, Inline, SendText
from casework.ports import Choose, Lane, Parcel
from casework.ports.encoding import load_reply

# In the place of a message's number while a print is for all; as long as one, so that all limits are counted right.
_MARK: Final = "message-number-stands-here-abcdef"[:32]
_PRINTS: Final = 32  # circulars under way at once, by language

# A one-time link is spent on our own page, but a preview would still fetch it from abroad.
_NO_PREVIEW: Final = {"is_disabled": True}


@dataclass(frozen=True, kw_only=True)
class Print:
    """`bodies`: for each call its JSON after the chat, "" for a file. `question`: key of a choice, "" for all else."""

    calls: tuple[Call, ...]
    bodies: tuple[str, ...]
    question: str
    number: str  # what stands for the message's number in `bodies`

    def body(self, place: int, *, chat: str, message_id: str) -> bytes:
        """The whole JSON of the call at that place."""
        rest = self.bodies[place].replace(self.number, message_id)
        return f'{{"chat_id":{json.dumps(chat)},{rest}'.encode()


class Prints:
    """`paid`: Telegram is told that the office pays for more than the free rate."""

    def __init__(self, render: Callable[[Parcel], tuple[Call, ...]], *, paid: bool) -> None:
        self._render = render
        self._paid = paid
        self._kept: OrderedDict[tuple[str, str], Print] = OrderedDict()

    def of(self, parcel: Parcel) -> Print:
        if parcel.lane is Lane.TALK or parcel.repeat or parcel.one_time_link:
            return self._made(parcel)
        key = (parcel.reply.reveal(), parcel.locale)
        known = self._kept.get(key)
        if known is None:
            known = self._kept[key] = self._made(replace(parcel, message_id=_MARK))
            if len(self._kept) > _PRINTS:
                self._kept.popitem(last=False)
        return known

    def _made(self, parcel: Parcel) -> Print:
        calls = self._render(parcel)
        reply = load_reply(parcel.reply.reveal())
        return Print(
            calls=calls,
            bodies=tuple(self._body(call) if isinstance(call, SendText) else "" for call in calls),
            question=reply.text.key if isinstance(reply, Choose) and len(calls) == 1 else "",
            number=parcel.message_id,
        )

    def _body(self, call: SendText) -> str:
        values: dict[str, Any] = {
            "text": call.html,
            "parse_mode": "HTML",
            "link_preview_options": _NO_PREVIEW,
            "reply_markup": markup(call.keyboard),
        }
        if self._paid:
            values["allow_paid_broadcast"] = True
        return json.dumps(values)[1:]


def changed(call: SendText, *, chat: str, message: int) -> bytes:
    """That message is to show this now."""
    values = {
        "chat_id": chat,
        "message_id": message,
        "text": call.html,
        "parse_mode": "HTML",
        "link_preview_options": _NO_PREVIEW,
        "reply_markup": markup(call.keyboard),
    }
    return json.dumps(values).encode()


def markup(keyboard: Inline | ContactRequest | None) -> dict[str, Any]:
    if keyboard is None:
        return {"remove_keyboard": True}
    if isinstance(keyboard, Inline):
        return {"inline_keyboard": [[_button(button) for button in row] for row in keyboard.rows]}
    rows: list[list[Any]] = [[{"text": keyboard.label, "request_contact": True}]]
    rows += [[{"text": label} for label in row] for row in keyboard.others]
    return {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": True}


def _button(button: Button) -> dict[str, str]:
    return {"text": button.label, **({"url": button.url} if button.url else {"callback_data": button.data})}
