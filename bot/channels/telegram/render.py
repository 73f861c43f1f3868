"""A reply as the calls that show it on Telegram, as plain values: no network, no `telegram` here."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, assert_never
from urllib.parse import urlsplit

from bot.channels.telegram.rich import HINT, MARKED, PLAIN, STRONG, Run, clean, cut, split, to_html, units
from casework.ports import Abort, Ask, Choose, Done, OpenLink, Option, Parcel, Reply, Say, SendFile, Text
from casework.ports.encoding import load_reply
from texts.catalogue import say

TEXT_LIMIT: Final = 4096
CAPTION_LIMIT: Final = 1024
DATA_LIMIT: Final = 64  # bytes of callback data
LABEL_LIMIT: Final = 64
ROW_LIMIT: Final = 8  # buttons
KEYBOARD_LIMIT: Final = 100  # buttons
FILE_NAME_LIMIT: Final = 60
PRESS: Final = "b:"  # before `<message id>:<row>:<column>`

_QUOTE: Final = "\ue000"  # stands for the quoted words while a sentence is put together
_EMPTY: Final = "…"


@dataclass(frozen=True, kw_only=True)
class Button:
    """Either `data` or `url`."""

    label: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Inline:
    """Buttons under the message."""

    rows: tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, kw_only=True)
class ContactRequest:
    """A keyboard whose first button shares the person's own number; the others type their label."""

    label: str
    others: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class SendText:
    """`keyboard` None takes away a keyboard that an earlier question left behind."""

    html: str
    keyboard: Inline | ContactRequest | None = None


@dataclass(frozen=True, kw_only=True)
class SendDocument:
    """`document` names a file of ours as `SendFile` does."""

    document: str
    file_name: str
    html: str = ""


Call = SendText | SendDocument


def render(parcel: Parcel, *, base_url: str, tz: str) -> tuple[Call, ...]:
    """At least one call, in order; buttons are under the last text."""
    reply = load_reply(parcel.reply.reveal())
    return _Page(parcel, base_url=base_url.rstrip("/"), tz=tz).calls(reply)


