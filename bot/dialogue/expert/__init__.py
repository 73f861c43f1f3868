"""What experts of technical institutions do in chat."""

from bot.dialogue.expert.flow import FLOW

__all__ = ["FLOW"]
