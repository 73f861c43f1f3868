"""Commission an assessment 委托评估 (Art. 12); adopt or return the report (Art. 15)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.dialogue.forms import Answers, Form, begin, choice, step, words
from bot.dialogue.officer.desk import card, done
from bot.dialogue.turn import IDLE, Context, Input, State, Turn, say_only
from casework.assessment_cards import day, report_card
from casework.assessments import (
    DUE_DAYS,
    adopt_assessment,
    commission_assessment,
    due_in,
    experts,
    in_hand,
    may_be_assessed,
    return_assessment,
    see_assessment,
)
from casework.ports import Done, Say, Text
from casework.signals import see_signal
from risk.assessment import Assessment
from risk.organisation import Organisation, Person
from risk.permission import Act, demand


def start(state: State, input_: Input, context: Context) -> Turn:
    """The button on the card; what stands against it is said before any question."""
    signal = see_signal(context.uow, context.person, input_.subject)
    demand(context.person, Act.COMMISSION_ASSESSMENT, subject=signal)
    may_be_assessed(context.uow, signal)
    running = in_hand(context.uow, signal.id)
    if running is not None:
        institution = context.uow.organisations.get(running.org_id).name
        text = Text(key="commission-running", params={"number": signal.number, "institution": institution})
        return say_only(state, Say(text=text))
    if not experts(context.uow):
        return say_only(state, Say(text=Text(key="commission-nobody")))
    return begin(FORM, {"signal": signal.id, "number": signal.number}, context)


def show_report(state: State, input_: Input, context: Context) -> Turn:
    """The report with its buttons."""
    assessment = see_assessment(context.uow, context.person, input_.subject)
    return say_only(state, report_card(context.uow, assessment))


def adopt(state: State, input_: Input, context: Context) -> Turn:
    """One press; the card offers the decision next."""

    def then(assessment: Assessment) -> Turn:
        signal = context.uow.signals.get(assessment.signal_id)
        return say_only(state, done("officer-adopted", signal), card(context, signal))

    return Turn(
        state=state,
        command=partial(adopt_assessment, context.uow, context.env, context.person, input_.subject),
        then=then,
    )


def start_return(state: State, input_: Input, context: Context) -> Turn:
    """The button under the report."""
    assessment = see_assessment(context.uow, context.person, input_.subject)
    return begin(RETURN, {"assessment": assessment.id}, context)


def _experts(_answers: Answers, context: Context) -> Sequence[tuple[str, Text]]:
    return [
        (person.id, Text(key="commission-expert", params={"name": _name(context, person), "institution": org.name}))
        for person, org in experts(context.uow)
    ]


def _name(context: Context, person: Person) -> str:
    """Two experts without a name on record are told apart by their number."""
    if name := person.name.reveal():
        return name
    org: Organisation = context.uow.organisations.get(person.org_id)
    return f"{org.name} {[item.id for item, _ in experts(context.uow)].index(person.id) + 1}"


def _days(_answers: Answers, context: Context) -> Sequence[tuple[str, Text]]:
    return [
        (
            str(days),
            Text(key="commission-days", params={"days": days, "due": day(due_in(context.uow, context.env, days))}),
        )
        for days in DUE_DAYS
    ]


def _finish(answers: Answers, context: Context) -> Turn:
    due = due_in(context.uow, context.env, int(answers["days"]))

    def then(assessment: Assessment) -> Turn:
        institution = context.uow.organisations.get(assessment.org_id).name
        params = {"number": answers["number"], "institution": institution, "due": day(assessment.due)}
        return say_only(IDLE, Done(text=Text(key="officer-commissioned", params=params)))

    return Turn(
        state=IDLE,
        command=partial(
            commission_assessment,
            context.uow,
            context.env,
            context.person,
            answers["signal"],
            expert_id=answers["expert"],
            due=due,
            question=answers.get("question", ""),
        ),
        then=then,
    )


def _returned(answers: Answers, context: Context) -> Turn:
    return Turn(
        state=IDLE,
        command=partial(
            return_assessment,
            context.uow,
            context.env,
            context.person,
            answers["assessment"],
            reason=answers["reason"],
        ),
        then=lambda item: say_only(IDLE, Done(text=Text(key="officer-returned", params={"due": day(item.due)}))),
    )


FORM = Form(
    flow="officer",
    name="commission",
    questions=(
        choice("expert", "commission-ask-expert", _experts),
        choice("days", "commission-ask-days", _days),
        words("question", "commission-ask-question", optional=True),
    ),
    finish=_finish,
)
RETURN = Form(flow="officer", name="return", questions=(words("reason", "return-ask-reason"),), finish=_returned)
STEP = step(FORM)
RETURN_STEP = step(RETURN)
