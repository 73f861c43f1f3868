"""What a tipster's photos and files say: shown, confirmed or dropped, on the case and on the officer's card."""

from __future__ import annotations

import json

import pytest

from casework.fakes import FixedTriage
from casework.file_readings import check
from casework.what_was_read import content
from risk.finding import Harm, Scope
from risk.organisation import Role
from risk.reading import WORD, Checked, FileReading, ReadingState, Unread
from tests.support.darkroom import BACK, BLANK, DRYER, KETTLE, ODD, PAPER, Darkroom, case, darkroom, sends
from tests.support.talk import Chat

SMOKE = "网上海淘买的电热水壶烧水时冒烟，没人受伤"
BLACK = "壶底都烧黑了"
BURST = "海淘来的这个东西冒烟了，没人受伤"
ENGLISH = "The kettle that I bought from abroad smoked, nobody was hurt"
_FOUND = {"scope": Scope.IN, "hazards": ("fire",), "harm": Harm.NEAR_MISS, "injured": 0, "trade": "cross_border"}
TRIAGE = FixedTriage(
    {
        SMOKE: {**_FOUND, "product": "household_appliances", "entities": {"brand": None, "model": "KT-2200X"}},
        f"{SMOKE}\n{BLACK}": {**_FOUND, "product": "household_appliances"},
        ENGLISH: {**_FOUND, "product": "household_appliances", "lang": "en"},
        BURST: _FOUND,
        f"{BURST}\n电热水壶": {**_FOUND, "product": "household_appliances"},
    }
)


@pytest.fixture
def town() -> Darkroom:
    return darkroom(TRIAGE)


def entities(chat: Chat) -> dict[str, str | None]:
    return json.loads(case(chat).finding_texts.reveal())


def brand_of(among: list[FileReading], word: Checked) -> str:
    (one,) = [one for one in among if one.checked is word]
    return content(one).facts.brand


def readings(chat: Chat) -> list[FileReading]:
    person_id = chat.person().id
    return chat.town.transactions.run_now(lambda uow: uow.readings.of_person(person_id))


async def test_a_photo_is_read_confirmed_and_fills_what_was_not_written(town: Darkroom) -> None:
    officer = town.enrol(Role.OFFICER, org="江门海关")
    mother = town.visitor()
    await mother.says(SMOKE)
    assert await sends(mother, KETTLE) == ["正在看上面写了什么，请稍等。"]
    assert await town.develop(mother) == [
        "照片上写着：\n产品：电热水壶\n品牌：小熊\n型号：KT-2200\n批号：B2503\n产地：越南\n条码：6901234567892\n对吗？"
    ]
    received, *_ = await mother.presses("对")
    assert received.startswith("线索已受理")
    found = entities(mother)
    assert (found["brand"], found["batch"], found["origin"]) == ("小熊", "B2503", "VN")
    assert found["model"] == "KT-2200X"  # their own word goes before the label's
    (card,) = officer.news()
    assert "附件上写着（提供人已确认）：小熊 · KT-2200 · B2503 · 越南 · 6901234567892" in card


async def test_the_transcript_in_english(town: Darkroom) -> None:
    visitor = town.visitor(locale="en")
    await visitor.says(ENGLISH)
    assert await sends(visitor, KETTLE) == ["We are reading what is written there, one moment please."]
    (asked,) = await town.develop(visitor)
    assert asked.startswith("The photo says:\nProduct: 电热水壶\nBrand: 小熊\nModel: KT-2200")
    assert asked.endswith("Is that right?")
    dropped, received, *_ = await visitor.presses("Wrong")
    assert dropped.startswith("We will not use what we read")
    assert "T-" in received
    assert entities(visitor).get("brand") is None


async def test_a_wrong_reading_is_dropped_by_one_press(town: Darkroom) -> None:
    officer = town.enrol(Role.OFFICER, org="江门海关")
    mother = town.visitor()
    await mother.says(SMOKE)
    await sends(mother, ODD)
    await town.develop(mother)
    dropped, received, *_ = await mother.presses("有错")
    assert dropped.startswith("好的，读到的内容不采用")
    assert received.startswith("线索已受理")
    (one,) = readings(mother)
    assert one.checked is Checked.WRONG
    assert "0O-1l" not in one.content.reveal()
    (card,) = officer.news()
    assert "0O-1l" not in card


