"""A clock was ahead by hours and has been set back: what it wrote for now is due now, not in hours."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from casework.env import Env
from casework.outgoing import LEASE
from casework.ports import Lane, UnitOfWork

AT_ONCE: Final = 1_000  # messages in one transaction
_BY_URGENCY: Final = (Lane.EMERGENCY, *(lane for lane in Lane if lane is not Lane.EMERGENCY))


def ahead(uow: UnitOfWork, env: Env, channel: str) -> list[str]:
    """Ids of messages that nobody meant to wait, some of the most urgent lane that has any; [] = there is none."""
    now = env.now()
    for lane in _BY_URGENCY:
        found = uow.outbox.ahead(channel, lane=lane, now=now, lease_until=now + LEASE, limit=AT_ONCE)
        if found:
            return found
    return []


def bring_back(uow: UnitOfWork, env: Env, ids: Collection[str]) -> int:
    """They may go now; how many that still concerned. Whoever sends one at this moment keeps it as long as any claim
    lasts, and no longer."""
    now = env.now()
    return uow.outbox.bring_back(ids, now=now, lease_until=now + LEASE)
