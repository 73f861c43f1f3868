"""A change of topic in the middle of a question: the new matter first, then the old one where it stood."""

from __future__ import annotations

import re

import pytest

from bot.channels.telegram.menu import COMMANDS
from bot.channels.webchat.menu import MENU
from bot.dialogue.flows import FLOWS
from casework.fakes import FixedTriage
from risk.finding import Harm, Scope
from risk.information import RiskInformation
from risk.organisation import Role
from storage.memory import MemoryTransactions
from tests.support.desk import SMOKE, desk
from tests.support.talk import Chat, Town
from texts.catalogue import LOCALES, say

TIP = "网上买的进口玩具车，充电时冒烟了"
LAMP = "进口台灯漏电"
FOUND = {"scope": Scope.IN, "harm": Harm.NEAR_MISS, "trade": "import", "injured": 0}
TRIAGE = FixedTriage(
    {
        TIP: {**FOUND, "product": "toys", "hazards": ("fire",)},
        LAMP: {**FOUND, "product": "lighting", "hazards": ("electric_shock",)},
    }
)
BACK_TO_IT = say("zh-CN", "engine-taken-up")


@pytest.fixture
def town() -> Town:
    town = Town(transactions=MemoryTransactions(), triage=TRIAGE)
    town.customs()
    return town


def cases_of(chat: Chat) -> list[RiskInformation]:
    return chat.town.transactions.run_now(lambda uow: uow.informations.of_person(chat.address))


async def test_a_question_of_the_office_in_the_middle_of_a_tip_does_not_cost_the_tip() -> None:
    town = desk()
    officer, _ = town.staff()
    tipster, _ = town.tip(SMOKE)
    await tipster.says("/tip")
    photo = (await tipster.says(SMOKE))[-1]
    await officer.presses("问提供人")
    await officer.says("请问是什么牌子？")
    await tipster.presses("回答")
    sent, back, again = await tipster.says("星星牌")
    assert sent == say("zh-CN", "citizen-relay-sent")
    assert (back, again) == (BACK_TO_IT, photo)
    await tipster.says("跳过")
    assert [case.text.reveal() for case in cases_of(tipster)] == [SMOKE, SMOKE]


async def test_a_new_tip_in_the_middle_of_another_leaves_both_whole(town: Town) -> None:
    visitor = town.visitor()
    await visitor.says(TIP)
    await visitor.says(f"/tip {LAMP}")
    replies = await visitor.says("跳过")
    assert replies[-2] == BACK_TO_IT
    assert replies[-1].startswith("有照片吗")
    await visitor.says("跳过")
    assert sorted(case.text.reveal() for case in cases_of(visitor)) == sorted([TIP, LAMP])


async def test_cancelling_the_second_goes_back_to_the_first_and_a_restart_does_not_matter(town: Town) -> None:
    visitor = town.visitor()
    await visitor.says(TIP)
    await visitor.says("/tip")
    town.restart()
    cancelled, back, photo = await visitor.says("取消")
    assert (cancelled, back) == (say("zh-CN", "engine-cancelled"), BACK_TO_IT)
    assert photo.startswith("有照片吗")
    assert await visitor.says("取消") == [cancelled]
    assert await visitor.says("取消") == [say("zh-CN", "engine-nothing-to-cancel")]


async def test_help_start_language_and_real_name_leave_the_question_open(town: Town) -> None:
    visitor = town.visitor()
    await visitor.says(TIP)
    for command in ("/start", "/help", "/language", "/realname", "/mytips", "/warnings", "/privacy", "/nosuch"):
        await visitor.says(command)
    assert "T-" in (await visitor.says("跳过"))[0]


async def test_a_form_of_an_officer_is_taken_up_after_another_one() -> None:
    town = desk()
    officer, _ = town.staff()
    town.tip(SMOKE)
    (whither,) = await officer.presses("移送")
    (reason,) = await officer.presses("不予立案")
    assert reason != whither
    await officer.says("重复")
    assert (await officer.presses("提交"))[-2:] == [BACK_TO_IT, whither]


