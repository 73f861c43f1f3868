"""A circular approved, issued, received, acknowledged, answered and filed, every press of it in Telegram."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import pytest

from bot.channels.telegram.channel import TelegramChannel
from bot.dialogue.engine import Engine
from bot.dialogue.flows import FLOWS
from casework.enrolment import open_address
from casework.fakes import FixedTriage, PlainRender
from casework.ports import UnitOfWork
from jobs.deliver import Deliverer
from jobs.wake import Wake
from risk.circular import CircularKind
from risk.delivery import DeliveryState
from tests.support.botapi import BotApiServer, Fault, User
from tests.support.customs import World, world
from tests.support.telegram_line import BASE_URL, until

CHATS = {"officer": 2001, "signer": 3001, "toys": 4001, "superior": 5001}
BODY = "磁力珠可能被儿童吞食，<请>停止销售 & 通知客户。"


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as server:
        for chat in CHATS.values():
            server.user(chat)
        yield server
        assert server.refusals == []


@pytest.fixture
def customs() -> World:
    built = world()

    def body(uow: UnitOfWork) -> None:
        for name, chat in CHATS.items():
            if uow.addresses.at("telegram", str(chat)) is None:
                open_address(uow, built.env, built.people[name], "telegram", str(chat))

    built.do(body)
    return built


@pytest.fixture
async def _running(server: BotApiServer, customs: World) -> AsyncIterator[None]:
    """The bot and the delivery job."""
    wake = Wake()
    engine = Engine(
        transactions=customs.transactions,
        env=customs.env,
        triage=FixedTriage(),
        render=PlainRender(),
        flows=FLOWS,
        wake=wake.set,
    )
    channel = TelegramChannel(
        token=server.token,
        api_url=server.url,
        engine=engine,
        transactions=customs.transactions,
        env=customs.env,
        base_url=BASE_URL,
        first_pause=0.05,
    )
    deliverer = Deliverer(
        transactions=customs.transactions, env=customs.env, senders=[channel.sender], wake=wake, every=0.05
    )
    await channel.start()
    deliverer.start()
    yield
    await deliverer.stop()
    await channel.stop()


def everybody(server: BotApiServer) -> tuple[User, User, User, User]:
    officer, signer, toys, superior = (server.user(chat) for chat in CHATS.values())
    return officer, signer, toys, superior


def counted(customs: World, circular_id: str, state: DeliveryState) -> int:
    return customs.do(lambda uow: uow.deliveries.counts(circular_id)).get(state, 0)


@pytest.mark.usefixtures("_running")
async def test_from_approval_to_answer_and_filing(server: BotApiServer, customs: World) -> None:
    officer, signer, toys, superior = everybody(server)
    circular = customs.submit(customs.draft(body=BODY, reply_by=date(2026, 3, 20)))
    await signer.sees(BODY)
    await signer.presses("同意")
    await officer.presses("签发")
    await toys.sees(BODY)
    await toys.presses("查看 PDF")
    await until(lambda: any(message.document for message in toys.chat.messages))
    await toys.presses("签收")
    await toys.sees("已签收")
    await toys.presses("答复")
    await toys.presses("不涉及")
    await toys.presses("跳过")
    await toys.sees("请核对")
    await superior.presses("收悉")
    await superior.sees("已收悉")
    assert counted(customs, circular.id, DeliveryState.ACKNOWLEDGED) >= 1


@pytest.mark.usefixtures("_running")
async def test_a_circular_whose_answer_was_lost_comes_again_marked_and_is_one_receipt(
    server: BotApiServer, customs: World
) -> None:
    toys = server.user(CHATS["toys"])
    server.fail("sendMessage", Fault(drop="after", chat=CHATS["toys"]))
    circular = customs.issued(body=BODY)
    await toys.sees(BODY)
    await until(lambda: counted(customs, circular.id, DeliveryState.UNKNOWN) == 1)
    customs.clock.pass_(hours=1)
    await toys.sees("可能重复")
    await toys.presses("签收")
    await toys.presses("签收")
    await toys.sees("不用再签")
    receipts = customs.do(lambda uow: uow.receipts.of_circular(circular.id))
    assert [receipt.person_id for receipt in receipts] == [customs.people["toys"].id]


@pytest.mark.usefixtures("_running")
async def test_the_text_of_a_bulletin_never_leaves_through_telegram(server: BotApiServer, customs: World) -> None:
    signer = server.user(CHATS["signer"])
    customs.submit(customs.draft(kind=CircularKind.BULLETIN, body=BODY, audience="新会海关"))
    message = await signer.sees("请登录本平台")
    assert (BODY in message.text, message.buttons[0]["url"].startswith(f"{BASE_URL}/")) == (False, True)


@pytest.mark.usefixtures("_running")
async def test_an_enterprise_that_blocked_us_is_listed_as_undeliverable(server: BotApiServer, customs: World) -> None:
    await server.user(CHATS["toys"]).blocks()
    customs.issued(body=BODY)

    def listed() -> list[str]:
        return [
            delivery.channel
            for delivery in customs.do(lambda uow: uow.deliveries.undeliverable())
            if delivery.person_id == customs.people["toys"].id and delivery.owner_id
        ]

    await until(lambda: listed() == ["telegram"])
