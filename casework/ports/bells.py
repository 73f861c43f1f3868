"""How one process hears what another has written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class News:
    """On this channel something waits to be sent or read; `person_id`: on that person's page alone.

    Without a channel: something may have been missed, so look everywhere.
    """

    channel: str = ""
    person_id: str = ""


class Bells(Protocol):
    """Rung by the commit of whoever writes, in any process. Nothing depends on them: who hears none looks by itself."""

    @property
    def heard(self) -> bool:
        """Whether a commit of now would ring here."""

    async def listen(self, ring: Callable[[News], None]) -> None:
        """Until it is cancelled; through restarts of the database."""
