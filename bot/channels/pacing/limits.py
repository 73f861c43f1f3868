"""What the other side permits, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Rate:
    """At most `count` in any `seconds`."""

    count: int
    seconds: float

    @property
    def spacing(self) -> float:
        """Seconds between two, when they are spread evenly."""
        return self.seconds / self.count


@dataclass(frozen=True, kw_only=True)
class ChatLimits:
    """One message every `every` seconds after a burst of `burst`; and `within` on top, where there is one."""

    every: float
    burst: int = 1
    within: Rate | None = None


@dataclass(frozen=True, kw_only=True)
class Limits:
    """`chats` by kind of chat; a kind that is not there has no limit of its own.

    `margin` is the part by which every window is taken longer than stated. A message that has not been answered is
    taken as counted `arrives_within` seconds after it left, at the latest: else one that hangs would hold its place.
    `at_once` calls may be under way, of which `kept_for_talk` are for answers to a person talking now.
    """

    overall: tuple[Rate, ...]
    chats: Mapping[str, ChatLimits] = field(default_factory=dict)
    margin: float = 0.002
    arrives_within: float = 5.0
    at_once: int = 200
    kept_for_talk: int = 8

    @property
    def spacing(self) -> float:
        """Of messages to many, so that a place comes free all the time and not thirty at once."""
        return max(rate.spacing for rate in self.overall)
