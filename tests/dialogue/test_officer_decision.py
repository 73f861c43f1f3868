"""From the adopted report to the decision and the end of the case."""

from __future__ import annotations

import pytest

from casework import assessments
from casework.assessments import Report
from casework.ports import UnitOfWork
from risk.assessment import AssessmentMethod, Decision
from risk.organisation import Role
from risk.signal import SignalState
from tests.dialogue.test_expert_report import commissioned
from tests.support.desk import Desk, desk
from tests.support.talk import Chat

REPORT = Report(
    method=AssessmentMethod.INJURY,
    category="safety",
    hazards=("fire",),
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
async def officer(town: Desk) -> Chat:
    """Holds an assessed signal."""
    officer, expert = town.staff()
    given = commissioned(town, officer, expert)

    asked, answered = expert.person(), officer.person()

    def whole(uow: UnitOfWork) -> None:
        assessments.accept_assessment(uow, town.env, asked, given.id)
        assessments.submit_assessment(uow, town.env, asked, given.id, REPORT)
        assessments.adopt_assessment(uow, town.env, answered, given.id)

    town.transactions.run_now(whole)
    await officer.says("/signal 1")
    return officer


def decision(town: Desk) -> Decision:
    (found,) = town.transactions.run_now(lambda uow: uow.decisions.of(town_signal(uow)))
    return found


def town_signal(uow: UnitOfWork) -> str:
    signal = uow.signals.by_number(1)
    assert signal is not None
    return signal.id


async def test_warnings_and_measures_are_ticked_and_reviewed(town: Desk, officer: Chat) -> None:
    await officer.presses("研判处置")
    await officer.presses("风险警示公告")
    await officer.presses("风险警示通告")
    await officer.presses("风险警示通告")
    (measures,) = await officer.presses("选好了（1 项）")
    assert measures.startswith("采取哪些快速反应措施？")
    await officer.presses("召回")
    (review,) = await officer.presses("选好了（1 项）")
    assert "预警：风险警示公告" in review
    assert "快速反应措施：召回" in review
    said, _ = await officer.presses("提交")
    assert said == "线索 #1 的处置决定已记录。下一步请点“起草预警”。"
    assert (decision(town).warnings, decision(town).measures) == (("announcement",), ("recall",))
    assert not decision(town).uncertain
    assert officer.button("起草预警")


async def test_no_measure_needs_its_reason(town: Desk, officer: Chat) -> None:
    await officer.presses("研判处置")
    await officer.presses("选好了（未选）")
    (reason,) = await officer.presses("选好了（未选）")
    assert reason == "您没有选任何措施。请写明理由。"
    (review,) = await officer.says("风险低，企业已自行召回")
    assert "不采取措施的理由：风险低，企业已自行召回" in review
    await officer.presses("提交")
    assert decision(town).none_reason == "风险低，企业已自行召回"


async def test_a_decided_signal_is_closed_and_the_tipster_answered(town: Desk, officer: Chat) -> None:
    await test_no_measure_needs_its_reason(town, officer)
    said, _ = await officer.presses("办结")
    assert said == "线索 #1 已办结，已告知提供人。"
    assert town.signal().state is SignalState.CLOSED
    (tip,) = town.transactions.run_now(lambda uow: uow.informations.of_signal(town_signal(uow)))
    assert town.transactions.run_now(lambda uow: uow.deadlines.running(tip.id)) == []


async def test_an_emergency_decision_is_the_national_customs_alone(town: Desk) -> None:
    officer, expert = town.staff()
    commissioned(town, officer, expert)
    signer = town.enrol(Role.SIGNER, org="江门海关")
    await signer.says("/signal 1")
    with pytest.raises(AssertionError, match="no button 研判处置"):
        signer.button("研判处置")
