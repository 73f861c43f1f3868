"""An expert takes a commission, writes the report of Art. 13, and the office adopts or returns it."""

from __future__ import annotations

import pytest

from casework import assessments, signals, verifications
from casework.ports import UnitOfWork
from casework.verifications import VerificationForm
from risk.assessment import Assessment, AssessmentMethod, AssessmentState, RiskLevel
from risk.errors import NotAllowed
from risk.signal import SignalState
from tests.support.desk import BURNT, Desk, desk
from tests.support.talk import Chat


@pytest.fixture
def town() -> Desk:
    return desk()


def commissioned(town: Desk, officer: Chat, expert: Chat) -> Assessment:
    """A verified and entered signal under a real name, given to the expert."""
    _, signal = town.tip(BURNT, named=True)
    who = officer.person()
    form = VerificationForm(method="site_check", checks="查了仓库", finding="3件冒烟", holds=True, evidence="A-1")

    def body(uow: UnitOfWork) -> Assessment:
        signals.acknowledge_signal(uow, town.env, who, signal.id)
        verifications.verify_signal(uow, town.env, who, signal.id, form)
        signals.enter_signal(uow, town.env, who, signal.id)
        due = assessments.due_in(uow, town.env, 5)
        return assessments.commission_assessment(
            uow, town.env, who, signal.id, expert_id=expert.address, due=due, question="充电保护是否有效？"
        )

    given = town.transactions.run_now(body)
    officer.news()
    return given


def stored(town: Desk, assessment: Assessment) -> Assessment:
    return town.transactions.run_now(lambda uow: uow.assessments.get(assessment.id))


async def injury_report(expert: Chat) -> list[str]:
    """Every answer up to the review page."""
    await expert.presses("伤害情景法（严重程度 × 概率）")
    await expert.presses("安全")
    await expert.says("充电时电池过热，孩子握住手柄被烫伤")
    await expert.presses("3 级：严重")
    (level,) = await expert.says("1/250")
    assert "按矩阵为“严重风险”" in level
    await expert.presses("采用：严重风险")
    await expert.presses("选好了（1 项）")
    for words in ("烫伤儿童手部", "型号 X，约 2000 件", "停售后残余风险低", "建议召回并发布公告"):
        answer = await expert.says(words)
    return answer


async def test_an_injury_report_from_commission_to_adoption(town: Desk) -> None:
    officer, expert = town.staff()
    given = commissioned(town, officer, expert)
    (commission,) = expert.news()
    assert "充电保护是否有效？" in commission
    assert "核实发现：3件冒烟" in commission
    accepted, _ = await expert.presses("接受")
    assert accepted == "您已接受委托，请在 2026年3月9日 前提交报告。"
    assert any("已接受委托" in news for news in officer.news())
    (method,) = await expert.presses("填写报告")
    assert "通常用“伤害情景法" in method
    (review,) = await injury_report(expert)
    assert "等级：严重风险" in review
    assert await expert.presses("提交") == ["线索 #1 的评估报告已提交，请等待审阅。"]
    assert stored(town, given).level is RiskLevel.SERIOUS
    (report,) = officer.news()
    assert "建议召回并发布公告" in report
    adopted, _ = await officer.presses("采纳报告")
    assert adopted == "线索 #1 的评估报告已采纳。下一步请研判处置。"
    assert town.signal().state is SignalState.ASSESSED
    assert any("已被采纳" in news for news in expert.news())


async def test_a_probability_nobody_can_read_is_asked_again(town: Desk) -> None:
    officer, expert = town.staff()
    commissioned(town, officer, expert)
    await expert.presses("接受")
    await expert.presses("填写报告")
    await expert.presses("伤害情景法（严重程度 × 概率）")
    await expert.presses("安全")
    await expert.says("过热")
    await expert.presses("2 级：可恢复")
    sentence, again = await expert.says("很少见")
    assert sentence.startswith("没有看懂这个概率")
    assert again.startswith("在产品使用期内")
    (level,) = await expert.says("千分之三")
    assert "概率 3/1000" in level


