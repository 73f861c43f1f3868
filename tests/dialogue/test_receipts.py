"""Receipts in the chat: what an enterprise is given, what the officer sees, and confirmations of service addresses."""

from __future__ import annotations

import pytest

from risk.organisation import Role
from storage.memory import MemoryTransactions
from tests.support.circular_desk import CODE, Office


@pytest.fixture
def office() -> Office:
    return Office(MemoryTransactions())


async def registered(office: Office) -> str:
    """Through the officer's questions; the last answer."""
    officer = office.officer
    await officer.says("/confirmations")
    await officer.presses("登记确认书")
    await officer.says(CODE)
    await officer.says("2026-03-01")
    await officer.says("送确2026-7")
    await officer.presses(office.done(0))
    (done,) = await officer.presses("提交")
    return done


async def test_the_receipt_comes_as_text_and_as_pdf(office: Office) -> None:
    await office.issued()
    (text,) = await office.enterprise.presses("签收")
    assert "阅知回执第 1 号" in text
    assert "签收身份：登记的联系人" in text
    assert "网页对话" in text
    (file,) = await office.enterprise.presses("回执 PDF")
    assert file == "阅知回执第 1 号（江关警〔2026〕1号）"
    (again,) = await office.enterprise.presses("回执 PDF")
    assert again == file


async def test_the_pdf_is_made_once(office: Office) -> None:
    await office.issued()
    await office.enterprise.presses("签收")
    await office.enterprise.presses("回执 PDF")
    transactions = office.town.transactions
    receipt = transactions.run_now(
        lambda uow: uow.receipt_book.of_circular(uow.deliveries.of_person(office.enterprise.address)[0].circular_id)[0]
    )
    assert transactions.run_now(lambda uow: uow.receipt_book.paper(receipt.id)) == b"%PDF-1"


async def test_the_officer_sees_who_acknowledged_as_whom_and_over_which_channel(office: Office) -> None:
    await office.issued()
    await office.enterprise.presses("签收")
    await office.officer.says("/circulars")
    await office.officer.presses("江关警〔2026〕1号《关于玩具爆炸风险的警示》· 已发布")
    (listed,) = await office.officer.presses("签收情况")
    assert "已有 1 人签收" in listed
    assert "· 好玩具公司 黄经理，登记的联系人，2026年3月2日 09:00，" in listed
    assert listed.endswith("网页对话")


async def test_a_confirmation_is_registered_from_the_paper_and_named_in_the_next_receipt(office: Office) -> None:
    assert await registered(office) == "已登记“好玩具公司”的送达地址确认书（送确2026-7）。"
    await office.issued()
    (text,) = await office.enterprise.presses("签收")
    assert "电子送达回证第 1 号" in text


async def test_a_confirmation_is_withdrawn_with_a_reason(office: Office) -> None:
    await registered(office)
    await office.officer.says("/confirmations")
    (asked,) = await office.officer.presses("撤销")
    assert "为什么撤销“好玩具公司”" in asked
    (done,) = await office.officer.says("对方书面撤回")
    assert done.startswith("已撤销“好玩具公司”")
    (none,) = await office.officer.says("/confirmations")
    assert none.startswith("还没有登记")
    await office.issued()
    (text,) = await office.enterprise.presses("签收")
    assert "阅知回执第 1 号" in text


@pytest.mark.parametrize(
    ("said", "answer"),
    [("没有的公司", "没有找到这个单位"), ("江门海关", "没有找到这个单位"), ("", "没有找到这个单位")],
)
async def test_an_addressee_that_is_not_known_is_asked_for_again(office: Office, said: str, answer: str) -> None:
    await office.officer.says("/confirmations")
    await office.officer.presses("登记确认书")
    told, _again = await office.officer.says(said or "？")
    assert answer in told


@pytest.mark.parametrize("said", ["昨天", "2026-13-01", "2026-03-03"])
async def test_a_day_that_cannot_be_is_asked_for_again(office: Office, said: str) -> None:
    await office.officer.says("/confirmations")
    await office.officer.presses("登记确认书")
    await office.officer.says("好玩具公司")
    told, _again = await office.officer.says(said)
    assert told.startswith("日期不对")


async def test_only_officers_have_the_command(office: Office) -> None:
    citizen = office.town.enrol(Role.CITIZEN, org="海关总署")
    assert "送达地址确认书" not in "\n".join(await citizen.says("/confirmations"))
