"""Checks of `reply_markup`."""

from __future__ import annotations

import ipaddress
from typing import Any
from urllib.parse import urlsplit

from .markup import units
from .refusal import bad

_INLINE_ACTIONS = ("callback_data", "url")
_REPLY_FIELDS = frozenset(
    {"keyboard", "is_persistent", "resize_keyboard", "one_time_keyboard", "input_field_placeholder", "selective"}
)


def check(markup: Any) -> None:
    """Raises `Refusal`."""
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" in markup:
        _only(markup, {"inline_keyboard"})
        _rows(markup["inline_keyboard"], _inline_button)
    elif "keyboard" in markup:
        _only(markup, _REPLY_FIELDS)
        _rows(markup["keyboard"], _reply_button)
    elif "remove_keyboard" in markup:
        _only(markup, {"remove_keyboard", "selective"})
        if markup["remove_keyboard"] is not True:
            raise bad("remove_keyboard must be true")
    else:
        raise bad("unknown reply markup")


def _rows(rows: Any, check_button: Any) -> None:
    if not isinstance(rows, list) or not rows:
        raise bad("rows of buttons expected")
    if sum(len(row) for row in rows) > 100:
        raise bad("reply markup is too long")
    for row in rows:
        if not isinstance(row, list) or not 1 <= len(row) <= 8:
            raise bad("a row has 1 to 8 buttons")
        for button in row:
            check_button(button)


def _inline_button(button: Any) -> None:
    _only(button, {"text", *_INLINE_ACTIONS})
    _label(button)
    actions = [name for name in _INLINE_ACTIONS if name in button]
    if len(actions) != 1:
        raise bad("can't parse inline keyboard button: exactly one action expected")
    if actions == ["url"]:
        _url(button["url"])
    elif not 1 <= len(button["callback_data"].encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")


def _reply_button(button: Any) -> None:
    if isinstance(button, str):
        button = {"text": button}
    _only(button, {"text", "request_contact"})
    _label(button)


def _label(button: dict[str, Any]) -> None:
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise bad("can't parse keyboard button: text must be non-empty")
    if units(text) > 64:
        raise bad("button text is too long")


def _url(url: str) -> None:
    """Telegram takes no addresses of this machine or network."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or "." not in host:
        raise bad("inline keyboard button URL is invalid: Wrong HTTP URL")
    try:
        if not ipaddress.ip_address(host).is_global:
            raise bad("inline keyboard button URL is invalid: private address")
    except ValueError:
        return


def _only(value: Any, names: Any) -> None:
    if not isinstance(value, dict):
        raise bad("object expected")
    if unknown := set(value) - set(names):
        raise bad(f"unknown field {sorted(unknown)[0]}")
