"""What each method takes; anything else is refused, so that a misspelt parameter does not pass unnoticed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from .refusal import bad

_SEND = {
    "chat_id": (int | str, True),
    "reply_markup": (dict, False),
    "disable_notification": (bool, False),
    "protect_content": (bool, False),
    "allow_paid_broadcast": (bool, False),
}
_TEXT = {"text": (str, True), "parse_mode": (str, False), "link_preview_options": (dict, False)}
_CAPTION = {"caption": (str, False), "parse_mode": (str, False)}
_MESSAGE = {"chat_id": (int | str, True), "message_id": (int, True)}
METHODS: Mapping[str, Mapping[str, tuple[Any, bool]]] = {
    "getMe": {},
    "getUpdates": {
        "offset": (int, False),
        "limit": (int, False),
        "timeout": (int, False),
        "allowed_updates": (list, False),
    },
    "setWebhook": {
        "url": (str, True),
        "secret_token": (str, False),
        "allowed_updates": (list, False),
        "max_connections": (int, False),
        "drop_pending_updates": (bool, False),
    },
    "deleteWebhook": {"drop_pending_updates": (bool, False)},
    "sendMessage": {**_SEND, **_TEXT},
    "sendDocument": {**_SEND, **_CAPTION, "document": (bytes, True)},
    "sendPhoto": {**_SEND, **_CAPTION, "photo": (bytes, True)},
    "editMessageText": {**_MESSAGE, **_TEXT, "reply_markup": (dict, False)},
    "editMessageReplyMarkup": {**_MESSAGE, "reply_markup": (dict, False)},
    "deleteMessage": _MESSAGE,
    "answerCallbackQuery": {
        "callback_query_id": (str, True),
        "text": (str, False),
        "show_alert": (bool, False),
        "cache_time": (int, False),
    },
    "sendChatAction": {"chat_id": (int | str, True), "action": (str, True)},
    "setMyCommands": {"commands": (list, True), "scope": (dict, False), "language_code": (str, False)},
    "getFile": {"file_id": (str, True)},
}


@dataclass(frozen=True, kw_only=True)
class Upload:
    name: str
    content: bytes


async def read(request: web.Request, method: str) -> dict[str, Any]:
    """The parameters by name, each of its type. JSON, form and multipart are understood."""
    raw = await _raw(request)
    expected = METHODS[method]
    if unknown := set(raw) - set(expected):
        raise bad(f"unknown parameter {sorted(unknown)[0]} of {method}")
    for name, (_, required) in expected.items():
        if required and name not in raw:
            raise bad(f"parameter {name} is required")
    return {name: _typed(name, value, expected[name][0]) for name, value in raw.items()}


async def _raw(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        body = await request.json()
        if not isinstance(body, dict):
            raise bad("object expected")
        return body
    return {
        name: Upload(name=value.filename, content=value.file.read()) if isinstance(value, web.FileField) else value
        for name, value in (await request.post()).items()
    }


def _typed(name: str, value: Any, wanted: Any) -> Any:
    if wanted is bytes:
        if not isinstance(value, Upload):
            raise bad(f"{name} must be uploaded")
        return value
    if wanted is str:
        if not isinstance(value, str):
            raise bad(f"{name} must be a string")
        return value
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise bad(f"can't parse {name}") from None
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise bad(f"{name} has the wrong type")
    return value
