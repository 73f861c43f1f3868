"""When a message is due, and whose a lease is, where clocks differ or jump; the same on every engine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from casework.deliveries import record_outcome
from casework.outgoing import claim_parcels
from casework.ports import MessageState, Retry, Say, Text, Transactions
from casework.ports.records import CLOCKS_APART
from casework.subscriptions import subscribe
from casework.tell import tell_at
from tests.support.customs import World, world

SPAN = timedelta(seconds=6)
_AGAIN = Retry(after=0, reason="no-connection")


def wait_for_the_digest(here: World) -> None:
    """A circular comes at 9:00. The digest of 8:00 tomorrow would carry it, but no job runs: at 9:00 it goes itself."""
    here.do(lambda uow: subscribe(uow, here.env, here.people["toys"], digest_hour=8, bundled=True))
    here.issued(audience="subscribers")


def goes_wrong(here: World) -> int:
    """Everything that is due fails, to be tried again; how many that were."""
    parcels = here.do(lambda uow: claim_parcels(uow, here.env, "telegram", limit=9))
    for parcel in parcels:
        here.do(lambda uow, id_=parcel.message_id: record_outcome(uow, here.env, id_, _AGAIN))
    return len(parcels)


def test_what_another_machine_wrote_by_a_clock_a_little_ahead_goes_at_once(transactions: Transactions) -> None:
    here = world(transactions)
    address = here.do(lambda uow: uow.addresses.at("telegram", "4001"))
    assert address is not None
    hello = Say(text=Text(key="telegram-open"))
    here.do(lambda uow: tell_at(uow, here.env, address, hello, dedupe="hello"))
    here.clock.pass_(seconds=-CLOCKS_APART.total_seconds() - 1)
    assert goes_wrong(here) == 0
    here.clock.pass_(seconds=1)
    assert goes_wrong(here) == 1
    assert goes_wrong(here) == 0  # a further attempt waits for its whole time


def test_a_lease_that_ends_later_than_anybody_can_have_taken_it_for_is_nobodys(transactions: Transactions) -> None:
    """Its holder died, and then the clock was set back by an hour."""
    now = datetime.now(UTC)
    before = transactions.run_now(lambda uow: uow.leases.take("bot", "one", span=timedelta(hours=1), now=now))
    after = transactions.run_now(lambda uow: uow.leases.take("bot", "two", span=SPAN, now=now))
    assert before is not None
    assert after is not None
    assert after.number == before.number + 1
    assert transactions.run_now(lambda uow: uow.leases.renew(before, span=SPAN, now=now)) is None


def test_what_waits_for_its_hour_is_not_late_before_it(transactions: Transactions) -> None:
    here = world(transactions)
    wait_for_the_digest(here)
    assert lateness(here) == {19: None, 20: None, 23: None, 24: 0, 25: 60}


def test_what_is_held_back_until_the_morning_is_not_late_before_it(transactions: Transactions) -> None:
    here = world(transactions)
    address = here.do(lambda uow: uow.addresses.at("telegram", "4001"))
    assert address is not None
    morning = here.clock.now() + timedelta(hours=24)
    hello = Say(text=Text(key="telegram-open"))
    here.do(lambda uow: tell_at(uow, here.env, address, hello, dedupe="hello", not_before=morning))
    assert lateness(here) == {19: None, 20: None, 23: None, 24: 0, 25: 60}


def lateness(here: World) -> dict[int, int | None]:
    """After so many hours, for how many minutes something has waited that may go; None: nothing does."""
    found: dict[int, int | None] = {}
    begin = here.clock.now()
    for hours in (19, 20, 23, 24, 25):
        now = begin + timedelta(hours=hours)
        count, oldest = here.do(lambda uow, now=now: uow.outbox.waiting("telegram", now))
        found[hours] = None if oldest is None else (now - oldest) // timedelta(minutes=1)
        assert count == (oldest is not None)
    return found


def test_what_has_waited_for_its_hour_is_tried_for_a_whole_day_from_then_on(transactions: Transactions) -> None:
    here = world(transactions)
    wait_for_the_digest(here)
    here.clock.pass_(hours=24)
    for _ in range(23):
        goes_wrong(here)
        here.clock.pass_(hours=1)
    (message,) = here.told("toys", "telegram")
    assert message.state is MessageState.FAILED
