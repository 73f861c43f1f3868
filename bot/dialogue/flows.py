"""Every dialogue of the house. The first flow that is open to the role and has the step answers."""

from __future__ import annotations

from bot.dialogue import citizen, drafting, enterprise, everyone, expert, leader, officer
from bot.dialogue.turn import Flow

FLOWS: tuple[Flow, ...] = (
    *citizen.FLOWS,
    *officer.FLOWS,
    expert.FLOW,
    *drafting.FLOWS,
    *leader.FLOWS,
    *enterprise.FLOWS,
    everyone.CHANNELS_FLOW,
    everyone.FLOW,
)
