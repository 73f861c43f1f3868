"""Digests: to those whose hour it is by their own clock, once a day; bundled where somebody wants that."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest

from casework.deliveries import record_outcome
from casework.digests import send_digests
from casework.endings import lift_circular
from casework.enrolment import open_address
from casework.outgoing import claim_parcels
from casework.ports import Dead, Lost, Message, MessageState, Outcome, Say, Sent, Transactions, UnitOfWork
from casework.ports.digests import DigestHour
from casework.ports.encoding import load_reply
from casework.receipts import acknowledge_receipt, due_list
from casework.settling import settle
from casework.subscriptions import resubscribe, subscribe, unsubscribe
from risk.circular import Circular
from risk.delivery import Delivery
from risk.organisation import Role
from tests.support.customs import World, world
from tests.support.storage_records import NOW, PERSON, SUBSCRIPTION, make_person

BY_SUBSCRIPTION = {"audience": "subscribers"}


@pytest.fixture
def here(transactions: Transactions) -> World:
    return world(transactions)


def due(here: World) -> int:
    """Everybody whose hour it is, as the job does it; how many."""
    looked = 0
    while count := here.do(lambda uow: send_digests(uow, here.env)):
        looked += count
    return looked


def digests(here: World, channel: str = "telegram", name: str = "toys") -> list[Message]:
    return [message for message in here.told(name, channel) if message.dedupe.startswith("digest:")]


def rows(here: World, circular: Circular, channel: str = "telegram") -> Delivery:
    found = here.do(lambda uow: uow.deliveries.between(circular.id, here.people["toys"].id))
    return next(row for row in found if row.channel == channel)


def waiting(here: World) -> list[str]:
    return [parcel.message_id for parcel in here.do(lambda uow: claim_parcels(uow, here.env, "telegram", limit=9))]


def bundling(here: World, **wishes: object) -> None:
    """It is 9:00; the digest comes at noon."""
    toys = here.people["toys"]
    wanted = {"digest_hour": 12, "bundled": True, **wishes}
    here.do(lambda uow: subscribe(uow, here.env, toys, **wanted))  # type: ignore[arg-type] # a few of its fields


@pytest.mark.parametrize(("zone", "hours"), [("", 1), ("Asia/Tokyo", 0), ("Europe/London", 9)])
def test_the_hour_is_that_of_the_recipients_clock(here: World, zone: str, hours: int) -> None:
    """It is 9:00 here, 10:00 in Tokyo and 1:00 in London."""
    here.do(lambda uow: subscribe(uow, here.env, here.people["toys"], digest_hour=10, zone=zone))
    here.issued()
    told = []
    for _ in range(24):
        told.append(due(here))
        assert due(here) == 0
        here.clock.pass_(hours=1)
    assert [hour for hour, count in enumerate(told) if count] == [hours]
    assert len(digests(here)) == 1


def test_what_comes_during_the_hour_is_in_the_next_digest_and_nothing_is_in_two(here: World) -> None:
    here.do(lambda uow: subscribe(uow, here.env, here.people["toys"], digest_hour=10))
    here.issued(title="第一份")
    here.clock.pass_(hours=1, minutes=5)
    here.issued(title="第二份")
    here.clock.pass_(minutes=5)
    assert due(here) == 1
    here.clock.pass_(days=1)
    assert due(here) == 1
    told = [digest.reply.reveal() for digest in digests(here, "webchat")]
    assert [("第一份" in words, "第二份" in words) for words in told] == [(True, False), (False, True)]


def test_a_digest_waits_for_the_end_of_the_quiet_hours(here: World) -> None:
    here.do(lambda uow: subscribe(uow, here.env, here.people["toys"], digest_hour=10, quiet=(8, 11)))
    here.issued()
    here.clock.pass_(hours=1)
    due(here)
    assert [message.next_at for message in digests(here)] == [here.clock.now() + timedelta(hours=1)]
    assert [message.state for message in digests(here, "webchat")] == [MessageState.SENT]


def test_a_great_many_go_in_portions_and_nobody_is_left_out_or_told_twice(transactions: Transactions) -> None:
    hour = DigestHour(zone="", hour=8, day="2026-03-02", at=NOW)

    def fill(uow: UnitOfWork) -> None:
        make_person(uow)
        for number in range(25):
            id_ = f"p{number:02}"
            uow.people.add(dataclasses.replace(PERSON, id=id_, active=number != 3, contact_withdrawn_at=None))
            theirs = dataclasses.replace(SUBSCRIPTION, id=id_, person_id=id_, active=number != 4)
            uow.subscriptions.add(dataclasses.replace(theirs, digest_hour=9 if number == 5 else 8))

    transactions.run_now(fill)
    portions = []
    while portion := transactions.run_now(lambda uow: uow.digests.claim(hour, limit=10)):
        portions.append(portion)
    assert [len(portion) for portion in portions] == [10, 10, 2]
    assert [id_ for portion in portions for id_ in portion] == [
        f"p{number:02}" for number in range(25) if number not in (3, 4, 5)
    ]
    tomorrow = dataclasses.replace(hour, day="2026-03-03")
    assert len(transactions.run_now(lambda uow: uow.digests.claim(tomorrow, limit=100))) == 22


def test_a_digest_counts_what_the_list_of_things_due_shows(here: World) -> None:
    toys = here.people["toys"]
    here.do(lambda uow: subscribe(uow, here.env, toys, digest_hour=10))
    first, _ended, _third = (here.issued(reply_by=here.clock.now().date() + timedelta(days=days)) for days in (3, 4, 5))
    here.do(lambda uow: acknowledge_receipt(uow, here.env, toys, first.id, channel="webchat"))
    here.do(lambda uow: lift_circular(uow, here.env, here.people["signer"], _ended.id, reason="已消除"))

    def counted(uow: UnitOfWork) -> tuple[int, int]:
        (news,) = uow.digests.news([toys.id], since=NOW - timedelta(days=9_999), until=NOW + timedelta(days=9_999))
        assert news.role is Role.ENTERPRISE
        return news.owed, len(news.fresh)

    assert here.do(counted) == (len(here.do(lambda uow: due_list(uow, toys))), 2) == (2, 2)


def test_bundled_circulars_come_as_one_message_and_each_has_its_row(here: World) -> None:
    bundling(here)
    first, second = here.issued(title="甲", **BY_SUBSCRIPTION), here.issued(title="乙", **BY_SUBSCRIPTION)
    assert waiting(here) == []
    assert {rows(here, each, "webchat").state.value for each in (first, second)} == {"sent"}
    here.clock.pass_(hours=3)
    assert due(here) == 1
    (digest,) = digests(here)
    words = digest.reply.reveal()
    assert "甲" in words
    assert "乙" in words
    assert {rows(here, each).message_id for each in (first, second)} == {digest.id}
    assert waiting(here) == [digest.id]
    here.do(lambda uow: settle(uow, here.env, [(digest.id, Sent(external_id="7"))]))
    assert {rows(here, each).state.value for each in (first, second)} == {"sent"}


@pytest.mark.parametrize(
    ("outcome", "states"),
    [(Sent(external_id="1"), {"sent"}), (Lost(reason="no-answer"), {"unknown"}), (Dead(reason="blocked"), {"dead"})],
    ids=["sent", "lost", "dead"],
)
def test_what_becomes_of_the_digest_becomes_of_all_that_it_carries(
    here: World, outcome: Outcome, states: set[str]
) -> None:
    bundling(here)
    both = here.issued(title="甲", **BY_SUBSCRIPTION), here.issued(title="乙", **BY_SUBSCRIPTION)
    here.clock.pass_(hours=3)
    due(here)
    (digest,) = waiting(here)
    here.do(lambda uow: record_outcome(uow, here.env, digest, outcome))
    assert {rows(here, each).state.value for each in both} == states


@pytest.mark.parametrize(
    "circular",
    [{"level": "red", "audience": "subscribers"}, {"audience": "all"}, {"audience": ["江门好玩具有限公司"]}],
    ids=["an emergency", "to everybody", "named"],
)
def test_emergencies_and_what_the_law_has_told_never_wait_for_a_digest(
    here: World, circular: dict[str, object]
) -> None:
    bundling(here)
    issued = here.issued(**circular)
    assert len(waiting(here)) == 1
    assert rows(here, issued).remind_at is not None


def test_what_asks_for_an_answer_never_waits_for_a_digest(here: World) -> None:
    bundling(here)
    here.issued(reply_by=here.clock.now().date() + timedelta(days=7), **BY_SUBSCRIPTION)
    assert len(waiting(here)) == 1


def test_nobody_is_chased_for_a_receipt_of_what_they_wanted_bundled(here: World) -> None:
    bundling(here)
    row = rows(here, here.issued(**BY_SUBSCRIPTION), "webchat")
    assert (row.remind_at, row.escalate_at) == (None, None)
    assert here.do(lambda uow: due_list(uow, here.people["toys"])) == []


def test_without_a_digest_a_bundled_circular_goes_by_itself_when_the_hour_is_over(here: World) -> None:
    bundling(here)
    here.issued(**BY_SUBSCRIPTION)
    here.clock.pass_(hours=3, minutes=59)
    assert waiting(here) == []
    here.clock.pass_(minutes=1)
    assert len(waiting(here)) == 1


def test_a_circular_that_ends_before_the_digest_is_not_in_it(here: World) -> None:
    bundling(here)
    ended = here.issued(title="甲", **BY_SUBSCRIPTION)
    here.issued(title="乙", **BY_SUBSCRIPTION)
    here.do(lambda uow: lift_circular(uow, here.env, here.people["signer"], ended.id, reason="已消除"))
    here.clock.pass_(hours=3)
    due(here)
    (digest,) = digests(here)
    assert "甲" not in digest.reply.reveal()
    assert rows(here, ended).reason == "overtaken"


def test_unsubscribing_ends_what_waits_and_leaves_what_the_law_has_told(here: World) -> None:
    toys = here.people["toys"]
    here.do(lambda uow: subscribe(uow, here.env, here.people["lamps"]))  # there is always somebody to issue to
    bundling(here, bundled=False)
    wished, lawful, red = here.issued(**BY_SUBSCRIPTION), here.issued(), here.issued(level="red", **BY_SUBSCRIPTION)
    here.do(lambda uow: unsubscribe(uow, here.env, toys))
    assert [rows(here, each).state.value for each in (wished, lawful, red)] == ["dead", "queued", "queued"]
    assert rows(here, wished).reason == "unsubscribed"
    assert [rows(here, each, "webchat").remind_at is None for each in (wished, lawful)] == [True, False]
    lawful_and_red = waiting(here)
    assert len(lawful_and_red) == 2
    here.do(lambda uow: settle(uow, here.env, [(id_, Sent(external_id="1")) for id_ in lawful_and_red]))
    here.clock.pass_(hours=3)
    assert due(here) == 0
    here.issued(**BY_SUBSCRIPTION)
    assert waiting(here) == []
    here.do(lambda uow: resubscribe(uow, here.env, toys))
    here.issued(**BY_SUBSCRIPTION)
    assert len(waiting(here)) == 1


def test_unsubscribing_takes_back_a_digest_that_has_not_left(here: World) -> None:
    bundling(here, quiet=(11, 14))
    circular = here.issued(**BY_SUBSCRIPTION)
    here.clock.pass_(hours=3)
    due(here)
    here.do(lambda uow: unsubscribe(uow, here.env, here.people["toys"]))
    here.clock.pass_(hours=3)
    assert waiting(here) == []
    assert (rows(here, circular).state.value, rows(here, circular).reason) == ("dead", "unsubscribed")


def test_a_bundle_goes_to_each_address_of_its_reader_with_what_was_kept_for_it(here: World) -> None:
    here.do(lambda uow: open_address(uow, here.env, here.people["toys"], "mail", "huang@toys.example.org"))
    bundling(here)
    circular = here.issued(**BY_SUBSCRIPTION)
    here.clock.pass_(hours=3)
    due(here)
    found = {channel: digests(here, channel)[0] for channel in ("telegram", "mail", "webchat")}
    assert rows(here, circular, "mail").message_id == found["mail"].id
    buttons = {channel: len(load_reply(message.reply.reveal()).options) for channel, message in found.items()}  # type: ignore[union-attr]
    assert buttons == {"telegram": 2, "mail": 2, "webchat": 1}


def test_what_is_too_much_for_one_message_is_told_once_all_the_same(here: World) -> None:
    bundling(here)
    issued = [here.issued(title=f"第{number}份", **BY_SUBSCRIPTION).official_number for number in range(23)]
    here.clock.pass_(hours=3)
    due(here)
    told = [load_reply(digest.reply.reveal()) for digest in digests(here)]
    texts = [reply.text for reply in told if isinstance(reply, Say)]
    assert [text.params["count"] for text in texts] == [20, 3]
    titles = "".join(str(text.params["titles"]) for text in texts)
    assert [titles.count(f"{number} ") for number in issued] == [1] * 23
