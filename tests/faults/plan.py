"""How many deaths, and where: first every boundary in turn, then random instants until the number is reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from typing import Final

from tests.faults.campaign import Campaign
from tests.faults.doom import Edge


@dataclass(frozen=True, kw_only=True)
class Plan:
    """`kills` on one engine. `boundaries`: which of each kind; None = every one that there is."""

    kills: int
    boundaries: int | None


SHORT: Final = Plan(kills=15, boundaries=1)
# Where messages go out in a first life; before that it only greets.
_FIRST, _LAST = 8, 24


async def carry_out(campaign: Campaign, plan: Plan) -> None:
    """Ends at rest, with nothing left to do."""
    for edge in Edge:
        await campaign.sweep(edge, _numbers(campaign, plan))
    await campaign.at_random(max(plan.kills - campaign.kills.total() - 1, 1))


def _numbers(campaign: Campaign, plan: Plan) -> Iterable[int]:
    if plan.boundaries is None:
        return count(1)
    return campaign.chance.sample(range(_FIRST, _LAST), plan.boundaries)
