"""To another office by competence (Art. 4), or into another signal of this one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.dialogue.forms import Answers, Form, begin, choice, step, words
from bot.dialogue.officer.desk import card, number_in, row_label
from bot.dialogue.turn import IDLE, Context, Input, State, Turn, say_only
from casework.likeness import likest_first
from casework.ports import Say, Text
from casework.ports.replies import Param
from casework.signals import see_signal
from casework.terms import term
from casework.transfers import merge_signal, merge_targets, transfer_signal, transfer_targets
from risk.permission import Act, demand
from risk.signal import OPEN_STATES, SIGNAL, Signal, SignalCommand


def start(state: State, input_: Input, context: Context) -> Turn:
    """The button on the card."""
    signal = see_signal(context.uow, context.person, input_.subject)
    demand(context.person, Act.TRANSFER_SIGNAL, subject=signal)
    SIGNAL.rule(signal.state, SignalCommand.TRANSFER, signal)
    if not transfer_targets(context.uow, context.env, signal.office_id):
        return say_only(state, Say(text=Text(key="transfer-nowhere")))
    return begin(TRANSFER, {"signal": signal.id, "office": signal.office_id, "number": signal.number}, context)


def start_merge(state: State, input_: Input, context: Context) -> Turn:
    """The button on the card."""
    signal = see_signal(context.uow, context.person, input_.subject)
    demand(context.person, Act.MERGE_SIGNAL, subject=signal)
    SIGNAL.rule(signal.state, SignalCommand.MERGE, signal)
    if not merge_targets(context.uow, signal):
        return say_only(state, Say(text=Text(key="merge-nothing", params={"number": signal.number})))
    return begin(MERGE, {"signal": signal.id, "number": signal.number}, context)


def _offices(answers: Answers, context: Context) -> Sequence[tuple[str, Text]]:
    offices = transfer_targets(context.uow, context.env, answers["office"])
    return [(office.id, Text(key="form-name", params={"name": office.name})) for office in offices]


def _signals(answers: Answers, context: Context) -> Sequence[tuple[str, Text]]:
    signal = context.uow.signals.get(answers["signal"])
    others, tips = merge_targets(context.uow, signal), context.uow.informations.latest_of_signal(signal.id, limit=1)
    if tips:
        others = likest_first(context.env, tips[0], others)
    return [(other.id, row_label(context, other)) for other in others]


def target_typed(text: str, context: Context) -> str:
    """The signal whose number was typed, if it is the office's."""
    number = number_in(text)
    signal = None if number is None else context.uow.signals.by_number(number)
    return signal.id if signal is not None and signal.office_id == context.person.org_id else ""


def target_gone(signal_id: str, context: Context) -> Text:
    """A colleague was quicker: what has become of the signal that was pressed or typed."""
    signal = context.uow.signals.find(signal_id)
    if signal is None or signal.state in OPEN_STATES:  # the signal itself
        return Text(key="form-press-a-button")
    params: dict[str, Param] = {"number": signal.number, "state": term("signal-state", signal.state.value)}
    return Text(key="merge-target-gone", params=params)


def _transferred(answers: Answers, context: Context) -> Turn:
    def then(signal: Signal) -> Turn:
        office = context.uow.organisations.get(signal.office_id).name
        params = {"number": answers["number"], "office": office, "there": signal.number}
        return say_only(IDLE, Say(text=Text(key="officer-transferred", params=params)))

    return Turn(
        state=IDLE,
        command=partial(
            transfer_signal,
            context.uow,
            context.env,
            context.person,
            answers["signal"],
            answers["target"],
            reason=answers["reason"],
        ),
        then=then,
    )


def _review(answers: Answers, context: Context) -> Text:
    """Shown before it happens: a number is soon mistyped."""
    params: dict[str, Param] = {}
    for name, id_ in (("this", answers["signal"]), ("that", answers["into"])):
        signal = context.uow.signals.get(id_)
        params |= {name: signal.number, f"{name}_is": row_label(context, signal)}
    return Text(key="merge-review", params=params)


def _merged(answers: Answers, context: Context) -> Turn:
    if context.uow.signals.get(answers["into"]).state not in OPEN_STATES:
        return say_only(IDLE, Say(text=target_gone(answers["into"], context)))

    def then(into: Signal) -> Turn:
        params = {"number": answers["number"], "into": into.number}
        return say_only(IDLE, Say(text=Text(key="officer-merged", params=params)), card(context, into))

    return Turn(
        state=IDLE,
        command=partial(merge_signal, context.uow, context.env, context.person, answers["signal"], answers["into"]),
        then=then,
    )


TRANSFER = Form(
    flow="officer",
    name="transfer",
    questions=(choice("target", "transfer-ask-office", _offices), words("reason", "transfer-ask-reason")),
    finish=_transferred,
)
MERGE = Form(
    flow="officer",
    name="merge",
    questions=(
        choice(
            "into",
            lambda answers, _: Text(key="merge-ask-into", params={"number": answers["number"]}),
            _signals,
            typed=target_typed,
            gone=target_gone,
        ),
    ),
    finish=_merged,
    review=_review,
)
TRANSFER_STEP = step(TRANSFER)
MERGE_STEP = step(MERGE)
