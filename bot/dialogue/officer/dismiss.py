"""Not to pursue a signal 不予立案, with the reason."""

from __future__ import annotations

from functools import partial

from bot.dialogue.forms import Answers, Form, begin, step, words
from bot.dialogue.officer.desk import card, done
from bot.dialogue.turn import IDLE, Context, Input, State, Turn, say_only
from casework.ports import Text
from casework.signals import dismiss_signal, see_signal
from risk.permission import Act, demand
from risk.signal import SIGNAL, SignalCommand


def start(state: State, input_: Input, context: Context) -> Turn:
    """The button on the card."""
    signal = see_signal(context.uow, context.person, input_.subject)
    demand(context.person, Act.DISMISS_SIGNAL, subject=signal)
    SIGNAL.rule(signal.state, SignalCommand.DISMISS, signal)
    return begin(FORM, {"signal": signal.id}, context)


def _finish(answers: Answers, context: Context) -> Turn:
    return Turn(
        state=IDLE,
        command=partial(
            dismiss_signal, context.uow, context.env, context.person, answers["signal"], reason=answers["reason"]
        ),
        then=lambda signal: say_only(IDLE, done("officer-dismissed", signal), card(context, signal)),
    )


def _review(answers: Answers, context: Context) -> Text:
    """Shown before it happens: the tipsters will be told."""
    signal = see_signal(context.uow, context.person, answers["signal"])
    return Text(key="dismiss-review", params={"number": signal.number, "reason": answers["reason"]})


FORM = Form(
    flow="officer",
    name="dismiss",
    questions=(words("reason", "dismiss-ask-reason"),),
    finish=_finish,
    review=_review,
)
STEP = step(FORM)
