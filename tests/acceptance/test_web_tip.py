"""A stranger's tip through the web chat reaches the duty officer's desk, on every engine."""

from __future__ import annotations

import re

from bot.dialogue.flows import FLOWS
from casework.fakes import FixedTriage
from casework.ports import Transactions, UnitOfWork
from risk.finding import Evidence, Harm, Scope
from risk.organisation import Role
from tests.support.web_client import Client, client, words
from tests.support.web_house import WebHouse, web_house

TIP = "网上买的进口玩具车，充电时冒烟起火了"
TRIAGE = FixedTriage(
    {
        TIP: {
            "scope": Scope.IN,
            "product": "toys",
            "hazards": ("fire",),
            "harm": Harm.NEAR_MISS,
            "trade": "import",
            "evidence": (Evidence(start=13, end=17, label="hazard:fire", text="冒烟起火"),),
        }
    }
)
NUMBER = re.compile(r"T-[0-9A-Z]{5}-[0-9A-Z]{5}")


async def test_a_tip_gets_a_number_and_its_name_is_given_on_our_own_page(transactions: Transactions) -> None:
    async with web_house(transactions, flows=FLOWS, triage=TRIAGE) as house:
        officer = house.person(Role.OFFICER)
        async with client(house) as citizen, client(house) as desk:
            await desk.enter(house.link(officer))
            await citizen.visit()
            number, link = await _tip(citizen)
            await _give_name(citizen, link)
            assert _named(house, number)
            async with desk.session.get("/chat/history") as response:
                cards = (await response.json())["messages"]
    card = next(one for one in cards if one.get("options"))
    assert "陈小明" not in str(cards)
    assert any(marked for _, marked in card["text"])


async def _tip(citizen: Client) -> tuple[str, str]:
    """Says the tip and skips every question: (case number, path of the real-name page)."""
    messages = await citizen.say(TIP)
    for _ in range(5):
        said = "\n".join(words(one) for one in messages)
        found = NUMBER.search(said)
        if found is not None:
            return found[0], next(one["link"]["href"] for one in messages if "link" in one)
        messages = await citizen.say("跳过", after=messages[-1]["seq"])
    raise AssertionError("no case number after four questions")


async def _give_name(citizen: Client, link: str) -> None:
    session = citizen.csrf
    await citizen.page(link)
    fields = {"kind": "resident_id", "name": "陈小明", "number": "11010519491231002X", "phone": "13800138000"}
    status, _ = await citizen.form(link, **fields, consent="yes")
    assert status == 200
    assert citizen.csrf == session


def _named(house: WebHouse, number: str) -> bool:
    def body(uow: UnitOfWork) -> bool:
        case = uow.informations.by_number(number)
        return case is not None and case.real_name_id is not None

    return house.transactions.run_now(body)
