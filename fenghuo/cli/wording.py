"""A refusal in the reader's language."""

from __future__ import annotations

from typing import Final

from bot.dialogue.refusals import refusal
from casework.ports import Key
from fenghuo.cli.language import locale
from risk.errors import DomainError
from texts.catalogue import keys, say

_ANY: Final = f"error-{DomainError.code}"
# Said in a chat it ends with what to type there.
_ELSEWHERE: Final = {"permission-role": "cli-permission-role"}


def sentence(error: DomainError) -> str:
    """Of the catalogue. A field that the catalogue has no name for, such as a mistyped one, is shown as it is."""
    text, known = refusal(error).text, keys(locale())
    key = _ELSEWHERE.get(text.key, text.key if text.key in known else _ANY)
    params = {
        name: error.params[name] if isinstance(value, Key) and value.key not in known else value
        for name, value in text.params.items()
    }
    return say(locale(), key, params)


def problem(code: str, field: str) -> str:
    """What is wrong with one field, by the code of the refusal."""
    error = DomainError(field=field)
    error.code = code
    return sentence(error)
