"""What can go wrong, set by the test."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from .refusal import Refusal


@dataclass(kw_only=True)
class Fault:
    """`drop`: "before" the call is handled or "after" (delivered, the answer is lost). `times` None = until cleared.

    `skip`: how many calls go well first. `chat` None = every chat.
    """

    latency: float = 0.0
    drop: str = ""
    refusal: Refusal | None = None
    garbage: bool = False  # handled, but the answer is not JSON
    times: int | None = 1
    skip: int = 0
    chat: int | None = None


class Faults:
    """By method; "*" is every method."""

    def __init__(self) -> None:
        self._by_method: dict[str, list[Fault]] = defaultdict(list)

    def set(self, method: str, fault: Fault) -> None:
        self._by_method[method].append(fault)

    def clear(self) -> None:
        self._by_method.clear()

    def take(self, method: str, chat: int | None) -> Fault | None:
        """The fault for this call, counted down."""
        for fault in (*self._by_method[method], *self._by_method["*"]):
            if fault.times == 0 or (fault.chat is not None and fault.chat != chat):
                continue
            if fault.skip:
                fault.skip -= 1
                continue
            if fault.times is not None:
                fault.times -= 1
            return fault
        return None
