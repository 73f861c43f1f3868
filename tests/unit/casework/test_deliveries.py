"""What becomes of a message: sent, tried again, lost, dead; and receipts over any channel, at any time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casework.deliveries import mark_delivered, record_outcome, undeliverable, wait
from casework.digests import send_digests
from casework.enrolment import open_address
from casework.outgoing import claim_parcels
from casework.ports import Dead, Lost, Outcome, Parcel, Retry, Sent
from casework.receipts import acknowledge_receipt, answer_circular, due_list
from casework.reminders import remind_receipts
from casework.subscriptions import quiet_until, subscribe, unsubscribe
from risk.circular import Circular
from risk.delivery import Delivery
from risk.errors import Incomplete, Invalid, NotAllowed, NotFound
from tests.support.customs import World, world


@pytest.fixture
def here() -> World:
    return world()


def claimed(here: World) -> list[Parcel]:
    return here.do(lambda uow: claim_parcels(uow, here.env, "telegram", limit=10))


def happens(here: World, parcel: Parcel, outcome: Outcome) -> None:
    here.do(lambda uow: record_outcome(uow, here.env, parcel.message_id, outcome))


def on_telegram(here: World, circular: Circular) -> Delivery:
    rows = here.do(lambda uow: uow.deliveries.between(circular.id, here.people["toys"].id))
    return next(row for row in rows if row.channel == "telegram")


def test_sent_is_sent_and_the_attempt_is_kept(here: World) -> None:
    circular = here.issued()
    (parcel,) = claimed(here)
    happens(here, parcel, Sent(external_id="77"))
    row = on_telegram(here, circular)
    assert (row.state.value, row.attempts) == ("sent", 1)
    attempts = here.do(lambda uow: uow.attempts.of_delivery(row.id))
    assert [attempt.outcome for attempt in attempts] == ["sent"]
    assert claimed(here) == []


def test_a_refusal_is_tried_again_no_sooner_than_asked(here: World) -> None:
    circular = here.issued()
    (parcel,) = claimed(here)
    happens(here, parcel, Retry(after=30, reason="server-error"))
    assert on_telegram(here, circular).state.value == "failed"
    here.clock.pass_(seconds=29)
    assert claimed(here) == []
    here.clock.pass_(seconds=2)
    (again,) = claimed(here)
    assert again.repeat is False


def test_a_lost_answer_is_unknown_and_the_repeat_is_marked(here: World) -> None:
    circular = here.issued()
    (parcel,) = claimed(here)
    happens(here, parcel, Lost(reason="no-answer"))
    assert on_telegram(here, circular).state.value == "unknown"
    here.clock.pass_(seconds=10)
    (again,) = claimed(here)
    assert again.repeat is True


def test_a_worker_that_died_leaves_its_message_to_the_next(here: World) -> None:
    here.issued()
    claimed(here)
    assert claimed(here) == []
    here.clock.pass_(seconds=61)
    (again,) = claimed(here)
    assert again.repeat is True


def test_a_chat_that_is_gone_is_closed_and_its_owner_is_told(here: World) -> None:
    circular = here.issued()
    (parcel,) = claimed(here)
    happens(here, parcel, Dead(reason="blocked"))
    row = on_telegram(here, circular)
    assert (row.state.value, row.owner_id, row.reason) == ("dead", here.people["officer"].id, "blocked")
    addresses = here.do(lambda uow: uow.addresses.of(here.people["toys"].id))
    assert [address.channel for address in addresses] == ["webchat"]
    assert "circular-undeliverable-told" in here.told("officer")[-1].reply.reveal()
    (listed,) = here.do(lambda uow: undeliverable(uow, here.people["officer"]))
    assert listed.person.id == here.people["toys"].id


def test_who_acknowledged_elsewhere_is_not_listed_as_undeliverable(here: World) -> None:
    circular = here.issued()
    (parcel,) = claimed(here)
    happens(here, parcel, Dead(reason="blocked"))
    toys = here.people["toys"]
    here.do(lambda uow: acknowledge_receipt(uow, here.env, toys, circular.id, channel="webchat"))
    assert here.do(lambda uow: undeliverable(uow, here.people["officer"])) == []


def test_after_a_day_of_tries_it_is_given_up_with_an_owner(here: World) -> None:
    circular = here.issued()
    for _ in range(40):
        for parcel in claimed(here):
            happens(here, parcel, Retry(after=0, reason="no-connection"))
        here.clock.pass_(minutes=70)
    row = on_telegram(here, circular)
    assert (row.state.value, row.owner_id) == ("dead", here.people["officer"].id)


def test_a_late_failure_does_not_undo_what_was_sent(here: World) -> None:
    circular = here.issued()
    (parcel,) = claimed(here)
    happens(here, parcel, Sent(external_id="1"))
    happens(here, parcel, Retry(after=1, reason="no-connection"))
    assert on_telegram(here, circular).state.value == "sent"


def test_waits_double_up_to_an_hour_and_differ_by_message() -> None:
    lost = Lost(reason="no-answer")
    waits = [wait("m", attempt, lost).total_seconds() for attempt in range(1, 30)]
    assert 3.75 <= waits[0] <= 6.25
    assert max(waits) <= 4500
    assert wait("m", 1, lost) != wait("n", 1, lost)
    assert wait("m", 9, Retry(after=2.5, reason="flood")) == timedelta(seconds=2.5)


def test_the_page_reports_what_it_has_shown(here: World) -> None:
    here.issued()
    toys = here.people["toys"]
    assert here.do(lambda uow: mark_delivered(uow, here.env, toys, 99)) == 1
    assert here.do(lambda uow: mark_delivered(uow, here.env, toys, 99)) == 0


def test_one_receipt_covers_all_channels_and_the_second_changes_nothing(here: World) -> None:
    circular = here.issued()
    toys = here.people["toys"]
    first = here.do(lambda uow: acknowledge_receipt(uow, here.env, toys, circular.id, channel="telegram"))
    here.clock.pass_(hours=1)
    second = here.do(lambda uow: acknowledge_receipt(uow, here.env, toys, circular.id, channel="webchat"))
    assert (first.first, second.first, second.at) == (True, False, first.at)
    (receipt,) = here.do(lambda uow: uow.receipts.of_circular(circular.id))
    assert (receipt.channel, receipt.digest) == ("telegram", circular.approved_digest)
    rows = here.do(lambda uow: uow.deliveries.between(circular.id, toys.id))
    assert {row.state.value for row in rows} == {"acknowledged"}


def test_a_send_that_ends_after_the_receipt_leaves_it_acknowledged(here: World) -> None:
    circular = here.issued()
    (parcel,) = claimed(here)
    toys = here.people["toys"]
    here.do(lambda uow: acknowledge_receipt(uow, here.env, toys, circular.id, channel="webchat"))
    happens(here, parcel, Sent(external_id="1"))
    assert on_telegram(here, circular).state.value == "acknowledged"


def test_who_was_not_addressed_cannot_acknowledge(here: World) -> None:
    circular = here.issued()
    with pytest.raises(NotFound):
        here.do(lambda uow: acknowledge_receipt(uow, here.env, here.people["citizen"], circular.id, channel="webchat"))


def test_an_answer_of_a_concerned_operator_says_what_it_does(here: World) -> None:
    circular = here.issued(reply_by="2026-03-10")
    toys = here.people["toys"]
    with pytest.raises(Incomplete):
        here.do(lambda uow: answer_circular(uow, here.env, toys, circular.id, involved=True))
    here.do(lambda uow: answer_circular(uow, here.env, toys, circular.id, involved=True, action="已下架"))
    assert here.do(lambda uow: due_list(uow, toys)) == []
    assert "已下架" in here.told("officer")[-1].reply.reveal()


def test_somebody_elses_file_is_no_evidence(here: World) -> None:
    circular = here.issued(reply_by="2026-03-10")
    with pytest.raises(Invalid):
        here.do(
            lambda uow: answer_circular(
                uow, here.env, here.people["toys"], circular.id, involved=False, evidence_ids=("nobodys",)
            )
        )


def test_what_is_due_comes_by_date(here: World) -> None:
    later, sooner = here.issued(reply_by="2026-03-20"), here.issued(reply_by="2026-03-10")
    due = here.do(lambda uow: due_list(uow, here.people["toys"]))
    assert [item.circular.id for item in due] == [sooner.id, later.id]


def test_a_missing_receipt_is_reminded_in_working_days_a_few_times(here: World) -> None:
    circular = here.issued()
    remind = lambda: here.do(lambda uow: remind_receipts(uow, here.env))  # noqa: E731
    assert remind() == 0
    here.clock.pass_(hours=10)  # the office has closed
    counts = []
    for _ in range(4):
        here.clock.pass_(days=1)
        counts.append(remind())
    assert counts == [2, 2, 2, 0]
    reminders = [message for message in here.told("toys") if "circular-reminder" in message.reply.reveal()]
    assert len(reminders) == 3
    assert circular.id in reminders[0].reply.reveal()


def test_no_reminder_after_the_receipt(here: World) -> None:
    circular = here.issued()
    for name in ("toys", "lamps"):
        person = here.people[name]
        here.do(
            lambda uow, person=person: acknowledge_receipt(uow, here.env, person, circular.id, channel="webchat")  # type: ignore[misc]
        )
    here.clock.pass_(days=3)
    assert here.do(lambda uow: remind_receipts(uow, here.env)) == 0


def test_quiet_hours_hold_back_all_but_red(here: World) -> None:
    toys = here.people["toys"]
    here.do(lambda uow: subscribe(uow, here.env, toys, quiet=(22, 7)))
    here.clock.pass_(hours=14)  # 23:00
    here.issued()
    assert claimed(here) == []
    here.issued(level="red")
    assert len(claimed(here)) == 1
    here.clock.pass_(hours=8)
    assert len([parcel for parcel in claimed(here) if not parcel.repeat]) == 1


def test_quiet_hours_end_on_the_hour_also_over_midnight(here: World) -> None:
    kept = here.do(lambda uow: subscribe(uow, here.env, here.people["toys"], quiet=(22, 7)))
    at_23 = here.clock.now() + timedelta(hours=14)
    assert quiet_until(kept, at_23, here.env.timezone) == at_23 + timedelta(hours=8)
    assert quiet_until(kept, here.clock.now(), here.env.timezone) is None


def test_a_subscription_given_twice_is_one_and_ends(here: World) -> None:
    toys = here.people["toys"]
    first = here.do(lambda uow: subscribe(uow, here.env, toys, products=("toys",)))
    assert here.do(lambda uow: subscribe(uow, here.env, toys, products=("toys",))) == first
    ended = here.do(lambda uow: unsubscribe(uow, here.env, toys))
    assert ended is not None
    assert ended.active is False


def test_an_unknown_code_is_not_subscribed(here: World) -> None:
    with pytest.raises(Invalid):
        here.do(lambda uow: subscribe(uow, here.env, here.people["toys"], hazards=("boredom",)))


def test_the_digest_comes_once_at_the_chosen_hour(here: World) -> None:
    toys = here.people["toys"]
    here.do(lambda uow: subscribe(uow, here.env, toys, digest_hour=10))
    here.issued()
    digest = lambda: here.do(lambda uow: send_digests(uow, here.env))  # noqa: E731
    assert digest() == 0
    here.clock.pass_(hours=1)
    assert [digest(), digest()] == [1, 0]
    assert "江关警〔2026〕1号" in here.told("toys")[-1].reply.reveal()


def test_a_confidential_notice_abroad_carries_a_one_time_link(here: World) -> None:
    here.do(lambda uow: open_address(uow, here.env, here.people["neighbour"], "telegram", "4002"))
    here.issued(kind="bulletin")
    (parcel,) = claimed(here)
    assert parcel.one_time_link.startswith("/enter/")


def test_an_officer_of_another_office_sees_nothing_of_ours(here: World) -> None:
    assert here.do(lambda uow: undeliverable(uow, here.people["neighbour"])) == []
    with pytest.raises(NotAllowed):
        here.do(lambda uow: undeliverable(uow, here.people["toys"]))
