"""An officer takes a tip off a signal, from the button in the details to the new card."""

from __future__ import annotations

import pytest

from casework.ports import UnitOfWork
from risk.organisation import Role
from tests.support.desk import OFFICE, SCALD, SMOKE, Desk, desk


@pytest.fixture
def town() -> Desk:
    return desk()


async def test_a_tip_is_split_off_into_a_signal_of_its_own(town: Desk) -> None:
    officer, _ = town.staff()
    colleague = town.enrol(Role.OFFICER, org=OFFICE, name="李关员")
    town.tip(SMOKE)
    town.tip(SMOKE)
    officer.news()
    cards = await officer.says("/signal 1")
    assert "归并依据：" in cards[0]
    assert "归并依据：同一种产品" in cards[0]
    await officer.presses("详情")
    (question,) = await officer.presses("拆出")
    assert "从 #1 拆出来" in question
    colleague.news()
    answers = await officer.presses("单独立为一条新线索")
    assert len([answer for answer in answers if "风险线索 #2" in answer]) == 1
    assert len([card for card in colleague.news() if "风险线索 #2" in card]) == 1
    assert any("现在属于 #2" in answer for answer in answers)
    assert any("归并依据：由关员归到这里" in answer for answer in answers)
    assert (town.signal(1).tips, town.signal(2).tips) == (1, 1)


@pytest.mark.parametrize("typed", ["#2", "2", " ＃2 "])
async def test_where_a_tip_goes_can_be_typed(town: Desk, typed: str) -> None:
    officer, _ = town.staff()
    town.tip(SMOKE)
    town.tip(SCALD)
    town.tip(SMOKE)
    await officer.says("/signal 1")
    await officer.presses("详情")
    await officer.presses("拆出")
    said, _ = await officer.says(typed)
    assert said.endswith("已从 #1 拆出，现在属于 #2。")


async def test_pressed_twice_it_is_split_once(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip(SMOKE)
    town.tip(SMOKE)
    town.tip(SMOKE)
    officer.news()
    await officer.says("/signal 1")
    await officer.presses("详情")
    press = officer.button("拆出")
    await officer.presses_at(press)
    own = officer.button("单独立为一条新线索")
    await officer.presses_at(own)
    assert await officer.presses_at(own)
    assert (town.signal(1).tips, town.signal(2).tips) == (2, 1)


async def test_a_tip_that_is_alone_has_no_such_button(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip(SMOKE)
    officer.news()
    await officer.says("/signal 1")
    await officer.presses("详情")
    with pytest.raises(AssertionError, match="no button"):
        officer.button("拆出")


async def test_an_old_button_on_the_only_tip_left_says_that_it_is_alone(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip(SMOKE)
    town.tip(SMOKE)
    officer.news()
    await officer.says("/signal 1")
    await officer.presses("详情")
    split = officer.button("拆出")
    await officer.presses_at(split)
    await officer.presses("单独立为一条新线索")
    (why,) = await officer.presses_at(split)
    assert why.startswith("线索 #2 上只有信息 T-")
    assert why.endswith("这一条，不用拆出。")


async def test_a_tip_that_a_colleague_split_off_first_is_not_moved_again(town: Desk) -> None:
    officer, _ = town.staff()
    colleague = town.enrol(Role.OFFICER, org=OFFICE, name="李关员")
    for _ in range(3):
        town.tip(SMOKE)
    for chat in (officer, colleague):
        await chat.says("/signal 1")
        await chat.presses("详情")
        await chat.presses("拆出")
    await officer.presses("单独立为一条新线索")
    (why,) = await colleague.presses("单独立为一条新线索")
    assert "已经转到线索 #2，这次没有拆出" in why
    assert (town.signal(1).tips, town.signal(2).tips) == (2, 1)


async def test_a_tip_that_was_moved_out_meanwhile_cannot_be_split_off(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip(SMOKE)
    town.tip(SMOKE)
    await officer.says("/signal 1")
    await officer.presses("详情")
    split = officer.button("拆出")
    number = town.transactions.run_now(_oldest)
    await officer.says("/signal 1")
    await officer.presses("更正")
    await officer.says(number)
    await officer.presses("不属于进出口工业品")
    await officer.presses("食品")
    await officer.presses("确认移出")
    (why,) = await officer.presses_at(split)
    assert why == f"信息 {number} 已移出受理范围，不在任何线索上，不能拆出。"


def _oldest(uow: UnitOfWork) -> str:
    signal = uow.signals.by_number(1)
    assert signal is not None
    return uow.informations.of_signal(signal.id)[0].number
