"""Danger that goes on, and loss of life: what is said first, and that the case goes on. With the shipped triage."""

from __future__ import annotations

import pytest

from nlp.pipeline import Pipeline, load
from risk.information import RiskInformation
from risk.organisation import Role
from storage.memory import MemoryTransactions
from tests.support.talk import Chat, Town

SMOKE = "网上海淘的充电宝充电时冒烟了，没人受伤"
GAS, BATTERY, FIRE = "请先离开屋子", "请先离它远一些", "请先带家人离开"


@pytest.fixture(scope="module")
def triage() -> Pipeline:
    return load()


@pytest.fixture
def town(triage: Pipeline) -> Town:
    town = Town(transactions=MemoryTransactions(), triage=triage)
    town.customs()
    return town


def cases(town: Town, chat: Chat) -> list[RiskInformation]:
    person = chat.person()
    return town.transactions.run_now(lambda uow: uow.informations.of_person(person.id))


async def filed(town: Town, words: str = SMOKE) -> Chat:
    visitor = town.visitor()
    await visitor.says(words)
    while not cases(town, visitor):
        await visitor.presses("跳过")
    return visitor


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("燃气热水器现在还在漏气我头晕", GAS),
        ("煤气味好大我们在屋里", GAS),
        ("仲喺度漏緊煤氣", GAS),
        ("充电宝还在冒烟", BATTERY),
        ("还有火苗，又烧起来了", FIRE),
        ("我家的温奶器现在还在冒烟", "请先不要用手碰"),
    ],
)
async def test_advice_comes_first_and_the_case_goes_on(town: Town, words: str, advice: str) -> None:
    visitor = town.visitor()
    first, *rest = await visitor.says(words)
    assert first.startswith(advice)
    assert "119" in first
    assert rest  # what was understood, or the next question


async def test_in_hong_kong_it_is_999_and_english_is_answered_in_english(town: Town) -> None:
    hong_kong = town.visitor(locale="zh-HK")
    assert "999" in (await hong_kong.says("個熱水爐仲喺度漏緊煤氣"))[0]
    english = town.visitor(locale="en")
    first, *_ = await english.says("the power bank is still smoking")
    assert first.startswith("Please keep away from it")


@pytest.mark.parametrize("words", ["昨天漏气，已经修好了", SMOKE, "上周充电宝又冒烟了，扔了"])
async def test_what_is_over_gets_no_advice(town: Town, words: str) -> None:
    replies = await town.visitor().says(words)
    assert not any("119" in reply for reply in replies)


async def test_advice_is_given_once_in_a_talk_and_again_in_another_one(town: Town) -> None:
    visitor = town.visitor()
    assert any(reply.startswith(BATTERY) for reply in await visitor.says("充电宝还在冒烟"))
    assert not any(reply.startswith(BATTERY) for reply in await visitor.says("充电宝一直在冒烟怎么办"))
    town.clock.pass_(hours=3)
    assert any(reply.startswith(BATTERY) for reply in await visitor.says("充电宝还在冒烟"))


async def test_danger_told_after_the_number_gets_advice_and_reaches_the_one_case(town: Town) -> None:
    officer = town.enrol(Role.OFFICER, org="江门海关")
    visitor = await filed(town)
    officer.news()
    advice, added = await visitor.says("还有火苗，又烧起来了")
    assert advice.startswith(BATTERY)  # their case is about a power bank
    (case,) = cases(town, visitor)
    assert added == f"已补充到线索 {case.number}，谢谢。"
    assert case.text.reveal() == f"{SMOKE}\n———\n还有火苗，又烧起来了"
    (card,) = officer.news()
    assert "特急" in card


async def test_with_several_cases_advice_comes_at_once_and_then_the_question_which(town: Town) -> None:
    visitor = await filed(town)
    await visitor.says("海淘的儿童滑板车轮子断了，没人受伤")
    while len(cases(town, visitor)) < 2:
        await visitor.presses("跳过")
    advice, which = await visitor.says("还有火苗，又烧起来了")
    assert advice.startswith(FIRE)
    assert which.startswith("这是关于哪件事的")


async def test_danger_of_another_thing_is_another_tip(town: Town) -> None:
    visitor = await filed(town)
    advice, *rest = await visitor.says("燃气热水器现在还在漏气我头晕")
    assert advice.startswith(GAS)
    assert not any("已补充" in reply for reply in rest)


@pytest.mark.parametrize("words", ["我爸用那个进口热水器洗澡人没了", "我仔用個進口暖爐走咗喇"])
async def test_the_bereaved_are_not_told_to_look_after_the_injured(town: Town, words: str) -> None:
    replies = await town.visitor().says(words)
    assert not any("照顾好伤者" in reply for reply in replies)
    assert any("哀悼" in reply or "难过" in reply for reply in replies)


async def test_whoever_tells_of_grave_harm_can_put_it_right(town: Town) -> None:
    (said,) = [reply for reply in await town.visitor().says("充电宝爆炸，孩子三度烧伤住院了") if "理解" in reply]
    assert said.startswith("很抱歉发生这样的事，请先照顾好伤者")
    assert said.endswith("如果不对，直接更正就行。")


async def test_who_asks_what_to_do_hears_the_advice_again_and_the_question(town: Town) -> None:
    visitor = town.visitor()
    advice, *_, question = await visitor.says("充电宝还在冒烟")
    assert await visitor.says("怎么办啊") == [advice, question]


async def test_what_goes_on_is_urgent_on_the_card(town: Town) -> None:
    officer = town.enrol(Role.OFFICER, org="江门海关")
    await filed(town, "煤气味好大我们在屋里")
    (card,) = officer.news()
    assert "特急" in card
