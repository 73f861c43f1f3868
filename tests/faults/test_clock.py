"""The clock of the machine is set forward or back in the middle of a fan-out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.faults.house import House, housed, until
from tests.support.botapi import Fault

pytestmark = pytest.mark.timeout(120)
_MORE_THAN_ONE_CLAIM = 150


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


async def test_a_clock_set_back_by_hours_in_mid_fan_out_holds_up_nobody(tmp_path: Path, database_url: str) -> None:
    """The greater part is still in the outbox, written for a moment that is hours away now."""
    async with housed(tmp_path, database_url, chats=_MORE_THAN_ONE_CLAIM) as house, house.working():
        house.clock.pass_(hours=8)
        circular = await house.issue("F00001")
        await until(lambda: house.told("F00001").total() >= 10)
        house.clock.pass_(hours=-8)
        assert len(house.told("F00001")) < _MORE_THAN_ONE_CLAIM / 2
        await until(lambda: set(house.told("F00001")) == set(house.chats))
        await until(lambda: _all_booked(house, circular))
        assert house.told("F00001") - house.marked("F00001") == house.once()
        assert house.sound()


async def test_what_was_issued_by_a_clock_ahead_goes_when_the_process_starts_by_the_right_one(
    tmp_path: Path, database_url: str
) -> None:
    """Nobody saw the step: the process was down."""
    async with housed(tmp_path, database_url, chats=_MORE_THAN_ONE_CLAIM) as house:
        house.clock.pass_(hours=8)
        circular = await house.issue("F00001")
        house.clock.pass_(hours=-8)
        async with house.working():
            await until(lambda: _all_booked(house, circular))
        assert (house.told("F00001"), house.marked("F00001")) == (house.once(), Counter())


async def test_a_clock_set_back_holds_up_no_second_attempt(tmp_path: Path, database_url: str) -> None:
    async with housed(tmp_path, database_url) as house, house.working():
        late, *others = house.chats
        house.telegram.fail("sendMessage", Fault(drop="before", chat=late))
        circular = await house.issue("F00001")
        await until(lambda: len(house.attempts(late, circular)) == 1 and house.told("F00001") == Counter(others))
        house.clock.pass_(hours=-2)
        second = await house.issue("F00002")
        await until(lambda: house.told("F00002") == house.once())
        await until(lambda: house.told("F00001") == house.once())
        await until(lambda: _all_booked(house, circular) and _all_booked(house, second))
        assert house.marked("F00001") == Counter([late])


def _all_booked(house: House, circular: str) -> bool:
    return all(house.attempts(chat, circular)[-1:] and _is_sent(house, chat, circular) for chat in house.chats)


def _is_sent(house: House, chat: int, circular: str) -> bool:
    return house.attempts(chat, circular)[-1].outcome == "sent"
