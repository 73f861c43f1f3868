"""An officer takes a tip off a signal, from the button in the details to the new card."""

from __future__ import annotations

import pytest

from tests.support.desk import SMOKE, Desk, desk


@pytest.fixture
def town() -> Desk:
    return desk()


async def test_a_tip_is_split_off_into_a_signal_of_its_own(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip(SMOKE)
    town.tip(SMOKE)
    officer.news()
    cards = await officer.says("/signal 1")
    assert "归并依据：" in cards[0]
    assert "归并依据：同一种产品" in cards[0]
    await officer.presses("详情")
    (question,) = await officer.presses("拆出")
    assert "从 #1 拆出来" in question
    answers = await officer.presses("单独立为一条新线索")
    assert any("现在属于 #2" in answer for answer in answers)
    assert any("归并依据：由关员归到这里" in answer for answer in answers)
    assert (town.signal(1).tips, town.signal(2).tips) == (1, 1)


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
