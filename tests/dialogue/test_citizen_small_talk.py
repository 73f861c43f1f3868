"""Small talk, requests in words and fragments: what opens a case, what does not, and that nothing told is lost."""

from __future__ import annotations

import pytest

from nlp.pipeline import Pipeline, load
from risk.information import RiskInformation
from storage.memory import MemoryTransactions
from tests.support.talk import Chat, Town
from texts.catalogue import say

TIP = "海淘的充电宝充电时冒烟了，没人受伤"
CHAIR = "海淘的宝宝餐椅断了，没人受伤"


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


async def filed(town: Town, words: str = TIP) -> tuple[Chat, RiskInformation]:
    visitor = town.visitor()
    await visitor.says(words)
    while not cases(town, visitor):
        await visitor.presses("跳过")
    return visitor, cases(town, visitor)[0]


@pytest.mark.parametrize(
    "words",
    [
        "你好",
        "在吗",
        "有人吗",
        "你好，在吗？",
        "谢谢你",
        "那个",
        "我想问一下",
        "ok",
        "收到",
        "👍",
        "???",
        "喺度嗎",
        "Hello?",
    ],
)
async def test_small_talk_is_answered_and_leaves_nothing_open(town: Town, words: str) -> None:
    visitor = town.visitor()
    (answer,) = await visitor.says(words)
    assert answer
    assert await visitor.says("取消") == ["现在没有正在办理的事项。"]
    assert cases(town, visitor) == []


async def test_ten_lines_of_small_talk_are_no_case(town: Town) -> None:
    visitor = town.visitor()
    for words in ("你好", "在吗", "有人吗", "谢谢你", "那个", "我想问一下", "嗯", "在不在", "请问", "好的"):
        await visitor.says(words)
    assert cases(town, visitor) == []


async def test_a_tip_that_begins_with_small_talk_arrives_whole(town: Town) -> None:
    visitor = town.visitor()
    for words in (
        "你好",
        "在吗",
        "我想问一下",
        "我买了个充电宝",
        "嗯",
        "海淘的",
        "充着充着冒烟了",
        "有人吗",
        "没人受伤",
    ):
        await visitor.says(words)
    while not cases(town, visitor):
        await visitor.presses("跳过")
    (case,) = cases(town, visitor)
    assert case.text.reveal() == "我买了个充电宝\n海淘的\n充着充着冒烟了\n没人受伤"
    assert (case.product, case.hazards) == ("batteries_power", ("fire",))


async def test_small_talk_at_a_question_brings_the_question_again(town: Town) -> None:
    visitor = town.visitor()
    *_, question = await visitor.says("海淘的充电宝充电时冒烟了")
    assert await visitor.says("在吗") == ["我们在的，请接着说。", question]
    assert await visitor.says("谢谢") == [question]


async def test_calling_it_off_in_more_words_opens_nothing(town: Town) -> None:
    visitor = town.visitor()
    await visitor.says("取消")
    assert await visitor.says("算了不说了") == ["现在没有正在办理的事项。"]
    await visitor.says("充电宝冒烟了")
    assert await visitor.says("算了，不说了吧") == ["已取消，刚才的内容没有提交。需要时直接说就行。"]


async def test_words_without_product_or_danger_get_no_number_and_are_kept(town: Town) -> None:
    visitor = town.visitor()
    said: list[str] = []
    for words in ("今天天气真好", "我们出去散步吧", "然后回家吃饭", "再睡一觉", "明天再说", "真好呀"):
        said = await visitor.says(words)
    assert said[-1].startswith("我们还没看懂")
    assert cases(town, visitor) == []
    await visitor.says("哦对了，我家海淘的充电宝冒烟了，没人受伤")
    for _ in range(3):
        if not cases(town, visitor):
            await visitor.presses("跳过")
    (case,) = cases(town, visitor)
    assert case.text.reveal().startswith("今天天气真好\n")
    assert case.text.reveal().endswith("充电宝冒烟了，没人受伤")


async def test_whoever_insists_is_filed_in_their_own_words(town: Town) -> None:
    visitor = town.visitor()
    for words in ("今天天气真好", "我们出去散步吧", "然后回家吃饭", "再睡一觉", "明天再说", "真好呀"):
        await visitor.says(words)
    assert "T-" in (await visitor.presses("按我的原话登记"))[0]
    assert len(cases(town, visitor)) == 1


