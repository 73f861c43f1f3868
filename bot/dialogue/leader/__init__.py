"""The dialogues of the signing leader 签发人 and of the superior."""

from bot.dialogue.leader.flow import FLOWS

__all__ = ["FLOWS"]