async def test_a_skipped_question_leaves_the_reading_unconfirmed(town: Darkroom) -> None:
    officer = town.enrol(Role.OFFICER, org="江门海关")
    mother = town.visitor()
    await mother.says(SMOKE)
    await sends(mother, KETTLE)
    await town.develop(mother)
    received, *_ = await mother.presses("跳过")
    assert received.startswith("线索已受理")
    assert entities(mother).get("brand") is None
    (card,) = officer.news()
    assert "附件上写着（未经提供人确认）：小熊" in card


async def test_typed_words_answer_too(town: Darkroom) -> None:
    mother = town.visitor()
    await mother.says(SMOKE)
    await sends(mother, KETTLE)
    await town.develop(mother)
    received, *_ = await mother.says("对的。")
    assert received.startswith("线索已受理")
    assert [one.checked for one in readings(mother)] == [Checked.RIGHT]


async def test_words_of_another_kind_go_on_with_the_story(town: Darkroom) -> None:
    mother = town.visitor()
    await mother.says(SMOKE)
    await sends(mother, KETTLE)
    await town.develop(mother)
    received, *_ = await mother.says(BLACK)
    assert received.startswith("线索已受理")
    assert BLACK in case(mother).text.reveal()
    assert [one.checked for one in readings(mother)] == [Checked.ASKED]


async def test_a_slow_reading_does_not_hold_the_tip_and_comes_when_it_is_there(town: Darkroom) -> None:
    officer = town.enrol(Role.OFFICER, org="江门海关")
    mother = town.visitor()
    await mother.says(SMOKE)
    await sends(mother, KETTLE)
    received, *_ = await town.too_slow(mother)
    assert received.startswith("线索已受理")
    officer.news()
    (asked,) = await town.develop(mother)
    assert asked.startswith("照片上写着：")
    assert await mother.presses("对") == ["好的，已记下。"]
    assert entities(mother)["brand"] == "小熊"
    card = officer.news()[-1]
    assert "附件上写着（提供人已确认）：小熊" in card


async def test_right_said_after_the_case_number_is_about_the_photo(town: Darkroom) -> None:
    mother = town.visitor()
    await mother.says(SMOKE)
    await sends(mother, KETTLE)
    await town.too_slow(mother)
    await town.develop(mother)
    assert await mother.says("对") == ["好的，已记下。"]
    assert entities(mother)["brand"] == "小熊"


async def test_beside_another_question_the_answer_asks_it_again(town: Darkroom) -> None:
    mother = town.visitor()
    (ask,) = await sends(mother, KETTLE)
    assert ask.startswith("照片收到了")
    (asked,) = await town.develop(mother)
    assert asked.startswith("照片上写着：")
    kept, again = await mother.presses("对")
    assert (kept, again) == ("好的，已记下。", ask)
    answers = await mother.says(SMOKE)
    assert answers[1].startswith("线索已受理")
    assert entities(mother)["brand"] == "小熊"


async def test_a_product_that_only_the_label_names_is_not_asked_for(town: Darkroom) -> None:
    mother = town.visitor()
    await sends(mother, KETTLE)
    await town.develop(mother)
    await mother.presses("对")
    answers = await mother.says(BURST)
    assert "产品：家用电器" in answers[0]
    assert answers[1].startswith("线索已受理")
    assert case(mother).text.reveal() == BURST


async def test_a_blank_or_broken_photo_says_nothing_and_loses_nothing(town: Darkroom) -> None:
    for photo, state in ((BLANK, ReadingState.BLANK), (b"broken", ReadingState.UNREAD)):
        mother = town.visitor()
        await mother.says(SMOKE)
        await sends(mother, photo)
        told = await town.develop(mother)
        assert any(words.startswith("线索已受理") for words in told)
        (one,) = readings(mother)
        assert one.state is state
        assert any("请再发一次" in words for words in told) is (state is ReadingState.UNREAD)
        case_id = case(mother).id
        (file,) = town.transactions.run_now(lambda uow, id_=case_id: uow.attachments.of_information(id_))
        assert file.id == one.id