class _Page:
    """One parcel being rendered."""

    def __init__(self, parcel: Parcel, *, base_url: str, tz: str) -> None:
        self._parcel = parcel
        self._base_url = base_url
        self._tz = tz

    def calls(self, reply: Reply) -> tuple[Call, ...]:
        match reply:
            case Say(confidential=True):
                return self._at_home(reply.brief, urgent=reply.urgent, options=_telling_nothing(reply.options))
            case SendFile(confidential=True):
                return self._at_home(None)
            case Say():
                runs = self._quoting(reply.text, reply.marked)
                return self._texts(_urgent(runs) if reply.urgent else runs, self._inline(reply.options))
            case Ask():
                hint: list[Run] = [("\n" + self._words(reply.placeholder), HINT)] if reply.placeholder else []
                keyboard = self._contact(reply) if reply.want == "contact" else self._inline(reply.options)
                return self._texts([(self._words(reply.text), PLAIN), *hint], keyboard)
            case Choose() | Done():
                return self._texts([(self._words(reply.text), PLAIN)], self._inline(reply.options))
            case Abort():
                return self._texts([(self._words(reply.text), PLAIN)], None)
            case OpenLink():
                url = self._parcel.one_time_link or reply.path
                return self._with_link(self._words(reply.text), self._words(reply.label), url)
            case SendFile():
                return self._document(reply)
        assert_never(reply)

    def _words(self, text: Text) -> str:
        return clean(say(self._parcel.locale, text.key, text.params, tz=self._tz))

    def _own(self, key: str, **params: str) -> str:
        return self._words(Text(key=key, params=params))

    def _quoting(self, text: Text, marked: tuple[tuple[int, int], ...]) -> list[Run]:
        """The sentence, with spans of its parameter `quote` marked."""
        quote = text.params.get("quote")
        if not marked or not isinstance(quote, str):
            return [(self._words(text), PLAIN)]
        params = {k: v.replace(_QUOTE, "") if isinstance(v, str) else v for k, v in text.params.items()}
        sentence = self._words(Text(key=text.key, params={**params, "quote": _QUOTE}))
        before, *after = sentence.split(_QUOTE)
        runs: list[Run] = [(before, PLAIN)]
        for rest in after:
            runs += [*_spans(quote, marked), (rest, PLAIN)]
        return runs

    def _at_home(
        self, brief: Text | None, *, urgent: bool = False, options: tuple[tuple[Option, ...], ...] = ()
    ) -> tuple[Call, ...]:
        """Confidential matter is read on our own pages (Art. 25)."""
        words = self._words(brief) if brief else self._own("telegram-confidential")
        link = self._parcel.one_time_link or "/"
        return self._with_link(words, self._own("telegram-open"), link, urgent=urgent, options=options)

    def _with_link(
        self,
        words: str,
        label: str,
        link: str,
        *,
        urgent: bool = False,
        options: tuple[tuple[Option, ...], ...] = (),
    ) -> tuple[Call, ...]:
        url = self._base_url + link if link.startswith("/") else link
        runs: list[Run] = [(words, PLAIN)]
        runs = _urgent(runs) if urgent else runs
        rows = self._rows(options)
        if _is_public(url):
            rows = ((Button(label=cut(label, LABEL_LIMIT), url=url),), *rows)
        else:
            runs.append((f"\n{label}\n{url}", PLAIN))
        return self._texts(runs, Inline(rows=rows) if rows else None)

    def _document(self, reply: SendFile) -> tuple[Call, ...]:
        words = self._words(reply.text)
        caption = f"{words}\n{self._repeat()}" if self._parcel.repeat else words
        before: tuple[Call, ...] = ()
        if units(caption) > CAPTION_LIMIT:
            before, caption = self._texts([(words, PLAIN)], None), ""
        name = cut(clean(reply.file_name).replace("/", "_").replace("\n", " "), FILE_NAME_LIMIT)
        file = SendDocument(document=reply.document, file_name=name, html=to_html([(caption, PLAIN)]))
        return (*before, file)

    def _texts(self, runs: list[Run], keyboard: Inline | ContactRequest | None) -> tuple[Call, ...]:
        if self._parcel.repeat:
            runs = [*runs, (f"\n\n{self._repeat()}", HINT)]
        pieces = [to_html(piece) for piece in split(runs, TEXT_LIMIT)] or [_EMPTY]
        boards: list[Inline | ContactRequest | None] = [keyboard]
        if isinstance(keyboard, Inline):
            boards = [Inline(rows=rows) for rows in _boards(keyboard.rows)]
        return (
            *(SendText(html=piece) for piece in pieces[:-1]),
            SendText(html=pieces[-1], keyboard=boards[0]),
            *(SendText(html=to_html([(self._own("telegram-more"), PLAIN)]), keyboard=board) for board in boards[1:]),
        )

    def _repeat(self) -> str:
        return self._own("telegram-repeat", number=self._parcel.number)

    def _inline(self, options: tuple[tuple[Option, ...], ...]) -> Inline | None:
        rows = self._rows(options)
        return Inline(rows=rows) if rows else None

    def _rows(self, options: tuple[tuple[Option, ...], ...]) -> tuple[tuple[Button, ...], ...]:
        rows = []
        for row_number, row in enumerate(options):
            buttons = [
                Button(label=self._label(option), data=f"{PRESS}{self._parcel.message_id}:{row_number}:{column}")
                for column, option in enumerate(row)
                if option is not _LEFT_OUT
            ]
            rows += [tuple(buttons[i : i + ROW_LIMIT]) for i in range(0, len(buttons), ROW_LIMIT)]
        return tuple(rows)

    def _label(self, option: Option) -> str:
        label = self._words(option.label).strip() or _EMPTY
        return cut(self._own("telegram-chosen", label=label) if option.chosen else label, LABEL_LIMIT)

    def _contact(self, reply: Ask) -> ContactRequest:
        others = tuple(tuple(self._words(option.label) for option in row) for row in reply.options)
        return ContactRequest(label=self._own("telegram-share-phone"), others=others)


def _urgent(runs: list[Run]) -> list[Run]:
    """Its first line in bold; that it is urgent is said by the sentence itself."""
    (words, look), *rest = runs
    first, end, others = words.partition("\n")
    return [(first, look or STRONG), (end + others, look), *rest]


_LEFT_OUT: Final = Option(label=Text(key=""))


def _telling_nothing(options: tuple[tuple[Option, ...], ...]) -> tuple[tuple[Option, ...], ...]:
    """Buttons of a confidential message that may stand here: acts whose label carries nothing of the matter.

    The others are left out in place, because a button is known by its row and column.
    """
    return tuple(
        tuple(option if option.action and not option.label.params else _LEFT_OUT for option in row) for row in options
    )


def _spans(quote: str, marked: Iterable[tuple[int, int]]) -> list[Run]:
    """The quote in pieces; spans that overlap, run backwards or beyond the end are put right."""
    runs: list[Run] = []
    at = 0
    for start, end in sorted(marked):
        start, end = max(start, at), min(end, len(quote))
        if start < end:
            runs += [(clean(quote[at:start]), PLAIN), (clean(quote[start:end]), MARKED)]
            at = end
    return [*runs, (clean(quote[at:]), PLAIN)]


def _boards(rows: tuple[tuple[Button, ...], ...]) -> list[tuple[tuple[Button, ...], ...]]:
    """Rows in keyboards that Telegram takes."""
    boards: list[tuple[tuple[Button, ...], ...]] = [()]
    for row in rows:
        if sum(len(other) for other in boards[-1]) + len(row) > KEYBOARD_LIMIT:
            boards.append(())
        boards[-1] = (*boards[-1], row)
    return boards


def _is_public(url: str) -> bool:
    """Whether Telegram takes the address as a button: it refuses hosts that only this machine or network knows."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or "." not in host or host.endswith((".local", ".localhost")):
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return True
