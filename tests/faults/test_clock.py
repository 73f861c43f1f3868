"""The clock of the machine is set forward or back in the middle of a fan-out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.faults.house import House, housed, until
from tests.support.botapi import Fault

pytestmark = pytest.mark.timeout(120)


@pytest.mark.parametrize("hours", [26.0, -26.0], ids=["forward", "back"])
async def test_a_step_of_the_clock_in_mid_fan_out_loses_nothing_and_every_repeat_is_marked(
    tmp_path: Path, database_url: str, hours: float
) -> None:
    """Set forward, it ends the leases of messages that are under way just then."""
    async with housed(tmp_path, database_url, chats=40) as house, house.working():
        house.telegram.latency = 0.05
        circular = await house.issue("F00001")
        await until(lambda: house.told("F00001").total() >= 10)
        house.clock.pass_(hours=hours)
        await until(lambda: set(house.told("F00001")) == set(house.chats))
        await until(lambda: _all_booked(house, circular))
        assert house.told("F00001") - house.marked("F00001") == house.once()
        assert house.sound()


async def test_a_clock_set_back_holds_up_a_second_attempt_but_not_for_ever(tmp_path: Path, database_url: str) -> None:
    """What waits for a moment waits until the clock has come there again."""
    async with housed(tmp_path, database_url) as house, house.working():
        late, *others = house.chats
        house.telegram.fail("sendMessage", Fault(drop="before", chat=late))
        circular = await house.issue("F00001")
        await until(lambda: len(house.attempts(late, circular)) == 1)
        house.clock.pass_(hours=-2)
        second = await house.issue("F00002")
        await until(lambda: house.told("F00002") == house.once())
        assert house.told("F00001") == Counter(others)
        house.clock.pass_(hours=2, minutes=1)
        await until(lambda: house.told("F00001") == house.once())
        await until(lambda: _all_booked(house, circular) and _all_booked(house, second))


def _all_booked(house: House, circular: str) -> bool:
    return all(house.attempts(chat, circular)[-1:] and _is_sent(house, chat, circular) for chat in house.chats)


def _is_sent(house: House, chat: int, circular: str) -> bool:
    return house.attempts(chat, circular)[-1].outcome == "sent"
