"""A tip told in Telegram gets its case number and reaches the officer's chat, who takes it by a button."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.channels.telegram.menu import COMMANDS
from bot.dialogue.directory import Directory
from bot.dialogue.flows import FLOWS
from bot.dialogue.states import MAX_TEXT
from bot.dialogue.turn import IDLE, Input
from casework.enrolment import open_address
from casework.fakes import FixedTriage
from casework.ports import Text, Transactions, UnitOfWork
from risk.finding import Harm, Scope
from risk.information import RiskInformation
from risk.organisation import Role
from risk.signal import SignalState
from tests.support.botapi import BotApiServer, Fault, User
from tests.support.talk import Chat, Town
from tests.support.telegram_line import Line, SystemClock, receiving, until
from texts.catalogue import say

SMOKE = {
    "zh-CN": "网上买的进口玩具车，充电时冒烟了",
    "en": "An imported toy car that I bought online gave off smoke while charging",
}
FOUND = {"scope": Scope.IN, "product": "toys", "hazards": ("fire",), "harm": Harm.NEAR_MISS, "trade": "import"}
TRIAGE = FixedTriage(dict.fromkeys(SMOKE.values(), FOUND))
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001"
    "e221bc330000000049454e44ae426082"
)
MOTHER, OFFICER = 1001, 2001


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as server:
        server.user(OFFICER)
        yield server
        assert server.refusals == []


@pytest.fixture
def town(transactions: Transactions) -> Town:
    town = Town(transactions=transactions, triage=TRIAGE, clock=SystemClock())  # type: ignore[arg-type]
    town.customs()
    return town


@pytest.fixture
async def line(server: BotApiServer, town: Town) -> AsyncIterator[Line]:
    async with receiving(server, transactions=town.transactions, env=town.env, answering=lambda: town.engine) as line:
        yield line


def officer_in_telegram(town: Town, *, locale: str) -> Chat:
    chat = town.enrol(Role.OFFICER, org="江门海关", name="陈关员", locale=locale)

    def body(uow: UnitOfWork) -> None:
        open_address(uow, town.env, uow.people.get(chat.address), "telegram", str(OFFICER))

    town.transactions.run_now(body)
    return chat


async def tips_of(town: Town, user: User) -> list[RiskInformation]:
    """Theirs, as soon as there is one."""

    def body(uow: UnitOfWork) -> list[RiskInformation]:
        address = uow.addresses.at("telegram", str(user.id))
        return uow.informations.of_person(address.person_id) if address else []

    await until(lambda: bool(town.transactions.run_now(body)))
    return town.transactions.run_now(body)


@pytest.mark.parametrize(("locale", "language"), [("zh-CN", "zh-hans"), ("en", "en-GB")])
async def test_a_tip_with_a_photo_reaches_the_officer_who_takes_it(
    server: BotApiServer, town: Town, line: Line, locale: str, language: str
) -> None:
    officer_in_telegram(town, locale=locale)
    mother, officer = server.user(MOTHER, language=language), server.user(OFFICER)
    await mother.says(SMOKE[locale])
    await mother.sees(say(locale, "product-toys"))
    await mother.presses(say(locale, "citizen-harm-none"))
    await mother.sees(say(locale, "citizen-ask-photo"))
    await mother.sends_photo(PNG)
    (tip,) = await tips_of(town, mother)
    await mother.sees(tip.number)
    await officer.sees(say(locale, "officer-card-brief", {"number": 1, "grave": 0}))
    await officer.presses(say(locale, "officer-button-acknowledge"))
    await officer.sees(say(locale, "officer-acknowledged", {"number": 1}))
    signal = town.transactions.run_now(lambda uow: uow.signals.by_number(1))
    files = town.transactions.run_now(lambda uow: uow.attachments.of_information(tip.id))
    assert signal is not None
    assert (signal.state, len(files)) == (SignalState.ACKNOWLEDGED, 1)


async def test_what_the_tip_says_stays_on_our_own_pages(server: BotApiServer, town: Town, line: Line) -> None:
    officer_in_telegram(town, locale="zh-CN")
    mother, officer = server.user(MOTHER), server.user(OFFICER)
    await mother.says(SMOKE["zh-CN"])
    await mother.presses("没有人受伤")
    await mother.presses("跳过")
    card = await officer.sees("风险线索 #1")
    assert "冒烟" not in card.text
    assert card.buttons[0]["url"] == "https://fenghuo.example.cn/enter/once"


async def test_a_restart_in_mid_question_loses_nothing(server: BotApiServer, town: Town, line: Line) -> None:
    mother = server.user(MOTHER)
    await mother.says(SMOKE["zh-CN"])
    await mother.sees("有人受伤吗")
    await line.channel.stop()
    town.restart()
    await mother.presses("没有人受伤")
    await line.restart()
    await mother.presses("跳过")
    await mother.sees("线索已受理")
    assert len(await tips_of(town, mother)) == 1


async def test_a_button_pressed_twice_is_harmless_and_answered(server: BotApiServer, town: Town, line: Line) -> None:
    mother = server.user(MOTHER)
    await mother.says(SMOKE["zh-CN"])
    question = await mother.sees("有人受伤吗")
    data = question.buttons[0]["callback_data"]
    await mother.presses_data(question, data)
    await mother.sees("有照片吗")
    await mother.presses_data(question, data)
    await mother.sees(say("zh-CN", "engine-stale-button"))
    await mother.presses_data(question, "b:nonsense:9:9")
    await mother.sees(say("zh-CN", "engine-unknown-button"))


async def test_a_tip_is_received_although_its_confirmation_is_lost_twice(
    server: BotApiServer, town: Town, line: Line
) -> None:
    mother = server.user(MOTHER)
    server.fail("sendMessage", Fault(drop="after", times=2))
    await mother.says(SMOKE["zh-CN"])
    await mother.sees("可能重复发送。消息编号：1")
    await mother.sees("可能重复发送。消息编号：2")
    await mother.presses("没有人受伤")
    await mother.presses("跳过")
    await mother.sees("线索已受理")
    assert len(await tips_of(town, mother)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "<b>冒烟</b> & <script>alert(1)</script>",
        "\ud83d 半个表情",
        "\x00\x1b[31m",
        "\u202eمرحبا",
        "👨‍👩‍👧‍👦" * 300,
        "/",
        "/nonsense 1",
        "{ $number }",
    ],
)
async def test_nonsense_is_answered_by_a_sentence(server: BotApiServer, town: Town, line: Line, words: str) -> None:
    mother = server.user(MOTHER)
    await mother.says(words)
    await mother.sees("")


async def test_ten_megabytes_of_text_are_cut_and_answered(server: BotApiServer, town: Town, line: Line) -> None:
    mother = server.user(MOTHER)
    await mother.says("x" * 10 * 1024 * 1024)
    await mother.sees(say("zh-CN", "engine-text-cut", {"limit": MAX_TEXT}), within=15)


async def test_a_dead_telegram_does_not_hold_up_the_web_chat(server: BotApiServer, town: Town, line: Line) -> None:
    await server.die()
    assert len(await town.visitor().says(SMOKE["zh-CN"])) == 2


@pytest.mark.parametrize("role", list(Role))
def test_every_command_of_the_menu_is_understood(role: Role) -> None:
    directory = Directory(FLOWS)
    unknown = [
        name
        for name in COMMANDS[role]
        if name != "cancel" and isinstance(directory.step(role, IDLE, Input(command=name)), Text)
    ]
    assert unknown == []
