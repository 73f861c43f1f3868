"""Two processes, one credential: one sends, the other takes over, and whoever comes back too late says nothing."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy.exc import DBAPIError

from casework.ports import Lane, Message, Say, Text, UnitOfWork
from casework.ports.encoding import dump_reply
from fenghuo.compose import workshop
from fenghuo.settings import Settings
from risk.identity import Secret
from storage.opening import open_storage
from storage.vault import KeyRing
from tests.support.botapi import BotApiServer
from tests.support.machines import Machine, Orders, stop_all, wait_for
from tests.support.storage_records import ADDRESS, make_person

pytestmark = pytest.mark.timeout(90)

TAKEOVER = 10.0  # seconds, from the death of the holder to the first message of its successor
REPEAT = "可能重複發送"  # our reader is in Hong Kong
HERE, THERE = "127.0.0.1", "localhost"  # two names of the server tell who calls
PEOPLE = 150
EXPLAINED = 64  # messages that a process fetches at once


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as server:
        for number in range(1, PEOPLE + 1):
            server.user(number)
        server.latency = 0.03
        server.floods.limit(overall=30, burst=5, ban=30)
        yield server


def machines_at(server: BotApiServer, url: str, folder: Path, *, roles: frozenset[str]) -> tuple[Machine, Machine]:
    """The first calls the server by the name `HERE`, the second by `THERE`."""
    port = server.url.rpartition(":")[2]
    shared = {"database_url": url, "key_file": str(folder / "key"), "telegram_token": server.token}
    one, two = (
        Machine(folder / name, Orders(settings={**shared, "telegram_api_url": f"http://{host}:{port}"}, roles=roles))
        for name, host in (("one", HERE), ("two", THERE))
    )
    return one, two


def queue(url: str, folder: Path, count: int) -> None:
    settings = Settings(data_dir=folder / "queue", database_url=SecretStr(url), key_file=folder / "key")
    shop = workshop(settings)
    words, now = Secret(dump_reply(Say(text=Text(key="telegram-open")))), shop.env.now()

    def body(uow: UnitOfWork) -> None:
        make_person(uow)
        for number in range(1, count + 1):
            chat = replace(ADDRESS, id=f"chat{number}", address=Secret(str(number)))
            uow.addresses.add(chat)
            uow.outbox.add(
                Message(
                    id=f"{number:032x}",
                    address_id=chat.id,
                    person_id=chat.person_id,
                    channel=chat.channel,
                    created_at=now,
                    reply=words,
                    lane=Lane.CIRCULAR,
                )
            )

    try:
        shop.transactions.run_now(body)
    finally:
        shop.close()


@pytest.fixture
async def workers(server: BotApiServer, postgres_url: str, tmp_path: Path) -> AsyncIterator[tuple[Machine, Machine]]:
    """The first is in the middle of a broadcast, the second stands by."""
    one, two = machines_at(server, postgres_url, tmp_path, roles=frozenset({"worker"}))
    try:
        await one.start()
        await wait_for(lambda: server.polls > 0, within=10)
        await two.start()
        await asyncio.to_thread(queue, postgres_url, tmp_path, PEOPLE)
        await wait_for(lambda: sent_by(server, HERE) >= 5, within=10)
        yield one, two
    finally:
        stop_all((one, two))


def sent_by(server: BotApiServer, host: str) -> int:
    calls = zip(server.calls, server.hosts, strict=True)
    return sum(method == "sendMessage" and came_by == host for (method, _), came_by in calls)


def everybody_has_it(server: BotApiServer) -> bool:
    return all(server.user(number).chat.messages for number in range(1, PEOPLE + 1))


@pytest.mark.postgres
async def test_when_the_holder_is_killed_the_other_sends_within_ten_seconds_and_nothing_is_refused(
    server: BotApiServer, workers: tuple[Machine, Machine]
) -> None:
    assert sent_by(server, THERE) == 0
    workers[0].kill()
    await wait_for(lambda: sent_by(server, THERE) > 0, within=TAKEOVER)
    await wait_for(lambda: everybody_has_it(server), within=15)
    twice = [chat for chat in map(server.user, range(1, PEOPLE + 1)) if len(chat.chat.messages) > 1]
    assert [REPEAT in chat.chat.messages[-1].text for chat in twice] == [True] * len(twice)
    assert (server.floods.refused, len(twice) <= EXPLAINED) == (0, True)


@pytest.mark.postgres
async def test_a_holder_that_was_frozen_past_its_lease_calls_nobody_when_it_wakes(
    server: BotApiServer, workers: tuple[Machine, Machine]
) -> None:
    workers[0].freeze()
    await wait_for(lambda: sent_by(server, THERE) > 0, within=TAKEOVER)
    before = len(server.calls)
    workers[0].wake()
    await wait_for(lambda: "action=lease_lost" in workers[0].log(), within=10)
    assert HERE not in server.hosts[before:]
    await wait_for(lambda: everybody_has_it(server), within=15)
    assert HERE not in server.hosts[before:]
    assert server.floods.refused == 0


@pytest.mark.postgres
async def test_a_holder_that_stops_in_good_order_is_followed_at_once_and_leaves_nothing_unclear(
    server: BotApiServer, workers: tuple[Machine, Machine]
) -> None:
    await asyncio.to_thread(workers[0].stop)
    await wait_for(lambda: sent_by(server, THERE) > 0, within=4)
    await wait_for(lambda: everybody_has_it(server), within=15)
    told = [len(server.user(number).chat.messages) for number in range(1, PEOPLE + 1)]
    assert (told, server.floods.refused) == ([1] * PEOPLE, 0)
    assert not any(REPEAT in call["text"] for call in server.sent())


@pytest.mark.postgres
async def test_of_two_processes_that_could_one_alone_asks_for_updates(
    server: BotApiServer, postgres_url: str, tmp_path: Path
) -> None:
    pair = machines_at(server, postgres_url, tmp_path, roles=frozenset({"bot"}))
    try:
        for machine in pair:
            await machine.start()
        await wait_for(lambda: server.polls > 0, within=10)
        await asyncio.sleep(2.5)  # the other has looked at the lease twice
        assert set(server.hosts) == {HERE}
    finally:
        stop_all(pair)


async def test_after_kill_9_a_lone_process_on_sqlite_sends_again_within_ten_seconds(
    server: BotApiServer, sqlite_url: str, tmp_path: Path
) -> None:
    queue(sqlite_url, tmp_path, PEOPLE)
    machine, again = machines_at(server, sqlite_url, tmp_path, roles=frozenset({"worker"}))
    try:
        await machine.start()
        await wait_for(lambda: sent_by(server, HERE) > 0, within=5)
        machine.kill()
        await again.start()
        await wait_for(lambda: sent_by(server, THERE) > 0, within=TAKEOVER)
    finally:
        stop_all((machine, again))


@pytest.mark.postgres
async def test_of_two_schedulers_one_leads_and_no_tick_runs_twice(postgres_url: str, tmp_path: Path) -> None:
    shared = {"database_url": postgres_url, "key_file": str(tmp_path / "key")}
    one, two = (Machine(tmp_path / name, Orders(settings=shared, beat=True)) for name in ("one", "two"))
    try:
        await one.start()
        await two.start()
        await wait_for(lambda: len(one.beats()) >= 4, within=10)
        assert two.beats() == []
        one.kill()
        await wait_for(lambda: len(two.beats()) >= 2, within=TAKEOVER + 2)
        ticks: defaultdict[str, int] = defaultdict(int)
        for tick in one.beats() + two.beats():
            ticks[tick] += 1
        assert {tick: times for tick, times in ticks.items() if times > 1} == {}
    finally:
        stop_all((one, two))


@pytest.mark.postgres
def test_who_stands_still_while_taking_a_lease_keeps_it_from_nobody(postgres_url: str, tmp_path: Path) -> None:
    storage = open_storage(postgres_url, keys=KeyRing.load(tmp_path / "key"), anchor_dir=tmp_path / "anchor")
    span = timedelta(seconds=6)

    def stand_still(uow: UnitOfWork) -> None:
        uow.leases.take("bot", "frozen", span=span, now=datetime.now(UTC))
        time.sleep(4)
        uow.leases.take("bot", "frozen", span=span, now=datetime.now(UTC))

    try:
        with pytest.raises(DBAPIError):
            storage.transactions.run_now(stand_still)
        lease = storage.transactions.run_now(
            lambda uow: uow.leases.take("bot", "awake", span=span, now=datetime.now(UTC))
        )
        assert lease is not None
        assert (lease.holder, lease.number) == ("awake", 1)
    finally:
        storage.close()
