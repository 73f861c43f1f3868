"""An officer takes a signal from the card to the decision, in chat."""

from __future__ import annotations

import pytest

from casework.ports.encoding import load_reply
from risk.information import Source
from risk.signal import SignalState
from tests.support.desk import BURNT, INSTITUTE, SCALD, Desk, desk
from tests.support.talk import Chat


@pytest.fixture
def town() -> Desk:
    return desk()


async def verified(chat: Chat, *, conclusion: str = "属实") -> list[str]:
    """The whole short form, from the button on the card."""
    (method,) = await chat.presses("填写核实结果")
    assert method == "用什么方法核实的？"
    await chat.presses("现场核查")
    await chat.presses("本关自行核实")
    await chat.says("3月3日在新会仓库抽查20件")
    await chat.says("3件充电时冒烟")
    await chat.says("报告编号 A-1")
    (review,) = await chat.presses(conclusion)
    assert "3件充电时冒烟" in review
    return await chat.presses("提交")


async def entered(town: Desk, chat: Chat) -> None:
    await chat.presses("认领")
    await chat.presses("开始核实")
    await verified(chat)
    await chat.presses("录入")
    assert town.signal().state is SignalState.ENTERED


async def test_the_card_says_what_matters_and_hides_who_wrote(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip(BURNT)
    (card,) = officer.news()
    assert "【紧急】风险线索 #1" in card
    assert "最重后果：重伤" in card
    assert "核实取得证据或提供人实名之前，不能启动评估" in card
    assert "13812345678" not in card
    assert "王小明" not in card
    assert "孩子手被烫伤" in card


async def test_the_evidence_is_marked_where_it_stands_after_masking(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip(BURNT)
    (message,) = officer._messages()
    card = load_reply(message.reply.reveal())
    quote = str(card.text.params["quote"])
    assert [quote[start:end] for start, end in card.marked] == ["冒烟"]


async def test_elsewhere_the_card_carries_number_and_urgency_only(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip(BURNT)
    (message,) = officer._messages()
    card = load_reply(message.reply.reveal())
    assert card.confidential
    assert card.urgent
    assert set(card.brief.params) == {"number", "grave"}


async def test_from_card_to_decision(town: Desk) -> None:
    officer, expert = town.staff()
    tipster, _ = town.tip(BURNT, named=True)
    taken, _ = await officer.presses("认领")
    assert taken == "线索 #1 已由您认领。请在期限内核实。"
    await officer.presses("开始核实")
    assert any("正在核实" in said for said in tipster.news())
    saved, _ = await verified(officer)
    assert "情况属实" in saved
    await officer.presses("录入")
    (which,) = await officer.presses("委托评估")
    assert which == "委托哪位专家评估？"
    (days,) = await officer.presses(f"何专家（{INSTITUTE}）")
    assert days == "多长时间内完成？"
    await officer.presses("5 个工作日（2026年3月9日）")
    (done,) = await officer.says("充电保护是否有效？")
    assert done == f"线索 #1 已委托{INSTITUTE}评估，期限 2026年3月9日。"
    (commission,) = expert.news()
    assert "充电保护是否有效？" in commission
    assert "王小明" not in commission
    assert town.signal().state is SignalState.ASSESSING


async def test_the_second_of_two_officers_hears_that_it_is_taken(town: Desk) -> None:
    first, _ = town.staff()
    second, _ = town.staff()
    town.tip()
    await first.presses("认领")
    assert await second.presses("认领") == ["线索 #1 已由另一位关员认领，您不用再认领。"]


async def test_a_second_press_of_the_same_officer_is_harmless(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip()
    button = officer.button("认领")
    await officer.presses_at(button)
    before = town.signal()
    again, _ = await officer.presses_at(button)
    assert again.startswith("线索 #1 已由您认领")
    assert town.signal() == before


async def test_a_stale_button_is_answered_with_a_clear_sentence(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip()
    dismiss = officer.button("不予立案")
    await entered(town, officer)
    assert await officer.presses_at(dismiss) == ["这件事已经有了新进展，这一步不能再办了。请打开最新内容再看看。"]


async def test_what_does_not_hold_is_dismissed_and_the_tipster_told(town: Desk) -> None:
    officer, _ = town.staff()
    tipster, _ = town.tip(BURNT, named=True)
    await officer.presses("认领")
    said, _ = await verified(officer, conclusion="不属实")
    assert "不予立案" in said
    assert town.signal().state is SignalState.DISMISSED
    assert any("未能核实" in words for words in tipster.news())


async def test_dismissal_needs_words_and_a_second_look(town: Desk) -> None:
    officer, _ = town.staff()
    tipster, _ = town.tip()
    await officer.presses("不予立案")
    assert (await officer.says("   "))[0] == "请用文字回答。"
    (review,) = await officer.says("与已办结的线索重复")
    assert "理由：与已办结的线索重复" in review
    assert town.signal().state is SignalState.NEW
    said, _ = await officer.presses("提交")
    assert said == "线索 #1 不予立案，理由已记录，已告知提供人。"
    assert any("已办结" in words for words in tipster.news())


async def test_back_changes_an_answer_and_review_changes_another(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip()
    await officer.presses("认领")
    await officer.presses("填写核实结果")
    await officer.presses("现场核查")
    (again,) = await officer.says("返回")
    assert again == "用什么方法核实的？"
    await officer.presses("抽样检测")
    await officer.presses("本关自行核实")
    await officer.says("抽样")
    await officer.says("不合格")
    await officer.presses("跳过")
    (review,) = await officer.presses("属实")
    assert "方法：抽样检测" in review
    assert "证据：—" in review
    await officer.presses("修改")
    await officer.presses("发现")
    (changed,) = await officer.says("3件不合格")
    assert "发现：3件不合格" in changed
    await officer.presses("提交")
    assert town.signal().state is SignalState.VERIFIED


async def test_delegating_needs_an_institution(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip()
    await officer.presses("认领")
    await officer.presses("填写核实结果")
    await officer.presses("委托技术机构")
    (again, _) = await officer.says("本关自行核实")
    assert again == "请点下面的一个按钮。"
    await officer.presses(INSTITUTE)
    await officer.says("送检")
    await officer.says("阻燃不合格")
    await officer.says("报告")
    (review,) = await officer.presses("属实")
    assert f"核实人：{INSTITUTE}" in review


async def test_unnamed_tips_alone_never_open_an_assessment(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip()
    await officer.presses("认领")
    await officer.presses("填写核实结果")
    for label in ("单证核查", "本关自行核实"):
        await officer.presses(label)
    await officer.says("查了单证")
    await officer.says("单证齐全")
    await officer.presses("跳过")
    await officer.presses("属实")
    await officer.presses("提交")
    await officer.presses("录入")
    (refused,) = await officer.presses("委托评估")
    assert refused.startswith("线索 #1 只有未实名信息，不能单独启动评估。")


async def test_a_laboratory_stands_behind_its_report(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip(source=Source.LABORATORY)
    await entered(town, officer)
    assert await officer.presses("委托评估") == ["委托哪位专家评估？"]


async def test_the_tipster_answers_without_either_learning_who_the_other_is(town: Desk) -> None:
    officer, _ = town.staff()
    tipster, _ = town.tip(BURNT)
    await officer.presses("问提供人")
    (asked,) = await officer.says("请问在哪里买的？我的电话是13900001111")
    assert "13900001111" not in asked
    (question,) = tipster.news()
    assert "请问在哪里买的？" in question
    assert "陈关员" not in question
    await tipster.presses("回答")
    await tipster.says("网店买的，我叫王小明")
    (answer,) = officer.news()
    assert "网店买的" in answer
    assert "王小明" not in answer


async def test_with_several_tips_the_officer_chooses_whom_to_ask(town: Desk) -> None:
    officer, _ = town.staff()
    first, _ = town.tip()
    second, _ = town.tip()
    await officer.says("/signal 1")
    (which,) = await officer.presses("问提供人")
    assert which == "问哪一条信息的提供人？"
    number = town.transactions.run_now(lambda uow: uow.informations.of_person(first.address))[0].number
    await officer.presses(f"{number} · 2026年3月2日 · 未实名")
    await officer.says("是什么颜色的？")
    assert second.news() == []
    assert len(first.news()) == 1


async def test_a_transferred_signal_is_new_in_the_other_office(town: Desk) -> None:
    officer, _ = town.staff()
    from_there = town.enrol(officer.person().role, org="新会海关")
    town.tip()
    await officer.presses("认领")
    await officer.presses("移送")
    await officer.presses("新会海关")
    (said,) = await officer.says("收货人在新会")
    assert said == "线索 #1 已移送新会海关，在那里的编号是 #1。"
    assert any("风险线索 #1" in card for card in from_there.news())
    assert town.signal().state is SignalState.NEW
    assert (await officer.says("/queue")) == ["现在没有待办线索。"]


async def test_merging_moves_the_tips(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip()
    town.tip(SCALD)
    await officer.says("/signal 1")
    await officer.presses("合并")
    await officer.presses("#2 玩具 · 重伤 · 1 条 · 待认领")
    await officer.presses("提交")
    into = town.signal(2)
    assert (into.tips, into.named_tips) == (2, 0)
    assert town.signal(1).state is SignalState.MERGED
    assert len(town.transactions.run_now(lambda uow: uow.informations.of_signal(into.id))) == 2


async def test_the_queue_counts_and_marks_what_is_overdue(town: Desk) -> None:
    officer, _ = town.staff()
    assert await officer.says("/queue") == ["现在没有待办线索。"]
    town.tip()
    town.clock.pass_(days=10)
    (queue,) = await officer.says("/queue")
    assert "待办线索 1 条，其中超期 1 条，涉及重大伤害 0 条。" in queue
    (card,) = await officer.presses("超期 #1 玩具 · 险些出事 · 1 条 · 待认领")
    assert "已超期" in card


async def test_signal_without_a_number_asks_for_one(town: Desk) -> None:
    officer, _ = town.staff()
    assert await officer.says("/signal") == ["请写明线索编号，例如：/signal 12"]
    assert await officer.says("/signal 99") == ["没有找到这件事，或者您无权查看。请核对编号后再试。"]


async def test_details_tell_the_story_without_names(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip(BURNT, named=True)
    await officer.presses("认领")
    await verified(officer)
    parts = await officer.presses("详情")
    assert any("（实名）" in part for part in parts)
    assert any("3件充电时冒烟" in part for part in parts)
    assert not any("王小明" in part for part in parts)


async def test_an_english_officer_reads_english(town: Desk) -> None:
    officer, _ = town.staff(locale="en")
    town.tip(BURNT)
    taken, card = await officer.presses("Take it")
    assert taken == "You have taken signal #1. Please verify it by the deadline."
    assert "Taken by: 陈关员" in card
    (method,) = await officer.presses("Record verification")
    assert method == "How did you verify it?"
    assert (await officer.says("by looking at it"))[0] == "Please press one of the buttons below."
