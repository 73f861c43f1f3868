"""详情: every tip of a signal can be reached; a signal that was merged says where its information went."""

from __future__ import annotations

import pytest

from casework.ports import Choose
from casework.ports.encoding import load_reply
from risk.organisation import Role
from risk.signal import SignalState
from tests.support.desk import OFFICE, SCALD, SMOKE, Desk, desk
from tests.support.talk import Chat


@pytest.fixture
def town() -> Desk:
    return desk()


async def merged(town: Desk) -> Chat:
    """#1 is merged into #2."""
    officer, _ = town.staff()
    town.tip(SMOKE)
    town.tip(SCALD)
    await officer.says("/signal 1")
    await officer.presses("合并")
    await officer.presses("#2 玩具 · 重伤 · 1 条 · 待认领")
    await officer.presses("提交")
    return officer


def numbers(said: list[str]) -> list[str]:
    return [words.split("信息 ")[1].partition("（")[0] for words in said if words.startswith("信息 T-")]


async def test_older_tips_are_on_further_pages_newest_first(town: Desk) -> None:
    officer, _ = town.staff()
    for _ in range(12):
        town.tip(SMOKE)
        town.clock.pass_(minutes=1)
    town_id = town.signal().id
    await officer.says("/signal 1")
    opening, *first, turn = await officer.presses("详情")
    assert "共 12 条信息，新的在前，第 1 页，共 3 页。" in opening
    assert turn == "信息第 1 页，共 3 页。"
    _, *second, turn = await officer.presses("下一页（2/3）")
    assert turn == "信息第 2 页，共 3 页。"
    _, *third, _ = await officer.presses("下一页（3/3）")
    stored = town.transactions.run_now(lambda uow: uow.informations.of_signal(town_id))
    assert [*numbers(first), *numbers(second), *numbers(third)] == [tip.number for tip in reversed(stored)]
    oldest = stored[0].number
    question = await officer.presses("拆出")  # below the last tip of the last page
    assert f"把信息 {oldest} 从 #1 拆出来" in question[0]


async def test_a_page_that_does_not_exist_any_more_is_the_last_one(town: Desk) -> None:
    officer, _ = town.staff()
    for _ in range(6):
        town.tip(SMOKE)
    await officer.says("/signal 1")
    await officer.presses("详情")
    second = officer.button("下一页（2/2）")
    await officer.presses("拆出")
    await officer.presses("单独立为一条新线索")
    opening, *_ = await officer.presses_at(second)
    assert "共 5 条信息。" in opening


async def test_the_card_of_a_merged_signal_says_where_it_went_and_leads_there(town: Desk) -> None:
    officer = await merged(town)
    assert await officer.says("/signal 1") == [
        "风险线索 #1 · 已合并\n已并入 #2，信息和附件都已转到那里，请在 #2 上办理。"
    ]
    opening, *more = await officer.presses("详情")
    assert "已并入 #2，信息都在那里。" in opening
    assert more == []
    (card,) = await officer.presses("查看 #2")
    assert card.startswith("【紧急】风险线索 #2")


async def test_merged_by_transfer_the_card_names_the_office_that_has_it(town: Desk) -> None:
    officer, _ = town.staff()
    there = town.enrol(Role.OFFICER, org="新会海关")
    town.tip(SMOKE)
    await officer.says("/signal 1")
    await officer.presses("移送")
    await officer.presses("新会海关")
    await officer.says("收货人在新会")
    there.news()
    town.tip(SMOKE)
    await officer.says("/signal 2")
    await officer.presses("移送")
    await officer.presses("新会海关")
    await officer.says("同上")
    (card,) = await officer.says("/signal 2")
    assert card == "风险线索 #2 · 已合并\n已并入新会海关的 #1，由该单位办理。"
    with pytest.raises(AssertionError, match="no button"):
        officer.button("查看 #1")


async def test_asking_from_an_old_card_of_a_merged_signal_leads_to_the_other_one(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip(SMOKE)
    town.tip(SCALD)
    await officer.says("/signal 1")
    ask = officer.button("问提供人")
    await officer.presses("合并")
    await officer.presses("#2 玩具 · 重伤 · 1 条 · 待认领")
    await officer.presses("提交")
    assert await officer.presses_at(ask) == ["线索 #1 已并入 #2，请在 #2 上问提供人。"]
    (card,) = await officer.presses("查看 #2")
    assert "风险线索 #2" in card


async def test_a_merge_target_that_a_colleague_dismissed_meanwhile_is_named(town: Desk) -> None:
    officer, _ = town.staff()
    colleague = town.enrol(Role.OFFICER, org=OFFICE, name="李关员")
    town.tip(SMOKE)
    town.tip(SCALD)
    await officer.says("/signal 1")
    await officer.presses("合并")
    await colleague.says("/signal 2")
    await colleague.presses("不予立案")
    await colleague.says("重复的线索")
    await colleague.presses("提交")
    why, question = await officer.presses("#2 玩具 · 重伤 · 1 条 · 待认领")
    assert why == "线索 #2 现在是“不予立案”，您打开后已有同事办理，不能再往里并。请另选一条。"
    assert question == "把 #1 并入哪条线索？也可以输入编号。"
    assert town.signal(1).state is SignalState.NEW


@pytest.mark.parametrize("typed", ["#2", "2"])
async def test_a_merge_target_can_be_typed(town: Desk, typed: str) -> None:
    officer, _ = town.staff()
    town.tip(SMOKE)
    town.tip(SCALD)
    await officer.says("/signal 1")
    await officer.presses("合并")
    for other in ("#1", "#3", "二"):
        why, _ = await officer.says(other)
        assert why == "请点下面的一个按钮。"
    (review,) = await officer.says(typed)
    assert "#1 玩具 · 险些出事 · 1 条 · 待认领\n并入 #2 玩具 · 重伤 · 1 条 · 待认领" in review
    assert town.signal(1).state is SignalState.NEW
    said, _ = await officer.presses("提交")
    assert said == "线索 #1 已并入 #2，原有信息都已转过去。"


async def test_what_is_likest_stands_first_among_the_signals_to_merge_into(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip(SMOKE)
    town.tip(SMOKE)
    await officer.says("/signal 1")
    await officer.presses("详情")
    await officer.presses("拆出")
    await officer.presses("单独立为一条新线索")
    town.tip(SCALD)  # graver, so first in the queue
    await officer.says("/signal 2")
    await officer.presses("合并")
    reply = load_reply(officer._messages()[-1].reply.reveal())
    assert isinstance(reply, Choose)
    assert [option.label.params["number"] for row in reply.options[:2] for option in row] == [1, 3]


async def test_a_target_dismissed_between_the_review_and_the_press_is_named(town: Desk) -> None:
    officer, _ = town.staff()
    colleague = town.enrol(Role.OFFICER, org=OFFICE, name="李关员")
    town.tip(SMOKE)
    town.tip(SCALD)
    await officer.says("/signal 1")
    await officer.presses("合并")
    await officer.says("2")
    await colleague.says("/signal 2")
    await colleague.presses("不予立案")
    await colleague.says("重复的线索")
    await colleague.presses("提交")
    (why,) = await officer.presses("提交")
    assert why.startswith("线索 #2 现在是“不予立案”")
    assert town.signal(1).state is SignalState.NEW
