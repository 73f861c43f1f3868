"""What every use case may lean on besides its transaction: time, ids, calendar, competence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from casework.ports import Calendar, Clock, Compare, Ids
from risk.competence import CompetenceTable


@dataclass(frozen=True, kw_only=True)
class Env:
    """Built once by the composition root."""

    clock: Clock
    ids: Ids
    calendar: Calendar
    timezone: tzinfo
    competence: CompetenceTable
    compare: Compare
    outgoing: frozenset[str] = frozenset()  # channels besides the chats that this installation can send on

    def now(self) -> datetime:
        """Aware, UTC."""
        return self.clock.now()
