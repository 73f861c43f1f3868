"""An officer corrects what triage said, press by press; a stale, foreign or second press changes nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework import enrolment
from casework.fakes import FixedTriage
from casework.ports import UnitOfWork
from casework.ports.encoding import load_reply
from risk.finding import Harm, Scope
from risk.information import RiskInformation
from risk.organisation import Role
from risk.signal import SignalState
from tests.support.desk import OFFICE, Desk, desk
from tests.support.talk import Chat

CAR = "进口玩具车充电时冒烟"
_FOUND = {"scope": Scope.IN, "product": "toys", "hazards": ("fire",), "harm": Harm.NEAR_MISS, "trade": "import"}


@pytest.fixture
def town() -> Desk:
    town = desk()
    town.triage = FixedTriage({CAR: _FOUND, "平衡车": {"scope": Scope.IN, "product": "light_vehicles"}})
    town.restart()
    return town


def labels(chat: Chat) -> list[str]:
    """The buttons of the newest message."""
    reply = load_reply(chat._messages()[-1].reply.reveal())
    return [option.label.key for row in reply.options for option in row]


async def test_the_product_is_corrected_from_the_card_and_the_card_says_from_what(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip(CAR)
    (card,) = officer.news()
    assert "更正自" not in card
    (what,) = await officer.presses("更正")
    assert what.splitlines()[0].startswith("线索 #1，信息 ")
    assert "产品：玩具" in what
    assert what.endswith("哪一项不对？")
    (which,) = await officer.presses("产品")
    assert which == "线索 #1 说的是哪一类产品？请点一个，也可以输入几个字查找。"
    said, card = await officer.presses("婴童用品")
    assert said == "线索 #1 已更正，更正前后的内容都已存档，将用于改进自动分类。"
    assert "产品：婴童用品（更正自“玩具”）" in card
    assert "更正人：陈关员，2026年3月2日 09:00" in card
    assert town.signal().product == "childcare"


async def test_the_same_in_english(town: Desk) -> None:
    officer = town.enrol(Role.OFFICER, org=OFFICE, name="Ada Chan", locale="en")
    town.tip(CAR)
    await officer.says("/signal 1")
    await officer.presses("Correct")
    (question,) = await officer.presses("Hazards")
    assert question.endswith("Chosen: Fire")
    (question,) = await officer.presses("Electric shock")
    assert question.endswith("Chosen: Fire and Electric shock")
    (question,) = await officer.presses("Fire")
    assert question.endswith("Chosen: Electric shock")
    said, card = await officer.presses("Done (1)")
    assert said.startswith("Signal #1 is corrected.")
    assert "Hazards: Electric shock (corrected from “Fire”)" in card
    assert "Corrected by: Ada Chan, 2 March 2026, 09:00" in card
    assert town.signal().hazards == ("electric_shock",)


async def test_the_whole_list_turns_pages_and_is_searched_by_typing(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip(CAR)
    await officer.presses("更正")
    await officer.presses("产品")
    assert len([key for key in labels(officer) if key.startswith("product-")]) == 6
    await officer.presses("全部 30 类")
    assert len([key for key in labels(officer) if key.startswith("product-")]) == 12
    await officer.presses("下一页（2/3）")
    await officer.presses("下一页（3/3）")
    assert len([key for key in labels(officer) if key.startswith("product-")]) == 6
    await officer.says("医疗")
    assert [key for key in labels(officer) if key.startswith("product-")] == ["product-medical-devices"]
    await officer.presses("医疗器械")
    assert town.signal().product == "medical_devices"


async def test_words_that_name_no_group_are_answered_with_what_they_most_likely_mean(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip(CAR)
    await officer.presses("更正")
    await officer.presses("产品")
    guessed, _ = await officer.says("平衡车")
    assert guessed == "没有名称含“平衡车”的类别。按这几个字，最可能是下面这些。"
    assert labels(officer)[0] == "product-light-vehicles"
    await officer.presses("电动自行车与个人代步工具")
    assert town.signal().product == "light_vehicles"


@pytest.mark.parametrize("words", ["asdfgh", "🔥"])
async def test_words_that_say_nothing_are_not_guessed_at(town: Desk, words: str) -> None:
    officer, _ = town.staff()
    town.tip(CAR)
    await officer.presses("更正")
    await officer.presses("产品")
    none, _ = await officer.says(words)
    assert none == f"没有找到与“{words}”相关的类别。请换几个字再找，或从下面的全部类别里选。"
    assert len([key for key in labels(officer) if key.startswith("product-")]) == 12


async def test_a_harm_is_corrected_and_taken_back(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip(CAR)
    await officer.presses("更正")
    (question,) = await officer.presses("后果")
    assert question == "按这条信息所说，最重的后果是什么？"
    _, card = await officer.presses("重伤")
    assert "【紧急】" in card
    assert "最重后果：重伤（更正自“险些出事”）" in card
    undo = officer.button("撤销这次更正")
    said, card = await officer.presses_at(undo)
    assert said == "线索 #1 的更正已撤销，已恢复原来的归类。"
    assert "更正自" not in card
    assert await officer.presses_at(undo) == ["这件事已经有了新进展，这一步不能再办了。请打开最新内容再看看。"]
    assert town.signal().harm == "near_miss"


async def test_the_history_stays_in_the_details(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip(CAR)
    await officer.presses("更正")
    await officer.presses("产品")
    await officer.presses("婴童用品")
    await officer.presses("撤销这次更正")
    told = [said for said in await officer.presses("详情") if said.startswith("更正（")]
    assert len(told) == 1
    assert "陈关员，后已撤销" in told[0]
    assert "产品：玩具 → 婴童用品" in told[0]
    assert "自动分类原为：玩具；起火燃烧；险些出事；属于进出口工业品" in told[0]


async def test_the_same_again_changes_nothing_and_says_so(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip(CAR)
    await officer.presses("更正")
    await officer.presses("后果")
    assert await officer.presses("险些出事") == ["所选内容与现在的一样，线索 #1 没有改动。"]


async def test_of_several_tips_one_or_all_can_be_meant(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip(CAR)
    town.tip(CAR)
    officer.news()
    await officer.says("/signal 1")
    (which,) = await officer.presses("更正")
    assert which == "线索 #1 上有多条信息。要更正哪一条？也可以直接输入信息编号。"
    (what,) = await officer.presses("全部 2 条（连同整条线索）")
    assert what.startswith("线索 #1 的全部 2 条信息，现在归为：")
    assert "correct-button-harm" not in labels(officer)  # each has a harm of its own
    await officer.presses("返回")
    reply = load_reply(officer._messages()[-1].reply.reveal())
    one = reply.options[1][0].label
    assert one.key == "correct-tip"
    await officer.presses_at(f"{officer._messages()[-1].id}:1:0")
    await officer.presses("产品")
    said = await officer.presses("婴童用品")
    assert any("与线索 #1 的其余信息不是同一种产品" in words for words in said)
    assert town.signal().product == "toys"


async def test_what_is_not_ours_is_shown_before_it_happens(town: Desk) -> None:
    officer, _ = town.staff()
    tipster, _ = town.tip(CAR)
    await officer.presses("更正")
    (whose,) = await officer.presses("不属于进出口工业品")
    assert whose == "这件事归哪里管？"
    (confirm,) = await officer.presses("化妆品")
    assert "线索 #1 的 1 条信息将移出受理范围，归为“化妆品”" in confirm
    assert "办理后不能撤销。" in confirm
    assert town.signal().state is SignalState.NEW
    said, card = await officer.presses("确认移出")
    assert said == "线索 #1 不属于受理范围，已不予立案，已告知提供人。"
    assert "officer-button-correct" not in labels(officer)
    assert "不予立案" in card
    assert any("您说的是化妆品问题" in words for words in tipster.news())


async def test_a_button_of_an_older_question_is_stale(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip(CAR)
    await officer.presses("更正")
    await officer.presses("产品")
    old = officer.button("婴童用品")
    await officer.presses("返回")
    answers = await officer.presses_at(old)
    assert answers[0] != "线索 #1 已更正，更正前后的内容都已存档，将用于改进自动分类。"
    assert town.signal().product == "toys"


async def test_of_two_officers_at_once_the_second_sees_what_the_first_did(town: Desk) -> None:
    first, _ = town.staff()
    second, _ = town.staff()
    town.tip(CAR)
    for officer in (first, second):
        await officer.presses("更正")
        await officer.presses("产品")
    await first.presses("婴童用品")
    said, card = await second.presses("照明电器")
    assert said.startswith("您打开后，线索 #1 已由别人更正或有了新信息，您这次没有改动任何内容。")
    assert "产品：婴童用品（更正自“玩具”）" in card
    assert town.signal().product == "childcare"


async def test_a_tip_that_comes_in_between_is_not_corrected_unseen(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip(CAR)
    await officer.presses("更正")
    await officer.presses("产品")
    town.tip(CAR)
    said, _ = await officer.presses("婴童用品")
    assert said.startswith("您打开后")
    assert town.signal().product == "toys"


async def test_leaders_and_superiors_see_the_card_without_the_button(town: Desk) -> None:
    town.staff()
    town.tip(CAR)
    for role, org in ((Role.SIGNER, OFFICE), (Role.SUPERIOR, "海关总署")):
        onlooker = town.enrol(role, org=org)
        await onlooker.says("/signal 1")
        with pytest.raises(AssertionError, match="no button"):
            onlooker.button("更正")


async def test_an_officer_who_became_a_leader_since_is_refused(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip(CAR)
    button = officer.button("更正")
    person = officer.person()
    town.transactions.run_now(lambda uow: uow.people.save(replace(person, role=Role.SIGNER)))
    assert await officer.presses_at(button) == ["这个命令不在您的职责范围内。发送 /help 可以看到您能做什么。"]


async def test_cancelled_it_changes_nothing(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip(CAR)
    await officer.presses("更正")
    await officer.presses("危害")
    await officer.presses("触电")
    await officer.presses("取消")
    assert town.signal().hazards == ("fire",)


async def test_elsewhere_than_on_our_page_nothing_of_the_matter_is_shown(town: Desk) -> None:
    officer, _ = town.staff()
    person = officer.person()
    town.transactions.run_now(
        lambda uow: enrolment.open_address(uow, town.env, person, channel="telegram", address="70012345")
    )
    town.tip(CAR)
    phone = Chat(town=town, channel="telegram", address="70012345")
    phone.news()
    assert await phone.presses("更正") == ["线索 #1 的更正请在本系统网页上办理。"]
    reply = load_reply(phone._messages()[-1].reply.reveal())
    assert reply.confidential  # the channel puts a sign-in link in its place
    assert await phone.says("玩具") != ["线索 #1 已更正，更正前后的内容都已存档，将用于改进自动分类。"]


async def test_several_tips_are_told_apart_by_how_they_begin_without_personal_data(town: Desk) -> None:
    named = f"我叫王小明，电话13812345678。\n{CAR}，孩子吓坏了，商家不理，已经第二次了"
    town.triage = FixedTriage({CAR: _FOUND, named: _FOUND})
    town.restart()
    officer, _ = town.staff()
    town.tip(CAR)
    town.tip(named)
    await officer.says("/signal 1")
    await officer.presses("更正")
    tips = town.transactions.run_now(lambda uow: uow.informations.of_signal(town_signal_id(uow)))
    assert officer.button(f"{tips[0].number} · 2026年3月2日 · 玩具 · “{CAR}”")
    assert officer.button(f"{tips[1].number} · 2026年3月2日 · 玩具 · “我叫•••，电话•••。 进口玩具车充电时冒烟…”")


async def asked_which(town: Desk) -> tuple[Chat, RiskInformation]:
    """An officer who is asked which of two tips to correct, and the older of them."""
    officer, _ = town.staff()
    town.tip(CAR)
    town.tip(CAR)
    oldest, *_ = town.transactions.run_now(lambda uow: uow.informations.of_signal(town_signal_id(uow)))
    await officer.says("/signal 1")
    await officer.presses("更正")
    return officer, oldest


async def test_a_tip_to_correct_can_be_typed_by_its_number(town: Desk) -> None:
    officer, oldest = await asked_which(town)
    again, _ = await officer.says("T-00000-00000")
    assert again == "请点下面的一个按钮。"
    (what,) = await officer.says(oldest.number.lower().replace("-", " "))
    assert what.startswith(f"线索 #1，信息 {oldest.number}，现在归为：")


async def test_a_tip_that_was_moved_out_is_named_and_stays_in_the_details(town: Desk) -> None:
    officer, oldest = await asked_which(town)
    await officer.says(oldest.number)
    await officer.presses("不属于进出口工业品")
    (confirm,) = await officer.presses("食品")
    assert confirm.startswith(f"信息 {oldest.number} 将从线索 #1 移出，归为“食品”。")
    said, _ = await officer.presses("确认移出")
    assert said == f"信息 {oldest.number} 已从线索 #1 移出，已告知提供人。"
    (kept,) = [words for words in await officer.presses("详情") if words.startswith("更正（")]
    assert kept.startswith(f"更正（2026年3月2日 09:00，陈关员），信息 {oldest.number}（已移出本线索）：\n产品：玩具 → ")
    assert "范围：属于进出口工业品 → 食品" in kept


def town_signal_id(uow: UnitOfWork) -> str:
    signal = uow.signals.by_number(1)
    assert signal is not None
    return signal.id
