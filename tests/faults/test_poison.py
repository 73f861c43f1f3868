"""A message that always fails does not hold up the others."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from casework.deliveries import undeliverable
from casework.ports import Message, MessageState, UnitOfWork
from risk.identity import Secret
from risk.organisation import Person, Role
from tests.faults.house import House, housed, until
from tests.support.botapi import Fault
from tests.support.botapi.refusal import Refusal, bad

pytestmark = pytest.mark.timeout(120)


@pytest.mark.parametrize(
    "fault",
    [
        Refusal(500, "Internal Server Error"),
        Refusal(502, "Bad Gateway"),
        Refusal(429, "Too Many Requests: retry after 2", retry_after=2),
        bad("can't parse entities"),
    ],
    ids=["server error", "no answer", "flood", "refused"],
)
async def test_a_chat_that_always_fails_holds_up_nobody(tmp_path: Path, database_url: str, fault: Refusal) -> None:
    async with housed(tmp_path, database_url, chats=12) as house, house.working():
        poisoned = house.chats[0]
        house.telegram.fail("sendMessage", Fault(refusal=fault, times=None, chat=poisoned))
        for number in range(3):
            await house.issue(f"F0000{number}")
        for number in range(3):
            await _all_but_one_have(house, f"F0000{number}")


async def test_what_has_failed_for_a_day_is_listed_with_somebody_who_looks_after_it(
    tmp_path: Path, database_url: str
) -> None:
    async with housed(tmp_path, database_url) as house, house.working():
        poisoned, *_ = house.chats
        house.telegram.fail("sendMessage", Fault(refusal=Refusal(500, "Internal"), times=None, chat=poisoned))
        circular = await house.issue("F00001")
        while house.message(poisoned, circular).state is not MessageState.DEAD:
            before = len(house.attempts(poisoned, circular))
            await _tried_more_often(house, poisoned, circular, than=before)
            house.clock.pass_(hours=4)
        (listed,) = house.shop.transactions.run_now(
            lambda uow: [each for officer in _officers(uow) for each in undeliverable(uow, officer)][:1]
        )
        assert (listed.person.id, listed.delivery.owner_id) == (
            house.people["telegram", str(poisoned)],
            listed.circular.drafted_by,
        )


async def test_words_that_nobody_can_read_are_buried_and_the_next_message_goes(
    tmp_path: Path, database_url: str
) -> None:
    async with housed(tmp_path, database_url) as house:
        circular = await house.issue("F00001")
        poisoned, *others = house.chats
        message = house.message(poisoned, circular)
        house.shop.transactions.run_now(lambda uow: _spoil(uow, message))
        async with house.working():
            await until(lambda: house.told("F00001") == Counter(others))
            await until(lambda: house.message(poisoned, circular).state is MessageState.DEAD)


async def _all_but_one_have(house: House, title: str) -> None:
    await until(lambda: house.told(title) == Counter(house.chats[1:]))
    assert house.marked(title) == Counter()


async def _tried_more_often(house: House, chat: int, circular: str, *, than: int) -> None:
    await until(lambda: len(house.attempts(chat, circular)) > than)


def _spoil(uow: UnitOfWork, message: Message) -> None:
    """As a release that knew other kinds of replies might have left it."""
    uow.outbox.save(replace(message, notice_id=None, reply=Secret('{"_":"Nothing"}')))


def _officers(uow: UnitOfWork) -> list[Person]:
    return list(uow.people.all(role=Role.OFFICER))
