"""Replies and incoming words as JSON text, for the outbox and the stored dialogue state."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from casework.ports.replies import (
    Abort,
    Ask,
    Choose,
    Done,
    Key,
    Keys,
    Moment,
    OpenLink,
    Option,
    Param,
    Reply,
    Say,
    SendFile,
    Text,
)

_KINDS: Mapping[str, type[Any]] = {
    kind.__name__: kind for kind in (Say, Ask, Choose, SendFile, OpenLink, Done, Abort, Option, Text, Key, Keys)
}


def _plain(value: object) -> object:
    if isinstance(value, Moment):
        return {"_": "Moment", "at": value.at.isoformat(), "day_only": value.day_only}
    if type(value).__name__ in _KINDS:
        fields = {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}  # type: ignore[attr-defined]
        return {"_": type(value).__name__, **fields}
    if isinstance(value, Mapping):
        return {"_": "", "map": {k: _plain(v) for k, v in value.items()}}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value


def _live(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_live(v) for v in value)
    if isinstance(value, dict):
        kind = value["_"]
        if kind == "":
            return {k: _live(v) for k, v in value["map"].items()}
        if kind == "Moment":
            return Moment(at=datetime.fromisoformat(value["at"]), day_only=value["day_only"])
        return _KINDS[kind](**{k: _live(v) for k, v in value.items() if k != "_"})
    return value


def dump_reply(reply: Reply) -> str:
    """JSON text; `load_reply` gives back an equal value."""
    return json.dumps(_plain(reply), ensure_ascii=False, separators=(",", ":"))


def load_reply(text: str) -> Reply:
    """Raises ValueError or KeyError on what `dump_reply` did not write."""
    reply: Reply = _live(json.loads(text))
    return reply


def dump_incoming(words: str, *, files: tuple[str, ...] = ()) -> str:
    """What a person wrote or pressed, for the transcript."""
    return json.dumps({"in": words, "files": list(files)}, ensure_ascii=False)


def load_incoming(text: str) -> tuple[str, tuple[str, ...]]:
    """(words, attachment ids)."""
    raw = json.loads(text)
    return str(raw["in"]), tuple(raw["files"])


__all__ = ["Param", "dump_incoming", "dump_reply", "load_incoming", "load_reply"]
