"""Names of messages that only we can make: in the return path, the Message-ID and the unsubscribe link."""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final

from casework.unsubscribing import MARK, USE

# An id has up to 41 characters. With a "+" before it a tag leaves nine of a local part's 64 (RFC 5321).
_TAG: Final = re.compile(r"(?<![0-9a-z])(?P<id>[0-9a-z]{20,41})\.(?P<mark>[0-9a-f]{12})(?![0-9a-f])")
_MARK: Final = MARK
LOCAL_LIMIT: Final = 9  # characters of the return address before the "+"


class Use(StrEnum):
    """A tag for one use is none for another: a bounce ends no subscription."""

    RETURN = "mail.return"
    UNSUBSCRIBE = USE


class Tags:
    """`marks(use, message id)`: keyed hashes in hex, that of the current key first."""

    def __init__(self, marks: Callable[[str, str], Sequence[str]]) -> None:
        self._marks = marks

    def make(self, use: Use, message_id: str) -> str:
        return f"{message_id}.{self._marks(use, message_id)[0][:_MARK]}"

    def read(self, use: Use, text: str) -> str:
        """The id of the message whose tag stands somewhere in the text; "" = none of ours."""
        for found in _TAG.finditer(text.lower()):
            if any(hmac.compare_digest(mark[:_MARK], found["mark"]) for mark in self._marks(use, found["id"])):
                return found["id"]
        return ""
