"""What goes over the pipes between the program and the process that reads files.

A request is a line of JSON `{"kind": media type, "size": bytes}` and the file; an answer is one line of JSON. Nothing
that comes from that process is trusted: it has touched a hostile file, so no pickles.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from risk.reading import Barcode, Unread

MOST_TEXT: Final = 20_000  # characters of an answer
MOST_BARCODES: Final = 10
MOST_ANSWER: Final = 400_000  # bytes of its line
_LONGEST_BARCODE: Final = 500


class Unreadable(Exception):
    """Nothing can be read, and why."""

    def __init__(self, why: Unread) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, kw_only=True)
class Written:
    """What stands in a file: its lines of text, and its barcodes; `unread` = nothing, and why."""

    lines: tuple[str, ...] = ()
    barcodes: tuple[Barcode, ...] = ()
    unread: Unread | None = None


def request(media_type: str, size: int) -> bytes:
    return json.dumps({"kind": media_type, "size": size}).encode() + b"\n"


def answer(written: Written) -> bytes:
    """Cut to what a reader takes."""
    lines, left = [], MOST_TEXT
    for line in written.lines:
        if left <= 0:
            break
        lines.append(line[:left])
        left -= len(line) + 1
    row = {
        "lines": lines,
        "barcodes": [[code.kind, code.text[:_LONGEST_BARCODE]] for code in written.barcodes[:MOST_BARCODES]],
        "unread": written.unread.value if written.unread is not None else None,
    }
    return json.dumps(row).encode() + b"\n"


def written(line: bytes) -> Written:
    """Raises ValueError for anything but an answer."""
    row: Any = json.loads(line)
    try:
        return Written(
            lines=tuple(str(each)[:MOST_TEXT] for each in row["lines"]),
            barcodes=tuple(Barcode(kind=str(kind), text=str(text)) for kind, text in row["barcodes"]),
            unread=None if row["unread"] is None else Unread(row["unread"]),
        )
    except (KeyError, TypeError) as malformed:
        raise ValueError("not an answer of the reading process") from malformed
