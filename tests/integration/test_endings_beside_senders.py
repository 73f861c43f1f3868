"""A circular ends while senders are at work on it: nobody who was sent it is left out, nobody else is told."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from casework.env import Env
from casework.outgoing import claim_parcels
from casework.ports import MessageState, Sent, Transactions, UnitOfWork
from casework.ports.encoding import dump_reply
from casework.settling import settle
from risk.delivery import DeliveryState
from risk.identity import Secret
from storage.opening import open_storage
from storage.vault import KeyRing
from tests.support.echo import sentence
from tests.support.endings import ENDING
from tests.support.storage_records import ADDRESS, CIRCULAR, DELIVERY, LATER, MESSAGE, NOW, SIGNAL, make_person
from tests.support.telegram_line import make_env

_ROWS = 240


class Stopped:
    """The hour of the stored records."""

    def now(self) -> datetime:
        return LATER


def env_then() -> Env:
    return dataclasses.replace(make_env(), clock=Stopped())


def fill(uow: UnitOfWork) -> None:
    make_person(uow)
    uow.signals.add(SIGNAL)
    uow.circulars.add(CIRCULAR)
    for number in range(_ROWS):
        id_ = f"{number:04}"
        here = {"id": id_, "channel": "telegram", "address": Secret(id_)}
        uow.addresses.add(dataclasses.replace(ADDRESS, closed_at=None, **here))  # type: ignore[arg-type] # three fields
        sent = dataclasses.replace(
            MESSAGE, id=f"m{id_}", address_id=id_, channel="telegram", dedupe="", delivery_id=f"d{id_}"
        )
        waits = {"state": MessageState.QUEUED, "repeat": False, "reason": "", "next_at": NOW, "attempts": 0}
        words = Secret(dump_reply(sentence("您好")))
        uow.outbox.add(dataclasses.replace(sent, reply=words, **waits))  # type: ignore[arg-type] # five fields
        uow.deliveries.add(
            dataclasses.replace(
                DELIVERY,
                id=f"d{id_}",
                channel=f"telegram {id_}",  # many chats of one person, for brevity
                message_id=f"m{id_}",
                state=DeliveryState.QUEUED,
            )
        )


@pytest.fixture
def filled(database_url: str, key_ring: KeyRing, tmp_path: Path) -> Iterator[Transactions]:
    storage = open_storage(database_url, keys=key_ring, anchor_dir=tmp_path)
    storage.transactions.run_now(fill)
    yield storage.transactions
    storage.close()


def test_every_row_is_either_sent_and_told_or_kept_back_and_not_told(filled: Transactions) -> None:
    env = env_then()
    claimed: set[str] = set()
    under_way = threading.Event()

    def send() -> None:
        while parcels := filled.run_now(lambda uow: claim_parcels(uow, env, "telegram", limit=7)):
            ours = {parcel.message_id for parcel in parcels if parcel.message_id.startswith("m")}
            claimed.update(ours)
            under_way.set()
            outcomes = [(parcel.message_id, Sent(external_id="1")) for parcel in parcels]
            filled.run_now(lambda uow, o=outcomes: settle(uow, env, o))

    def end() -> None:
        under_way.wait()
        filled.run_now(lambda uow: uow.endings.write(ENDING))

    threads = [threading.Thread(target=send), threading.Thread(target=send), threading.Thread(target=end)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    def look(uow: UnitOfWork) -> tuple[set[str], set[str]]:
        told, buried = set(), set()
        for number in range(_ROWS):
            messages = uow.outbox.after(f"{number:04}", 0)
            told |= {f"m{number:04}" for message in messages if message.notice_id == "over"}
            buried |= {message.id for message in messages if message.state is MessageState.DEAD}
        dead = {row.message_id for row in uow.deliveries.of_circular("circular") if row.state is DeliveryState.DEAD}
        assert dead == buried
        return told, buried

    told, buried = filled.run_now(look)
    assert claimed
    assert told == claimed
    assert buried == {f"m{number:04}" for number in range(_ROWS)} - claimed


def test_what_is_being_claimed_at_that_instant_counts_as_had(
    postgres_url: str, key_ring: KeyRing, tmp_path: Path
) -> None:
    storage = open_storage(postgres_url, keys=key_ring, anchor_dir=tmp_path)
    storage.transactions.run_now(fill)
    env, held, ending = env_then(), threading.Event(), threading.Event()

    def claim(uow: UnitOfWork) -> set[str]:
        found = {parcel.message_id for parcel in claim_parcels(uow, env, "telegram", limit=5)}
        held.set()
        ending.wait()  # the other transaction has begun, and comes upon our rows before we commit
        threading.Event().wait(0.5)
        return found

    def end(uow: UnitOfWork) -> int:
        held.wait()
        uow.circulars.get("circular")
        ending.set()
        return uow.endings.write(ENDING)

    found: dict[str, object] = {}
    rivals = [
        threading.Thread(target=lambda: found.update(claimed=storage.transactions.run_now(claim))),
        threading.Thread(target=lambda: found.update(told=storage.transactions.run_now(end))),
    ]
    for rival in rivals:
        rival.start()
    for rival in rivals:
        rival.join()
    storage.close()
    claimed = found["claimed"]
    assert isinstance(claimed, set)
    assert found["told"] == len(claimed) == 5
