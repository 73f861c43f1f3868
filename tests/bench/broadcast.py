"""A broadcast on a real database: so many circulars queued, each to its own chat, and the engine that sends them."""

from __future__ import annotations

import asyncio
import dataclasses
import gc
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import insert
from telegram import Bot

from bot.channels.pacing import Gate, Limits, Pacer
from bot.channels.telegram.choices import LastChoices
from bot.channels.telegram.pacer import kind_of
from bot.channels.telegram.request import AiohttpRequest
from bot.channels.telegram.sender import TelegramSender
from casework.ports import Lane, Message, MessageState, Option, Outcome, Parcel, Say, Sent, Text, UnitOfWork
from casework.ports.encoding import dump_reply
from casework.ports.records import Notice
from fenghuo.compose import Workshop, workshop
from fenghuo.settings import Settings
from jobs.deliver import Deliverer
from jobs.wake import Wake
from risk.delivery import DeliveryState
from risk.identity import Secret
from storage.repositories.deliveries import DELIVERY
from storage.repositories.organisations import ADDRESS
from storage.repositories.outbox import LANE_RANK, MESSAGE, NOTICE
from storage.work import Work
from tests.support import storage_records as records
from tests.support.botapi.apart import BotApiApart

URGENT = "大坝告急"  # known again by the server
_PORTION = 5_000


def reply(words: str = "磁力珠玩具可能被儿童吞食，请立即停止销售和使用。") -> Secret:
    """A circular of usual length with a button."""
    text = Text(key="telegram-chosen", params={"label": words * (1 if words == URGENT else 8)})
    options = ((Option(label=Text(key="telegram-open"), action="circular.receipt"),),)
    return Secret(dump_reply(Say(text=text, options=options)))


@contextmanager
def house(folder: Path) -> Iterator[Workshop]:
    settings = Settings(data_dir=folder, database_url=SecretStr(f"sqlite:///{folder}/fenghuo.db"))
    shop = workshop(settings)
    gc.collect()
    gc.freeze()  # as `fenghuo serve` does, or what is loaded is gone through while messages wait
    try:
        yield shop
    finally:
        shop.close()


def queue(shop: Workshop, count: int) -> None:
    """A circular to chats 1 to `count`, as a fan-out would have left it, straight into the tables."""
    shop.transactions.run_now(records.make_world)
    notice = Notice(id="words", circular_id=records.CIRCULAR.id, created_at=shop.env.now(), reply=reply())

    def written(work: Work) -> None:
        work.write(insert(NOTICE.table), NOTICE.to_row(notice, work.ring), kind="notices")
        for start in range(1, count + 1, _PORTION):
            chats = range(start, min(count + 1, start + _PORTION))
            work.write_many(insert(ADDRESS.table), [_address(n, work) for n in chats], kind="addresses")
            work.write_many(insert(MESSAGE.table), [_message(n, notice.id, shop, work) for n in chats], kind="messages")
            work.write_many(insert(DELIVERY.table), [_delivery(n, shop, work) for n in chats], kind="deliveries")

    shop.storage.transactions.run_work(written)


def _address(number: int, work: Work) -> dict[str, object]:
    address = dataclasses.replace(
        records.ADDRESS,
        id=f"chat{number}",
        channel="telegram",
        address=Secret(str(number)),
        closed_at=None,
        closed_reason="",
    )
    return ADDRESS.to_row(address, work.ring)


def _message(number: int, notice_id: str, shop: Workshop, work: Work) -> dict[str, object]:
    message = Message(
        id=f"{number:032x}",
        address_id=f"chat{number}",
        person_id=records.PERSON.id,
        channel="telegram",
        created_at=shop.env.now(),
        notice_id=notice_id,
        lane=Lane.CIRCULAR,
        dedupe=f"circular:{number}",
        seq=1_000,  # the counter of the address begins below it
        delivery_id=f"delivery{number}",
        next_at=shop.env.now(),
    )
    return {**MESSAGE.to_row(message, work.ring), "lane_rank": LANE_RANK[message.lane]}


def _delivery(number: int, shop: Workshop, work: Work) -> dict[str, object]:
    delivery = dataclasses.replace(
        records.DELIVERY,
        id=f"delivery{number}",
        channel=f"telegram{number}",  # one person here stands for many
        message_id=f"{number:032x}",
        state=DeliveryState.QUEUED,
        sent_at=None,
        acknowledged_at=None,
    )
    return DELIVERY.to_row(delivery, work.ring)


def say(uow: UnitOfWork, shop: Workshop, *, chat: int, lane: Lane) -> None:
    """One message more, from now on due."""
    message = Message(
        id=shop.env.ids.new(),
        address_id=f"chat{chat}",
        person_id=records.PERSON.id,
        channel="telegram",
        created_at=shop.env.now(),
        reply=reply(URGENT),
        lane=lane,
        state=MessageState.QUEUED,
        next_at=shop.env.now(),
    )
    uow.outbox.add(message)


class Counting:
    """A sender that tells when so many have arrived."""

    channel = "telegram"

    def __init__(self, inner: TelegramSender) -> None:
        self._inner = inner
        self.room = inner.room
        self.sent = 0
        self._marks: list[tuple[int, asyncio.Event]] = []

    def closed_for(self) -> float:
        return self._inner.closed_for()

    async def send(self, parcel: Parcel) -> Outcome:
        outcome = await self._inner.send(parcel)
        self.sent += isinstance(outcome, Sent)
        for count, event in self._marks:
            if self.sent >= count:
                event.set()
        return outcome

    async def reach(self, count: int, *, within: float) -> None:
        """Raises TimeoutError."""
        event = asyncio.Event()
        self._marks.append((count, event))
        async with asyncio.timeout(within):
            await event.wait()


@asynccontextmanager
async def sender(server: BotApiApart, limits: Limits, *, room: int) -> AsyncIterator[TelegramSender]:
    """As the channel puts it together, with limits of its own."""
    request = AiohttpRequest(connections=limits.at_once + 16)
    await request.initialize()
    bot = Bot(server.token, base_url=f"{server.url}/bot", request=request, get_updates_request=request)
    built = TelegramSender(
        bot=bot,
        request=request,
        gate=Gate(Pacer(limits, kind_of=kind_of), credential="bench"),
        load=_nothing,
        moved=_nowhere,
        choices=LastChoices(),
        base_url="https://fenghuo.example.cn",
        tz="Asia/Shanghai",
        room=room,
        paid=limits.overall[0].count > 30,
    )
    try:
        yield built
    finally:
        await request.shutdown()


@asynccontextmanager
async def broadcasting(
    shop: Workshop, server: BotApiApart, limits: Limits, *, room: int
) -> AsyncIterator[tuple[Counting, Callable[[Callable[[UnitOfWork], None]], asyncio.Future[None]]]]:
    """The engine at work; the second value adds to the outbox and rings."""
    wake = Wake()
    async with sender(server, limits, room=room) as inner:
        counting = Counting(inner)
        deliverer = Deliverer(transactions=shop.transactions, env=shop.env, senders=(counting,), wake=wake)
        deliverer.start()

        async def ring(body: Callable[[UnitOfWork], None]) -> None:
            await shop.transactions.run(body)
            wake.set()

        try:
            yield counting, lambda body: asyncio.ensure_future(ring(body))
        finally:
            await deliverer.stop(within=1)


async def _nothing(_: str) -> bytes:
    return b""


async def _nowhere(*_: str) -> None: ...


urgent = partial(say, lane=Lane.EMERGENCY)
talk = partial(say, lane=Lane.TALK)
