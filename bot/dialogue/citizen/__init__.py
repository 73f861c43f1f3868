"""The citizen's dialogues: a first message in their own words is the tip."""

from bot.dialogue.citizen.flow import FLOWS

__all__ = ["FLOWS"]
