"""A letter as a notice: what a locked telephone may show to anybody, and where a press on it leads."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Final

from bot.channels.letters import Letter, cut
from texts.catalogue import say

SIZE: Final = 1024  # bytes: all notices have the same, so that the push service cannot tell them apart by it
_LINE: Final = 300  # bytes of UTF-8 for heading and sentence each: the link and the frame need the rest
_TOPIC: Final = 24  # bytes, 32 characters (RFC 8030 section 5.4)


def topic_of(message_id: str) -> str:
    """The same for a repeat, so that it takes the place of the first; tells nothing of the message."""
    return base64.urlsafe_b64encode(hashlib.sha256(message_id.encode()).digest()[:_TOPIC]).decode()


def payload(letter: Letter, *, topic: str, locale: str) -> bytes:
    """JSON for the service worker (`worker.js`)."""
    sentence = say(locale, "push-acknowledge" if letter.receipt else "push-open")
    told = {
        "title": cut(letter.short, _LINE),
        "body": cut(letter.repeat or sentence, _LINE),
        "lang": locale,
        "tag": topic,
        "urgent": letter.urgent,
        "url": letter.link,
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode().ljust(SIZE)