async def test_another_level_than_the_matrix_gives_needs_a_reason(town: Desk) -> None:
    officer, expert = town.staff()
    given = commissioned(town, officer, expert)
    await expert.presses("接受")
    await expert.presses("填写报告")
    await expert.presses("伤害情景法（严重程度 × 概率）")
    await expert.presses("安全")
    await expert.says("过热")
    await expert.presses("3 级：严重")
    await expert.presses("1/100")
    (reason,) = await expert.presses("中风险")
    assert reason == "为什么定这个等级？请写明依据。"
    await expert.says("已停产，存量很小")
    await expert.presses("选好了（1 项）")
    for words in ("烫伤", "型号 X", "低", "跟踪"):
        await expert.says(words)
    await expert.presses("提交")
    assert stored(town, given).level is RiskLevel.MEDIUM
    assert stored(town, given).level_reason == "已停产，存量很小"


async def test_a_qualitative_report_asks_for_level_and_reason(town: Desk) -> None:
    officer, expert = town.staff(locale="en")
    given = commissioned(town, officer, expert)
    await expert.presses("Accept")
    await expert.presses("Write the report")
    await expert.presses("Reasoned qualitative level")
    (judged,) = await expert.presses("fraud")
    assert judged == "All in all, which level of risk is it?"
    await expert.presses("High risk")
    await expert.says("Forged certificates in three shipments.")
    (ticked,) = await expert.presses("Fire")
    assert ticked.startswith("Which hazards are there?")
    assert (await expert.presses("Done (none)"))[0] == "Please choose at least one."
    await expert.presses("Fire")
    await expert.presses("Done (1)")
    for words in ("Buyers misled", "One importer", "Low", "Detain"):
        await expert.says(words)
    await expert.presses("Submit")
    report = stored(town, given)
    assert (report.method, report.level) == (AssessmentMethod.QUALITATIVE, RiskLevel.HIGH)
    assert (report.scenario, report.severity, report.probability) == ("", None, "")


async def test_a_returned_report_opens_as_it_was_and_keeps_what_stays(town: Desk) -> None:
    officer, expert = town.staff()
    given = commissioned(town, officer, expert)
    await expert.presses("接受")
    await expert.presses("填写报告")
    await injury_report(expert)
    await expert.presses("提交")
    await officer.presses("退回补充")
    (returned,) = await officer.says("请补充涉及的批次")
    assert returned == "报告已退回，请专家补充。新的期限是 2026年3月9日。"
    assert any("请补充涉及的批次" in news for news in expert.news())
    await expert.presses("查看委托")
    (review,) = await expert.presses("填写报告")
    assert "影响范围：型号 X，约 2000 件" in review
    await expert.presses("修改")
    await expert.presses("影响范围")
    (changed,) = await expert.says("型号 X，批次 B1、B2")
    assert "影响范围：型号 X，批次 B1、B2" in changed
    await expert.presses("提交")
    assert stored(town, given).state is AssessmentState.SUBMITTED
    assert stored(town, given).residual_risk == "停售后残余风险低"


async def test_a_declined_commission_goes_to_another(town: Desk) -> None:
    officer, expert = town.staff()
    commissioned(town, officer, expert)
    await expert.presses("谢绝")
    assert await expert.says("与委托方有利益关系") == ["您已谢绝委托，委托单位会另行安排。"]
    (news,) = officer.news()
    assert "与委托方有利益关系" in news
    assert await officer.presses("委托评估") == ["委托哪位专家评估？"]


async def test_while_one_assesses_nobody_else_is_asked(town: Desk) -> None:
    officer, expert = town.staff()
    commissioned(town, officer, expert)
    await officer.says("/signal 1")
    with pytest.raises(AssertionError, match="no button 委托评估"):
        officer.button("委托评估")


async def test_tasks_are_listed_by_date(town: Desk) -> None:
    officer, expert = town.staff()
    assert await expert.says("/tasks") == ["您现在没有评估任务。"]
    commissioned(town, officer, expert)
    assert await expert.says("/tasks") == ["您有 1 项评估任务。点一项查看。"]
    (commission,) = await expert.presses("#1 · 已委托 · 2026年3月9日 前")
    assert commission.startswith("评估委托 · 线索 #1")


async def test_a_commission_is_the_named_experts_alone(town: Desk) -> None:
    officer, expert = town.staff()
    given = commissioned(town, officer, expert)
    _, other = town.staff()
    stranger = other.person()
    with pytest.raises(NotAllowed, match="not-commissioned"):
        town.transactions.run_now(lambda uow: assessments.accept_assessment(uow, town.env, stranger, given.id))
