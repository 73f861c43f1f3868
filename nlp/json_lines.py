"""JSON Lines as people send them: in UTF-8, GB18030 or Big5, of any length, with whatever a line may hold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final, NoReturn

from casework.encoding import decoded, is_marked_utf_16

LONGEST: Final = 1_000_000  # characters of a line; a text needs 4,096 at most
_MOST_BYTES: Final = 4 * LONGEST  # that so many characters take, in any encoding
# Which of the first four bytes are not NUL.
_WIDE: Final = {
    (True, False, True, False), (False, True, False, True), (True, False, False, False), (False, False, False, True),
}  # fmt: skip


class Utf16(Exception):
    """The lines are UTF-16 or UTF-32, in which a byte that ends a line is none."""


class BadLine(Exception):
    """`problem` is one of `too-long`, `not-text`, `not-json`, `bad-number`, `not-an-object`."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(problem)


def read_lines(stream: BinaryIO) -> Iterator[str]:
    """Each line without its end, of which no more is held than a little over `LONGEST` characters.

    Only a line feed ends a line: JSON may hold every other separator as it is. Bytes that are in no encoding become
    lone surrogates, which `item_of` reports. Raises `Utf16`.
    """
    first = True
    while raw := stream.readline(_MOST_BYTES + 1):
        if first and (is_marked_utf_16(raw) or _is_wide(raw)):
            raise Utf16
        first = False
        rest = raw
        while len(rest) > _MOST_BYTES and not rest.endswith(b"\n"):
            rest = stream.readline(_MOST_BYTES + 1)
        yield _text(raw.removesuffix(b"\n"))


def _is_wide(raw: bytes) -> bool:
    """UTF-16 or UTF-32 without a mark: nothing but halves or quarters of ASCII characters, as all JSON begins."""
    return tuple(map(bool, raw[:4])) in _WIDE


def _text(raw: bytes) -> str:
    text = decoded(raw) if len(raw) <= _MOST_BYTES else None
    return raw.decode("utf-8", "surrogateescape") if text is None else text


def item_of(line: str) -> dict[str, Any]:
    """The object that stands in the line. Raises `BadLine`."""
    if len(line) > LONGEST:
        raise BadLine("too-long")
    if not is_printable(line):
        raise BadLine("not-text")
    try:
        item = _DECODER.decode(line)
    except (json.JSONDecodeError, RecursionError):
        raise BadLine("not-json") from None
    except ValueError:
        raise BadLine("bad-number") from None
    if not isinstance(item, dict):
        raise BadLine("not-an-object")
    return item


def id_of(item: Mapping[str, Any], number: int) -> Any:
    """As it is, or the number of the line. Raises `BadLine` for one nested so deep that it could not be printed."""
    found = item.get("id", str(number))
    if isinstance(found, dict | list):
        try:
            json.dumps([[[[[[[[found]]]]]]]])  # deeper than any row that it will stand in
        except RecursionError:
            raise BadLine("not-json") from None
    return found


def is_printable(text: str) -> bool:
    """Whether there is no lone surrogate in it, which no encoding takes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def written(value: object) -> str:
    """One line of JSON with readable Chinese; escaped throughout where a lone surrogate would not let it be printed."""
    line = json.dumps(value, ensure_ascii=False)
    return line if is_printable(line) else json.dumps(value)


def _finite(digits: str) -> float:
    """JSON has no name for what is beyond the range of a number, so it could not be printed again."""
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise ValueError(digits)
    return number


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


_DECODER: Final = json.JSONDecoder(parse_float=_finite, parse_constant=_no_number)
