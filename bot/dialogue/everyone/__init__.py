"""What everybody can ask for, whatever their role: a greeting, help, the language, their own data."""

from bot.dialogue.everyone.flow import CHANNELS_FLOW, FLOW

__all__ = ["CHANNELS_FLOW", "FLOW"]
