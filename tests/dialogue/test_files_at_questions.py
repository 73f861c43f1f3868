"""A photo that comes at whatever question stays with the tip."""

from __future__ import annotations

import pytest

from casework.fakes import FixedTriage
from risk.finding import Harm, Scope
from tests.support.darkroom import KETTLE, Darkroom, case, darkroom, sends
from tests.support.talk import Chat

LEAK = "电热水壶漏水"
SMELL = "酱油发霉"
TRIAGE = FixedTriage(
    {
        LEAK: {"scope": Scope.IN, "product": "household_appliances", "hazards": ("fire",), "harm": Harm.NONE},
        SMELL: {"scope": Scope.FOOD, "refer_to": "food"},
    }
)


@pytest.fixture
def town() -> Darkroom:
    return darkroom(TRIAGE)


def files(chat: Chat) -> list[str]:
    """The attachments of the person's case."""
    case_id = case(chat).id
    found = chat.town.transactions.run_now(lambda uow: uow.attachments.of_information(case_id))
    return [file.id for file in found]


@pytest.mark.parametrize("word", ["对", "有错"])
async def test_a_photo_sent_at_the_question_of_trade_stays_with_the_tip(town: Darkroom, word: str) -> None:
    mother = town.visitor()
    *_, question = await mother.says(LEAK)
    assert question.startswith("这件东西是怎么来的？")
    assert await sends(mother, KETTLE) == ["收到了。", question]
    await town.develop(mother)
    assert (await mother.presses(word))[-1] == question
    (harm,) = await mother.presses("跨境电商")
    assert harm == "有人受伤吗？"
    received, *_ = await mother.presses("没有人受伤")  # "有照片吗？" is not asked: there is one
    assert received.startswith("线索已受理")
    assert len(files(mother)) == 1


async def test_a_photo_sent_at_the_question_of_harm_stays_with_the_tip(town: Darkroom) -> None:
    mother = town.visitor()
    await mother.says(LEAK)
    await mother.presses("跳过")
    assert await sends(mother, KETTLE) == ["收到了。", "有人受伤吗？"]
    await town.develop(mother)
    await mother.presses("有错")
    received, *_ = await mother.presses("没有人受伤")
    assert received.startswith("线索已受理")
    assert len(files(mother)) == 1


async def test_a_photo_whose_caption_is_a_buttons_words_stays_with_the_tip(town: Darkroom) -> None:
    mother = town.visitor()
    await mother.says(LEAK)
    await mother.presses("跳过")
    await sends(mother, b"sound", text="没有人受伤", media_type="audio/mpeg")
    assert len(files(mother)) == 1


async def test_a_photo_sent_while_a_referral_is_open_stays_with_what_is_kept(town: Darkroom) -> None:
    visitor = town.visitor()
    (where,) = await visitor.says(SMELL)
    assert await sends(visitor, b"sound", media_type="audio/mpeg") == ["收到了。", where]
    await visitor.presses("知道了")
    assert len(files(visitor)) == 1


async def test_going_back_takes_no_photo_away(town: Darkroom) -> None:
    mother = town.visitor()
    await mother.says(LEAK)
    await sends(mother, b"sound", media_type="audio/mpeg")
    await mother.presses("跳过")
    await mother.presses("返回")
    await mother.presses("跳过")
    received, *_ = await mother.presses("跳过")
    assert received.startswith("线索已受理")
    assert len(files(mother)) == 1
