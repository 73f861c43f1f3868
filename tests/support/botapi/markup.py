"""Parse mode HTML: checked, and taken off to count what is left."""

from __future__ import annotations

import html
import re

from .refusal import bad

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
_TAGS = frozenset({"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre", "blockquote"})
_TOKEN = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z-]*)(?P<attributes>[^<>]*)>|(?P<entity>&(?:#\d+|#x[0-9a-fA-F]+|\w+);)"
)
_ENTITIES = frozenset({"&lt;", "&gt;", "&amp;", "&quot;"})


def units(text: str) -> int:
    """UTF-16 code units. Refuses what is not valid Unicode."""
    try:
        return len(text.encode("utf-16-le")) // 2
    except UnicodeEncodeError:
        raise bad("strings must be encoded in UTF-8") from None


def shown(text: str, parse_mode: str | None, *, limit: int, what: str) -> str:
    """The text as it is shown; refuses wrong markup, emptiness and excess."""
    units(text)
    if any(ord(character) < 0x20 and character not in "\n\t" for character in text):
        raise bad(f"control characters in {what}")
    plain = text if parse_mode is None else _plain(text, parse_mode)
    plain = plain.strip()
    if units(plain) > limit:
        raise bad("message is too long" if what == "text" else f"message {what} is too long")
    return plain


def _plain(text: str, parse_mode: str) -> str:
    if parse_mode != "HTML":
        raise bad("unsupported parse_mode")
    parts: list[str] = []
    stack: list[str] = []
    at = 0
    for token in _TOKEN.finditer(text):
        parts.append(_words(text[at : token.start()]))
        at = token.end()
        if token["entity"]:
            if token["entity"] not in _ENTITIES and not token["entity"].startswith("&#"):
                raise bad(f"can't parse entities: unsupported entity {token['entity']}")
            parts.append(html.unescape(token["entity"]))
        elif token["end"]:
            if not stack or stack.pop() != token["name"].lower():
                raise bad(f"can't parse entities: unexpected end tag at {token.start()}")
        elif token["name"].lower() not in _TAGS:
            raise bad(f'can\'t parse entities: unsupported start tag "{token["name"]}" at {token.start()}')
        else:
            stack.append(token["name"].lower())
    parts.append(_words(text[at:]))
    if stack:
        raise bad(f"can't parse entities: can't find end tag corresponding to start tag {stack[-1]}")
    return "".join(parts)


def _words(text: str) -> str:
    """Between the tags nothing may look like markup. (Telegram lets a lone "&" pass; we want it escaped.)"""
    if any(character in text for character in "<>&"):
        raise bad("can't parse entities: a character that must be escaped")
    return text
