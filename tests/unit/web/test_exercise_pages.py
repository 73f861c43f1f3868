"""An exercise on our own pages: marked where it is acknowledged, and nowhere else to be found."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from casework.acknowledgement import acknowledgement_link
from risk.circular import Circular
from storage.memory import MemoryTransactions
from tests.support.customs import World, world
from tests.support.web_client import Client
from tests.support.web_house import WebHouse, web_house
from tests.unit.casework.test_exercises import issued


@pytest.fixture
def here(memory: MemoryTransactions) -> World:
    return world(memory)


@pytest.fixture
async def house(here: World) -> AsyncIterator[WebHouse]:
    async with web_house(here.transactions, env=here.env) as served:
        yield served


def link(here: World, circular: Circular) -> str:
    (row, *_) = here.do(lambda uow: uow.deliveries.between(circular.id, here.people["toys"].id))
    return here.do(lambda uow: acknowledgement_link(uow, here.env, row))


async def test_the_page_says_before_and_after_that_it_is_an_exercise(
    here: World, house: WebHouse, browser: Client
) -> None:
    path = link(here, issued(here))
    page = await browser.page(path)
    assert "<h1>【演练】签收文书</h1>" in page
    assert "演练文书，不是真实警示，请勿据此采取措施。" in page
    status, done = await browser.form(path, capacity="receiver")
    assert (status, "<h1>【演练】签收成功</h1>" in done, "您签收的是演练文书" in done) == (200, True, True)


async def test_a_bulletin_says_so_too_though_its_text_is_kept_back(
    here: World, house: WebHouse, browser: Client
) -> None:
    exercise = issued(here, kind="bulletin", audience=["江门好玩具有限公司"])
    page = await browser.page(link(here, exercise))
    assert "<h1>【演练】签收文书</h1>" in page
    assert "检验送达的演练" not in page


async def test_the_page_of_a_real_circular_says_nothing_of_it(here: World, house: WebHouse, browser: Client) -> None:
    assert "演练" not in await browser.page(link(here, here.issued()))


async def test_the_portal_neither_lists_nor_opens_it(here: World, house: WebHouse, browser: Client) -> None:
    exercise = issued(here)
    for path in ("/", "/warnings", "/warnings?q=演练"):
        assert exercise.official_number not in await browser.page(path)
    for number in (exercise.number, exercise.official_number):
        async with browser.session.get(f"/warnings/{number}") as answer:
            assert answer.status == 404
