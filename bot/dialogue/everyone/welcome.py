"""The first sentence, and help, in the words of the reader's role."""

from __future__ import annotations

from bot.dialogue.turn import IDLE, Context, Input, State, Turn
from casework.ports import Say, Text


def start(state: State, input_: Input, context: Context) -> Turn:
    """`/start`, also by a deep link, leaves an open question open."""
    return Turn(state=state, replies=(Say(text=Text(key=f"welcome-{context.person.role.value}")),))


def help_(state: State, input_: Input, context: Context) -> Turn:
    """`/help` leaves an open question open."""
    return Turn(state=state, replies=(Say(text=Text(key=f"help-{context.person.role.value}")),))


def not_understood(state: State, input_: Input, context: Context) -> Turn:
    """Free words from somebody whose work goes by buttons and commands."""
    help_text = Say(text=Text(key=f"help-{context.person.role.value}"))
    return Turn(state=IDLE, replies=(Say(text=Text(key="engine-not-understood")), help_text))
