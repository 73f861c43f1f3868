"""Promise: what a photographed nameplate says is shown to its sender, and is on the case once they confirm it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from casework.fake_reader import TableReader
from casework.ports import Transactions, UnitOfWork
from fenghuo.demo.browser import Browser, Shown, Upload
from storage.opening import open_storage
from storage.vault import KeyRing
from tests.acceptance.test_telegram_tip import PNG
from tests.dialogue.test_citizen_files import SMOKE, TRIAGE
from tests.support.botapi import BotApiServer
from tests.support.darkroom import TABLE, Darkroom
from tests.support.nameplates import GTIN, jpeg, nameplate, photographed
from tests.support.program import Program, running
from tests.support.telegram_line import Line, SystemClock, receiving

TIP = "网上海淘买的电热水壶，烧水的时候突然冒烟，没人受伤"
PLATE = Upload(name="IMG_1.jpg", content=jpeg(photographed(nameplate(gtin=GTIN), angle=6, noise=6)))
MOTHER = 1001


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as server:
        yield server
        assert server.refusals == []


@pytest.fixture
async def line(server: BotApiServer, transactions: Transactions) -> AsyncIterator[Line]:
    """In which the little picture that the people of the Bot API server send shows a kettle."""
    kettle = TableReader({PNG: TABLE[b"kettle"]})
    town = Darkroom(transactions=transactions, triage=TRIAGE, clock=SystemClock(), reader=kettle)  # type: ignore[arg-type]
    town.customs()
    town.desk.start()
    async with receiving(server, transactions=transactions, env=town.env, answering=lambda: town.desk) as line:
        yield line
    await town.desk.stop()


async def test_in_telegram_a_photo_is_read_and_confirmed(server: BotApiServer, line: Line) -> None:
    mother = server.user(MOTHER)
    await mother.says(SMOKE)
    await mother.sees("有照片吗")
    await mother.sends_photo(PNG)
    await mother.sees("照片上写着：\n产品：电热水壶\n品牌：小熊")
    await mother.presses("对")
    await mother.sees("线索已受理")


async def test_the_running_program_reads_a_photo(database_url: str, tmp_path: Path) -> None:
    program = Program(tmp_path, DATABASE_URL=database_url)
    async with running([program]), browsing(program.url) as mother:
        await _photo_sent(mother)
        asked = await mother.wait_for(_asks)
        for words in ("品牌：小熊", "型号：KT-2200", "批号：20250301A", "产地：越南", f"条码：{GTIN}"):
            assert words in asked.text
        await mother.press_button(next(button for button in asked.buttons if button.label == "对"))
        await mother.wait_for(lambda message: message.text.startswith("线索已受理"))
    assert "13812345678" not in program.log()
    assert _entities(database_url, tmp_path)["model"] == "KT-2200"


async def test_switched_off_photos_are_only_kept(sqlite_url: str, tmp_path: Path) -> None:
    program = Program(tmp_path, DATABASE_URL=sqlite_url, READ_FILES="no")
    async with running([program]), browsing(program.url) as mother:
        shown = await _photo_sent(mother)
        assert any(message.text.startswith("线索已受理") for message in shown)
    assert "action=file_reader_start" not in program.log()


@asynccontextmanager
async def browsing(url: str) -> AsyncIterator[Browser]:
    browser = Browser(url)
    yield browser
    await browser.close()


async def _photo_sent(mother: Browser) -> list[Shown]:
    await mother.open()
    shown = await mother.say(TIP)
    assert shown[-1].text.startswith("有照片吗")
    return await mother.upload(PLATE)


def _asks(message: Shown) -> bool:
    return message.text.startswith("照片上写着") and bool(message.buttons)


def _entities(database_url: str, folder: Path) -> dict[str, str | None]:
    keys = KeyRing.load(folder / "data" / "key")
    storage = open_storage(database_url, keys=keys, anchor_dir=folder / "data" / "audit")
    try:
        (case,) = storage.transactions.run_now(_all_cases)
    finally:
        storage.close()
    return json.loads(case)


def _all_cases(uow: UnitOfWork) -> list[str]:
    cases = [case for person in uow.people.all() for case in uow.informations.of_person(person.id)]
    return [case.finding_texts.reveal() for case in cases]
