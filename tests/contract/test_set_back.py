"""What a clock ahead of ours has written goes now, and nothing else is hurried; the same on every engine."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casework.deliveries import record_outcome
from casework.outgoing import LEASE, claim_parcels
from casework.ports import Dead, Lane, Lost, Message, MessageState, Outcome, Retry, Say, Text, Transactions
from casework.ports.records import CLOCKS_APART
from casework.set_back import ahead, bring_back
from casework.settling import PACE, settle
from casework.subscriptions import subscribe
from casework.tell import tell_at
from risk.circular import WarningLevel
from tests.support.customs import World, world

_WRONG = timedelta(hours=8)
_HELLO = Say(text=Text(key="telegram-open"))


def tell(here: World, name: str, *, lane: Lane = Lane.CIRCULAR, not_before: timedelta | None = None) -> None:
    address = here.do(lambda uow: uow.addresses.at("telegram", "4001"))
    assert address is not None
    at = None if not_before is None else here.clock.now() + not_before
    here.do(lambda uow: tell_at(uow, here.env, address, _HELLO, dedupe=name, lane=lane, not_before=at))


def take(here: World, limit: int = 9) -> list[str]:
    """Ids of the messages that a sender gets now."""
    parcels = here.do(lambda uow: claim_parcels(uow, here.env, "telegram", limit=limit))
    return [parcel.message_id for parcel in parcels]


def names(here: World, ids: list[str]) -> list[str]:
    return [here.do(lambda uow, id_=id_: uow.outbox.get(id_)).dedupe for id_ in ids]


def found(here: World) -> list[str]:
    return here.do(lambda uow: ahead(uow, here.env, "telegram"))


def back(here: World) -> int:
    """Portion by portion, until nothing is left; how many that were."""
    count = 0
    while ids := found(here):
        count += here.do(lambda uow, ids=ids: bring_back(uow, here.env, ids))
    return count


@pytest.fixture
def here(transactions: Transactions) -> World:
    return world(transactions)


def test_what_was_to_go_at_once_goes_now_and_once(here: World) -> None:
    here.clock.pass_(seconds=_WRONG.total_seconds())
    tell(here, "hello")
    here.clock.pass_(seconds=-_WRONG.total_seconds())
    assert take(here) == []
    assert back(here) == 1
    assert names(here, take(here)) == ["hello"]
    assert (take(here), found(here)) == ([], [])


def test_a_circular_issued_by_a_clock_ahead_goes_now_over_the_channel_whose_turn_it_is(here: World) -> None:
    here.clock.pass_(seconds=_WRONG.total_seconds())
    here.issued(level=WarningLevel.RED)
    here.clock.pass_(seconds=-_WRONG.total_seconds())
    assert take(here) == []
    back(here)
    circulars = [m.dedupe for m in here.told("toys", "telegram") if m.state is MessageState.QUEUED]
    assert circulars
    assert set(circulars) <= set(names(here, take(here)))


def test_an_emergency_is_brought_back_before_everything_else(here: World) -> None:
    here.clock.pass_(seconds=_WRONG.total_seconds())
    for lane in Lane:
        tell(here, lane.value, lane=lane)
    here.clock.pass_(seconds=-_WRONG.total_seconds())
    order = []
    while ids := found(here):
        order += names(here, ids)
        here.do(lambda uow, ids=ids: bring_back(uow, here.env, ids))
    assert order == ["emergency", "talk", "circular", "digest", "exercise"]


def test_what_waits_for_its_hour_by_a_right_clock_goes_on_waiting(here: World) -> None:
    here.do(lambda uow: subscribe(uow, here.env, here.people["toys"], quiet=(0, 23)))
    here.issued()
    tell(here, "morning", not_before=timedelta(hours=12))
    assert back(here) == 0


def test_clocks_of_machines_that_differ_a_little_hurry_nothing(here: World) -> None:
    tell(here, "hello")
    here.clock.pass_(seconds=-CLOCKS_APART.total_seconds())
    assert back(here) == 0


@pytest.mark.parametrize(("outcome", "marked"), [(Retry(after=0, reason="refused"), False), (Lost(reason="cut"), True)])
def test_a_further_attempt_that_a_clock_ahead_has_set_is_due_now(here: World, outcome: Outcome, marked: bool) -> None:
    tell(here, "hello")
    (id_,) = take(here)
    here.clock.pass_(seconds=_WRONG.total_seconds())
    here.do(lambda uow: record_outcome(uow, here.env, id_, outcome))
    here.clock.pass_(seconds=-_WRONG.total_seconds())
    assert take(here) == []
    assert back(here) == 1
    assert take(here) == [id_]
    assert here.do(lambda uow: uow.outbox.get(id_)).repeat is marked


def test_what_was_put_back_unsent_by_a_clock_ahead_is_due_now_without_an_attempt(here: World) -> None:
    tell(here, "hello")
    (id_,) = take(here)
    here.clock.pass_(seconds=_WRONG.total_seconds())
    here.do(lambda uow: settle(uow, here.env, [(id_, Retry(after=3, reason=PACE))]))
    here.clock.pass_(seconds=-_WRONG.total_seconds())
    assert back(here) == 1
    assert take(here) == [id_]
    assert here.do(lambda uow: uow.outbox.get(id_)).attempts == 1


def test_a_further_attempt_set_by_a_right_clock_keeps_its_moment(here: World) -> None:
    """Though the message itself was written by a clock ahead: it failed after that was set back."""
    here.clock.pass_(seconds=_WRONG.total_seconds())
    tell(here, "hello")
    (id_,) = take(here)
    here.clock.pass_(seconds=-_WRONG.total_seconds())
    here.do(lambda uow: record_outcome(uow, here.env, id_, Retry(after=60, reason="refused")))
    assert back(here) == 1
    assert take(here) == []
    here.clock.pass_(seconds=60)
    assert take(here) == [id_]


def test_a_claim_that_ends_later_than_it_can_have_been_made_for_ends_when_one_of_now_would(here: World) -> None:
    tell(here, "hello")
    here.clock.pass_(seconds=_WRONG.total_seconds())
    (id_,) = take(here)
    here.clock.pass_(seconds=-_WRONG.total_seconds())
    assert back(here) == 1
    here.clock.pass_(seconds=LEASE.total_seconds())
    assert take(here) == []
    here.clock.pass_(seconds=1)
    assert take(here) == [id_]
    assert here.do(lambda uow: uow.outbox.get(id_)).repeat


def test_a_claim_of_now_and_what_has_come_to_its_end_are_left_alone(here: World) -> None:
    for name in ("claimed", "dead"):
        tell(here, name)
    first, second = take(here)
    here.do(lambda uow: record_outcome(uow, here.env, second, Dead(reason="refused")))

    def both() -> list[Message]:
        return [here.do(lambda uow, id_=id_: uow.outbox.get(id_)) for id_ in (first, second)]

    before = both()
    assert back(here) == 0
    assert here.do(lambda uow: bring_back(uow, here.env, [first, second, "nobody"])) == 0
    assert both() == before


def test_a_tick_that_a_clock_ahead_has_claimed_is_claimed_again_when_its_time_comes(transactions: Transactions) -> None:
    here = world(transactions)
    now, later = here.clock.now(), here.clock.now() + _WRONG

    def claim(tick: str, *, late: bool) -> bool:
        return here.do(lambda uow: uow.ticks.claim("remind", tick, later if late else now))

    assert claim("480", late=True)
    assert here.do(lambda uow: uow.ticks.claim("expire", "480", later))
    assert claim("0", late=False)
    assert not claim("0", late=False)
    assert claim("480", late=True)
    assert not here.do(lambda uow: uow.ticks.claim("expire", "480", later))  # that job has not looked since
