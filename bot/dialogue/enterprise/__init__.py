"""The dialogues of those who receive circulars: enterprises first, subscribers and offices too."""

from bot.dialogue.enterprise.flow import FLOWS

__all__ = ["FLOWS"]
