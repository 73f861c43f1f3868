"""Answers and corrections reach the case: what a citizen says of injuries, and what a new product leaves as it is."""

from __future__ import annotations

import pytest

from bot.dialogue.citizen.injuries import told
from nlp.pipeline import Pipeline, load
from risk.information import RiskInformation
from risk.organisation import Role
from storage.memory import MemoryTransactions
from tests.support.talk import Chat, Town

SMOKE = "海淘的充电宝充电时冒烟了"
HURT = "有人受伤吗？"


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


async def skipped_to_the_end(town: Town, chat: Chat) -> RiskInformation:
    for _ in range(5):
        if not cases(town, chat):
            await chat.presses("跳过")
    (case,) = cases(town, chat)
    return case


async def answered(town: Town, answer: str) -> RiskInformation:
    visitor = town.visitor()
    assert (await visitor.says(SMOKE))[-1] == HURT
    assert HURT not in await visitor.says(answer)
    return await skipped_to_the_end(town, visitor)


@pytest.mark.parametrize("answer", ["手烫到了", "是的，手起泡了"])
async def test_a_burn_that_is_answered_is_a_burn_on_the_card(town: Town, answer: str) -> None:
    officer = town.enrol(Role.OFFICER, org="江门海关")
    case = await answered(town, answer)
    assert set(case.hazards) == {"fire", "burns"}
    assert case.harm == "minor"
    assert case.injuries.reveal() == answer
    (card,) = officer.news()
    assert "烧烫伤" in card
    assert "轻伤" in card


@pytest.mark.parametrize("answer", ["没有", "没事", "沒有", "冇人受傷", "都没事，谢谢", "no"])
async def test_nobody_hurt_is_no_injury_and_no_doubt(town: Town, answer: str) -> None:
    case = await answered(town, answer)
    assert case.harm == "near_miss"
    assert case.hazards == ("fire",)
    assert "harm" not in case.finding["abstained"]  # type: ignore[operator]
    assert case.finding["injured"] == 0


async def test_who_does_not_know_whether_anybody_is_hurt_is_not_asked_again(town: Town) -> None:
    case = await answered(town, "不清楚")
    assert case.finding["injured"] is None


@pytest.mark.parametrize(
    ("words", "harm"),
    [
        ("手烫到了", "minor"),
        ("没想到手烫到了", "minor"),
        ("有", "minor"),
        ("yes", "minor"),
        ("my hand got burnt", "minor"),
        ("手㷫親起水泡", "minor"),
        ("没有人被烫到", "none"),
        ("我没事", "none"),
        ("nobody was hurt", "none"),
        ("冇人受傷呀", "none"),
    ],
)
def test_what_an_answer_says_of_harm(triage: Pipeline, words: str, harm: str) -> None:
    said = told(words, triage(words))
    assert said is not None
    assert said["harm"] == harm


@pytest.mark.parametrize("words", ["不清楚", "唔知", "I don't know"])
def test_not_known_is_not_nobody(triage: Pipeline, words: str) -> None:
    assert told(words, triage(words)) == {"harm_unknown": True}


@pytest.mark.parametrize("words", ["改一下 是在香港买的", "牌子是小米", "大家", "我"])
def test_what_answers_another_question_is_no_answer_to_this_one(triage: Pipeline, words: str) -> None:
    assert told(words, triage(words)) is None


async def test_another_product_leaves_the_hazards_that_are_known(town: Town) -> None:
    visitor = town.visitor()
    await visitor.says("海淘的充电宝充电的时候爆炸了")
    understood, *_ = await visitor.says("不是 是平衡车")
    assert "爆炸" in understood
    assert "失控" not in understood
    understood, *_ = await visitor.says("不对 是宝宝用的电动吸奶器")
    assert "爆炸" in understood
    case = await skipped_to_the_end(town, visitor)
    assert case.hazards == ("explosion",)
    assert case.product == "household_appliances"


async def test_a_correction_that_tells_a_hazard_besides_adds_it(town: Town) -> None:
    visitor = town.visitor()
    await visitor.says("海淘的充电宝充电的时候冒烟了")
    understood, *_ = await visitor.says("不是充电宝，是插线板，插上就触电")
    assert "起火" in understood
    assert "触电" in understood


async def test_a_hazard_is_put_right_too(town: Town) -> None:
    visitor = town.visitor()
    await visitor.says("海淘的充电宝充电的时候爆炸了，没人受伤")
    understood, *_ = await visitor.says("不是爆炸，是冒烟")
    assert "起火" in understood


async def test_half_sentences_make_no_danger(town: Town) -> None:
    visitor = town.visitor()
    said = []
    for words in ("我家娃", "就是那个小车", "充着充着"):
        said += await visitor.says(words)
    assert not any("吞咽" in reply for reply in said)
    await visitor.says("冒烟了")
    case = await skipped_to_the_end(town, visitor)
    assert case.text.reveal() == "我家娃\n就是那个小车\n充着充着\n冒烟了"
    assert "choking" not in case.hazards


@pytest.mark.parametrize("first", ["<script>alert(1)</script> '; DROP TABLE people; --", "http://evil.example/a?b=c"])
async def test_the_card_says_what_the_citizen_was_told(town: Town, first: str) -> None:
    officer = town.enrol(Role.OFFICER, org="江门海关")
    visitor = town.visitor()
    replies = [
        *await visitor.says(first),
        *await visitor.says("充电宝炸了"),
        *await visitor.says("http://evil.example/x?<img src=x onerror=alert(1)>"),
        *await visitor.says("进口的"),
    ]
    (said,) = [reply for reply in replies if "我们是这样理解的" in reply]
    assert "爆炸" in said
    case = await skipped_to_the_end(town, visitor)
    assert case.product == "batteries_power"
    assert "explosion" in case.hazards
    (card,) = officer.news()
    assert "爆炸" in card
    assert "未明产品" not in card


async def test_an_injury_told_at_another_question_is_one_too_and_the_question_comes_again(town: Town) -> None:
    visitor = town.visitor()
    *_, where = await visitor.says("充电宝充电时冒烟了")
    assert await visitor.says("手烫到了") == [where]
    case = await skipped_to_the_end(town, visitor)
    assert case.harm == "minor"
    assert set(case.hazards) == {"fire", "burns"}
    assert not case.where_bought.reveal()


async def test_no_photo_ends_the_tip_and_is_no_part_of_it(town: Town) -> None:
    visitor = town.visitor()
    await visitor.says("海淘的充电宝充电时冒烟了，没人受伤")
    assert "T-" in (await visitor.says("没有照片"))[0]
    (case,) = cases(town, visitor)
    assert "照片" not in case.text.reveal()
