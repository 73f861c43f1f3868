"""The signing leader lifts a circular whose risk is gone (Art. 21), or withdraws one that was issued in error."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bot.dialogue.forms import Answers, Form, begin, step, words
from bot.dialogue.turn import IDLE, Context, Input, State, Step, Turn, say_only
from casework.endings import lift_circular, withdraw_circular
from casework.exercise_marks import marked
from casework.notices import full_name_of, name_of
from casework.ports import Done, Text
from casework.terms import term
from risk.circular import CIRCULAR, Circular, CircularCommand
from risk.permission import Act, demand


def _start(form_name: str, command: CircularCommand, act: Act) -> Step:
    def run(state: State, input_: Input, context: Context) -> Turn:
        circular = context.uow.circulars.get(input_.subject)
        demand(context.person, act, subject=circular)
        CIRCULAR.rule(circular.state, command, circular)
        return begin(FORMS[form_name], {"circular": circular.id}, context)

    return run


def _finish_lift(answers: Answers, context: Context) -> Turn:
    return _ended(
        partial(
            lift_circular,
            context.uow,
            context.env,
            context.person,
            answers["circular"],
            reason=answers["reason"],
        )
    )


def _finish_withdrawal(answers: Answers, context: Context) -> Turn:
    return _ended(
        partial(
            withdraw_circular,
            context.uow,
            context.env,
            context.person,
            answers["circular"],
            reason=answers["reason"],
        )
    )


def _review(key: str) -> Callable[[Answers, Context], Text]:
    """Shown before it happens: everybody who had it will be told, and nothing brings it back."""

    def review(answers: Answers, context: Context) -> Text:
        circular = context.uow.circulars.get(answers["circular"])
        return Text(key=key, params={**full_name_of(circular), "reason": answers["reason"]})

    return review


def _ended(command: partial[Circular]) -> Turn:
    return Turn(
        state=IDLE,
        command=command,
        then=lambda circular: say_only(IDLE, Done(text=_told(circular))),
    )


def _told(circular: Circular) -> Text:
    params = {**name_of(circular), "state": term("circular-state", circular.state.value)}
    return marked(circular, Text(key="ending-done", params=params))


FORMS = {
    "lift": Form(
        flow="leader",
        name="lift",
        questions=(words("reason", "ending-ask-lift"),),
        finish=_finish_lift,
        review=_review("lift-review"),
    ),
    "withdraw": Form(
        flow="leader",
        name="withdraw",
        questions=(words("reason", "ending-ask-withdrawal"),),
        finish=_finish_withdrawal,
        review=_review("withdraw-review"),
    ),
}
LIFT_STEP, WITHDRAW_STEP = step(FORMS["lift"]), step(FORMS["withdraw"])
start_lift = _start("lift", CircularCommand.LIFT, Act.LIFT_CIRCULAR)
start_withdrawal = _start("withdraw", CircularCommand.WITHDRAW, Act.WITHDRAW_CIRCULAR)
