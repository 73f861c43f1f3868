"""What a claim asks of the database does not grow with the messages that it takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
import sqlalchemy as sa

from casework.addresses import register_address
from casework.enrolment import add_person
from casework.outgoing import claim_by_lane
from casework.ports import Lane, Parcel, UnitOfWork
from casework.subscriptions import subscribe
from risk.organisation import Role
from storage.opening import Storage
from tests.support.customs import World, world

ROBOT = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f"
ADDRESSES = {
    "webhook": "https://erp{}.example.org/hook",
    "wecom": ROBOT + "{}",
    "mail": "clerk{}@toys.example.org",
    "sms": "1380013800{}",
}
READERS = 8


def told(storage: Storage, channel: str) -> World:
    """A circular waits there for so many subscribers."""
    here = world(storage.transactions)
    here = replace(here, env=replace(here.env, outgoing=frozenset(ADDRESSES)))

    def enrol(uow: UnitOfWork) -> None:
        org_id = here.people["toys"].org_id
        for number in range(READERS):
            clerk = add_person(uow, here.env, org_id=org_id, role=Role.ENTERPRISE, name="钱专员")
            register_address(uow, here.env, clerk, channel, ADDRESSES[channel].format(number), vouched=True)
            subscribe(uow, here.env, clerk)

    here.do(enrol)
    here.issued(audience="subscribers")
    return here


@contextmanager
def counted() -> Iterator[list[str]]:
    """Statements, on all connections."""
    asked: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)


@pytest.mark.parametrize("channel", ADDRESSES)
def test_a_claim_of_many_asks_as_often_as_a_claim_of_two(storage: Storage, channel: str) -> None:
    here = told(storage, channel)

    def claim(room: int) -> tuple[list[Parcel], int]:
        rooms = {Lane.TALK: room, Lane.CIRCULAR: room}
        with counted() as asked:
            claimed = here.do(lambda uow: claim_by_lane(uow, here.env, channel, rooms))
        return claimed.parcels, len(asked)

    two, few = claim(2)
    many, more = claim(READERS)
    assert (len(two), len(many)) == (2, READERS - 2)
    assert more == few
    links = {"webhook": "leave_link", "wecom": "leave_link", "mail": "one_time_link", "sms": "one_time_link"}
    assert all(getattr(parcel, links[channel]) for parcel in (*two, *many))
