"""【演练】 before everything that is said of an exercise: on every channel, in every language."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from casework.ports import Text
from risk.circular import Circular

_PREFIX: Final = "exercise-"


def marked(circular: Circular, text: Text) -> Text:
    """The sentence as it is; of an exercise the message `exercise-<key>`, which begins with the mark.

    A sentence without such a message cannot be said of an exercise at all: better a fault than a false alarm.
    """
    return replace(text, key=f"{_PREFIX}{text.key}") if circular.exercise else text


def marked_as(other: Text | None, text: Text) -> Text:
    """Marked if `other` is, where the circular itself is not at hand."""
    return replace(text, key=f"{_PREFIX}{text.key}") if other is not None and is_marked(other) else text


def is_marked(text: Text) -> bool:
    return text.key.startswith(_PREFIX)
