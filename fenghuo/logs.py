"""Log lines on standard error: a sentence, then `action=` and ids; as text or as JSON Lines. Secrets are hidden."""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import Final

_NOISY: Final = ("apscheduler", "alembic", "aiohttp.access", "telegram", "httpx", "httpcore", "fontTools")
_PAIR: Final = re.compile(r"(?:^|\s)([a-z][a-z_]*)=(\S*)")
# Bot tokens and one-time links in addresses, passwords of databases.
_SECRETS: Final = (
    (re.compile(r"\bbot\d+:[\w-]+"), "bot…"),
    (re.compile(r"/(enter|real-name)/[\w-]{16,}"), r"/\1/…"),
    (re.compile(r"(\w+://[^\s:/@]*):[^\s@]+@"), r"\1:…@"),
)


def configure(level: str, format: str) -> None:
    """For this process; called again it replaces what was set. `format`: "text" or "json"."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if format == "json" else _Text())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _NOISY:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))
    # Our own pages log their faults; what is left to the server is malformed requests, quoted whole, from scanners.
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)


def hidden(text: str) -> str:
    """The text with every token and password in it replaced by "…"."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


class _Text(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return hidden(super().format(record))


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        sentence, pairs = _parted(record.getMessage())
        line: dict[str, str] = {
            **pairs,
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": sentence,
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps({name: hidden(value) for name, value in line.items()}, ensure_ascii=False)


def _parted(message: str) -> tuple[str, dict[str, str]]:
    """(the sentence, the pairs from `action=` on)."""
    sentence, marker, rest = message.partition("action=")
    return sentence.rstrip(), dict(_PAIR.findall(marker + rest))
