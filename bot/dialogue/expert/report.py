"""The assessment dialogue: all that the written report must hold (Art. 13), a review page, then in."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from bot.dialogue.expert import questions as ask
from bot.dialogue.forms import Answers, Form, begin, choice, several, step, words
from bot.dialogue.turn import IDLE, Context, Input, State, Turn, say_only
from casework.assessment_cards import report_params
from casework.assessments import Report, level_of, see_assessment, submit_assessment, usual_method
from casework.ports import Done, Text
from risk.assessment import ASSESSMENT, Assessment, AssessmentCommand, AssessmentMethod, AssessmentState
from risk.errors import IllegalTransition
from risk.matrix import RiskLevel


def start(state: State, input_: Input, context: Context) -> Turn:
    """The button on an accepted commission. A returned report opens at its review page, as it was handed in."""
    assessment = see_assessment(context.uow, context.person, input_.subject)
    if AssessmentCommand.SUBMIT not in ASSESSMENT.commands(assessment.state):
        raise IllegalTransition(
            lifecycle=ASSESSMENT.name, state=assessment.state.value, command=AssessmentCommand.SUBMIT.value
        )
    signal = context.uow.signals.get(assessment.signal_id)
    answers: dict[str, Any] = {
        "assessment": assessment.id,
        "number": signal.number,
        "usual": usual_method(signal.hazards).value,
        "known": list(signal.hazards),
        "hazards": list(assessment.hazards),
    }
    returned = assessment.state is AssessmentState.RETURNED
    return begin(FORM, {**answers, **(_handed_in(assessment) if returned else {})}, context, at_review=returned)


def _handed_in(assessment: Assessment) -> dict[str, Any]:
    """The answers that made the report."""
    answers: dict[str, Any] = {
        "method": (assessment.method or AssessmentMethod.QUALITATIVE).value,
        "category": assessment.category,
        "harm": assessment.harm_described,
        "scope": assessment.scope,
        "residual": assessment.residual_risk,
        "disposal": assessment.disposal,
        "reason": assessment.level_reason,
    }
    level = (assessment.level or RiskLevel.LOW).value
    if assessment.method is not AssessmentMethod.INJURY:
        return {**answers, "judged": level}
    answers |= {
        "scenario": assessment.scenario,
        "severity": str(assessment.severity),
        "probability": assessment.probability,
    }
    return {**answers, "level": ask.MATRIX if ask.matrix_level(answers).value == level else level}


def _report(answers: Answers) -> Report:
    """What is asked for the other method is left out."""
    injury = ask.injury(answers)
    level = answers["level"] if injury else answers["judged"]
    return Report(
        method=AssessmentMethod(answers["method"]),
        category=answers["category"],
        hazards=tuple(answers["hazards"]),
        harm_described=answers["harm"],
        scope=answers["scope"],
        residual_risk=answers["residual"],
        disposal=answers["disposal"],
        scenario=answers["scenario"] if injury else "",
        severity=int(answers["severity"]) if injury else None,
        probability=answers["probability"] if injury else "",
        level="" if level == ask.MATRIX else level,
        level_reason=answers.get("reason", "") if ask.needs_reason(answers) else "",
    )


def _review(answers: Answers, context: Context) -> Text:
    report = _report(answers)
    written = replace(
        context.uow.assessments.get(answers["assessment"]),
        method=report.method,
        category=report.category,
        hazards=report.hazards,
        harm_described=report.harm_described,
        scope=report.scope,
        residual_risk=report.residual_risk,
        disposal=report.disposal,
        scenario=report.scenario,
        severity=report.severity,
        probability=report.probability,
        level=level_of(report),
        level_reason=report.level_reason,
    )
    return Text(key="assess-review", params={"number": answers["number"], **report_params(written)})


def _finish(answers: Answers, context: Context) -> Turn:
    return Turn(
        state=IDLE,
        command=partial(
            submit_assessment,
            context.uow,
            context.env,
            context.person,
            answers["assessment"],
            _report(answers),
        ),
        then=lambda _: say_only(IDLE, Done(text=Text(key="expert-submitted", params={"number": answers["number"]}))),
    )


FORM = Form(
    flow="expert",
    name="assess",
    questions=(
        choice("method", ask.ask_method, ask.methods),
        choice("category", "assess-ask-category", ask.categories),
        words("scenario", "assess-ask-scenario", when=ask.injury),
        choice("severity", "assess-ask-severity", ask.severities, when=ask.injury),
        ask.probability("probability"),
        choice("level", ask.ask_level, ask.injury_levels, when=ask.injury),
        choice("judged", "assess-ask-judged", ask.levels, when=ask.qualitative),
        words("reason", "assess-ask-reason", when=ask.needs_reason),
        several("hazards", "assess-ask-hazards", ask.hazard_choices, least=1),
        words("harm", "assess-ask-harm"),
        words("scope", "assess-ask-scope"),
        words("residual", "assess-ask-residual"),
        words("disposal", "assess-ask-disposal"),
    ),
    finish=_finish,
    review=_review,
)
STEP = step(FORM)
