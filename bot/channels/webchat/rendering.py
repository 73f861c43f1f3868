"""A stored message as the page shows it: JSON with every word already in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casework.ports import Abort, Ask, Choose, Done, Message, OpenLink, Option, Reply, Say, SendFile, Text, UnitOfWork
from casework.ports.encoding import load_incoming, load_reply
from risk.errors import NotFound
from risk.reading import ReadingState
from texts.catalogue import say

Json = dict[str, Any]
_QUOTE = "quote"
_HOLE = "\ue000"  # private use: stands for the quotation while its place in the sentence is looked for
_IMAGES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})


@dataclass(frozen=True, kw_only=True)
class Reader:
    """For whom words are written."""

    locale: str
    timezone: str


def shown(uow: UnitOfWork, message: Message, reader: Reader) -> Json:
    """`text` is a list of [words, marked]; `options` rows of buttons, each with what a press sends back."""
    head: Json = {
        "seq": message.seq,
        "id": message.id,
        "at": message.created_at.isoformat(),
        "in": message.incoming,
        "repeat": message.repeat,
    }
    if not message.reply:
        return {**head, "kind": "erased", "text": [[say(reader.locale, "webchat-erased"), False]]}
    if message.incoming:
        words, files = load_incoming(message.reply.reveal())
        return {
            **head,
            "kind": "said",
            "client": message.dedupe.rpartition(":")[2],
            "text": [[words, False]] if words else [],
            "files": [file for id_ in files if (file := _sent_file(uow, id_)) is not None],
        }
    return {**head, **_reply(uow, load_reply(message.reply.reveal()), message, reader)}


def _reply(uow: UnitOfWork, reply: Reply, message: Message, reader: Reader) -> Json:
    body: Json = {"kind": type(reply).__name__.lower(), "text": _pieces(reply, reader)}
    match reply:
        case Say():
            body |= {"options": _buttons(reply.options, message, reader), "urgent": reply.urgent}
        case Ask():
            placeholder = _words(reply.placeholder, reader) if reply.placeholder is not None else ""
            body |= {
                "options": _buttons(reply.options, message, reader),
                "want": reply.want,
                "placeholder": placeholder,
            }
        case Choose() | Done():
            body["options"] = _buttons(reply.options, message, reader)
        case SendFile():
            body["files"] = [_given_file(uow, reply, reader)]
        case OpenLink():
            body["link"] = {"label": _words(reply.label, reader), "href": reply.path}
        case Abort():
            pass
    return body


def _buttons(rows: tuple[tuple[Option, ...], ...], message: Message, reader: Reader) -> list[list[Json]]:
    """`act`: valid at any time; the others answer this message's question and go stale with it."""
    return [
        [
            {
                "label": _words(option.label, reader),
                "press": f"{message.id}:{row}:{column}",
                "act": bool(option.action),
                "chosen": option.chosen,
                "role": option.value if option.value in ("skip", "back", "cancel") else "",
            }
            for column, option in enumerate(options)
        ]
        for row, options in enumerate(rows)
    ]


def _pieces(reply: Reply, reader: Reader) -> list[list[Any]]:
    text, marked = reply.text, reply.marked if isinstance(reply, Say) else ()
    quote = text.params.get(_QUOTE)
    if not marked or not isinstance(quote, str):
        return [[_words(text, reader), False]]
    around = _say(text.key, {**text.params, _QUOTE: _HOLE}, reader).split(_HOLE)
    if len(around) != 2:
        return [[_words(text, reader), False]]
    return _joined([[around[0], False], *_highlighted(quote, marked), [around[1], False]])


def _highlighted(quote: str, spans: tuple[tuple[int, int], ...]) -> list[list[Any]]:
    pieces: list[list[Any]] = []
    done = 0
    for start, end in sorted(spans):
        start, end = max(start, done), min(end, len(quote))
        if start < end:
            pieces += [[quote[done:start], False], [quote[start:end], True]]
            done = end
    return [*pieces, [quote[done:], False]]


def _joined(pieces: list[list[Any]]) -> list[list[Any]]:
    kept: list[list[Any]] = []
    for words, marked in pieces:
        if kept and kept[-1][1] == marked:
            kept[-1][0] += words
        elif words:
            kept.append([words, marked])
    return kept


def _given_file(uow: UnitOfWork, reply: SendFile, reader: Reader) -> Json:
    """`note`: that nothing could be read in it. Whether the reader may see the file is asked at its address."""
    kind, _, id_ = reply.document.partition(":")
    attachment = uow.attachments.find(id_) if kind == "attachment" else None
    reading = uow.readings.find(id_) if attachment is not None else None
    unread = reading is not None and reading.state in (ReadingState.UNREAD, ReadingState.BLANK)
    return {
        "name": reply.file_name,
        "href": f"/chat/file/{reply.document}",
        "image": attachment is not None and attachment.media_type in _IMAGES,
        "note": say(reader.locale, "webchat-file-unread", {"why": reading.why}) if reading and unread else "",
    }


def _sent_file(uow: UnitOfWork, attachment_id: str) -> Json | None:
    try:
        attachment = uow.attachments.get(attachment_id)
    except NotFound:
        return None
    return {
        "name": attachment.file_name.reveal(),
        "href": f"/chat/file/attachment:{attachment.id}",
        "image": attachment.media_type in _IMAGES,
    }


def _words(text: Text, reader: Reader) -> str:
    return _say(text.key, text.params, reader)


def _say(key: str, params: Mapping[str, object], reader: Reader) -> str:
    return say(reader.locale, key, params, tz=reader.timezone)
