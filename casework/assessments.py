"""Risk assessment: commissioned, written by an expert within the time set, adopted or returned (Art. 12–15)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from casework.assessment_cards import commission_card, report_card
from casework.cards import tell_holder
from casework.clocks import OfficeDays, start_clock, stop_clock
from casework.env import Env
from casework.ports import Option, Say, Text, UnitOfWork
from casework.signals import move
from casework.tell import tell
from casework.verifications import institutions
from risk.assessment import (
    ASSESSMENT,
    Assessment,
    AssessmentCommand,
    AssessmentMethod,
    AssessmentState,
)
from risk.deadline import DeadlineKind
from risk.errors import IllegalTransition, Incomplete, Invalid, UnnamedOnly
from risk.information import Source
from risk.matrix import RiskLevel, parse_probability, risk_level
from risk.organisation import Organisation, Person, Role
from risk.permission import Act, demand
from risk.signal import SIGNAL, AssessmentGround, Signal, SignalCommand, assessment_ground
from risk.taxonomy import QUALITATIVE_DOMAINS, hazards
from risk.worktime import WorkTime, add_working_days

DUE_DAYS = (3, 5, 10)  # what the officer is offered, in working days
_CORRECTION_DAYS = 3  # at least so many working days to correct a returned report
_ENDED = (AssessmentState.DECLINED, AssessmentState.ADOPTED)


@dataclass(frozen=True, kw_only=True)
class Report:
    """The written report of Art. 13. `probability` as typed ("1/250"); `level` "" = what the matrix gives."""

    method: AssessmentMethod
    category: str
    hazards: tuple[str, ...]
    scope: str
    residual_risk: str
    disposal: str
    harm_described: str = ""
    scenario: str = ""
    severity: int | None = None
    probability: str = ""
    level: str = ""
    level_reason: str = ""


def experts(uow: UnitOfWork) -> list[tuple[Person, Organisation]]:
    """The experts of the technical institutions."""
    return [(person, org) for org in institutions(uow) for person in uow.people.of(org.id, role=Role.EXPERT)]


def usual_method(hazard_codes: tuple[str, ...]) -> AssessmentMethod:
    """Qualitative where every hazard lies in a field without injuries (DESIGN §3)."""
    domains = {hazards()[code].domain for code in hazard_codes if code in hazards()}
    return AssessmentMethod.QUALITATIVE if domains and domains <= QUALITATIVE_DOMAINS else AssessmentMethod.INJURY


def due_in(uow: UnitOfWork, env: Env, days: int) -> date:
    """The local date `days` working days from today."""
    work = WorkTime(days=OfficeDays(by_hand=uow.holidays.all(), calendar=env.calendar), zone=env.timezone)
    return add_working_days(env.now(), days, work=work).astimezone(env.timezone).date()


def in_hand(uow: UnitOfWork, signal_id: str) -> Assessment | None:
    """The assessment of the signal that is neither declined nor adopted."""
    return next((item for item in uow.assessments.of(signal_id) if item.state not in _ENDED), None)


def may_be_assessed(uow: UnitOfWork, signal: Signal) -> None:
    """Raises `UnnamedOnly`: a lead without any real name never alone opens an assessment (Art. 9)."""
    tips = uow.informations.of_signal(signal.id)
    if any(tip.source is not Source.CONSUMER for tip in tips):
        return
    if assessment_ground(signal, uow.verifications.of(signal.id)) is AssessmentGround.UNNAMED_ALONE:
        raise UnnamedOnly(number=signal.number)


def commission_assessment(
    uow: UnitOfWork, env: Env, actor: Person, signal_id: str, *, expert_id: str, due: date, question: str = ""
) -> Assessment:
    """Asks an expert of a technical institution (Art. 12); from an assessed signal on it is a reassessment (Art. 14).

    Raises `UnnamedOnly`, `Invalid` for somebody who is no expert or a day that is past, `IllegalTransition` while
    another assessment is in hand.
    """
    signal = uow.signals.get(signal_id)
    demand(actor, Act.COMMISSION_ASSESSMENT, subject=signal)
    expert = next((person for person, _ in experts(uow) if person.id == expert_id), None)
    if expert is None:
        raise Invalid(field="person")
    if due < env.now().astimezone(env.timezone).date():
        raise Invalid(field="due")
    command = SignalCommand.COMMISSION
    if command not in SIGNAL.commands(signal.state):
        command = SignalCommand.REASSESS
    if in_hand(uow, signal.id) is not None:
        raise IllegalTransition(lifecycle=SIGNAL.name, state=signal.state.value, command=command.value)
    may_be_assessed(uow, signal)
    signal = move(uow, env, actor, signal, command)
    assessment = Assessment(
        id=env.ids.new(),
        signal_id=signal.id,
        commissioned_by=actor.id,
        org_id=expert.org_id,
        expert_id=expert.id,
        due=due,
        commissioned_at=env.now(),
        question=question.strip(),
        hazards=signal.hazards,
    )
    uow.assessments.add(assessment)
    _run_clock(uow, env, assessment, signal, due)
    _note(uow, env, actor, "assessment.commission", assessment)
    tell(uow, env, expert, commission_card(uow, assessment), dedupe=f"assessment:{assessment.id}")
    return assessment


def see_assessment(uow: UnitOfWork, actor: Person, assessment_id: str) -> Assessment:
    """The expert's own, or one of the actor's office."""
    assessment = uow.assessments.get(assessment_id)
    signal = uow.signals.get(assessment.signal_id)
    demand(actor, Act.SEE_ASSESSMENT, office=uow.organisations.get(signal.office_id), subject=assessment)
    return assessment


def accept_assessment(uow: UnitOfWork, env: Env, actor: Person, assessment_id: str) -> Assessment:
    """Again changes nothing."""
    assessment = uow.assessments.get(assessment_id)
    demand(actor, Act.ACCEPT_ASSESSMENT, subject=assessment)
    if assessment.state is AssessmentState.ACCEPTED:
        return assessment
    assessment = _step(uow, env, actor, assessment, AssessmentCommand.ACCEPT)
    _tell_office(uow, env, assessment, "officer-assessment-accepted")
    return assessment


def decline_assessment(uow: UnitOfWork, env: Env, actor: Person, assessment_id: str, *, reason: str) -> Assessment:
    """The officer asks somebody else."""
    assessment = uow.assessments.get(assessment_id)
    demand(actor, Act.DECLINE_ASSESSMENT, subject=assessment)
    if not reason.strip():
        raise Incomplete(field="reason")
    assessment = _step(uow, env, actor, assessment, AssessmentCommand.DECLINE, reason=reason.strip())
    stop_clock(uow, env, DeadlineKind.ASSESS, subject_id=assessment.id)
    signal = uow.signals.get(assessment.signal_id)
    again = Option(label=Text(key="officer-button-commission"), action="signal.commission", subject=signal.id)
    _tell_office(uow, env, assessment, "officer-assessment-declined", again, reason=assessment.reason)
    return assessment


def submit_assessment(uow: UnitOfWork, env: Env, actor: Person, assessment_id: str, report: Report) -> Assessment:
    """Hands in the report. Raises `Incomplete` with the field of Art. 13 that is missing, `Invalid` on a bad value."""
    assessment = uow.assessments.get(assessment_id)
    demand(actor, Act.SUBMIT_ASSESSMENT, subject=assessment)
    if any(code not in hazards() for code in report.hazards):
        raise Invalid(field="hazards")
    written = replace(
        assessment,
        method=report.method,
        category=report.category,
        scenario=report.scenario.strip(),
        severity=report.severity,
        probability=report.probability.strip(),
        level=level_of(report),
        level_reason=report.level_reason.strip(),
        hazards=report.hazards,
        harm_described=report.harm_described.strip(),
        scope=report.scope.strip(),
        residual_risk=report.residual_risk.strip(),
        disposal=report.disposal.strip(),
    )
    assessment = _step(uow, env, actor, written, AssessmentCommand.SUBMIT, submitted_at=env.now(), reason="")
    stop_clock(uow, env, DeadlineKind.ASSESS, subject_id=assessment.id)
    signal = uow.signals.get(assessment.signal_id)
    tell_holder(
        uow, env, signal, report_card(uow, assessment), dedupe=f"assessment:{assessment.id}:{assessment.version}"
    )
    return assessment


def level_of(report: Report) -> RiskLevel | None:
    """The level as given, else what the matrix gives for the scenario; None if that is not known either."""
    if report.level:
        return RiskLevel(report.level)
    if report.method is AssessmentMethod.INJURY and report.severity is not None and report.probability:
        return risk_level(report.severity, parse_probability(report.probability))
    return None


def adopt_assessment(uow: UnitOfWork, env: Env, actor: Person, assessment_id: str) -> Assessment:
    """The office makes the report its own (Art. 15); the signal can now be decided."""
    assessment, signal = _of_office(uow, actor, assessment_id, Act.ADOPT_ASSESSMENT)
    if assessment.state is AssessmentState.ADOPTED:
        return assessment
    assessment = _step(uow, env, actor, assessment, AssessmentCommand.ADOPT, decided_by=actor.id, decided_at=env.now())
    move(uow, env, actor, signal, SignalCommand.ADOPT)
    _tell_expert(uow, env, assessment, "expert-report-adopted")
    return assessment


def return_assessment(uow: UnitOfWork, env: Env, actor: Person, assessment_id: str, *, reason: str) -> Assessment:
    """Back to the expert, with what is to be corrected."""
    assessment, signal = _of_office(uow, actor, assessment_id, Act.RETURN_ASSESSMENT)
    if not reason.strip():
        raise Incomplete(field="reason")
    due = max(assessment.due, due_in(uow, env, _CORRECTION_DAYS))
    assessment = _step(
        uow,
        env,
        actor,
        assessment,
        AssessmentCommand.RETURN,
        reason=reason.strip(),
        due=due,
        decided_by=actor.id,
        decided_at=env.now(),
    )
    _run_clock(uow, env, assessment, signal, due)
    _tell_expert(uow, env, assessment, "expert-report-returned", reason=assessment.reason)
    return assessment


def tasks_of(uow: UnitOfWork, actor: Person) -> list[Assessment]:
    """What the expert still has to do, the nearest date first."""
    waiting = (AssessmentState.COMMISSIONED, AssessmentState.ACCEPTED, AssessmentState.RETURNED)
    return sorted(
        (item for item in uow.assessments.of_expert(actor.id) if item.state in waiting), key=lambda item: item.due
    )


def _of_office(uow: UnitOfWork, actor: Person, assessment_id: str, act: Act) -> tuple[Assessment, Signal]:
    assessment = uow.assessments.get(assessment_id)
    signal = uow.signals.get(assessment.signal_id)
    demand(actor, act, office=uow.organisations.get(signal.office_id), subject=assessment)
    return assessment, signal


def _step(
    uow: UnitOfWork, env: Env, actor: Person, assessment: Assessment, command: AssessmentCommand, **changes: object
) -> Assessment:
    to = ASSESSMENT.rule(assessment.state, command, assessment).to
    saved = uow.assessments.save(replace(assessment, state=to, **changes))  # type: ignore[arg-type] # names of fields
    _note(uow, env, actor, f"assessment.{command.value}", assessment)
    return saved


def _run_clock(uow: UnitOfWork, env: Env, assessment: Assessment, signal: Signal, due: date) -> None:
    start_clock(
        uow,
        env,
        DeadlineKind.ASSESS,
        subject_id=assessment.id,
        office_id=signal.office_id,
        responsible_id=assessment.expert_id,
        due_on=due,
    )


def _tell_office(uow: UnitOfWork, env: Env, assessment: Assessment, key: str, *options: Option, **params: str) -> None:
    signal = uow.signals.get(assessment.signal_id)
    show = Option(label=Text(key="officer-button-show"), action="signal.show", subject=signal.id)
    reply = Say(text=Text(key=key, params={"number": signal.number, **params}), options=((*options, show),))
    tell_holder(uow, env, signal, reply, dedupe=f"assessment:{assessment.id}:{assessment.version}")


def _tell_expert(uow: UnitOfWork, env: Env, assessment: Assessment, key: str, **params: str) -> None:
    signal = uow.signals.get(assessment.signal_id)
    show = Option(label=Text(key="expert-button-show"), action="assessment.show", subject=assessment.id)
    reply = Say(text=Text(key=key, params={"number": signal.number, **params}), options=((show,),))
    expert = uow.people.get(assessment.expert_id)
    tell(uow, env, expert, reply, dedupe=f"assessment:{assessment.id}:{assessment.version}")


def _note(uow: UnitOfWork, env: Env, actor: Person, act: str, assessment: Assessment) -> None:
    uow.audit.append(
        org_id=actor.org_id,
        at=env.now(),
        actor_id=actor.id,
        act=act,
        subject=f"assessment:{assessment.id}",
        signal=assessment.signal_id,
    )
