"""An assessment is commissioned on good ground, complete when it is handed in, and adopted by the office alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casework import assessments, decisions, signals, verifications
from casework.assessments import Report
from casework.ports import UnitOfWork
from casework.verifications import VerificationForm
from risk.assessment import Assessment, AssessmentMethod, AssessmentState, RiskLevel
from risk.deadline import DeadlineKind
from risk.errors import IllegalTransition, Incomplete, Invalid, NotAllowed, UnnamedOnly
from risk.information import Source
from risk.organisation import Person, Role
from risk.signal import Signal, SignalState
from tests.support.desk import SMOKE, Desk, desk

DUE = date(2026, 3, 9)
REPORT = Report(
    method=AssessmentMethod.INJURY,
    category="safety",
    hazards=("fire",),
    harm_described="烫伤",
    scope="型号 X",
    residual_risk="低",
    disposal="召回",
    scenario="充电过热",
    severity=3,
    probability="1/250",
)


@pytest.fixture
def town() -> Desk:
    return desk()


@pytest.fixture
def staff(town: Desk) -> tuple[Person, Person]:
    officer, expert = town.staff()
    return officer.person(), expert.person()


def entered(
    town: Desk, officer: Person, *, named: bool = True, evidence: str = "", source: Source = Source.CONSUMER
) -> Signal:
    _, signal = town.tip(SMOKE, named=named, source=source)
    form = VerificationForm(method="interview", checks="问了", finding="属实", holds=True, evidence=evidence)

    def body(uow: UnitOfWork) -> Signal:
        signals.acknowledge_signal(uow, town.env, officer, signal.id)
        verifications.verify_signal(uow, town.env, officer, signal.id, form)
        return signals.enter_signal(uow, town.env, officer, signal.id)

    return town.transactions.run_now(body)


def commission(town: Desk, officer: Person, expert: Person, signal: Signal, *, due: date = DUE) -> Assessment:
    def body(uow: UnitOfWork) -> Assessment:
        return assessments.commission_assessment(uow, town.env, officer, signal.id, expert_id=expert.id, due=due)

    return town.transactions.run_now(body)


def accepted(town: Desk, staff: tuple[Person, Person]) -> Assessment:
    officer, expert = staff
    given = commission(town, officer, expert, entered(town, officer))
    return town.transactions.run_now(lambda uow: assessments.accept_assessment(uow, town.env, expert, given.id))


def submit(town: Desk, expert: Person, given: Assessment, report: Report = REPORT) -> Assessment:
    return town.transactions.run_now(lambda uow: assessments.submit_assessment(uow, town.env, expert, given.id, report))


def test_unnamed_tips_without_evidence_open_nothing(town: Desk, staff: tuple[Person, Person]) -> None:
    signal = entered(town, staff[0], named=False)
    with pytest.raises(UnnamedOnly):
        commission(town, *staff, signal)
    assert town.signal().state is SignalState.ENTERED


@pytest.mark.parametrize("ground", [{"named": False, "evidence": "A-1"}, {"named": False, "source": Source.LABORATORY}])
def test_evidence_of_our_own_or_a_laboratory_stands_behind_an_unnamed_tip(
    town: Desk, staff: tuple[Person, Person], ground: dict[str, object]
) -> None:
    signal = entered(town, staff[0], **ground)  # type: ignore[arg-type]
    assert commission(town, *staff, signal).state is AssessmentState.COMMISSIONED


def test_only_an_expert_is_commissioned_and_for_a_day_to_come(town: Desk, staff: tuple[Person, Person]) -> None:
    officer, expert = staff
    signal = entered(town, officer)
    with pytest.raises(Invalid, match="field=person"):
        commission(town, officer, officer, signal)
    with pytest.raises(Invalid, match="field=due"):
        commission(town, officer, expert, signal, due=date(2026, 3, 1))


def test_one_assessment_at_a_time(town: Desk, staff: tuple[Person, Person]) -> None:
    signal = entered(town, staff[0])
    commission(town, *staff, signal)
    with pytest.raises(IllegalTransition):
        commission(town, *staff, signal)


def test_the_clock_of_the_expert_runs_from_commission_to_report(town: Desk, staff: tuple[Person, Person]) -> None:
    given = accepted(town, staff)

    def clock(uow: UnitOfWork) -> object:
        return uow.deadlines.open_of(given.id, DeadlineKind.ASSESS)

    running = town.transactions.run_now(clock)
    assert running is not None
    assert getattr(running, "responsible_id", None) == staff[1].id
    submit(town, staff[1], given)
    assert town.transactions.run_now(clock) is None


@pytest.mark.parametrize(
    "field", ["category", "hazards", "scope", "residual_risk", "disposal", "scenario", "severity", "probability"]
)
def test_nothing_of_article_13_may_be_missing(town: Desk, staff: tuple[Person, Person], field: str) -> None:
    given = accepted(town, staff)
    empty: object = {"hazards": (), "severity": None}.get(field, " ")
    with pytest.raises((Incomplete, Invalid)):
        submit(town, staff[1], given, replace(REPORT, **{field: empty}))  # type: ignore[arg-type]


def test_the_matrix_gives_the_level_and_another_needs_its_reason(town: Desk, staff: tuple[Person, Person]) -> None:
    given = accepted(town, staff)
    with pytest.raises(Incomplete, match="level_reason"):
        submit(town, staff[1], given, replace(REPORT, level="low"))
    assert submit(town, staff[1], given).level is RiskLevel.SERIOUS


def test_only_the_office_adopts_and_twice_is_once(town: Desk, staff: tuple[Person, Person]) -> None:
    officer, expert = staff
    given = submit(town, expert, accepted(town, staff))
    stranger = town.enrol(Role.OFFICER, org="新会海关").person()

    def adopt(who: Person) -> Assessment:
        return town.transactions.run_now(lambda uow: assessments.adopt_assessment(uow, town.env, who, given.id))

    for other in (expert, stranger):
        with pytest.raises(NotAllowed):
            adopt(other)
    assert adopt(officer) == adopt(officer)
    assert town.signal().state is SignalState.ASSESSED


def test_a_decided_signal_is_assessed_anew_on_major_change(town: Desk, staff: tuple[Person, Person]) -> None:
    officer, expert = staff
    given = submit(town, expert, accepted(town, staff))

    def decide(uow: UnitOfWork) -> None:
        assessments.adopt_assessment(uow, town.env, officer, given.id)
        decisions.decide_signal(uow, town.env, officer, given.signal_id, none_reason="风险低")

    town.transactions.run_now(decide)
    again = commission(town, officer, expert, town.signal())
    assert again.id != given.id
    assert town.signal().state is SignalState.ASSESSING


@pytest.mark.parametrize(
    ("hazards", "method"),
    [
        (("fire",), AssessmentMethod.INJURY),
        (("fire", "fraud"), AssessmentMethod.INJURY),
        (("fraud", "environment"), AssessmentMethod.QUALITATIVE),
        ((), AssessmentMethod.INJURY),
    ],
)
def test_the_method_follows_the_field_of_the_hazards(hazards: tuple[str, ...], method: AssessmentMethod) -> None:
    assert assessments.usual_method(hazards) is method
