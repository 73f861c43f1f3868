"""The dialogue in which an officer drafts, submits and issues a circular, and follows it."""

from bot.dialogue.drafting.flow import FLOWS

__all__ = ["FLOWS"]