async def test_two_photos_of_one_thing_are_one_question(town: Darkroom) -> None:
    mother = town.visitor()
    await mother.says(SMOKE)
    await sends(mother, BACK, KETTLE)
    (asked,) = await town.develop(mother)
    assert "海关编码（HS）：8516.79" in asked
    assert "品牌：小熊" in asked
    received, *_ = await mother.presses("对")
    assert received.startswith("线索已受理")
    assert [one.checked for one in readings(mother)] == [Checked.RIGHT, Checked.RIGHT]


async def test_photos_of_two_things_are_a_list_each_and_nothing_unseen_is_confirmed(town: Darkroom) -> None:
    officer = town.enrol(Role.OFFICER, org="江门海关")
    mother = town.visitor()
    await mother.says(SMOKE)
    await sends(mother, KETTLE, DRYER)
    dryer, kettle = sorted(await town.develop(mother), key=lambda words: "小熊" in words)
    assert dryer == "照片上写着：\n品牌：Norvik\n型号：HD-7200X\n标志：CE\n对吗？"
    assert "品牌：小熊" in kettle
    assert "CE" not in kettle
    received, *_ = await mother.says("对")
    assert received.startswith("线索已受理")
    seen, unseen = (brand_of(readings(mother), word) for word in (Checked.RIGHT, Checked.ASKED))
    (card,) = officer.news()
    assert f"附件上写着（提供人已确认）：{seen}" in card
    assert unseen not in card


async def test_two_confirmed_things_stay_apart_on_the_card_and_in_the_case(town: Darkroom) -> None:
    officer = town.enrol(Role.OFFICER, org="江门海关")
    mother = town.visitor()
    await mother.says(SMOKE)
    await sends(mother, DRYER)
    await sends(mother, KETTLE)
    await town.develop(mother)
    await mother.says("对")
    before = entities(mother)
    assert await mother.says("对") == ["好的，已记下。"]
    assert [one.checked for one in readings(mother)] == [Checked.RIGHT, Checked.RIGHT]
    assert entities(mother) == before
    assert (before["brand"], before.get("batch")) in {("小熊", "B2503"), ("Norvik", None)}
    shown = await officer.says("/signal 1")
    apart = ("小熊 · KT-2200 · B2503 · 越南 · 6901234567892", "Norvik · HD-7200X")
    assert any(f"（提供人已确认）：{' / '.join(order)}" in shown[0] for order in (apart, apart[::-1]))


async def test_a_photo_of_another_thing_beside_an_open_question_has_a_list_of_its_own(town: Darkroom) -> None:
    mother = town.visitor()
    await mother.says(SMOKE)
    await sends(mother, KETTLE)
    await town.develop(mother)
    await sends(mother, DRYER)
    (dryer,) = await town.develop(mother)
    assert "品牌：Norvik" in dryer
    assert "小熊" not in dryer
    await mother.says("对")
    assert brand_of(readings(mother), Checked.RIGHT) == "小熊"
    assert brand_of(readings(mother), Checked.ASKED) == "Norvik"


async def test_a_word_on_files_that_did_not_stand_in_one_list_is_about_the_first(town: Darkroom) -> None:
    mother = town.visitor()
    await mother.says(SMOKE)
    await sends(mother, KETTLE, DRYER)
    await town.develop(mother)
    ids = [one.id for one in readings(mother)]
    person = mother.person()
    town.transactions.run_now(lambda uow: check(uow, town.env, person, ids, Checked.RIGHT))
    assert [one.checked for one in readings(mother)] == [Checked.RIGHT, Checked.UNASKED]


async def test_late_photos_of_two_things_are_a_message_each_and_a_typed_word_is_about_the_last(town: Darkroom) -> None:
    mother = town.visitor()
    await mother.says(SMOKE)
    await sends(mother, KETTLE, DRYER)
    await town.too_slow(mother)
    _, last = await town.develop(mother)
    brand = brand_of(readings(mother)[1:], Checked.ASKED)
    assert f"品牌：{brand}" in last
    await mother.says("有错")
    assert [one.checked for one in readings(mother)] == [Checked.ASKED, Checked.WRONG]
    await mother.says("对")
    assert [one.checked for one in readings(mother)] == [Checked.RIGHT, Checked.WRONG]


