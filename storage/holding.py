"""What the database can hold, the same on every engine."""

from __future__ import annotations

import dataclasses
import re
from datetime import datetime
from typing import Any, TypeVar

T = TypeVar("T")

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def storable(text: str) -> str:
    """NUL and lone surrogates become U+FFFD: PostgreSQL refuses both, UTF-8 the second."""
    return _UNSTORABLE.sub(_REPLACEMENT, text) if _UNSTORABLE.search(text) else text


def cleaned(item: T) -> T:
    """The record as it will read back: its open text fields made `storable`. Secrets are sealed as they are.

    Raises ValueError for a naive time.
    """
    record: Any = item
    changed: dict[str, Any] = {}
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if type(value) is str and _UNSTORABLE.search(value):
            changed[field.name] = storable(value)
        elif isinstance(value, datetime) and value.tzinfo is None:
            raise ValueError(f"{field.name}: a naive time was about to be stored")
    return dataclasses.replace(record, **changed) if changed else item
