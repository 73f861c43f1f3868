"""Ask the tipster back 问举报人: which of them, and what. Neither side learns who the other is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.dialogue.forms import Answers, Form, begin, choice, step, words
from bot.dialogue.turn import IDLE, Context, Input, State, Turn, say_only
from casework.cards import button_to, merged_into
from casework.ports import Done, Moment, Say, Text
from casework.relays import ask_tipster, askable
from casework.signals import see_signal
from risk.information import RelayMessage
from risk.permission import Act, demand


def start(state: State, input_: Input, context: Context) -> Turn:
    """The button on the card. With one tip there is nobody to choose."""
    signal = see_signal(context.uow, context.person, input_.subject)
    demand(context.person, Act.ASK_TIPSTER, subject=signal)
    if (into := merged_into(context.uow, signal)) is not None:
        gone = Text(key="ask-merged", params={"number": signal.number, "into": into.number})
        there = button_to(signal, into)
        return say_only(state, Say(text=gone, options=(there,) if there else ()))
    tips = askable(context.uow, signal)
    if not tips:
        return say_only(state, Say(text=Text(key="ask-nobody", params={"number": signal.number})))
    if len(tips) == 1:
        return begin(FORM, {"signal": signal.id, "only": True, "tip": tips[0].id}, context)
    return begin(FORM, {"signal": signal.id}, context)


def start_for_tip(state: State, input_: Input, context: Context) -> Turn:
    """The button under one tip, or under an answer."""
    tip = context.uow.informations.get(input_.subject)
    demand(context.person, Act.ASK_TIPSTER, subject=tip)
    return begin(FORM, {"signal": tip.signal_id, "only": True, "tip": tip.id}, context)


def _tips(answers: Answers, context: Context) -> Sequence[tuple[str, Text]]:
    signal = context.uow.signals.get(answers["signal"])
    return [
        (
            tip.id,
            Text(
                key="ask-tip",
                params={
                    "tip": tip.number,
                    "at": Moment(at=tip.submitted_at, day_only=True),
                    "named": int(tip.real_name_id is not None),
                },
            ),
        )
        for tip in askable(context.uow, signal)
    ]


def _finish(answers: Answers, context: Context) -> Turn:
    def then(relay: RelayMessage) -> Turn:
        tip = context.uow.informations.get(relay.information_id)
        params = {"tip": tip.number, "question": relay.text.reveal()}
        return say_only(IDLE, Done(text=Text(key="officer-asked", params=params)))

    return Turn(
        state=IDLE,
        command=partial(ask_tipster, context.uow, context.env, context.person, answers["tip"], answers["question"]),
        then=then,
    )


FORM = Form(
    flow="officer",
    name="ask",
    questions=(
        choice("tip", "ask-which", _tips, when=lambda answers: not answers.get("only")),
        words("question", "ask-question"),
    ),
    finish=_finish,
)
STEP = step(FORM)
