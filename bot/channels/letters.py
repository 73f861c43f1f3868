"""A reply as a letter: for channels that have no buttons, and so point at our own pages. Plain values, no network."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from casework.addresses import is_code
from casework.exercise_marks import is_marked, marked_as
from casework.outgoing import ACKNOWLEDGE, stays_home
from casework.ports import Ask, Choose, Done, OpenLink, Option, Parcel, Reply, Say, SendFile, Text
from casework.ports.encoding import load_reply
from texts.catalogue import say

_NAMED_BY: Final = frozenset({"level", "kind", "number"})  # parameters that name a circular and tell nothing of it
_LINES: Final = {0x2028: "\n", 0x2029: "\n"}


@dataclass(frozen=True, kw_only=True)
class Letter:
    """`heading` and `short` are one line each; `short` has number and urgency, and nothing of the matter.

    `body` is empty of the matter too where it stays at home (Art. 25). `document` names a file of ours as `SendFile`
    does, and `circular_id` the circular that it is the PDF of; "" = none may go with it.
    """

    heading: str
    short: str
    body: str
    link: str
    label: str
    urgent: bool
    repeat: str
    document: str = ""
    file_name: str = ""
    circular_id: str = ""
    whole: bool = False  # the circular itself, not news about it
    receipt: bool = False  # it asks for one
    code: bool = False  # it proves an address, and goes as it is on every channel
    leave: str = ""  # a link that ends what comes by subscription; "" = the law has them told of it
    mark: str = ""  # of an exercise: what heading, short and body begin with, and what is never cut off


def write(parcel: Parcel, *, base_url: str, tz: str) -> Letter:
    """`base_url`: what links begin with."""
    reply = load_reply(parcel.reply.reveal())
    return _Desk(parcel, base_url=base_url.rstrip("/"), tz=tz).letter(reply)


def clean(text: str) -> str:
    """Valid Unicode without control characters and without marks that turn the direction of writing."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    kept = whole.replace("\r\n", "\n").replace("\r", "\n").translate(_LINES)
    return "".join(char for char in kept if char in "\n\t" or not _invisible(char))


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def cut(text: str, limit: int) -> str:
    """The text in at most `limit` bytes of UTF-8, or its beginning and an ellipsis."""
    raw = text.encode()
    if len(raw) <= limit:
        return text
    return raw[: limit - len("…".encode())].decode(errors="ignore").rstrip() + "…"


class _Desk:
    """One parcel being written."""

    def __init__(self, parcel: Parcel, *, base_url: str, tz: str) -> None:
        self._parcel = parcel
        self._base_url = base_url
        self._tz = tz

    def letter(self, reply: Reply) -> Letter:
        home = stays_home(reply)
        options = _options(reply)
        pdf = next((option.subject for option in options if option.action == "circular.pdf" and not home), "")
        named = self._named(reply)
        urgent = isinstance(reply, Say) and reply.urgent
        body = self._brief(reply) if home else self._words(reply.text)
        short = named or (body if home else "") or self._own("letter-news", number=self._parcel.number)
        heading = named or (short if home else one_line(body.partition("\n")[0]))
        document, file_name = self._file(reply, pdf, named=reply.brief if isinstance(reply, Say) else None)
        return Letter(
            heading=self._marked(heading, urgent=urgent),
            short=self._marked(short, urgent=urgent),
            body=body,
            link=self._link(reply),
            label=self._label(reply, options),
            urgent=urgent,
            repeat=self._own("letter-repeat", number=self._parcel.number) if self._parcel.repeat else "",
            document=document,
            file_name=file_name,
            circular_id=pdf,
            whole=bool(pdf) and "paper" in reply.text.params,
            receipt=_asks_for_receipt(options),
            code=is_code(reply),
            leave=f"{self._base_url}{self._parcel.leave_link}" if self._parcel.leave_link else "",
            mark=self._own("exercise-mark") if is_marked(reply.text) else "",
        )

    def _words(self, text: Text) -> str:
        return clean(say(self._parcel.locale, text.key, text.params, tz=self._tz))

    def _own(self, key: str, **params: str) -> str:
        return self._words(Text(key=key, params=params))

    def _marked(self, line: str, *, urgent: bool) -> str:
        return one_line(self._own("letter-urgent", heading=line) if urgent else line)

    def _named(self, reply: Reply) -> str:
        """A circular's level, kind and number; "" where it is about none."""
        brief = reply.brief if isinstance(reply, Say) else None
        if brief is None or not set(brief.params) >= _NAMED_BY:
            return ""
        named = Text(key="letter-circular", params={name: brief.params[name] for name in _NAMED_BY})
        return self._words(marked_as(brief, named))

    def _brief(self, reply: Reply) -> str:
        brief = reply.brief if isinstance(reply, Say) else None
        return self._words(brief) if brief else self._own("letter-confidential")

    def _file(self, reply: Reply, pdf: str, *, named: Text | None) -> tuple[str, str]:
        if isinstance(reply, SendFile) and not reply.confidential:
            return reply.document, one_line(reply.file_name).replace("/", "_")
        if not pdf:
            return "", ""
        number = str(named.params.get("number", "")) if named else ""
        return f"circular-pdf:{pdf}", f"{one_line(number).replace('/', '_') or 'circular'}.pdf"

    def _link(self, reply: Reply) -> str:
        link = self._parcel.one_time_link or (reply.path if isinstance(reply, OpenLink) else "/")
        return self._base_url + link if link.startswith("/") else link

    def _label(self, reply: Reply, options: tuple[Option, ...]) -> str:
        if isinstance(reply, OpenLink):
            return one_line(self._words(reply.label))
        if _asks_for_receipt(options):
            return self._own("letter-acknowledge")
        return self._own("letter-open")


def _options(reply: Reply) -> tuple[Option, ...]:
    rows = reply.options if isinstance(reply, Say | Ask | Choose | Done) else ()
    return tuple(option for row in rows for option in row)


def _asks_for_receipt(options: tuple[Option, ...]) -> bool:
    return any(option.action == ACKNOWLEDGE for option in options)


def _invisible(char: str) -> bool:
    return unicodedata.category(char) == "Cc" or "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069"
