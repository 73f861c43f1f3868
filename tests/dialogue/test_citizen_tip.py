"""A citizen's tip, from its first words to its case number."""

from __future__ import annotations

import pytest

from casework.fakes import FixedTriage
from risk.finding import Harm, Scope
from risk.organisation import Role
from storage.memory import MemoryTransactions
from tests.support.talk import Town

SMOKE = "网上买的进口玩具车，充电时冒烟了"
NOT_A_TOY = "不是玩具，是充电宝"
TRIAGE = FixedTriage(
    {
        SMOKE: {"scope": Scope.IN, "product": "toys", "hazards": ("fire",), "harm": Harm.NEAR_MISS, "trade": "import"},
        "你好": {"scope": Scope.OTHER},
        "奶粉结块了": {"scope": Scope.FOOD, "refer_to": "food"},
        NOT_A_TOY: {"scope": Scope.IN, "product": "batteries_power", "abstained": ("hazards",)},
        f"{SMOKE}\n{NOT_A_TOY}": {"scope": Scope.IN, "product": "toys", "hazards": ("fire",), "trade": "import"},
        f"{SMOKE}\n没人受伤": {
            "scope": Scope.IN, "product": "toys", "hazards": ("fire",), "harm": Harm.NEAR_MISS, "injured": 0,
            "trade": "import",
        },
    }
)  # fmt: skip


@pytest.fixture
def town() -> Town:
    town = Town(transactions=MemoryTransactions(), triage=TRIAGE)
    town.customs()
    return town


async def test_first_words_are_the_tip_and_end_in_a_case_number(town: Town) -> None:
    officer = town.enrol(Role.OFFICER, org="江门海关")
    mother = town.visitor()
    understood, question = await mother.says(SMOKE)
    assert "玩具" in understood
    assert "起火燃烧" in understood
    assert question == "有人受伤吗？"
    (photo,) = await mother.presses("没有人受伤")
    assert photo.startswith("有照片吗")
    received, why, or_not = await mother.presses("跳过")
    assert "T-" in received
    assert "第九条" in why
    assert "未实名线索" in or_not
    (card,) = officer.news()
    assert "玩具" in card


async def test_a_greeting_is_answered_and_stores_nothing(town: Town) -> None:
    visitor = town.visitor()
    (answer,) = await visitor.says("你好")
    assert "进出口工业品" in answer
    assert town.transactions.run_now(lambda uow: uow.informations.of_person(visitor.address)) == []


async def test_food_is_told_kindly_where_to_go(town: Town) -> None:
    visitor = town.visitor()
    (answer,) = await visitor.says("奶粉结块了")
    assert "12315" in answer
    (done,) = await visitor.presses("知道了")
    assert "已记录" in done
    (mine,) = await visitor.says("/mytips")
    assert "属于食品问题，请向市场监督管理部门反映，电话 12315" in mine


async def test_the_same_update_twice_is_one_act(town: Town) -> None:
    visitor = town.visitor()
    first = await visitor.says(SMOKE, update_id="twice")
    assert len(first) == 2
    assert await visitor.says(SMOKE, update_id="twice") == []


async def test_a_restart_in_mid_question_loses_nothing(town: Town) -> None:
    visitor = town.visitor()
    await visitor.says(SMOKE)
    town.restart()
    town.clock.pass_(days=3)
    (photo,) = await visitor.presses("没有人受伤")
    assert photo.startswith("有照片吗")


async def test_an_old_button_is_harmless_and_the_open_question_is_asked_again(town: Town) -> None:
    visitor = town.visitor()
    await visitor.says(SMOKE)
    old = visitor.button("没有人受伤")
    await visitor.presses_at(old)
    stale, again = await visitor.presses_at(old)
    assert "不用了" in stale
    assert again.startswith("有照片吗")


async def test_back_goes_back_and_takes_the_answer_with_it(town: Town) -> None:
    visitor = town.visitor()
    await visitor.says(SMOKE)
    await visitor.presses("轻伤（擦伤、红疹、门诊）")
    (harm,) = await visitor.says("返回")
    assert harm == "有人受伤吗？"
    await visitor.presses("没有人受伤")
    await visitor.says("跳过")
    (case,) = town.transactions.run_now(lambda uow: uow.informations.of_person(visitor.address))
    assert case.harm == "near_miss"


