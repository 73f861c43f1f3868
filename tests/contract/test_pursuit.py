"""Chasing receipts: the next channel, the colleague, the list; the same on every engine."""

from __future__ import annotations

import dataclasses
import random
from datetime import timedelta

import pytest

from casework.deliveries import ELSEWHERE
from casework.endings import withdraw_circular
from casework.enrolment import add_person, open_address
from casework.escalation import escalate
from casework.ports import MessageState, Transactions, UnitOfWork
from casework.ports.pursuit import Waited
from casework.subscriptions import subscribe, unsubscribe
from risk.delivery import DeliveryState
from risk.organisation import Role
from tests.support.chase import CHANNELS, Chase, some_steps
from tests.support.storage_records import CIRCULAR, DELIVERY, LATER, NOW, SIGNAL, make_person


@pytest.fixture
def chase(transactions: Transactions) -> Chase:
    return Chase.begun(transactions)


def test_whose_reminder_is_due_comes_each_once_and_the_longest_waiting_first(transactions: Transactions) -> None:
    def fill(uow: UnitOfWork) -> None:
        make_person(uow)
        uow.signals.add(SIGNAL)
        for name, fields in {
            "due": {"remind_at": NOW},
            "before": {"remind_at": NOW - timedelta(hours=1), "state": DeliveryState.UNKNOWN},
            "not yet": {"remind_at": LATER},
            "never": {"remind_at": None},
            "acknowledged": {"remind_at": NOW, "state": DeliveryState.ACKNOWLEDGED},
            "dead": {"remind_at": NOW, "state": DeliveryState.DEAD},
        }.items():
            uow.circulars.add(dataclasses.replace(CIRCULAR, id=name, number=name, official_number=name))
            for channel in ("telegram", "mail"):
                row = dataclasses.replace(DELIVERY, id=f"{name} {channel}", circular_id=name, channel=channel, **fields)  # type: ignore[arg-type]
                uow.deliveries.add(row)

    transactions.run_now(fill)
    due = [Waited(circular_id=name, person_id="person") for name in ("before", "due")]
    assert transactions.run_now(lambda uow: uow.pursuit.to_remind(NOW, limit=10)) == due
    assert transactions.run_now(lambda uow: uow.pursuit.to_remind(NOW, limit=2)) == due[:1]


def test_a_reminder_goes_over_the_channel_that_carried_it_last_and_stands_on_our_page(chase: Chase) -> None:
    chase.goes("telegram")
    chase.here.clock.pass_(hours=5.5)
    assert chase.goes("mail") == 1
    chase.here.clock.pass_(hours=27)
    chase.ticks()
    assert [len(chase.carry(channel)) for channel in CHANNELS] == [0, 1, 1]  # and the last one's own turn has come
    texts = [message.reply.reveal() for message in chase.here.told("toys", "mail")]
    assert ["circular-reminder" in text for text in texts] == [False, True]
    assert len([m for m in chase.here.told("toys") if "circular-reminder" in m.reply.reveal()]) == 1
    assert {row.reminders for row in chase.rows("toys").values()} == {1}


def test_a_reminder_keeps_quiet_hours(chase: Chase) -> None:
    here = chase.here
    here.do(lambda uow: open_address(uow, here.env, here.people["lamps"], "telegram", "4020"))
    circular = here.issued(audience="subscribers")
    chase.goes("telegram")
    here.do(lambda uow: subscribe(uow, here.env, here.people["lamps"], quiet=(17, 8)))
    here.clock.pass_(hours=24 + 9)  # Tuesday, 18:00
    chase.ticks()
    (reminder,) = [m for m in here.told("lamps", "telegram") if circular.id in m.dedupe and "remind" in m.dedupe]
    assert reminder.next_at == here.clock.now() + timedelta(hours=14)


def test_a_colleague_comes_in_when_the_time_is_over_that_began_with_the_end_of_the_quiet_hours(chase: Chase) -> None:
    """The last channel's turn is on Tuesday at 10:00, but its reader is not to be disturbed before 15:00: eight working
    hours later it is Wednesday, 16:00."""
    here = chase.here
    here.do(lambda uow: subscribe(uow, here.env, here.people["toys"], quiet=(9, 15)))
    chase.circular = here.issued(audience="subscribers", title="第二份")  # on Monday at 9:00
    chase.wait(hours=54.9)
    assert chase.rows("deputy") == {}
    chase.wait(hours=0.2)
    assert set(chase.rows("deputy")) == {"telegram", "webchat"}


