"""The language of everything that the person reads."""

from __future__ import annotations

from functools import partial

from bot.dialogue.turn import Context, Input, State, Turn
from casework.languages import choose_language
from casework.ports import Option, Say, Text
from texts.catalogue import LOCALES


def choose(state: State, input_: Input, context: Context) -> Turn:
    """`/language`: each language named in itself."""
    rows = tuple(
        (Option(label=Text(key=f"language-{locale.lower()}"), action="language.set", subject=locale),)
        for locale in LOCALES
    )
    return Turn(state=state, replies=(Say(text=Text(key="language-choose"), options=rows),))


def set_(state: State, input_: Input, context: Context) -> Turn:
    """The button; an unknown language is refused by the act."""
    return Turn(
        state=state,
        command=partial(choose_language, context.uow, context.env, context.person, input_.subject),
        then=lambda _: Turn(state=state, replies=(Say(text=Text(key="language-set")),)),
    )
