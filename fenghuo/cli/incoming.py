"""What a command is given to read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import BinaryIO

from casework.encoding import decoded
from fenghuo.cli.exits import Exit, Stopped
from nlp.json_lines import Utf16, is_printable, read_lines


def standard_input(*, code: Exit = Exit.FAILED) -> BinaryIO:
    """Raises `Stopped` with this exit code where there is none, as after `<&-`."""
    if sys.stdin is None:
        raise Stopped("cli-no-input", code=code)
    return sys.stdin.buffer


def argument(text: str) -> str:
    """As it was typed: the locale may know no Chinese."""
    return text if is_printable(text) else decoded(os.fsencode(text)) or text


def lines_of(stream: BinaryIO, name: str = "") -> Iterator[str]:
    """As `read_lines`. `name`: of the file, for a complaint; "" for standard input."""
    try:
        yield from read_lines(stream)
    except Utf16:
        raise Stopped("cli-utf-16", file=name, named=int(bool(name))) from None