def test_whom_nothing_has_reached_is_not_reminded_of_anything(transactions: Transactions) -> None:
    chase = Chase.begun(transactions)
    here = chase.here

    def close_page(uow: UnitOfWork) -> None:
        for address in uow.addresses.of(here.people["toys"].id):
            if address.channel == "webchat":
                uow.addresses.save(dataclasses.replace(address, closed_at=here.env.now()))

    here.do(close_page)
    here.clock.pass_(hours=33)
    chase.ticks()
    assert {row.reminders for row in chase.rows("toys").values()} == {0}
    assert chase.rows("toys")["mail"].remind_at == here.clock.now().replace(hour=9, minute=30) + timedelta(days=1)


def test_nobody_who_has_left_is_reminded(chase: Chase) -> None:
    here = chase.here
    chase.goes("telegram")
    here.do(lambda uow: uow.people.save(dataclasses.replace(uow.people.get(here.people["lamps"].id), active=False)))
    chase.wait(hours=33)
    assert {row.remind_at for row in chase.rows("lamps").values()} == {None}
    assert not any("circular-reminder" in message.reply.reveal() for message in here.told("lamps"))


def test_a_colleague_gets_it_marked_when_every_channel_was_silent_and_then_the_list(chase: Chase) -> None:
    for channel, hours in (("telegram", 5.5), ("mail", 19.5), ("sms", 25)):
        assert chase.goes(channel) == 1, channel
        assert chase.rows("deputy") == {}
        chase.wait(hours=hours)
    assert {row.because for row in chase.rows("deputy").values()} == {"colleague"}
    (told,) = chase.here.told("deputy", "telegram")
    assert "circular-notice-colleague" in told.reply.reveal()
    assert {each.person.id for each in chase.listed()} == {chase.here.people["lamps"].id}
    assert chase.goes("telegram") >= 1
    chase.wait(hours=48)
    assert {each.person.id for each in chase.listed()} == {chase.here.people[n].id for n in ("toys", "deputy", "lamps")}
    assert all(each.silent and each.delivery.owner_id == chase.circular.drafted_by for each in chase.listed())


def join(chase: Chase, name: str) -> None:
    """Somebody begins to work for the importer, after the issue."""
    here, boss = chase.here, chase.here.people["toys"]

    def enrol(uow: UnitOfWork) -> None:
        here.people[name] = add_person(uow, here.env, org_id=boss.org_id, role=Role.ENTERPRISE, name="钱专员")
        open_address(uow, here.env, here.people[name], "telegram", "4030")

    here.do(enrol)


def leave(chase: Chase, name: str, *, quiet: tuple[int, int] | None = None) -> None:
    """They subscribe, and then have enough of it."""
    here, person = chase.here, chase.here.people[name]
    here.do(lambda uow: subscribe(uow, here.env, person, quiet=quiet))
    here.do(lambda uow: unsubscribe(uow, here.env, person))


def test_a_colleague_who_has_unsubscribed_is_not_drawn_in_where_nobody_is_obliged(chase: Chase) -> None:
    leave(chase, "deputy")
    join(chase, "clerk")
    chase.wait(hours=24 * 7)
    assert chase.rows("deputy") == {}
    assert {row.because for row in chase.rows("clerk").values()} == {"colleague"}
    chase.wait(hours=24 * 7)
    assert chase.rows("deputy") == {}
    toys, clerk = (chase.here.people[name].id for name in ("toys", "clerk"))
    assert {each.person.id for each in chase.listed()} >= {toys, clerk}


def test_a_colleague_who_has_unsubscribed_is_drawn_in_where_their_enterprise_is_obliged(chase: Chase) -> None:
    chase.circular = chase.here.issued(audience=["江门好玩具有限公司"])
    join(chase, "clerk")
    leave(chase, "clerk")
    chase.wait(hours=24 * 7)
    assert {row.because for row in chase.rows("deputy").values()} == {"named"}
    assert {row.because for row in chase.rows("clerk").values()} == {"colleague"}