async def test_words_typed_like_a_button_press_it(town: Town) -> None:
    visitor = town.visitor()
    await visitor.says(SMOKE)
    (photo,) = await visitor.says("没有人受伤。")
    assert photo.startswith("有照片吗")


async def test_what_was_said_is_never_asked_again(town: Town) -> None:
    visitor = town.visitor()
    replies = await visitor.says(f"{SMOKE}\n没人受伤")
    assert "有人受伤吗？" not in replies
    assert replies[-1].startswith("有照片吗")


async def test_a_second_tip_on_the_pattern_joins_the_signal(town: Town) -> None:
    for _ in range(2):
        visitor = town.visitor()
        await visitor.says(SMOKE)
        await visitor.presses("没有人受伤")
        await visitor.presses("跳过")
    office = town.orgs["江门海关"].id
    (signal,) = town.transactions.run_now(lambda uow: uow.signals.queue(office))
    assert signal.tips == 2


async def test_english_is_answered_in_english(town: Town) -> None:
    visitor = town.visitor(locale="en")
    understood, question = await visitor.says(SMOKE)
    assert "Product: Toys" in understood
    assert question == "Was anybody hurt?"


@pytest.mark.parametrize(
    "text",
    [
        "'; DROP TABLE people; --",
        "<script>alert(1)</script>",
        "\u202e\u200f反",
        "😀" * 400,
        "\x00\ud800",
        "/nosuch",
        "/",
    ],
)
async def test_nonsense_gets_a_sentence(town: Town, text: str) -> None:
    visitor = town.visitor()
    assert await visitor.says(text)


async def test_ten_megabytes_are_cut_and_it_is_said(town: Town) -> None:
    visitor = town.visitor()
    replies = await visitor.says("冒烟" * 2_500_000)
    assert "20000" in replies[0].replace(",", "")


async def test_a_correction_is_taken_whatever_was_asked(town: Town) -> None:
    visitor = town.visitor()
    await visitor.says(SMOKE)
    understood, again = await visitor.says(NOT_A_TOY)
    assert "电池" in understood
    assert again == "有人受伤吗？"
    await visitor.presses("没有人受伤")
    await visitor.presses("跳过")
    (case,) = town.transactions.run_now(lambda uow: uow.informations.of_person(visitor.address))
    assert case.product == "batteries_power"


async def test_a_correction_after_the_case_number_belongs_to_the_case(town: Town) -> None:
    visitor = town.visitor()
    await visitor.says(SMOKE)
    await visitor.presses("没有人受伤")
    await visitor.presses("跳过")
    (case,) = town.transactions.run_now(lambda uow: uow.informations.of_person(visitor.address))
    await visitor.says(NOT_A_TOY)
    await visitor.presses(f"补充线索 {case.number}")
    (same,) = town.transactions.run_now(lambda uow: uow.informations.of_person(visitor.address))
    assert same.text.reveal() == f"{SMOKE}\n———\n{NOT_A_TOY}"


async def test_more_on_a_case_that_was_closed_meanwhile_is_told_so_and_kept_for_another_one(town: Town) -> None:
    officer = town.enrol(Role.OFFICER, org="江门海关")
    visitor = town.visitor()
    await visitor.says(SMOKE)
    await visitor.presses("没有人受伤")
    await visitor.presses("跳过")
    (case,) = town.transactions.run_now(lambda uow: uow.informations.of_person(visitor.address))
    (which,) = await visitor.says(NOT_A_TOY)
    more = visitor.button(f"补充线索 {case.number}")
    await officer.presses("不予立案")
    await officer.says("与产品无关")
    await officer.presses("提交")
    said, again = await visitor.presses_at(more)
    assert said == f"线索 {case.number} 已经办结，不能再补充。您刚才写的还在，可以作为另一件事告诉我们。"
    assert again == which
    (same,) = town.transactions.run_now(lambda uow: uow.informations.of_person(visitor.address))
    assert same.text.reveal() == SMOKE
    understood, *_ = await visitor.presses("是另一件事")
    assert "电池" in understood
