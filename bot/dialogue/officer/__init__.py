"""What officers do in chat, and what signing leaders and superiors see of it."""

from bot.dialogue.officer.flow import FLOWS

__all__ = ["FLOWS"]