async def test_many_interruptions_do_not_pile_up(town: Town) -> None:
    visitor = town.visitor()
    await visitor.says(TIP)
    for _ in range(20):
        await visitor.says("/tip")
    ends = 0
    while await visitor.says("取消") != [say("zh-CN", "engine-nothing-to-cancel")]:
        ends += 1
    assert ends == 4


@pytest.mark.parametrize(("locale", "thanks"), [("zh-CN", "好的，谢谢！"), ("zh-HK", "唔該"), ("en", "OK, thank you")])
async def test_thanks_are_returned_and_are_no_tip(town: Town, locale: str, thanks: str) -> None:
    visitor = town.visitor(locale=locale)
    assert await visitor.says(thanks) == [say(locale, "citizen-thanked")]
    assert cases_of(visitor) == []


@pytest.mark.parametrize("locale", LOCALES)
async def test_signs_without_a_word_never_become_a_case(town: Town, locale: str) -> None:
    visitor = town.visitor(locale=locale)
    assert await visitor.says("😂") == [say(locale, "citizen-welcome")]
    await visitor.says("1")
    replies = []
    for _ in range(6):
        replies += await visitor.says("😂")
    assert say(locale, "citizen-nothing-told") in replies
    assert cases_of(visitor) == []


async def test_words_that_fit_no_case_are_asked_about_until_it_is_clear(town: Town) -> None:
    visitor = town.visitor()
    await visitor.says(TIP)
    await visitor.says("跳过")
    (which,) = await visitor.says("店名忘了说")
    assert which == say("zh-CN", "citizen-which")
    for words in ("返回", "跳过", "叫做小熊店"):
        assert await visitor.says(words) == [which]
    (case,) = cases_of(visitor)
    await visitor.presses(say("zh-CN", "citizen-which-case", {"number": case.number}))
    (case,) = cases_of(visitor)
    assert case.text.reveal().endswith("店名忘了说\n叫做小熊店")


async def test_the_bindings_desk_tells_whom_to_call() -> None:
    town = desk()
    officer, _ = town.staff()
    claimant = town.visitor()
    for words in ("/bind", "91440700MA4UKAE10G", "好玩具公司", "黄经理", "13812345678", "提交"):
        await claimant.says(words)
    listed = "\n".join(await officer.says("/bindings"))
    assert "黄经理" in listed
    assert "13812345678" in listed


async def test_whoever_writes_english_to_a_chinese_page_is_offered_english_once(town: Town) -> None:
    town.triage = FixedTriage({"It smokes": {**FOUND, "product": "toys", "hazards": ("fire",), "lang": "en"}})
    town.restart()
    visitor = town.visitor()
    offer, understood, _ = await visitor.says("It smokes")
    assert offer == say("en", "language-offer-en")
    assert "玩具" in understood
    assert await visitor.presses("English") == [say("en", "language-set")]
    assert "T-" in (await visitor.says("skip"))[0]


async def test_an_enterprises_greeting_is_no_report(town: Town) -> None:
    chat = town.enrol(Role.ENTERPRISE, org="江门海关")
    assert await chat.says("你好") == [say("zh-CN", "engine-not-understood"), say("zh-CN", "help-enterprise")]
    assert await chat.says("取消") == [say("zh-CN", "engine-nothing-to-cancel")]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("role", Role)
def test_help_names_what_the_menu_has_and_nothing_that_is_refused(role: Role, locale: str) -> None:
    told = set(re.findall(r"/([a-z]+)", say(locale, f"help-{role.value}")))
    allowed = {name for flow in FLOWS if role in flow.roles for name in flow.commands} | {"cancel"}
    assert told <= allowed
    assert {*COMMANDS[role], *MENU[role]} - {"help"} <= told
