"""A circular ends at the moment at which it goes on to a colleague: nobody is left with it as if it were in force."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casework.endings import withdraw_circular
from casework.escalation import escalate
from casework.ports import UnitOfWork
from storage.opening import open_storage
from storage.vault import KeyRing
from tests.support.chase import Chase

Act = Callable[[Chase, UnitOfWork], None]

_WEEK = 7 * 24.0  # hours
_WHILE = 0.5  # seconds in which the other transaction comes upon our rows


@pytest.fixture
def chase(postgres_url: str, key_ring: KeyRing, tmp_path: Path) -> Iterator[Chase]:
    storage = open_storage(postgres_url, keys=key_ring, anchor_dir=tmp_path)
    begun = Chase.begun(storage.transactions)
    begun.here.clock.pass_(hours=_WEEK)  # everybody's time is over
    yield begun
    storage.close()


def hand_on(chase: Chase, uow: UnitOfWork) -> None:
    escalate(uow, chase.here.env)


def end(chase: Chase, uow: UnitOfWork) -> None:
    here = chase.here
    withdraw_circular(uow, here.env, here.people["signer"], chase.circular.id, reason="发错了")


@pytest.mark.parametrize(("first", "second"), [(hand_on, end), (end, hand_on)], ids=["handed on", "ended"])
def test_a_colleague_who_gets_it_at_that_moment_learns_of_the_end(chase: Chase, first: Act, second: Act) -> None:
    done = threading.Event()

    def begin(uow: UnitOfWork) -> None:
        first(chase, uow)
        done.set()
        threading.Event().wait(_WHILE)

    def follow() -> None:
        done.wait()
        chase.here.do(lambda uow: second(chase, uow))

    rivals = [threading.Thread(target=lambda: chase.here.do(begin)), threading.Thread(target=follow)]
    for rival in rivals:
        rival.start()
    for rival in rivals:
        rival.join()
    shown = [message.reply.reveal() for message in chase.here.told("deputy")]
    assert not shown or "circular-ended-withdrawn" in shown[-1]
    sent = [parcel for parcel in chase.carry("telegram") if parcel.address.reveal() == "4010"]
    assert all("circular-ended-withdrawn" in parcel.reply.reveal() for parcel in sent)
