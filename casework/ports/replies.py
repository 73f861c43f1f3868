"""What a dialogue or a use case says to somebody: a closed set of frozen types, rendered by each channel (STYLE 28).

No sentence stands here: a `Text` is a catalogue key with parameters, put into words in the reader's language
when a channel renders it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias


@dataclass(frozen=True, kw_only=True)
class Key:
    """A parameter that is itself a catalogue entry, e.g. `product-toys`."""

    key: str


@dataclass(frozen=True, kw_only=True)
class Keys:
    """Several of them, joined as the language joins a list."""

    keys: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A time (or, with `day_only`, a date) written as the language and the office's time zone do."""

    at: datetime
    day_only: bool = False


# A `Text` inside another one is put into words first.
Param: TypeAlias = "str | int | Key | Keys | Moment | Text"


@dataclass(frozen=True, kw_only=True)
class Text:
    key: str
    params: Mapping[str, Param] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Option:
    """A button. `value` answers the step that asks; `action` (with `subject`) is an act of its own, valid later too."""

    label: Text
    value: str = ""
    action: str = ""
    subject: str = ""
    chosen: bool = False  # ticked, where several may be


@dataclass(frozen=True, kw_only=True)
class Say:
    """A statement. `confidential`: foreign channels carry `brief` and a sign-in link in its place (Art. 25).

    `marked` lists (start, end) spans of the parameter `quote` to be highlighted.
    """

    text: Text
    options: tuple[tuple[Option, ...], ...] = ()  # rows of buttons
    confidential: bool = False
    brief: Text | None = None
    urgent: bool = False
    marked: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A question answered in free words, by a file (`want="file"`) or by sharing a phone number (`want="contact"`)."""

    text: Text
    want: str = "text"
    placeholder: Text | None = None
    options: tuple[tuple[Option, ...], ...] = ()  # skip, back, cancel


@dataclass(frozen=True, kw_only=True)
class Choose:
    """A question answered by buttons."""

    text: Text
    options: tuple[tuple[Option, ...], ...]


@dataclass(frozen=True, kw_only=True)
class SendFile:
    """A file of ours: `document` = `circular-pdf:<circular id>` | `receipt-pdf:<receipt id>` | `attachment:<id>`
    | `export:<person id>`."""

    text: Text
    document: str
    file_name: str
    confidential: bool = False


@dataclass(frozen=True, kw_only=True)
class OpenLink:
    """A link to one of our own pages. `path` begins with "/"; `one_time` paths carry a token made for this reader."""

    text: Text
    label: Text
    path: str


@dataclass(frozen=True, kw_only=True)
class Done:
    """The dialogue has ended well."""

    text: Text
    options: tuple[tuple[Option, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Abort:
    """The dialogue has ended without the act."""

    text: Text


Reply = Say | Ask | Choose | SendFile | OpenLink | Done | Abort
