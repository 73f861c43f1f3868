"""The officer's desk: the queue, a signal's card and details, and the acts that one press carries out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bot.dialogue.forms import PAGE
from bot.dialogue.officer.details import details
from bot.dialogue.turn import Context, Input, State, Step, Turn, say_only
from casework import signals, verifications
from casework.answers import answered_elsewhere
from casework.cards import is_grave, signal_card
from casework.env import Env
from casework.harm_told import harm_of
from casework.ports import Option, Reply, Say, Text, UnitOfWork
from casework.ports.replies import Param
from casework.tell import WEBCHAT
from casework.terms import term
from risk.organisation import Person
from risk.signal import Signal

Act = Callable[[UnitOfWork, Env, Person, str], Signal]


def queue(state: State, input_: Input, context: Context) -> Turn:
    """`/queue`, `/queue 2`, and the buttons that turn its pages. An open question stays open."""
    entries = signals.signal_queue(context.uow, context.env, context.person)
    if not entries:
        return say_only(state, Say(text=Text(key="officer-queue-empty")))
    pages = -(-len(entries) // PAGE)
    page = min(max(1, number_in(input_.subject or input_.text) or 1), pages)
    shown = entries[(page - 1) * PAGE : page * PAGE]
    rows = tuple(
        (
            Option(
                label=row_label(context, entry.signal, overdue=entry.overdue),
                action="signal.show",
                subject=entry.signal.id,
            ),
        )
        for entry in shown
    )
    text = Text(
        key="officer-queue",
        params={
            "open": len(entries),
            "overdue": sum(entry.overdue for entry in entries),
            "grave": sum(is_grave(entry.signal) for entry in entries),
            "page": page,
            "pages": pages,
        },
    )
    return say_only(state, Say(text=text, options=(*rows, *_turn_pages(page, pages))))


def row_label(context: Context, signal: Signal, *, overdue: bool = False) -> Text:
    """A signal on a button. Elsewhere than on our own pages it names number and urgency only (Art. 25)."""
    own = context.address.channel == WEBCHAT
    key = "officer-queue-row" if own else "officer-queue-row-brief"
    params: dict[str, Param] = {
        "number": signal.number,
        "state": term("signal-state", signal.state.value),
        "harm": harm_of(context.uow, signal),
        "overdue": int(overdue),
    }
    if own:
        return Text(key=key, params={**params, "product": term("product", signal.product), "tips": signal.tips})
    return Text(key=key, params=params)


def by_number(state: State, input_: Input, context: Context) -> Turn:
    """`/signal N`."""
    number = number_in(input_.text)
    if number is None:
        return say_only(state, Say(text=Text(key="officer-signal-which")))
    signal = signals.see_signal_by_number(context.uow, context.person, number)
    return say_only(state, card(context, signal))


def show(state: State, input_: Input, context: Context) -> Turn:
    """The card as it is now."""
    signal = signals.see_signal(context.uow, context.person, input_.subject)
    return say_only(state, card(context, signal))


def show_details(state: State, input_: Input, context: Context) -> Turn:
    """History, tips and their files."""
    signal = signals.see_signal(context.uow, context.person, input_.subject)
    return say_only(state, *details(context, signal))


def turn_details(state: State, input_: Input, context: Context) -> Turn:
    """A page of the tips."""
    signal_id, _, page = input_.subject.partition(":")
    signal = signals.see_signal(context.uow, context.person, signal_id)
    return say_only(state, *details(context, signal, page=number_in(page) or 1))


def card(context: Context, signal: Signal) -> Reply:
    """The card for whoever asks."""
    return signal_card(context.uow, context.env, signal, viewer=context.person)


def one_press(act: Act, key: str) -> Step:
    """The step of an act that needs nothing but the press: done, said so, and the card as it is now."""

    def run(state: State, input_: Input, context: Context) -> Turn:
        return Turn(
            state=state,
            command=partial(act, context.uow, context.env, context.person, input_.subject),
            then=lambda signal: say_only(state, done(key, signal), card(context, signal)),
        )

    return run


def done(key: str, signal: Signal) -> Say:
    """The sentence after an act."""
    return Say(text=Text(key=key, params={"number": signal.number}))


def answered(state: State, input_: Input, context: Context) -> Turn:
    """The tipster was answered by telephone or letter."""
    return Turn(
        state=state,
        command=partial(answered_elsewhere, context.uow, context.env, context.person, input_.subject),
        then=lambda tip: say_only(state, Say(text=Text(key="officer-tip-answered", params={"tip": tip.number}))),
    )


acknowledge = one_press(signals.acknowledge_signal, "officer-acknowledged")
begin_verification = one_press(verifications.begin_verification, "officer-verification-begun")
enter = one_press(signals.enter_signal, "officer-entered")
close = one_press(signals.close_signal, "officer-closed")


def _turn_pages(page: int, pages: int) -> tuple[tuple[Option, ...], ...]:
    """Buttons that stay good after other messages, so acts and not answers."""
    row: tuple[Option, ...] = ()
    if page > 1:
        row += (Option(label=Text(key="form-page-before"), action="queue.page", subject=str(page - 1)),)
    if page < pages:
        label = Text(key="form-page-next", params={"page": page + 1, "pages": pages})
        row += (Option(label=label, action="queue.page", subject=str(page + 1)),)
    return (row,) if row else ()


def number_in(text: str) -> int | None:
    """As people write a signal's number: 12, #12, ＃12."""
    digits = text.strip().lstrip("#＃").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 10 else None
