"""Many messages settled at once end as each alone would; what is read for sending is what is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from casework.deliveries import record_outcome
from casework.env import Env
from casework.outgoing import ACKNOWLEDGE, claim_by_lane, claim_parcels
from casework.ports import (
    Dead,
    Lane,
    Lost,
    Message,
    MessageState,
    Option,
    Outcome,
    Retry,
    Say,
    Sent,
    Text,
    Transactions,
    UnitOfWork,
)
from casework.ports.encoding import dump_reply
from casework.settling import settle
from risk.delivery import Attempt, Delivery, DeliveryState
from risk.identity import Secret
from tests.support import storage_records as records
from tests.support.echo import sentence
from tests.support.telegram_line import make_env


class Stopped:
    """The hour of the stored records."""

    def now(self) -> datetime:
        return records.LATER


@pytest.fixture
def env() -> Env:
    return replace(make_env(), clock=Stopped())


@pytest.fixture
def kept(transactions: Transactions) -> Transactions:
    transactions.run_now(records.make_world)
    return transactions


def queue(
    transactions: Transactions, id_: str, *, lane: Lane = Lane.CIRCULAR, words: str = "", channel: str = "telegram"
) -> None:
    """A message that is due, with a delivery of its own."""
    address = replace(
        records.ADDRESS,
        id=f"a-{id_}",
        channel=channel,
        address=Secret(f"at {id_}"),
        closed_at=None,
        closed_reason="",
    )
    message = Message(
        id=id_,
        address_id=address.id,
        person_id="person",
        channel=channel,
        created_at=records.NOW,
        reply=Secret(words or dump_reply(sentence("您好"))),
        lane=lane,
        next_at=records.NOW,
        delivery_id=f"d-{id_}",
    )
    delivery = replace(
        records.DELIVERY, id=f"d-{id_}", channel=f"c-{id_}", message_id=id_, state=DeliveryState.QUEUED, sent_at=None
    )

    def body(uow: UnitOfWork) -> None:
        uow.addresses.add(address)
        uow.outbox.add(message)
        uow.deliveries.add(delivery)

    transactions.run_now(body)


def claimed(transactions: Transactions, env: Env, rooms: dict[Lane, int]) -> list[str]:
    body = transactions.run_now(lambda uow: claim_by_lane(uow, env, "telegram", rooms))
    return [parcel.message_id for parcel in body.parcels if parcel.message_id != "message"]


def ended(transactions: Transactions, id_: str) -> tuple[Message, Delivery, list[Attempt]]:
    """Without the names and versions that may differ."""

    def body(uow: UnitOfWork) -> tuple[Message, Delivery, list[Attempt]]:
        message, delivery = uow.outbox.get(id_), uow.deliveries.get(f"d-{id_}")
        plain = replace(message, id="", address_id="", dedupe="", delivery_id=None, version=0)
        attempts = [
            replace(each, id="", message_id="", delivery_id="") for each in uow.attempts.of_delivery(f"d-{id_}")
        ]
        return plain, replace(delivery, id="", channel="", message_id=None, version=0), attempts

    return transactions.run_now(body)


def settled(transactions: Transactions, env: Env, *outcomes: tuple[str, Outcome]) -> None:
    transactions.run_now(lambda uow: settle(uow, env, outcomes))


@pytest.mark.parametrize(
    "outcome",
    [Sent(external_id="99"), Lost(reason="no-answer"), Dead(reason="refused"), Retry(after=7, reason="flood")],
)
def test_settled_together_a_message_ends_as_it_would_alone(kept: Transactions, env: Env, outcome: Outcome) -> None:
    for name in ("alone", "one", "two"):
        queue(kept, name)
    claimed(kept, env, {Lane.CIRCULAR: 10})
    kept.run_now(lambda uow: record_outcome(uow, env, "alone", outcome))
    settled(kept, env, ("one", outcome), ("two", outcome))
    # Waits are spread by the message's id, so the next time is left out.
    expected = replace(ended(kept, "alone")[0], next_at=None), *ended(kept, "alone")[1:]
    for name in ("one", "two"):
        assert (replace(ended(kept, name)[0], next_at=None), *ended(kept, name)[1:]) == expected


def test_a_late_sent_undoes_nothing_that_came_first(kept: Transactions, env: Env) -> None:
    queue(kept, "one")
    claimed(kept, env, {Lane.CIRCULAR: 10})

    def receipt(uow: UnitOfWork) -> None:
        delivery = uow.deliveries.get("d-one")
        uow.deliveries.save(replace(delivery, state=DeliveryState.ACKNOWLEDGED, acknowledged_at=records.LATER))

    kept.run_now(receipt)
    settled(kept, env, ("one", Sent(external_id="9")))
    message, delivery, attempts = ended(kept, "one")
    assert (message.state, delivery.state, len(attempts)) == (MessageState.SENT, DeliveryState.ACKNOWLEDGED, 1)


def test_sent_twice_is_two_attempts_and_the_first_name_stays(kept: Transactions, env: Env) -> None:
    queue(kept, "one")
    claimed(kept, env, {Lane.CIRCULAR: 10})
    settled(kept, env, ("one", Sent(external_id="first")))
    settled(kept, env, ("one", Sent(external_id="second")))
    message, _, attempts = ended(kept, "one")
    assert (message.external_id, len(attempts)) == ("first", 2)


def test_a_message_whose_turn_did_not_come_has_no_attempt_more(kept: Transactions, env: Env) -> None:
    queue(kept, "one")
    claimed(kept, env, {Lane.CIRCULAR: 10})
    settled(kept, env, ("one", Retry(after=0, reason="pace")))
    message, delivery, attempts = ended(kept, "one")
    assert (message.attempts, message.repeat, delivery.state, attempts) == (0, False, DeliveryState.QUEUED, [])
    assert claimed(kept, env, {Lane.CIRCULAR: 10}) == ["one"]


def test_each_lane_is_taken_up_to_its_own_room(kept: Transactions, env: Env) -> None:
    for lane in Lane:
        for number in range(3):
            queue(kept, f"{lane.value}{number}", lane=lane)
    rooms = {Lane.TALK: 1, Lane.EMERGENCY: 2, Lane.CIRCULAR: 0, Lane.DIGEST: 1}
    lanes = [id_[:-1] for id_ in claimed(kept, env, rooms)]
    assert lanes == ["talk", "emergency", "emergency", "digest"]


def test_a_message_that_nobody_can_read_is_buried_and_the_next_one_taken(kept: Transactions, env: Env) -> None:
    queue(kept, "bad", words='{"_":"Nothing"}')
    queue(kept, "good")
    assert claimed(kept, env, {Lane.CIRCULAR: 10}) == ["good"]
    message, delivery, _ = ended(kept, "bad")
    assert (message.state, message.reason, delivery.state) == (MessageState.DEAD, "unreadable", DeliveryState.DEAD)


def test_a_message_that_cannot_be_made_up_is_buried_and_the_next_one_taken(kept: Transactions, env: Env) -> None:
    """Where no button exists a link is made from the delivery's id, which is none of ours here."""
    button = Option(label=Text(key="button-acknowledge"), action=ACKNOWLEDGE, subject="circular")
    words = Say(text=Text(key="telegram-open"), options=((button,),))
    queue(kept, "bad", words=dump_reply(words), channel="webhook")
    queue(kept, "good", channel="webhook")
    parcels = kept.run_now(lambda uow: claim_parcels(uow, env, "webhook", limit=10))
    assert [parcel.message_id for parcel in parcels] == ["good"]
    message, delivery, _ = ended(kept, "bad")
    assert (message.state, message.reason, delivery.state) == (MessageState.DEAD, "unreadable", DeliveryState.DEAD)


def test_a_parcel_goes_to_the_address_in_the_persons_language(kept: Transactions, env: Env) -> None:
    queue(kept, "one")
    parcels = kept.run_now(lambda uow: claim_parcels(uow, env, "telegram", limit=10))
    assert [(p.address.reveal(), p.locale) for p in parcels if p.message_id == "one"] == [("at one", "zh-HK")]