@pytest.mark.parametrize("words", ["我的线索到哪里了啊", "我想查一下我的线索", "进度", "我的线索呢", "有结果了吗"])
async def test_asking_for_progress_in_words_shows_it(town: Town, words: str) -> None:
    visitor, case = await filed(town)
    (line,) = await visitor.says(words)
    assert line.startswith(case.number)
    assert len(cases(town, visitor)) == 1


async def test_asking_in_the_middle_of_a_tip_leaves_its_question_open(town: Town) -> None:
    visitor, case = await filed(town)
    *_, question = await visitor.says("海淘的电热水壶漏电")
    line, again = await visitor.says("我的线索到哪里了啊")
    assert line.startswith(case.number)
    assert again == question


async def test_asking_to_be_forgotten_asks_once_more_before_it_deletes(town: Town) -> None:
    visitor, _ = await filed(town)
    assert await visitor.says("把我的信息删掉吧") == [say("zh-CN", "privacy-erase-sure")]
    assert visitor.button(say("zh-CN", "privacy-erase-yes"))
    assert len(cases(town, visitor)) == 1


@pytest.mark.parametrize(
    "write",
    [
        str,
        str.lower,
        lambda number: f" {number.replace('-', ' ')} ",
        lambda number: number.translate({ord(c): ord(c) + 0xFEE0 for c in number}),
        lambda number: f"{number} 进度",
        lambda number: f"我的编号是{number}，到哪一步了",
    ],
)
async def test_a_typed_number_shows_how_the_case_stands(town: Town, write: object) -> None:
    visitor, case = await filed(town)
    assert callable(write)
    (line,) = await visitor.says(write(case.number))
    assert line.startswith(case.number)


async def test_another_ones_number_is_told_from_none(town: Town) -> None:
    _, theirs = await filed(town)
    stranger = town.visitor()
    (answer,) = await stranger.says(theirs.number)
    (none,) = await stranger.says("T-V817Q-0GMNS")
    assert answer.replace(theirs.number, "") == none.replace("T-V817Q-0GMNS", "")
    assert cases(town, stranger) == []


async def test_a_number_with_more_words_is_about_that_case(town: Town) -> None:
    visitor, case = await filed(town)
    (added,) = await visitor.says(f"{case.number} 店名叫小熊电器")
    assert added == f"已补充到线索 {case.number}，谢谢。"


@pytest.mark.parametrize("where", ["德国买的", "泰国买的", "喺日本買返嚟嘅", "香港带返来", "海淘的"])
async def test_where_it_was_bought_is_not_asked_again(town: Town, where: str) -> None:
    visitor = town.visitor()
    replies = await visitor.says(f"充电宝充电时冒烟了，{where}")
    assert replies[-1] == "有人受伤吗？"


async def test_another_shop_is_no_answer_to_who_is_hurt(town: Town) -> None:
    visitor = town.visitor()
    await visitor.says("海淘的充电宝充电时冒烟了")
    assert await visitor.says("改一下 是在香港莎莎买的") == ["有人受伤吗？"]
    for _ in range(2):
        await visitor.presses("跳过")
    (case,) = cases(town, visitor)
    assert case.where_bought.reveal() == "改一下 是在香港莎莎买的"
    assert case.trade == "import"
    assert not case.injuries.reveal()


async def test_a_correction_after_the_number_begins_no_other_tip(town: Town) -> None:
    visitor, case = await filed(town, CHAIR)
    await visitor.says("不是餐椅 是电动滑板车")
    (done,) = await visitor.presses(f"补充线索 {case.number}")
    (same,) = cases(town, visitor)
    assert same.product != case.product
    assert done.startswith(f"已补充到线索 {case.number}，产品更正为")


async def test_yes_is_enough_where_there_is_but_one_case(town: Town) -> None:
    visitor, case = await filed(town)
    await visitor.says("店名忘了说")
    assert await visitor.says("是的") == [f"已补充到线索 {case.number}，谢谢。"]


async def test_a_curse_is_answered_calmly_and_is_no_case(town: Town) -> None:
    visitor = town.visitor()
    (answer,) = await visitor.says("你们这帮废物，有用吗？？？")
    assert answer.startswith("让您着急了")
    assert cases(town, visitor) == []
