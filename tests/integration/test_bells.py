"""Which commits ring, in which order, and for whom; PostgreSQL keeps the order of commits."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import text

from casework.ports import Message, MessageState, UnitOfWork
from casework.ports.bells import News
from risk.identity import Secret
from storage.bells import EACH, NAME, Ringing
from storage.opening import Storage, open_storage
from storage.vault import KeyRing
from storage.work import Work
from tests.support.storage_records import NOW, make_person

pytestmark = pytest.mark.postgres
MARK = News(channel="mark")
WORDS = Message(
    id="1",
    address_id="address",
    person_id="person",
    channel="telegram",
    created_at=NOW,
    next_at=NOW,
    reply=Secret("hello"),
)


class Listener:
    """One process that writes, and another that hears it."""

    def __init__(self, storage: Storage, heard: asyncio.Queue[News]) -> None:
        self.storage = storage
        self.heard = heard

    async def add(self, *messages: Message) -> None:
        await self.storage.transactions.run(lambda uow: [uow.outbox.add(message) for message in messages])

    async def until_mark(self) -> list[News]:
        """What was rung for before now."""

        def mark(work: Work) -> None:
            work.ringing.add(MARK.channel)

        await asyncio.to_thread(self.storage.transactions.run_work, mark)
        news = []
        while (one := await self.heard.get()) != MARK:
            news.append(one)
        return news


@pytest_asyncio.fixture
async def listener(postgres_url: str, tmp_path: Path) -> AsyncIterator[Listener]:
    storage = open_storage(postgres_url, keys=KeyRing.load(tmp_path / "key"), anchor_dir=tmp_path / "anchor")
    await storage.transactions.run(make_person)
    bells, heard = storage.bells(), asyncio.Queue[News]()
    assert bells is not None
    listening = asyncio.create_task(bells.listen(heard.put_nowait))
    assert await heard.get() == News()  # whoever begins to listen looks everywhere first
    assert bells.heard
    yield Listener(storage, heard)
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)
    storage.close()


async def test_many_messages_of_one_commit_ring_their_channel_once(listener: Listener) -> None:
    await listener.add(*(dataclasses.replace(WORDS, id=f"{number}") for number in range(5)))
    assert await listener.until_mark() == [News(channel="telegram")]


async def test_what_is_on_a_persons_page_rings_for_that_person(listener: Listener) -> None:
    await listener.add(dataclasses.replace(WORDS, channel="webchat", state=MessageState.SENT))
    assert await listener.until_mark() == [News(channel="webchat", person_id="person")]


async def test_what_is_not_due_yet_and_what_is_there_already_ring_nobody(listener: Listener) -> None:
    await listener.add(WORDS)
    await listener.until_mark()
    await listener.add(dataclasses.replace(WORDS, id="later", next_at=NOW + timedelta(hours=1)))
    await listener.add(WORDS)
    assert await listener.until_mark() == []


async def test_what_is_rolled_back_rings_nobody(listener: Listener) -> None:
    def undone(uow: UnitOfWork) -> None:
        uow.outbox.add(WORDS)
        raise LookupError

    with pytest.raises(LookupError):
        await listener.storage.transactions.run(undone)
    assert await listener.until_mark() == []


async def test_a_lost_connection_is_made_anew_and_everything_looked_at(listener: Listener) -> None:
    def cut(work: Work) -> None:
        ours = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = :name")
        work.all(ours.bindparams(name=NAME))

    await asyncio.to_thread(listener.storage.transactions.run_work, cut)
    assert await listener.heard.get() == News()
    await listener.add(WORDS)
    assert await listener.until_mark() == [News(channel="telegram")]


def test_few_people_are_called_by_name_and_many_together() -> None:
    ringing = Ringing()
    for number in range(EACH):
        ringing.add("webchat", f"{number:02}")
    assert [news.person_id for news in ringing.news()] == [f"{number:02}" for number in range(EACH)]
    ringing.add("webchat", "one more")
    assert list(ringing.news()) == [News(channel="webchat")]
