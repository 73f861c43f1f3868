"""The receiving side: a circular arrives, is acknowledged and answered; subscription, binding, duty report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.fakes import FixedTriage
from risk.circular import WarningLevel
from risk.finding import Harm, Scope
from risk.information import Source
from risk.organisation import Role
from risk.subscription import Subscription
from storage.memory import MemoryTransactions
from tests.support.circular_desk import Office
from tests.support.talk import Chat

REPORT = "我司进口的玩具车电池过热，已停售"


@pytest.fixture
def office() -> Office:
    office = Office(MemoryTransactions())
    office.town.triage = FixedTriage({REPORT: {"scope": Scope.IN, "product": "toys", "harm": Harm.NONE}})
    office.town.restart()
    return office


def subscription_of(office: Office, chat: Chat) -> Subscription:
    found = office.town.transactions.run_now(lambda uow: uow.subscriptions.of(chat.address))
    assert found is not None
    return found


async def test_one_message_arrives_and_is_acknowledged_once(office: Office) -> None:
    await office.issued()
    (notice,) = office.enterprise.news()
    assert "磁力珠会爆开。" in notice
    button = office.enterprise.button("签收")
    (first,) = await office.enterprise.presses_at(button)
    assert first.startswith("已签收 江关警〔2026〕1号")
    office.town.clock.pass_(hours=3)
    (again,) = await office.enterprise.presses_at(button)
    assert "09:00 签收，不用再签" in again


async def test_the_pdf_comes_by_button(office: Office) -> None:
    await office.issued()
    (file,) = await office.enterprise.presses("查看 PDF")
    assert "江关警〔2026〕1号" in file


async def test_what_is_due_is_listed_until_it_is_answered(office: Office) -> None:
    await office.issued(reply="7 天后（2026年3月9日）")
    (due,) = await office.enterprise.says("/due")
    assert "1 件" in due
    (again,) = await office.enterprise.presses("2026年3月9日前答复 · 江关警〔2026〕1号《关于玩具爆炸风险的警示》")
    assert "2026年3月9日 前点“答复”" in again
    await office.enterprise.presses("答复")
    await office.enterprise.presses("涉及")
    await office.enterprise.says("A1、A2")
    await office.enterprise.presses("跳过")
    await office.enterprise.says("已全部下架，通知客户停用")
    (review,) = await office.enterprise.presses("跳过")
    assert "措施：已全部下架，通知客户停用" in review
    (done,) = await office.enterprise.presses("提交")
    assert "（涉及）" in done
    assert "好玩具公司" in office.officer.news()[-1]
    assert await office.enterprise.says("/due") == ["没有待签收、待答复的文书。"]


async def test_not_concerned_needs_no_more_than_evidence(office: Office) -> None:
    await office.issued(reply="7 天后（2026年3月9日）")
    await office.enterprise.presses("答复")
    (evidence,) = await office.enterprise.presses("不涉及")
    assert evidence.startswith("有证明材料可以发来")
    await office.enterprise.presses("跳过")
    (done,) = await office.enterprise.presses("提交")
    assert "（不涉及）" in done


async def test_words_where_a_file_is_wanted_are_answered_clearly(office: Office) -> None:
    await office.issued(reply="7 天后（2026年3月9日）")
    await office.enterprise.presses("答复")
    await office.enterprise.presses("不涉及")
    refused, _ = await office.enterprise.says("没有文件")
    assert refused == "请发照片或文件；没有就点“跳过”。"


async def test_somebody_else_cannot_acknowledge_it(office: Office) -> None:
    await office.issued()
    visitor = office.town.visitor()
    (nothing,) = await visitor.says("/due")
    assert nothing == "没有待签收、待答复的文书。"


async def test_everything_is_subscribed_by_one_button_and_narrowed_by_ticks(office: Office) -> None:
    (none,) = await office.enterprise.says("/subscribe")
    assert none.startswith("您还没有订阅")
    (menu,) = await office.enterprise.presses("全部订阅")
    assert "产品：全部" in menu
    await office.enterprise.presses("产品")
    await office.enterprise.says("玩")
    (page,) = await office.enterprise.presses("玩具")
    assert page.startswith("已选：玩具。")
    (menu,) = await office.enterprise.presses(office.done(1))
    assert "产品：玩具" in menu
    assert subscription_of(office, office.enterprise).products == ("toys",)


async def test_the_list_of_origins_is_paged_and_searched(office: Office) -> None:
    await office.enterprise.says("/subscribe")
    await office.enterprise.presses("全部订阅")
    await office.enterprise.presses("原产地")
    pages = office.enterprise.button("下一页（2/8）")
    assert pages
    refused, _ = await office.enterprise.says("亚特兰蒂斯")
    assert "没有找到“亚特兰蒂斯”" in refused
    await office.enterprise.says("越南")
    await office.enterprise.presses("越南")
    await office.enterprise.presses(office.done(1))
    assert subscription_of(office, office.enterprise).origins == ("VN",)


async def test_level_quiet_hours_and_digest(office: Office) -> None:
    await office.enterprise.says("/subscribe")
    await office.enterprise.presses("全部订阅")
    await office.enterprise.presses("级别")
    await office.enterprise.presses("橙色")
    await office.enterprise.presses("免打扰")
    refused, _ = await office.enterprise.says("晚上")
    assert refused.startswith("没有看懂时间")
    await office.enterprise.says("22-7")
    await office.enterprise.presses("每日汇总")
    (menu,) = await office.enterprise.says("9点")
    assert "免打扰：22:00–7:00" in menu
    assert "每日汇总：9:00" in menu
    kept = subscription_of(office, office.enterprise)
    assert (kept.min_level, kept.quiet_from, kept.quiet_to, kept.digest_hour) == (WarningLevel.ORANGE, 22, 7, 9)


async def test_a_citizen_unsubscribes_and_takes_it_back(office: Office) -> None:
    citizen = office.town.visitor()
    await citizen.says("/subscribe")
    await citizen.presses("全部订阅")
    (stopped,) = await citizen.presses("停止订阅")
    assert stopped.startswith("已停止订阅")
    assert "依法应当送达您的文书仍会送达" in stopped
    assert subscription_of(office, citizen).active is False
    await citizen.presses("恢复订阅")
    assert subscription_of(office, citizen).active is True


@pytest.mark.parametrize("words", ["/unsubscribe", "/stop", "退订", "TD", "取消订阅"])
async def test_people_unsubscribe_by_the_words_that_they_know(office: Office, words: str) -> None:
    await office.enterprise.says("/subscribe")
    await office.enterprise.presses("全部订阅")
    await office.enterprise.presses("级别")
    await office.enterprise.presses("橙色")
    (stopped,) = await office.enterprise.says(words)
    assert stopped.startswith("已停止订阅")
    (ended,) = await office.enterprise.says("/subscribe")
    assert ended.startswith("您已停止订阅")
    (menu,) = await office.enterprise.presses("恢复订阅")
    assert "最低级别：橙色" in menu
    assert subscription_of(office, office.enterprise).min_level is WarningLevel.ORANGE


async def test_whoever_never_subscribed_learns_what_comes_all_the_same(office: Office) -> None:
    (told,) = await office.enterprise.says("退订")
    assert told == "您没有订阅，不用退订。依法应当送达您的文书与订阅无关，仍会送达。"


async def test_bundling_asks_for_the_hour_of_the_digest_first(office: Office) -> None:
    await office.enterprise.says("/subscribe")
    await office.enterprise.presses("全部订阅")
    (asked,) = await office.enterprise.presses("合并发送")
    assert "红色警示、依法直接发给您的文书和要求答复的文书，仍会立即逐份发送" in asked
    (hour,) = await office.enterprise.presses("合并到每日汇总")
    assert hour.startswith("每天几点")
    (menu,) = await office.enterprise.presses("9:00")
    assert "每日汇总：9:00" in menu
    assert "不紧急的文书：合并到每日汇总" in menu
    await office.enterprise.presses("每日汇总")
    (menu,) = await office.enterprise.presses("不要汇总")
    assert "不紧急的文书：逐份发送" in menu


async def test_hours_are_meant_by_the_clock_that_somebody_chooses(office: Office) -> None:
    await office.enterprise.says("/subscribe")
    (menu,) = await office.enterprise.presses("全部订阅")
    assert "时区：北京时间" in menu
    await office.enterprise.presses("时区")
    refused, _ = await office.enterprise.says("火星")
    assert refused.startswith("没有这个时区")
    (menu,) = await office.enterprise.says("asia/bangkok")
    assert "时区：Asia/Bangkok" in menu
    await office.enterprise.presses("时区")
    (menu,) = await office.enterprise.presses("纽约时间")
    assert "时区：纽约时间" in menu
    assert subscription_of(office, office.enterprise).zone == "America/New_York"
    await office.enterprise.presses("时区")
    await office.enterprise.presses("本平台所在时区（北京时间）")
    assert subscription_of(office, office.enterprise).zone == ""


async def test_a_citizens_words_after_the_menu_are_a_tip(office: Office) -> None:
    citizen = office.town.visitor()
    await citizen.says("/subscribe")
    understood, *_ = await citizen.says(REPORT)
    assert "玩具" in understood


async def test_nonsense_in_a_list_is_answered_and_the_list_stays(office: Office) -> None:
    await office.enterprise.says("/subscribe")
    await office.enterprise.presses("产品")
    refused, page = await office.enterprise.says("😀")
    assert "没有找到“😀”" in refused
    assert page.startswith("关心哪些产品？")
    (menu,) = await office.enterprise.presses("返回")
    assert menu.startswith("您还没有订阅")


async def test_a_bulletin_reaches_the_office_below_and_is_acknowledged(office: Office) -> None:
    below = office.town.enrol(Role.OFFICER, org="新会海关")
    await office.draft_to("audience", kind="通报（发给海关）")
    await office.officer.presses("全部下级海关")
    await office.officer.presses("长期有效")
    await office.officer.presses("提交")
    await office.officer.presses("送签")
    await office.signer.presses("同意")
    await office.officer.presses("签发")
    (notice,) = below.news()
    assert "磁力珠会爆开。" in notice
    (done,) = await below.presses("签收")
    assert done.startswith("已签收")
    assert office.enterprise.news() == []


async def test_a_successor_replaces_what_was_issued(office: Office) -> None:
    await office.issued()
    office.enterprise.news()
    await office.officer.presses("另发新文书代替")
    await office.officer.presses("修改")
    await office.officer.presses("正文")
    await office.officer.says("磁力珠会爆开，批次 A1 除外。")
    await office.officer.presses("提交")
    await office.officer.presses("送签")
    await office.signer.presses("同意")
    await office.officer.presses("签发")
    new, old = office.enterprise.news()
    assert "批次 A1 除外" in new
    assert "江关警〔2026〕1号《关于玩具爆炸风险的警示》已由 江关警〔2026〕2号 代替" in old


async def test_a_credit_code_is_claimed_and_an_officer_confirms(office: Office) -> None:
    claimant = office.town.visitor()
    await claimant.says("/bind")
    wrong, _ = await claimant.says("91440703MA51TABC2X")
    assert wrong.startswith("这个代码不对")
    await claimant.says("91440703ma51tabc2m")
    await claimant.says("江门新企业有限公司")
    await claimant.says("赵女士")
    (review,) = await claimant.says("13800000000")
    assert "91440703MA51TABC2M" in review
    (sent,) = await claimant.presses("提交")
    assert sent.startswith("已提交")
    (waiting,) = await claimant.says("/bind")
    assert "正在核实" in waiting
    assert "江门新企业有限公司" in office.officer.news()[-1]
    await office.officer.presses("确认绑定")
    assert claimant.news()[-1].startswith("绑定成功")
    assert claimant.person().role is Role.ENTERPRISE


async def test_an_enterprise_that_just_writes_begins_a_report(office: Office) -> None:
    started, question = await office.enterprise.says(REPORT)
    assert started.startswith("您刚才说的先记作一份风险报告")
    assert question == "这批产品属于哪种情况？"
    await office.enterprise.presses("进口")
    await office.enterprise.presses(office.label("harm-none"))
    await office.enterprise.presses("跳过")
    (done,) = await office.enterprise.presses("提交")
    assert done.startswith("风险报告已收到")
    (report,) = office.town.transactions.run_now(lambda uow: uow.informations.of_person(office.enterprise.address))
    assert (report.source, report.product) == (Source.OPERATOR, "toys")


async def test_an_abandoned_answer_resumes_after_a_restart(office: Office) -> None:
    await office.issued(reply="7 天后（2026年3月9日）")
    await office.enterprise.presses("答复")
    await office.enterprise.presses("涉及")
    office.town.restart()
    office.town.clock.pass_(days=2)
    (quantity,) = await office.enterprise.says("A1")
    assert quantity.startswith("已售出多少")


async def test_a_withdrawn_person_is_not_told_by_subscription(office: Office) -> None:
    citizen = office.town.visitor()
    await citizen.says("/subscribe")
    await citizen.presses("全部订阅")
    now = office.town.env.now()
    office.town.transactions.run_now(
        lambda uow: uow.people.save(replace(uow.people.get(citizen.address), contact_withdrawn_at=now))
    )
    citizen.news()
    await office.issued()
    assert citizen.news() == []


async def test_in_english_and_in_traditional_chinese() -> None:
    for locale, bind, code in (
        ("en", "Please enter your company", "Not a code"),
        ("zh-HK", "請輸入貴公司", "不是代碼"),
    ):
        office = Office(MemoryTransactions(), locale=locale)
        visitor = office.town.visitor(locale=locale)
        (question,) = await visitor.says("/bind")
        assert question.startswith(bind)
        refused, _ = await visitor.says(code)
        assert refused != question
