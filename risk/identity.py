"""Personal data as its own type: what prints, logs or crashes shows a mask (STYLE 15)."""

from __future__ import annotations

from typing import Final

_MASK: Final = "•••"


class Secret:
    """A value that only `reveal()` gives out. Equality and hash are those of the value."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The value itself; every caller that shows it to somebody owes an audit entry."""
        return self._value

    def mask(self, *, head: int = 1, tail: int = 2) -> str:
        """First `head` and last `tail` characters with the middle hidden; all hidden if too short."""
        value = self._value
        if len(value) <= head + tail:
            return (value[:1] + _MASK) if len(value) > 1 else _MASK
        return value[:head] + _MASK + (value[-tail:] if tail else "")

    def __bool__(self) -> bool:
        return bool(self._value)

    def __len__(self) -> int:
        return len(self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._value == other._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return f"Secret({_MASK})"

    __str__ = __repr__


NOTHING: Final = Secret("")
