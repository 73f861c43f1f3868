"""Text as Telegram takes it: cleaned, marked, cut at its limits, escaped. Lengths are UTF-16 code units."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable

Run = tuple[str, str]  # words, and how they are shown: PLAIN, MARKED, STRONG or HINT

PLAIN, MARKED, STRONG, HINT = "", "marked", "strong", "hint"
_TAGS = {MARKED: ("<b><u>", "</u></b>"), STRONG: ("<b>", "</b>"), HINT: ("<i>", "</i>")}
_JOINER = "\u200d"
# Telegram drops line and paragraph separators and the bidirectional embeddings and overrides.
_DROPPED: dict[int, str] = {0x2028: "\n", 0x2029: "\n"} | dict.fromkeys(range(0x202A, 0x202F), "")
_CONTROLS: dict[int, str] = {code: " " for code in range(0x20) if chr(code) not in "\n\t"} | {0x7F: " "}


def clean(text: str) -> str:
    """Valid UTF-8 without control characters; a lone surrogate becomes U+FFFD."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\r\n", "\n").translate(_DROPPED | _CONTROLS)


def units(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def to_html(runs: Iterable[Run]) -> str:
    """For parse mode HTML."""
    parts = []
    for words, look in runs:
        before, after = _TAGS.get(look, ("", ""))
        parts.append(f"{before}{html.escape(words, quote=False)}{after}")
    return "".join(parts)


def split(runs: Iterable[Run], limit: int) -> list[list[Run]]:
    """Pieces of at most `limit` units, cut at line ends or blanks where there are any, never inside a character.

    A mark that is cut goes on in the next piece. Blank pieces are left out, so the list may be empty.
    """
    runs = [(words, look) for words, look in runs if words]
    text = "".join(words for words, _ in runs)
    pieces: list[list[Run]] = []
    start = 0
    while start < len(text):
        end = _end(text, start, limit)
        piece = _trimmed(list(_between(runs, start, end)))
        if piece:
            pieces.append(piece)
        start = end
    return pieces


def cut(text: str, limit: int) -> str:
    """The text, or its beginning and an ellipsis."""
    if units(text) <= limit:
        return text
    return text[: _end(text, 0, limit - 1)].rstrip() + "…"


def _end(text: str, start: int, limit: int) -> int:
    """Where the piece that begins at `start` ends."""
    end, room = start, limit
    while end < len(text):
        room -= 2 if ord(text[end]) > 0xFFFF else 1
        if room < 0:
            break
        end += 1
    if end == len(text):
        return end
    half = start + (end - start) // 2
    for mark in ("\n", " "):
        place = text.rfind(mark, half, end)
        if place != -1:
            return place + 1
    whole = end
    while whole > half and _joined(text, whole):
        whole -= 1
    return end if whole == half else whole


def _joined(text: str, place: int) -> bool:
    """Whether the two characters around `place` are seen as one."""
    after = text[place]
    modifier = "\U0001f3fb" <= after <= "\U0001f3ff"
    return text[place - 1] == _JOINER or after == _JOINER or modifier or unicodedata.category(after) in ("Mn", "Me")


def _between(runs: Iterable[Run], start: int, end: int) -> Iterable[Run]:
    at = 0
    for words, look in runs:
        part = words[max(start - at, 0) : max(end - at, 0)]
        if part:
            yield part, look
        at += len(words)


def _trimmed(runs: list[Run]) -> list[Run]:
    """Without blanks at both ends, which Telegram takes away and does not count."""
    while runs and not runs[0][0].strip():
        runs = runs[1:]
    while runs and not runs[-1][0].strip():
        runs = runs[:-1]
    if runs:
        runs[0] = (runs[0][0].lstrip(), runs[0][1])
        runs[-1] = (runs[-1][0].rstrip(), runs[-1][1])
    return runs