@pytest.mark.parametrize(("obliged", "state"), [(False, "dead"), (True, "queued")])
def test_who_unsubscribes_before_it_has_left_gets_as_a_colleague_only_what_somebody_is_obliged_to(
    chase: Chase, obliged: bool, state: str
) -> None:
    here = chase.here
    if obliged:
        chase.circular = here.issued()
    join(chase, "clerk")
    for name in ("deputy", "clerk"):
        here.do(lambda uow, name=name: subscribe(uow, here.env, here.people[name], quiet=(0, 23)))
    drawn_in = "clerk" if obliged else "deputy"
    while not chase.rows(drawn_in):
        chase.wait(hours=1)
    here.do(lambda uow: unsubscribe(uow, here.env, here.people[drawn_in]))
    rows = chase.rows(drawn_in)
    assert rows["telegram"].state.value == state
    assert [row.remind_at is None for row in rows.values()] == [not obliged] * 2


def test_a_receipt_of_a_colleague_takes_the_organisation_off_the_list(chase: Chase) -> None:
    chase.wait(hours=24 * 7)
    chase.wait(hours=24 * 7)
    assert len(chase.listed()) == 3
    chase.acknowledge("deputy")
    assert {each.person.id for each in chase.listed()} == {chase.here.people["lamps"].id}


def test_an_organisation_that_has_acknowledged_is_handed_on_to_nobody(chase: Chase) -> None:
    chase.acknowledge("toys")
    chase.wait(hours=24 * 7)
    assert chase.rows("deputy") == {}
    assert chase.forgotten() == []


def test_when_a_circular_is_over_nobody_is_chased_for_it(chase: Chase) -> None:
    here = chase.here
    here.do(lambda uow: uow.pursuit.let_go(chase.circular.id))
    assert here.do(lambda uow: uow.pursuit.to_hand_on(LATER + timedelta(days=99), limit=9)) == []
    assert here.do(lambda uow: uow.pursuit.to_remind(LATER + timedelta(days=99), limit=9)) == []


def test_the_office_gets_one_card_for_many_and_none_twice(chase: Chase) -> None:
    for _ in range(3):
        chase.wait(hours=24 * 7)
    told = [card.reply.reveal() for card in chase.cards()]
    assert len(told) == 2  # of the one whom nobody follows, and a week later of the others
    assert sum(text.count("江门好玩具有限公司") for text in told) == 1
    assert sum(text.count("新会明灯有限公司") for text in told) == 1
    assert chase.here.do(lambda uow: uow.pursuit.untold()) == []


def test_what_has_not_left_stays_here_once_it_is_acknowledged(chase: Chase) -> None:
    chase.goes("telegram")
    chase.acknowledge("toys")
    rows = chase.rows("toys")
    assert {row.state for row in rows.values()} == {DeliveryState.ACKNOWLEDGED}
    waiting = [chase.here.told("toys", channel)[-1] for channel in ("mail", "sms")]
    assert [(m.state, m.reason) for m in waiting] == [(MessageState.DEAD, ELSEWHERE)] * 2
    chase.here.clock.pass_(hours=24 * 7)
    assert [chase.carry(channel) for channel in CHANNELS] == [[], [], []]
    assert chase.here.people["toys"].id not in {each.person.id for each in chase.listed()}


@pytest.mark.parametrize("seed", range(4))
def test_any_course_of_events_ends_as_it_does_in_memory(transactions: Transactions, seed: int) -> None:
    chase, other = Chase.begun(transactions), Chase.begun()
    steps = some_steps(random.Random(seed), 70)
    for number, step in enumerate(steps):
        chase.does(step)
        other.does(step)
        assert chase.bothered == [], steps[: number + 1]
        assert chase.forgotten() == [], steps[: number + 1]
    assert chase.books() == other.books()


def test_the_office_is_not_told_of_those_who_were_silent_on_what_is_over_by_now(chase: Chase) -> None:
    here = chase.here
    here.clock.pass_(hours=7 * 24)
    here.do(lambda uow: escalate(uow, here.env))
    assert [row for row in chase.rows("lamps").values() if row.listed_at and row.told_at is None]
    signer, id_ = here.people["signer"], chase.circular.id
    here.do(lambda uow: withdraw_circular(uow, here.env, signer, id_, reason="发错了"))
    chase.ticks()
    assert chase.cards() == []
