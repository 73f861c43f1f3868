"""The expert's tasks: the list, one commission, to accept it or to decline it."""

from __future__ import annotations

from functools import partial

from bot.dialogue.forms import Answers, Form, begin, step, words
from bot.dialogue.turn import IDLE, Context, Input, State, Turn, say_only
from casework.assessment_cards import commission_card, day
from casework.assessments import accept_assessment, decline_assessment, see_assessment, tasks_of
from casework.ports import Done, Option, Say, Text
from casework.terms import term
from risk.assessment import ASSESSMENT, Assessment, AssessmentCommand

_SHOWN = 20


def tasks(state: State, input_: Input, context: Context) -> Turn:
    """`/tasks`, the nearest date first. An open question stays open."""
    waiting = tasks_of(context.uow, context.person)
    if not waiting:
        return say_only(state, Say(text=Text(key="expert-tasks-none")))
    rows = tuple(
        (Option(label=_row(context, item), action="assessment.show", subject=item.id),) for item in waiting[:_SHOWN]
    )
    return say_only(state, Say(text=Text(key="expert-tasks", params={"count": len(waiting)}), options=rows))


def show(state: State, input_: Input, context: Context) -> Turn:
    """The commission as it is now."""
    assessment = see_assessment(context.uow, context.person, input_.subject)
    return say_only(state, commission_card(context.uow, assessment))


def accept(state: State, input_: Input, context: Context) -> Turn:
    """One press; the card then offers to write the report."""

    def then(assessment: Assessment) -> Turn:
        text = Text(key="expert-accepted", params={"due": day(assessment.due)})
        return say_only(state, Say(text=text), commission_card(context.uow, assessment))

    return Turn(
        state=state,
        command=partial(accept_assessment, context.uow, context.env, context.person, input_.subject),
        then=then,
    )


def start_declining(state: State, input_: Input, context: Context) -> Turn:
    """Asks for the reason."""
    assessment = see_assessment(context.uow, context.person, input_.subject)
    ASSESSMENT.rule(assessment.state, AssessmentCommand.DECLINE, assessment)
    return begin(FORM, {"assessment": assessment.id}, context)


def _row(context: Context, assessment: Assessment) -> Text:
    return Text(
        key="expert-task-row",
        params={
            "number": context.uow.signals.get(assessment.signal_id).number,
            "state": term("assessment-state", assessment.state.value),
            "due": day(assessment.due),
        },
    )


def _finish(answers: Answers, context: Context) -> Turn:
    return Turn(
        state=IDLE,
        command=partial(
            decline_assessment,
            context.uow,
            context.env,
            context.person,
            answers["assessment"],
            reason=answers["reason"],
        ),
        then=lambda _: say_only(IDLE, Done(text=Text(key="expert-declined"))),
    )


FORM = Form(flow="expert", name="decline", questions=(words("reason", "decline-ask-reason"),), finish=_finish)
STEP = step(FORM)
