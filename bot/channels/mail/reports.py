"""Delivery reports (RFC 3464) and plain bounces, read with the standard library. Whatever is not ours is nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.utils import parseaddr
from typing import Final

from bot.channels.mail.tags import Tags, Use
from casework.returns import Returned, Way

READ_LIMIT: Final = 256 * 1024  # bytes; what matters stands at the beginning
_STATUS: Final = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_REPLY: Final = re.compile(r"(?m)^.{0,200}?\b([45])\d\d[ -]")
_TO: Final = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To")
_ACTIONS: Final = {"failed": Way.FAILED, "delayed": Way.DELAYED, "delivered": Way.DELIVERED}
_DAEMONS: Final = frozenset({"mailer-daemon", "postmaster"})


def read_report(raw: bytes, tags: Tags) -> Returned | None:
    """None for holiday replies, spam and everything else that tells nothing of a message of ours. Never raises."""
    mail = message_from_bytes(raw[:READ_LIMIT])
    statuses = list(_blocks(mail))
    message_id = _ours(mail, statuses, tags)
    if not message_id:
        return None
    for block in statuses:
        way = _ACTIONS.get(_header(block, "Action").strip().lower())
        if way is not None:
            found = _STATUS.search(_header(block, "Status"))
            return Returned(message_id=message_id, way=way, status=found[1] if found else "")
    return _plain(mail, message_id)


def _ours(mail: Message, statuses: list[Message], tags: Tags) -> str:
    """By the address that it came to, the envelope's name in the report, or the Message-ID that was sent back."""
    told = [_header(mail, name) for name in _TO]
    told += [_header(block, "Original-Envelope-Id") for block in statuses]
    told += [_header(part, "Message-ID") for part in _returned(mail)]
    return next((id_ for text in told if (id_ := tags.read(Use.RETURN, text))), "")


def _blocks(mail: Message) -> Iterator[Message]:
    """The groups of fields of a delivery report."""
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status":
            payload = part.get_payload()
            if isinstance(payload, list):
                yield from (block for block in payload if isinstance(block, Message))


def _returned(mail: Message) -> Iterator[Message]:
    """What was sent back, whole or as its headers."""
    for part in mail.walk():
        kind = part.get_content_type()
        payload = part.get_payload()
        if kind == "message/rfc822" and isinstance(payload, list):
            yield from (inner for inner in payload if isinstance(inner, Message))
        elif kind == "text/rfc822-headers":
            yield message_from_bytes(_bytes(part))


def _plain(mail: Message, message_id: str) -> Returned | None:
    """A bounce in somebody's own words: from a mail server, and with a code in it."""
    sender = parseaddr(_header(mail, "From"))[1].partition("@")[0].lower()
    null = _header(mail, "Return-Path").strip() == "<>"
    answered = _header(mail, "Auto-Submitted").strip().lower().startswith("auto-replied")
    if answered or not (null or sender in _DAEMONS):
        return None
    first = next((part for part in mail.walk() if part.get_content_type() == "text/plain"), None)
    words = _bytes(first).decode(errors="replace") if first is not None else ""
    found = _STATUS.search(words)
    digit = found[1][0] if found else (reply[1] if (reply := _REPLY.search(words)) else "")
    if digit not in ("4", "5"):
        return None
    way = Way.FAILED if digit == "5" else Way.DELAYED
    return Returned(message_id=message_id, way=way, status=found[1] if found else "")


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _header(mail: Message, name: str) -> str:
    return str(mail.get(name, ""))
