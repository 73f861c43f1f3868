"""The page that a link leads to: it acknowledges by a press, never by being opened."""

from __future__ import annotations

import html
from collections.abc import AsyncIterator

import pytest

from casework.acknowledgement import acknowledgement_link
from casework.endings import withdraw_circular
from casework.ports import LinkPurpose
from casework.receipts import acknowledge_receipt
from risk.circular import Circular
from storage.memory import MemoryTransactions
from tests.support.customs import World, world
from tests.support.web_client import Client, client
from tests.support.web_house import WebHouse, web_house


@pytest.fixture
def here(memory: MemoryTransactions) -> World:
    return world(memory)


@pytest.fixture
async def house(here: World) -> AsyncIterator[WebHouse]:
    async with web_house(here.transactions, env=here.env) as served:
        yield served


def link(here: World, circular: Circular, name: str = "toys") -> str:
    (row, *_) = here.do(lambda uow: uow.deliveries.between(circular.id, here.people[name].id))
    return here.do(lambda uow: acknowledgement_link(uow, here.env, row))


def receipts(here: World, circular: Circular) -> list[str]:
    return [receipt.capacity for receipt in here.do(lambda uow: uow.receipts.of_circular(circular.id))]


async def test_opening_the_link_shows_the_circular_and_acknowledges_nothing(
    here: World, house: WebHouse, browser: Client
) -> None:
    circular = here.issued()
    path = link(here, circular)
    for _ in range(3):
        page = await browser.page(path)
    async with browser.session.head(path) as answer:
        assert answer.status == 200
    for words in ("江关警〔2026〕1号", "风险警示通告", "橙色", "关于磁力珠玩具的风险警示", "您以什么身份签收？"):
        assert words in page
    assert "<h1>D2026-0001</h1>" in page  # the rendition
    assert receipts(here, circular) == []


async def test_a_press_acknowledges_and_a_second_shows_the_same_receipt(
    here: World, house: WebHouse, browser: Client
) -> None:
    circular = here.issued()
    path = link(here, circular)
    await browser.page(path)
    status, done = await browser.form(path, capacity="receiver")
    assert (status, "签收成功" in done, "阅知回执第 1 号" in done) == (200, True, True)
    status, again = await browser.form(path, capacity="agent")
    assert (status, "这份文书已经签收" in again, "本单位负责收件的人员" in again) == (200, True, True)
    assert "这份文书已经签收" in await browser.page(path)
    assert receipts(here, circular) == ["receiver"]


async def test_without_a_capacity_the_form_comes_again(here: World, house: WebHouse, browser: Client) -> None:
    circular = here.issued()
    path = link(here, circular)
    await browser.page(path)
    status, page = await browser.form(path)
    assert (status, "请先选择签收身份。" in page) == (422, True)
    assert (await browser.form(path, capacity="king"))[0] == 422
    assert receipts(here, circular) == []


async def test_a_post_from_elsewhere_acknowledges_nothing(here: World, house: WebHouse, browser: Client) -> None:
    circular = here.issued()
    path = link(here, circular)
    await browser.page(path)
    browser.csrf = "guessed"
    assert (await browser.form(path, capacity="receiver"))[0] == 403
    assert receipts(here, circular) == []


async def test_what_was_acknowledged_in_the_chat_is_not_asked_for(
    here: World, house: WebHouse, browser: Client
) -> None:
    circular = here.issued()
    path = link(here, circular)
    toys = here.people["toys"]
    here.do(lambda uow: acknowledge_receipt(uow, here.env, toys, circular.id, channel="telegram"))
    page = await browser.page(path)
    assert "这份文书已经签收" in page
    assert "Telegram" in page


async def test_an_expired_link_has_a_page_of_its_own(here: World, house: WebHouse, browser: Client) -> None:
    path = link(here, here.issued())
    here.clock.pass_(days=16)
    status, page = await browser.get(path, Accept="text/html")
    assert (status, "链接已过期" in page) == (410, True)


@pytest.mark.parametrize("token", ["x", "A" * 54, "%3Cscript%3E", "A" * 3000])
async def test_a_foreign_link_has_a_page_of_its_own(house: WebHouse, browser: Client, token: str) -> None:
    status, page = await browser.get(f"/acknowledge/{token}", Accept="text/html")
    assert (status, "链接不对" in page) == (404, True)
    assert "<script>" not in page.replace('<script src="', "")


async def test_a_withdrawn_circular_says_so_and_can_still_be_acknowledged(
    here: World, house: WebHouse, browser: Client
) -> None:
    circular = here.issued()
    path = link(here, circular)
    here.do(lambda uow: withdraw_circular(uow, here.env, here.people["signer"], circular.id, reason="型号有误"))
    assert "这份文书现在的状态是“已撤回”" in await browser.page(path)
    assert (await browser.form(path, capacity="receiver"))[0] == 200
    assert receipts(here, circular) == ["receiver"]


async def test_a_bulletin_tells_its_number_and_no_more_until_its_addressee_signs_in(
    here: World, house: WebHouse, browser: Client
) -> None:
    bulletin = here.issued(kind="bulletin", audience=["新会海关"])
    path = link(here, bulletin, "neighbour")
    page = await browser.page(path)
    assert "江关警〔2026〕1号" in page
    assert "关于磁力珠玩具的风险警示" not in page
    assert "<h1>D2026-0001</h1>" not in page
    await browser.enter(house.link(here.people["neighbour"], LinkPurpose.SIGN_IN))
    page = await browser.page(path)
    assert "关于磁力珠玩具的风险警示" in page
    assert "<h1>D2026-0001</h1>" in page


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-HK", "您以甚麼身份簽收？"), ("en", "In which capacity do you acknowledge receipt?")],
)
async def test_the_page_reads_in_the_languages_of_its_reader(
    here: World, house: WebHouse, language: str, words: str
) -> None:
    path = link(here, here.issued())
    async with client(house, language=language) as browser:
        assert words in await browser.page(path)


async def test_the_receipt_opens_as_pdf_by_the_same_link_once_it_is_given(
    here: World, house: WebHouse, browser: Client
) -> None:
    path = link(here, here.issued())
    assert (await browser.get(f"{path}/receipt.pdf"))[0] == 404
    await browser.page(path)
    await browser.form(path, capacity="receiver")
    async with browser.session.get(f"{path}/receipt.pdf") as answer:
        assert (answer.status, answer.content_type, await answer.read()) == (200, "application/pdf", b"%PDF-1")


async def test_search_engines_are_told_to_stay_out(house: WebHouse, browser: Client) -> None:
    assert "Disallow: /acknowledge/" in (await browser.get("/robots.txt"))[1]


async def test_the_public_keys_are_on_a_page_and_in_a_file(here: World, house: WebHouse, browser: Client) -> None:
    (key,) = here.do(lambda uow: uow.receipt_book.keys())
    page = await browser.page("/receipt-key")
    assert key.id in page
    assert key.pem.splitlines()[1] in html.unescape(page)
    assert await browser.get("/receipt-key.pem") == (200, key.pem)
