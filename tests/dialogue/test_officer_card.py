"""What the card says of harm and of unnamed tips: not more and not less than is known."""

from __future__ import annotations

import pytest

from casework.fakes import FixedTriage
from risk.finding import Harm, Scope
from tests.support.desk import Desk, desk

SMELL, FINE = "进口积木有怪味", "进口积木有怪味，孩子没事"
_FOUND = {"scope": Scope.IN, "product": "toys", "hazards": ("chemical",), "trade": "import", "harm": Harm.NONE}


@pytest.fixture
def town() -> Desk:
    town = desk()
    town.triage = FixedTriage({SMELL: {**_FOUND, "injured": None}, FINE: {**_FOUND, "injured": 0}})
    return town


async def test_that_nothing_was_said_of_harm_is_not_that_nobody_was_hurt(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip(SMELL)
    (card,) = await officer.says("/signal 1")
    assert "最重后果：没有说明伤害或损失" in card
    await officer.says("/queue")
    assert officer.button("#1 玩具 · 没有说明伤害或损失 · 1 条 · 待认领")
    town.tip(FINE)
    (card,) = await officer.says("/signal 1")
    assert "最重后果：没有人受伤，也没有损失" in card


async def test_an_officer_who_has_asked_puts_down_that_there_was_no_harm(town: Desk) -> None:
    officer, _ = town.staff()
    town.triage = FixedTriage({SMELL: {**_FOUND, "harm": Harm.MINOR}})
    town.tip(SMELL)
    await officer.says("/signal 1")
    await officer.presses("更正")
    await officer.presses("后果")
    await officer.presses("没有人受伤，也没有损失")
    (card,) = await officer.says("/signal 1")
    assert "没有说明" not in card
    assert "没有人受伤，也没有损失" in card


async def test_the_caution_about_unnamed_tips_goes_when_our_own_verification_holds(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip(SMELL)
    await officer.presses("认领")
    (before,) = await officer.says("/signal 1")
    assert "注意：只有未实名信息" in before
    await officer.presses("填写核实结果")
    for label in ("单证核查", "本关自行核实"):
        await officer.presses(label)
    for words in ("抽样检测", "苯超标", "检测报告一份"):
        await officer.says(words)
    await officer.presses("属实")
    await officer.presses("提交")
    (after,) = await officer.says("/signal 1")
    assert "注意" not in after
