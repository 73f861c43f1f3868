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


def offer(locale: str) -> Say:
    """To somebody who writes in another language than they read; the sentence is in theirs."""
    key = locale.lower()
    button = Option(label=Text(key=f"language-{key}"), action="language.set", subject=locale)
    return Say(text=Text(key=f"language-offer-{key}"), options=((button,),))


def set_(state: State, input_: Input, context: Context) -> Turn:
    """The button; an unknown language is refused by the act."""
    return Turn(
        state=state,
        command=partial(choose_language, context.uow, context.env, context.person, input_.subject),
        then=lambda _: Turn(state=state, replies=(Say(text=Text(key="language-set")),)),
    )
