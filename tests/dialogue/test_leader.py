"""Officer, signing leader and superior: a circular from its draft to its filing, as they live it."""

from __future__ import annotations

import pytest

from risk.organisation import Role
from storage.memory import MemoryTransactions
from tests.support.circular_desk import Office

OFFICE_NUMBER = "江关警〔2026〕1号"


@pytest.fixture
def office() -> Office:
    return Office(MemoryTransactions())


async def test_the_officer_drafts_by_buttons_and_words_and_sees_a_preview(office: Office) -> None:
    review = await office.draft_to_review()
    assert "标题：关于玩具爆炸风险的警示" in review
    saved, card = await office.officer.presses("提交")
    assert "D2026-0001" in saved
    assert "起草中" in card
    text, pdf = await office.officer.presses("预览")
    assert "磁力珠会爆开。" in text
    assert "D2026-0001" in pdf


async def test_a_field_is_changed_on_the_review_page(office: Office) -> None:
    await office.draft_to_review()
    await office.officer.presses("修改")
    await office.officer.presses("级别")
    (review,) = await office.officer.presses("红色")
    assert "级别：红色" in review
    assert "磁力珠会爆开。" in review


async def test_nobody_who_does_not_exist_can_be_addressed(office: Office) -> None:
    await office.draft_to("audience")
    refused, question = await office.officer.says("火星；某某公司")
    assert "没有找到“火星”" in refused
    assert question.startswith("发给谁？")


async def test_a_day_that_is_past_is_refused_and_asked_again(office: Office) -> None:
    await office.draft_to("reply_by")
    refused, _ = await office.officer.says("2020年1月1日")
    assert refused == "这一天已经过去，请输入今天或以后的日期。"
    (valid,) = await office.officer.says("2026/4/1")
    assert valid.startswith("有效期到哪天？")


async def test_the_signing_leader_approves_the_text_that_was_shown(office: Office) -> None:
    await office.submitted()
    (request,) = office.signer.news()
    assert "磁力珠会爆开。" in request
    (done,) = await office.signer.presses("同意")
    assert done.startswith("已同意")
    assert "已获同意" in office.officer.news()[-1]


async def test_a_second_press_says_where_it_stands(office: Office) -> None:
    await office.submitted()
    button = office.signer.button("同意")
    await office.signer.presses_at(button)
    (again,) = await office.signer.presses_at(button)
    assert "已签批" in again


async def test_a_button_of_an_older_text_approves_nothing(office: Office) -> None:
    await office.submitted()
    old = office.signer.button("同意")
    await office.signer.presses("退回修改")
    await office.signer.says("请写明批次")
    assert "请写明批次" in office.officer.news()[-1]
    await office.officer.presses("修改")
    await office.officer.presses("修改")
    await office.officer.presses("正文")
    await office.officer.says("批次 A1 的磁力珠会爆开。")
    await office.officer.presses("提交")
    await office.officer.presses("送签")
    (stale,) = await office.signer.presses_at(old)
    assert "这个按钮已经不用了" in stale
    (done,) = await office.signer.presses_at(office.signer.button("同意"))
    assert done.startswith("已同意")


async def test_approvals_lists_what_waits(office: Office) -> None:
    assert await office.signer.says("/approvals") == ["没有待签文书。"]
    await office.submitted()
    (request,) = await office.signer.says("/approvals")
    assert "磁力珠会爆开。" in request


async def test_after_approval_it_is_issued_and_filed(office: Office) -> None:
    await office.approved()
    issued, card = await office.officer.presses("签发")
    assert OFFICE_NUMBER in issued
    assert "已发布" in card
    (filing,) = office.superior.news()
    assert OFFICE_NUMBER in filing
    (done,) = await office.superior.presses("收悉")
    assert done.startswith("已收悉")
    (again,) = await office.superior.presses("收悉")
    assert "不用再点" in again
    assert await office.superior.says("/filings") == ["没有待阅备案。"]


