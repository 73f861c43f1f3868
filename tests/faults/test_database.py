"""The database goes away in the middle of a fan-out, and comes back."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.migrate import migrate
from tests.faults.house import House, housed, until
from tests.support import postgres

pytestmark = [pytest.mark.timeout(180), pytest.mark.postgres]
CHATS = 60


@pytest.fixture
def own_server() -> Iterator[postgres.Server]:
    """A server of this test's own, which others do not miss."""
    if postgres.GIVEN in os.environ:
        pytest.skip(f"the server of {postgres.GIVEN} is not ours to restart")
    server = postgres.start()
    yield server
    server.stop()


async def test_after_a_restart_of_postgresql_in_mid_fan_out_everybody_has_it_and_every_repeat_is_marked(
    tmp_path: Path, own_server: postgres.Server
) -> None:
    url = own_server.url(own_server.create())
    migrate(url)
    async with housed(tmp_path, url, chats=CHATS) as house, house.working():
        house.telegram.latency = 0.1
        circular = await house.issue("F00001")
        await until(lambda: house.told("F00001").total() >= CHATS // 4)
        await asyncio.to_thread(own_server.halt)
        await asyncio.sleep(1.0)
        await asyncio.to_thread(own_server.resume)
        house.clock.pass_(minutes=2)  # what was claimed and could not be booked is free again
        await until(lambda: set(house.told("F00001")) == set(house.chats), within=60)
        await until(lambda: _all_sent(house, circular), within=60)
        assert house.told("F00001") - house.marked("F00001") == house.once()
        assert house.sound()


def _all_sent(house: House, circular: str) -> bool:
    return all("sent" in {each.outcome for each in house.attempts(chat, circular)} for chat in house.chats)
