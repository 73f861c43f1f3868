"""Notices in several browsers of one person are one delivery; the same on every engine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.deliveries import record_outcome, undeliverable
from casework.devices import close_device, register_device
from casework.enrolment import open_address
from casework.outgoing import claim_parcels
from casework.ports import Dead, Outcome, Parcel, Retry, Say, Sent, Text, Transactions
from casework.receipts import acknowledge_receipt
from casework.reminders import remind_receipts
from casework.tell import tell
from risk.circular import Circular
from risk.delivery import Delivery
from risk.organisation import Address
from tests.support.customs import World, world
from tests.support.devices import device

GONE = Dead(reason="gone")
TAKEN = Sent(external_id="1")


@pytest.fixture
def here(transactions: Transactions) -> World:
    here = world(transactions)
    return replace(here, env=replace(here.env, outgoing=frozenset({"mail", "push"})))


def add(here: World, name: str, *, who: str = "lamps") -> Address:
    return here.do(lambda uow: register_device(uow, here.env, here.people[who], device(name)))


def parcels(here: World) -> list[Parcel]:
    return here.do(lambda uow: claim_parcels(uow, here.env, "push", limit=20))


def happens(here: World, parcel: Parcel, outcome: Outcome) -> None:
    here.do(lambda uow: record_outcome(uow, here.env, parcel.message_id, outcome))


def delivery(here: World, circular: Circular, channel: str = "push", *, who: str = "lamps") -> Delivery:
    rows = here.do(lambda uow: uow.deliveries.between(circular.id, here.people[who].id))
    return next(row for row in rows if row.channel == channel)


def all_parcels(here: World) -> dict[str, Parcel]:
    """By the name of the browser; copies come with the look after the first."""
    found = [*parcels(here), *parcels(here)]
    assert parcels(here) == []
    return {parcel.address.reveal().split(" ")[0].rpartition("/")[2]: parcel for parcel in found}


def test_a_circular_goes_to_every_browser_of_its_reader_and_is_one_delivery(here: World) -> None:
    add(here, "phone")
    add(here, "desk")
    circular = here.issued()
    gone_out = all_parcels(here)
    assert gone_out.keys() == {"phone", "desk"}
    assert len({parcel.reply.reveal() for parcel in gone_out.values()}) == 1
    rows = here.do(lambda uow: uow.deliveries.between(circular.id, here.people["lamps"].id))
    assert sorted(row.channel for row in rows) == ["push", "webchat"]


def test_a_second_try_makes_no_second_copy(here: World) -> None:
    add(here, "phone")
    add(here, "desk")
    here.issued()
    for parcel in all_parcels(here).values():
        happens(here, parcel, Retry(after=0, reason="no-connection"))
    here.clock.pass_(minutes=1)
    assert all_parcels(here).keys() == {"phone", "desk"}


@pytest.mark.parametrize("order", [("phone", "desk"), ("desk", "phone")])
def test_while_one_browser_takes_it_the_circular_has_arrived(here: World, order: tuple[str, str]) -> None:
    """In whichever order the answers come."""
    add(here, "phone")
    desk = add(here, "desk")
    circular = here.issued()
    found = all_parcels(here)
    outcomes = {"phone": GONE, "desk": TAKEN}
    for name in order:
        happens(here, found[name], outcomes[name])
    row = delivery(here, circular)
    assert row.state.value == "sent"
    assert row.message_id == found["desk"].message_id
    assert [each.id for each in here.do(lambda uow: uow.addresses.of(row.person_id)) if each.channel == "push"] == [
        desk.id
    ]
    assert here.do(lambda uow: undeliverable(uow, here.people["officer"])) == []


def test_when_every_browser_is_gone_the_delivery_is_dead(here: World) -> None:
    for name in ("phone", "desk", "old"):
        add(here, name)
    circular = here.issued()
    for parcel in all_parcels(here).values():
        happens(here, parcel, GONE)
    assert delivery(here, circular).state.value == "dead"


def test_whoever_switches_notices_on_gets_nothing_later_by_that(here: World) -> None:
    """A browser takes nobody's turn: nobody says whether it has shown anything."""
    add(here, "phone")
    here.do(lambda uow: open_address(uow, here.env, here.people["lamps"], "mail", "liang@lamps.example.org"))
    here.issued()
    (mail,) = here.do(lambda uow: claim_parcels(uow, here.env, "mail", limit=9))
    assert (mail.address.reveal(), all_parcels(here).keys()) == ("liang@lamps.example.org", {"phone"})


def test_whom_no_browser_and_nothing_else_reaches_is_on_the_list(here: World) -> None:
    add(here, "phone")
    here.issued()
    (parcel,) = parcels(here)
    happens(here, parcel, GONE)
    (missing,) = here.do(lambda uow: undeliverable(uow, here.people["officer"]))
    assert missing.person.id == here.people["lamps"].id


def test_a_browser_that_was_signed_out_hands_on_what_waited_for_it(here: World) -> None:
    phone = add(here, "phone")
    add(here, "desk")
    circular = here.issued()
    here.do(lambda uow: close_device(uow, here.env, phone.id))
    found = all_parcels(here)
    assert found.keys() == {"desk"}
    happens(here, found["desk"], TAKEN)
    assert delivery(here, circular).state.value == "sent"


def test_a_reminder_goes_to_every_browser_too(here: World) -> None:
    add(here, "phone")
    add(here, "desk")
    here.issued()
    for parcel in all_parcels(here).values():
        happens(here, parcel, TAKEN)
    here.clock.pass_(days=4)
    assert here.do(lambda uow: remind_receipts(uow, here.env)) == 2  # the toy importer has not acknowledged either
    assert all_parcels(here).keys() == {"phone", "desk"}


def test_who_has_acknowledged_in_the_chat_gets_no_notice_any_more(here: World) -> None:
    add(here, "phone")
    circular = here.issued()
    here.do(lambda uow: acknowledge_receipt(uow, here.env, here.people["lamps"], circular.id, channel="webchat"))
    assert parcels(here) == []


def test_what_is_told_to_somebody_is_in_the_chat_once_and_in_each_browser_once(here: World) -> None:
    add(here, "phone", who="citizen")
    add(here, "desk", who="citizen")
    say = Say(text=Text(key="telegram-open"))
    for _ in range(2):
        here.do(lambda uow: tell(uow, here.env, here.people["citizen"], say, dedupe="verified"))
    assert all_parcels(here).keys() == {"phone", "desk"}
    assert len(here.told("citizen")) == 1


def test_a_notice_leads_to_its_message_in_the_chat(here: World) -> None:
    add(here, "phone")
    add(here, "desk")
    say = Say(text=Text(key="telegram-open"))
    here.do(lambda uow: tell(uow, here.env, here.people["lamps"], say, dedupe="first"))
    here.issued()
    links = {parcel.one_time_link for parcel in [*parcels(here), *parcels(here)]}
    assert links == {f"/chat?at={message.seq}" for message in here.told("lamps")}
    assert len(links) == 2
