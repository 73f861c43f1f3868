"""What goes over the pipes between the program and the process that reads files.

A request is a line of JSON `{"kind": media type, "size": bytes}` and the file; an answer is one line of JSON. Nothing
that comes from that process is trusted: it has touched a hostile file, so no pickles.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from itertools import islice
from typing import Any, Final

from risk.reading import Barcode, Facts, Unread

MOST_TEXT: Final = 20_000  # characters of an answer
MOST_BARCODES: Final = 10
MOST_ANSWER: Final = 400_000  # bytes of its line
_LONGEST_BARCODE: Final = 500
_LONGEST_KIND: Final = 40
_LONGEST_FACT: Final = 200
_MOST_OF_ONE_FACT: Final = 10
_BLANKS: Final = re.compile(r"\s{3,}")


class Unreadable(Exception):
    """Nothing can be read, and why."""

    def __init__(self, why: Unread) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, kw_only=True)
class Written:
    """What stands in a file: its lines of text, its barcodes and what both say; `unread` = nothing, and why."""

    lines: tuple[str, ...] = ()
    barcodes: tuple[Barcode, ...] = ()
    facts: Facts = field(default_factory=Facts)
    unread: Unread | None = None


def request(media_type: str, size: int) -> bytes:
    return json.dumps({"kind": media_type, "size": size}).encode() + b"\n"


def cut_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """Without breaks and runs of blanks in them, as many as are taken."""
    cut: list[str] = []
    left = MOST_TEXT
    for line in (part for each in lines for part in each.splitlines()):
        if left <= 0:
            break
        cut.append(_BLANKS.sub("  ", line)[:left])
        left -= len(cut[-1]) + 1
    return tuple(cut)


def cut_barcodes(barcodes: Iterable[Barcode]) -> tuple[Barcode, ...]:
    return tuple(
        Barcode(kind=code.kind[:_LONGEST_KIND], text=code.text[:_LONGEST_BARCODE])
        for code in islice(barcodes, MOST_BARCODES)
    )


def answer(written: Written) -> bytes:
    row = {
        "lines": written.lines,
        "barcodes": [[code.kind, code.text] for code in written.barcodes],
        "facts": asdict(written.facts),
        "unread": written.unread.value if written.unread is not None else None,
    }
    return json.dumps(row).encode() + b"\n"


def written(line: bytes) -> Written:
    """Cut again: who answers may be the file. Raises ValueError for anything but an answer."""
    try:
        row: Any = json.loads(line)
        return Written(
            lines=cut_lines(str(each) for each in row["lines"]),
            barcodes=cut_barcodes(Barcode(kind=str(kind), text=str(text)) for kind, text in row["barcodes"]),
            facts=_facts(row["facts"]),
            unread=None if row["unread"] is None else Unread(row["unread"]),
        )
    except (KeyError, TypeError, RecursionError) as malformed:
        raise ValueError("not an answer of the reading process") from malformed


def _facts(row: Any) -> Facts:
    said: dict[str, Any] = {}
    for one in fields(Facts):
        value = row[one.name]
        said[one.name] = (
            tuple(str(each)[:_LONGEST_FACT] for each in value[:_MOST_OF_ONE_FACT])
            if one.default == ()
            else str(value)[:_LONGEST_FACT]
        )
    return Facts(**said)
