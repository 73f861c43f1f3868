"""The end of a circular: told to exactly those who may have had it, at once, beside senders that are at work."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.deliveries import record_outcome
from casework.endings import lift_circular, withdraw_circular
from casework.outgoing import claim_parcels
from casework.ports import Lane, Message, MessageState, Retry, Sent, Transactions, UnitOfWork
from casework.reminders import remind_receipts
from casework.subscriptions import subscribe, unsubscribe
from risk.circular import CircularState
from risk.delivery import Delivery, DeliveryState
from risk.identity import Secret
from tests.support.customs import world
from tests.support.endings import AWAY, ENDING, HOME, WORDS
from tests.support.storage_records import (
    ADDRESS,
    CIRCULAR,
    DELIVERY,
    MESSAGE,
    NOW,
    PERSON,
    SIGNAL,
    SUBSCRIPTION,
    make_person,
)

# What a delivery and its message may be at the same time, and whether its reader may have had it.
PAIRS = {
    ("queued", "queued", False): False,
    ("queued", "failed", False): False,
    ("queued", "sending", False): True,
    ("queued", "sending", True): True,
    ("failed", "failed", False): False,
    ("failed", "failed", True): True,
    ("failed", "sending", False): True,
    ("unknown", "unknown", True): True,
    ("unknown", "sending", True): True,
    ("sent", "sent", False): True,
    ("delivered", "delivered", False): True,
    ("acknowledged", "sent", False): True,
    ("acknowledged", "queued", False): True,
    ("acknowledged", "dead", False): False,
    ("dead", "dead", False): False,
    ("dead", "dead", True): True,
}
UNSENT = ("queued", "failed", "unknown")


@dataclass(frozen=True, kw_only=True)
class Row:
    pair: tuple[str, str, bool]
    channel: str
    quiet: tuple[int, int] | None
    zone: str
    active: bool


rows = st.builds(
    Row,
    pair=st.sampled_from(sorted(PAIRS)),
    channel=st.sampled_from(("telegram", "mail", "webchat")),
    quiet=st.sampled_from((None, (16, 7), (18, 17), (3, 6), (0, 23))),  # it is 17:30 here and 04:30 there
    zone=st.sampled_from(("", AWAY)),
    active=st.booleans(),
)


class _Undo(Exception):
    pass


def fill(uow: UnitOfWork, wanted: list[Row]) -> None:
    make_person(uow)
    uow.signals.add(SIGNAL)
    uow.circulars.add(CIRCULAR)
    for number, row in enumerate(wanted):
        id_, (delivery_state, message_state, repeat) = f"r{number}", row.pair
        begins, ends = row.quiet or (None, None)
        uow.people.add(dataclasses.replace(PERSON, id=id_))
        uow.subscriptions.add(
            dataclasses.replace(
                SUBSCRIPTION,
                id=id_,
                person_id=id_,
                quiet_from=begins,
                quiet_to=ends,
                zone=row.zone,
                active=row.active,
            )
        )
        uow.addresses.add(
            dataclasses.replace(
                ADDRESS, id=id_, person_id=id_, channel=row.channel, address=Secret(id_), closed_at=None
            )
        )
        message = dataclasses.replace(
            MESSAGE,
            id=f"m{id_}",
            address_id=id_,
            person_id=id_,
            channel=row.channel,
            dedupe="",
            delivery_id=f"d{id_}",
            state=MessageState(message_state),
            repeat=repeat,
            reason="",
        )
        uow.outbox.add(message)
        delivery = dataclasses.replace(
            DELIVERY,
            id=f"d{id_}",
            person_id=id_,
            channel=row.channel,
            message_id=message.id,
            state=DeliveryState(delivery_state),
        )
        uow.deliveries.add(delivery)


def due(row: Row) -> datetime | None:
    """Hour by hour, in the plainest way."""
    if row.channel == "webchat":
        return None
    if not row.active or row.quiet is None:
        return NOW
    begins, ends = row.quiet
    hours = set(range(begins, ends)) if begins < ends else {*range(begins, 24), *range(ends)}
    moment = NOW.astimezone(ZoneInfo(row.zone) if row.zone else HOME)
    if moment.hour not in hours:
        return NOW
    moment = moment.replace(minute=0, second=0, microsecond=0)
    while moment.hour in hours:
        moment += timedelta(hours=1)
    return moment


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(wanted=st.lists(rows, min_size=1, max_size=12))
def test_exactly_those_who_may_have_had_it_are_told_and_what_has_not_left_stays(
    transactions: Transactions, wanted: list[Row]
) -> None:
    def body(uow: UnitOfWork) -> None:
        fill(uow, wanted)
        count = uow.endings.write(ENDING)
        told = {
            message.person_id: message
            for number in range(len(wanted))
            for message in uow.outbox.after(f"r{number}", 0)
            if message.notice_id == "over"
        }
        assert set(told) == {f"r{number}" for number, row in enumerate(wanted) if PAIRS[row.pair]}
        assert count == len(told)
        for number, row in enumerate(wanted):
            delivery_state, message_state, _ = row.pair
            stays = message_state in UNSENT
            message, delivery = uow.outbox.get(f"mr{number}"), uow.deliveries.get(f"dr{number}")
            assert message.state.value == ("dead" if stays else message_state)
            assert message.reason == ("overtaken" if stays else "")
            buried = stays and delivery_state in UNSENT
            assert delivery.state.value == ("dead" if buried else delivery_state)
            assert (delivery.reason == "overtaken") is buried
            assert (delivery.remind_at is None) is buried
            if (end := told.get(f"r{number}")) is not None:
                shown = row.channel == "webchat"
                waits = None if due(row) == NOW else due(row)
                assert (end.state.value, end.next_at) == ("sent" if shown else "queued", waits)
                assert (end.seq, end.reply, end.lane) == (message.seq + 1, WORDS.reply, Lane.CIRCULAR)
                assert end.delivery_id is None
        raise _Undo

    with pytest.raises(_Undo):
        transactions.run_now(body)


def ends_on(messages: list[Message]) -> list[str]:
    return [message.state.value for message in messages if message.dedupe.startswith("ended:")]


def row_on(uow: UnitOfWork, circular_id: str, channel: str) -> Delivery:
    return next(row for row in uow.deliveries.of_circular(circular_id) if row.channel == channel)


def test_the_page_shows_the_end_at_once_and_a_message_not_yet_sent_stays_here(transactions: Transactions) -> None:
    here = world(transactions)
    circular = here.issued()
    signer = here.people["signer"]
    ended = here.do(lambda uow: lift_circular(uow, here.env, signer, circular.id, reason="风险已消除"))
    assert ended.state is CircularState.LIFTED
    assert ends_on(here.told("toys")) == ["sent"]
    assert ends_on(here.told("toys", "telegram")) == []
    assert here.do(lambda uow: claim_parcels(uow, here.env, "telegram", limit=5)) == []
    row = here.do(lambda uow: row_on(uow, circular.id, "telegram"))
    assert (row.state, row.reason) == (DeliveryState.DEAD, "overtaken")


def test_what_a_sender_gives_back_after_the_end_does_not_go_out_again(transactions: Transactions) -> None:
    here = world(transactions)
    circular = here.issued()
    signer = here.people["signer"]
    (parcel,) = here.do(lambda uow: claim_parcels(uow, here.env, "telegram", limit=5))
    here.do(lambda uow: lift_circular(uow, here.env, signer, circular.id, reason="风险已消除"))
    here.do(lambda uow: record_outcome(uow, here.env, parcel.message_id, Retry(after=1, reason="busy")))
    here.clock.pass_(hours=2)
    claimed = here.do(lambda uow: claim_parcels(uow, here.env, "telegram", limit=5))
    assert [ends.message_id for ends in claimed] == [
        message.id for message in here.told("toys", "telegram") if message.dedupe.startswith("ended:")
    ]
    row = here.do(lambda uow: row_on(uow, circular.id, "telegram"))
    assert (row.state, row.reason) == (DeliveryState.DEAD, "overtaken")


def test_a_reminder_that_waits_for_the_morning_does_not_outlive_its_circular(transactions: Transactions) -> None:
    here = world(transactions)
    signer = here.people["signer"]
    circular = here.issued()
    (parcel,) = here.do(lambda uow: claim_parcels(uow, here.env, "telegram", limit=5))
    here.do(lambda uow: record_outcome(uow, here.env, parcel.message_id, Sent(external_id="1")))
    here.do(lambda uow: subscribe(uow, here.env, here.people["toys"], quiet=(8, 12)))  # it is 9:00
    here.clock.pass_(days=7)
    assert here.do(lambda uow: remind_receipts(uow, here.env)) > 0
    here.do(lambda uow: lift_circular(uow, here.env, signer, circular.id, reason="风险已消除"))
    here.clock.pass_(hours=4)
    claimed = here.do(lambda uow: claim_parcels(uow, here.env, "telegram", limit=5))
    told = {message.id: message.dedupe.partition(":")[0] for message in here.told("toys", "telegram")}
    assert [told[parcel.message_id] for parcel in claimed] == ["ended"]


def test_an_end_waits_for_the_quiet_hours_and_an_error_in_an_emergency_is_taken_back_at_once(
    transactions: Transactions,
) -> None:
    here = world(transactions)
    signer = here.people["signer"]
    red, orange = here.issued(level="red"), here.issued()
    claimed = here.do(lambda uow: claim_parcels(uow, here.env, "telegram", limit=5))
    assert len(claimed) == 2
    here.do(lambda uow: subscribe(uow, here.env, here.people["toys"], quiet=(8, 12)))  # it is 9:00
    here.do(lambda uow: withdraw_circular(uow, here.env, signer, red.id, reason="误发"))
    here.do(lambda uow: withdraw_circular(uow, here.env, signer, orange.id, reason="误发"))
    first, second = [m for m in here.told("toys", "telegram") if m.dedupe.startswith("ended:")]
    assert (first.lane, first.next_at) == (Lane.EMERGENCY, None)
    assert (second.lane, second.next_at) == (Lane.CIRCULAR, here.clock.now() + timedelta(hours=3))


def test_who_has_unsubscribed_still_learns_that_a_warning_they_had_is_over(transactions: Transactions) -> None:
    here = world(transactions)
    toys, signer = here.people["toys"], here.people["signer"]
    here.do(lambda uow: subscribe(uow, here.env, toys))
    circular = here.issued(audience="subscribers")
    here.do(lambda uow: unsubscribe(uow, here.env, toys))
    here.do(lambda uow: lift_circular(uow, here.env, signer, circular.id, reason="风险已消除"))
    assert ends_on(here.told("toys")) == ["sent"]