async def test_a_paper_is_called_a_file(town: Darkroom) -> None:
    mother = town.visitor()
    await mother.says(SMOKE)
    await sends(mother, PAPER, media_type=WORD)
    (asked,) = await town.develop(mother)
    assert asked == "文件上写着：\n品牌：小熊\n证书或报告编号：A-77\n对吗？"


async def test_a_file_that_cannot_be_read_is_only_kept(town: Darkroom) -> None:
    mother = town.visitor()
    await mother.says(SMOKE)
    received, *_ = await sends(mother, b"sound", media_type="audio/mpeg")
    assert received.startswith("线索已受理")
    assert readings(mother) == []


async def test_more_photos_on_a_case_fill_it_too(town: Darkroom) -> None:
    mother = town.visitor()
    await mother.says(SMOKE)
    await mother.presses("跳过")
    await sends(mother, KETTLE)
    await mother.presses(f"补充线索 {case(mother).number}")
    (asked,) = await town.develop(mother)
    assert asked.startswith("照片上写着：")
    await mother.presses("对")
    assert entities(mother)["brand"] == "小熊"


async def test_nobody_answers_for_somebody_else(town: Darkroom) -> None:
    mother, stranger = town.visitor(), town.visitor()
    await mother.says(SMOKE)
    await sends(mother, KETTLE)
    await town.too_slow(mother)
    await town.develop(mother)
    assert await stranger.presses_at(mother.button("对")) == ["这个按钮已经失效。请看最新的消息，或发送 /help。"]
    assert [one.checked for one in readings(mother)] == [Checked.ASKED]


async def details_of(town: Darkroom, photo: bytes, word: str) -> list[str]:
    """As an officer sees them, after the sender's word on what was read in the photo."""
    officer = town.enrol(Role.OFFICER, org="江门海关")
    mother = town.visitor()
    await mother.says(SMOKE)
    await sends(mother, photo)
    await town.develop(mother)
    await mother.presses(word)
    officer.news()
    return await officer.presses("详情")


async def test_details_show_the_writing_with_personal_data_hidden(town: Darkroom) -> None:
    (written,) = [words for words in await details_of(town, KETTLE, "对") if "上写着" in words]
    assert "提供人已确认" in written
    assert "型号：KT-2200" in written
    assert "客服电话 •••" in written
    assert "13812345678" not in written


async def test_details_say_of_a_wrong_reading_only_that_it_was_wrong(town: Darkroom) -> None:
    shown = await details_of(town, ODD, "有错")
    (written,) = [words for words in shown if " 的附件 1：" in words]
    assert written.endswith(" 的附件 1：提供人说读出的内容有误，已不采用。请直接看原件。")
    assert not any("原文" in words for words in shown)


async def test_what_a_former_process_left_is_read_by_the_next(town: Darkroom) -> None:
    mother = town.visitor()
    await mother.says(SMOKE)
    await sends(mother, KETTLE)
    town.restart()
    (asked,) = await town.develop(mother)
    assert asked.startswith("照片上写着：")


async def test_a_file_that_ends_two_programs_is_given_up(town: Darkroom) -> None:
    from casework.file_readings import claim

    mother = town.visitor()
    await mother.says(SMOKE)
    await sends(mother, KETTLE)
    for _ in range(2):
        taken = town.transactions.run_now(lambda uow: claim(uow, town.env))
        assert taken is not None
        assert town.transactions.run_now(lambda uow: claim(uow, town.env)) is None
        town.clock.pass_(seconds=91)
    await town.develop(mother)
    (one,) = readings(mother)
    assert (one.state, one.why) == (ReadingState.UNREAD, Unread.STOPPED.value)


async def test_erasing_ones_data_erases_what_was_read(town: Darkroom) -> None:
    mother = town.visitor()
    await sends(mother, KETTLE)
    await town.develop(mother)
    await mother.says("/privacy")
    await mother.presses("删除可以删除的内容")
    await mother.presses("确定删除")
    (one,) = readings(mother)
    assert content(one).text == ""