async def test_issue_pressed_twice_issues_once(office: Office) -> None:
    await office.approved()
    button = office.officer.button("签发")
    await office.officer.presses_at(button)
    (again,) = await office.officer.presses_at(button)
    assert "已发布" in again


async def test_the_signing_leader_withdraws_with_a_reason(office: Office) -> None:
    await office.issued()
    office.enterprise.news()
    await office.signer.says("/circulars")
    await office.signer.presses(f"{OFFICE_NUMBER}《关于玩具爆炸风险的警示》· 已发布")
    await office.signer.presses("撤回")
    (review,) = await office.signer.says("批次写错")
    assert "批次写错" in review
    assert "不能恢复" in review
    assert office.enterprise.news() == []
    (done,) = await office.signer.presses("提交")
    assert "已撤回" in done
    (told,) = office.enterprise.news()
    assert "批次写错" in told


async def test_a_second_click_and_a_stray_word_withdraw_nothing(office: Office) -> None:
    await office.issued()
    office.enterprise.news()
    await office.signer.says("/circulars")
    await office.signer.presses(f"{OFFICE_NUMBER}《关于玩具爆炸风险的警示》· 已发布")
    await office.signer.presses("撤回")
    await office.signer.says("好的")
    await office.signer.presses("取消")
    assert office.enterprise.news() == []
    await office.signer.says("/circulars")
    (card,) = await office.signer.presses(f"{OFFICE_NUMBER}《关于玩具爆炸风险的警示》· 已发布")
    assert "已发布" in card


async def test_an_officer_has_no_approvals(office: Office) -> None:
    (answer,) = await office.officer.says("/approvals")
    assert "不在您的职责范围内" in answer


async def test_the_whole_way_in_english() -> None:
    office = Office(MemoryTransactions(), locale="en")
    officer, signer = office.officer, office.signer
    await officer.says("/draft")
    for label in ("Advisory (to companies and institutions)", "Orange", "Toys", "Explosion"):
        await officer.presses(label)
    await officer.presses(office.done(1))
    await officer.presses("Use the suggestion")
    await officer.says("Magnetic balls burst.")
    await officer.presses("No measures")
    await officer.presses("All companies")
    await officer.presses("No answer needed")
    (review,) = await officer.presses("No end date")
    assert "Magnetic balls burst." in review
    await officer.presses("Submit")
    await officer.presses("Submit for approval")
    await signer.presses("Approve")
    issued, _ = await signer.presses("Issue")
    assert OFFICE_NUMBER in issued
    assert "Acknowledge receipt" in office.enterprise.news()[-1]


async def test_what_cannot_be_delivered_is_listed(office: Office) -> None:
    assert await office.officer.says("/undelivered") == ["没有未能送达或逾期未签收的文书。"]
    office.close_addresses(office.enterprise)
    await office.issued()
    head, row = await office.officer.says("/undelivered")
    assert "1 位" in head
    assert "好玩具公司" in row
    assert "陈关员" in row


def test_everybody_in_the_office_has_a_role(office: Office) -> None:
    roles = [chat.person().role for chat in (office.officer, office.signer, office.superior, office.enterprise)]
    assert roles == [Role.OFFICER, Role.SIGNER, Role.SUPERIOR, Role.ENTERPRISE]


async def test_a_bulletin_is_not_drafted_abroad_and_its_title_stays_at_home(office: Office) -> None:
    abroad = office.on_telegram(office.officer, "6001")
    (kinds,) = await abroad.says("/draft")
    assert "通报按保密规定" in kinds
    with pytest.raises(AssertionError, match="no button"):
        abroad.button("通报（发给海关）")
    await office.draft_to("audience", kind="通报（发给海关）")
    await office.officer.presses("全部下级海关")
    await office.officer.presses("长期有效")
    await office.officer.presses("提交")
    (listed,) = await abroad.says("/circulars")
    assert "1 份" in listed
    assert abroad.button("D2026-0001《……》· 起草中")
