"""The wall: what an exercise never touches, and that it never goes before anything real."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.circulars import draft_circular, draft_from, edit_draft, submit_now
from casework.deliveries import undeliverable
from casework.digests import send_digests
from casework.endings import announce_expiry, lift_circular, replace_by, withdraw_circular
from casework.exercise_reports import exercise_report
from casework.exercises import draft_exercise
from casework.fakes import PlainRender
from casework.outgoing import claim_parcels
from casework.ports import Lane, Say, UnitOfWork
from casework.ports.encoding import load_reply
from casework.reading import readable_circular
from casework.receipt_signing import receipt_paper
from casework.receipts import acknowledge_receipt, answer_circular
from casework.reminders import remind_receipts
from casework.subscriptions import subscribe
from risk.circular import Circular, CircularKind, CircularState, CircularStatus, WarningLevel
from risk.errors import ExerciseWall, Incomplete, Invalid, NotFound, TooLarge
from risk.receipt import AddressConfirmation, ReceiptTitle
from storage.memory import MemoryTransactions
from tests.support.customs import World, world

EXERCISES_NUMBER = "演练江关〔2026〕1号"


@pytest.fixture
def here(memory: MemoryTransactions) -> World:
    return world(memory)


def drafted(here: World, **fields: object) -> Circular:
    given: dict[str, object] = {"title": "检验送达的演练", "body": "请签收。", "audience": "all", **fields}
    return here.do(lambda uow: draft_exercise(uow, here.env, here.people["officer"], **given))  # type: ignore[arg-type]


def issued(here: World, **fields: object) -> Circular:
    submitted = submit_now(
        here.transactions, here.env, PlainRender(), here.people["officer"], drafted(here, **fields).id
    )
    return here.issue(here.approve(submitted)).circular


def acts(here: World) -> list[str]:
    return [entry.act for entry in here.do(lambda uow: uow.audit.of(here.offices["regional"].id))]


def test_an_exercise_goes_the_way_of_every_circular_and_is_receipted_like_one(here: World) -> None:
    exercise = issued(here)
    assert exercise.state is CircularState.ISSUED
    given = here.do(
        lambda uow: acknowledge_receipt(uow, here.env, here.people["toys"], exercise.id, channel="telegram")
    )
    assert given.first
    assert {"exercise.draft", "circular.submit", "circular.approve", "circular.issue", "receipt.acknowledge"} <= set(
        acts(here)
    )
    channels = [row.channel for row in here.do(lambda uow: uow.deliveries.between(exercise.id, here.people["toys"].id))]
    assert sorted(channels) == ["telegram", "webchat"]


def test_its_numbers_are_of_a_series_of_their_own_and_use_up_no_official_one(here: World) -> None:
    first, second = issued(here), issued(here)
    real = here.issued()
    assert [first.official_number, second.official_number] == [EXERCISES_NUMBER, "演练江关〔2026〕2号"]
    assert [first.number, second.number, real.number] == ["E2026-0001", "E2026-0002", "D2026-0001"]
    assert real.official_number == "江关警〔2026〕1号"


def test_nobody_from_the_public_finds_or_reads_it(here: World) -> None:
    exercise = issued(here)
    today = here.env.now().date()
    assert here.do(lambda uow: uow.circulars.announcements(today=today)) == []
    assert here.do(lambda uow: uow.circulars.announcements(today=today, words=("演练",))) == []
    assert not here.do(lambda uow: readable_circular(uow, exercise, None))
    assert not here.do(lambda uow: readable_circular(uow, exercise, here.people["citizen"]))


def test_an_announcement_cannot_be_exercised(here: World) -> None:
    with pytest.raises(ExerciseWall):
        drafted(here, kind=CircularKind.ANNOUNCEMENT)
    exercise = drafted(here)
    with pytest.raises(ExerciseWall):
        here.do(lambda uow: edit_draft(uow, here.env, here.people["officer"], exercise.id, kind="announcement"))
    with pytest.raises(ExerciseWall):
        here.do(lambda uow: edit_draft(uow, here.env, here.people["officer"], exercise.id, measures=["召回"]))


def test_whether_it_is_meant_is_not_a_field_that_anybody_fills_in(here: World) -> None:
    fields = {"kind": "advisory", "level": "red", "title": "x", "body": "y", "status": "exercise"}
    with pytest.raises(Invalid):
        here.do(lambda uow: draft_from(uow, here.env, here.people["officer"], fields))


def test_nothing_is_filed_with_the_superior(here: World) -> None:
    issued(here)
    assert here.do(lambda uow: uow.filings.waiting(here.offices["national"].id)) == []
    assert here.told("superior") == []
    here.issued()
    assert len(here.do(lambda uow: uow.filings.waiting(here.offices["national"].id))) == 1


def test_nobody_answers_it_and_no_answer_is_owed(here: World) -> None:
    exercise = issued(here)
    with pytest.raises(ExerciseWall):
        here.do(lambda uow: answer_circular(uow, here.env, here.people["toys"], exercise.id, involved=False))
    assert here.do(lambda uow: uow.answers.of_circular(exercise.id)) == []
    assert all(row.answer_due is None for row in here.do(lambda uow: uow.deliveries.of_circular(exercise.id)))


def test_a_real_circular_neither_follows_nor_precedes_it(here: World) -> None:
    exercise, real = issued(here), here.issued()
    officer, signer = here.people["officer"], here.people["signer"]
    for attempt in (
        lambda uow: draft_circular(
            uow, here.env, officer, kind="advisory", level="red", title="x", body="y", predecessor_id=exercise.id
        ),
        lambda uow: replace_by(uow, here.env, officer, exercise.id, successor=real),
        lambda uow: replace_by(uow, here.env, officer, real.id, successor=exercise),
        lambda uow: lift_circular(uow, here.env, signer, exercise.id, reason="风险已消除"),
    ):
        with pytest.raises(ExerciseWall):
            here.do(attempt)
    assert here.do(lambda uow: uow.circulars.get(real.id)).state is CircularState.ISSUED


def test_real_circulars_are_sent_before_an_exercise_that_was_there_first(here: World) -> None:
    exercise = issued(here, level=WarningLevel.RED)
    here.clock.pass_(seconds=1)
    here.issued(level=WarningLevel.BLUE)
    here.issued(level=WarningLevel.RED)
    here.clock.pass_(days=1)  # whatever quiet hours say
    parcels = here.do(lambda uow: claim_parcels(uow, here.env, "telegram", limit=10))
    assert [parcel.lane for parcel in parcels] == [Lane.EMERGENCY, Lane.CIRCULAR, Lane.EXERCISE]
    last = here.do(lambda uow: uow.outbox.get(parcels[-1].message_id))
    assert last.delivery_id is not None
    assert here.do(lambda uow: uow.deliveries.get(last.delivery_id or "")).circular_id == exercise.id


def test_news_of_an_exercise_take_the_last_lane_too(here: World) -> None:
    exercise = issued(here)
    here.do(lambda uow: claim_parcels(uow, here.env, "telegram", limit=10))
    here.do(lambda uow: withdraw_circular(uow, here.env, here.people["signer"], exercise.id, reason="够了"))
    about_it = [message for message in here.told("toys", "telegram") if "演练" in message.reply.reveal()]
    assert {message.lane for message in here.told("toys", "telegram")} == {Lane.EXERCISE}
    assert len(here.told("toys", "telegram")) == 2
    assert about_it


def test_an_exercise_of_the_highest_level_is_not_urgent_and_wakes_nobody(here: World) -> None:
    toys = here.people["toys"]
    here.do(lambda uow: subscribe(uow, here.env, toys, quiet=(0, 23)))
    issued(here, level=WarningLevel.RED)
    (message,) = here.told("toys", "telegram")
    reply = load_reply(message.reply.reveal())
    assert isinstance(reply, Say)
    assert not reply.urgent
    assert message.next_at is not None
    assert message.next_at > here.env.now()


def test_nobody_is_reminded_of_an_exercise_and_its_lost_ones_are_on_no_list(here: World) -> None:
    def close(uow: UnitOfWork) -> None:
        for address in uow.addresses.of(here.people["lamps"].id):
            uow.addresses.save(replace(address, closed_at=here.env.now(), closed_reason="gone"))

    here.do(close)
    exercise = issued(here)
    officer = here.people["officer"]
    told = len(here.told("officer"))
    assert here.do(lambda uow: undeliverable(uow, officer)) == []
    here.clock.pass_(days=30)
    assert here.do(lambda uow: remind_receipts(uow, here.env)) == 0
    assert here.do(lambda uow: undeliverable(uow, officer)) == []
    report = here.do(lambda uow: exercise_report(uow, here.env, officer, exercise.id, organisations=5))
    assert report.reached.whole.unreachable == 1
    assert len(here.told("officer")) == told


def test_a_digest_tells_of_no_exercise(here: World) -> None:
    toys = here.people["toys"]
    local = here.env.now().astimezone(here.env.timezone)
    here.do(lambda uow: subscribe(uow, here.env, toys, digest_hour=local.hour + 1))
    issued(here)
    here.clock.pass_(hours=1)
    here.do(lambda uow: send_digests(uow, here.env))
    assert [message for message in here.told("toys") if message.dedupe.startswith("digest:")] == []


def test_an_offices_own_list_and_that_of_the_real_ones_are_two(here: World) -> None:
    exercise, real = issued(here), here.issued()
    org = here.offices["regional"].id
    assert [each.id for each in here.do(lambda uow: uow.circulars.of(org))] == [real.id]
    exercises = here.do(lambda uow: uow.circulars.of(org, status=CircularStatus.EXERCISE))
    assert [each.id for each in exercises] == [exercise.id]


def test_its_receipt_says_that_it_acknowledges_an_exercise_and_is_never_one_of_service(here: World) -> None:
    confirmation = AddressConfirmation(
        id="confirmation",
        org_id=here.offices["toys"].id,
        office_id=here.offices["regional"].id,
        signed_on=here.env.now().date() - timedelta(days=1),
        reference="送确1",
        registered_by=here.people["officer"].id,
        registered_at=here.env.now() - timedelta(days=1),
    )
    here.do(lambda uow: uow.address_confirmations.add(confirmation))
    papers = [
        receipt_paper(
            here.do(
                lambda uow, id_=circular.id: acknowledge_receipt(  # type: ignore[misc]
                    uow, here.env, here.people["toys"], id_, channel="telegram"
                )
            ).receipt
        )
        for circular in (issued(here), here.issued())
    ]
    assert [(paper.exercise, paper.title) for paper in papers] == [
        (True, ReceiptTitle.READING),
        (False, ReceiptTitle.SERVICE),
    ]


def test_it_ends_by_itself_in_the_evening_and_says_that_it_is_over(here: World) -> None:
    exercise = issued(here)  # at nine
    here.do(lambda uow: claim_parcels(uow, here.env, "telegram", limit=10))
    here.clock.pass_(hours=8, minutes=59)
    assert here.do(lambda uow: announce_expiry(uow, here.env)) == 0
    here.clock.pass_(minutes=1)
    assert here.do(lambda uow: announce_expiry(uow, here.env)) == 1
    assert here.do(lambda uow: announce_expiry(uow, here.env)) == 0
    assert here.do(lambda uow: uow.circulars.get(exercise.id)).state is CircularState.EXPIRED
    assert load_reply(here.told("toys")[-1].reply.reveal()).text.key == "exercise-circular-ended-expired"


def test_an_exercise_that_nobody_ended_in_time_ends_the_next_day(here: World) -> None:
    exercise = issued(here)
    assert exercise.valid_until == here.env.now().astimezone(here.env.timezone).date()
    here.clock.pass_(days=3)
    assert here.do(lambda uow: announce_expiry(uow, here.env)) == 1


def test_words_that_would_not_fit_into_one_message_are_refused(here: World) -> None:
    with pytest.raises(TooLarge):
        drafted(here, body="长" * 1001)


def test_a_report_is_only_of_an_issued_exercise_and_for_its_office(here: World) -> None:
    officer = here.people["officer"]
    draft, real = drafted(here), here.issued()
    with pytest.raises(Incomplete):
        here.do(lambda uow: exercise_report(uow, here.env, officer, draft.id, organisations=5))
    with pytest.raises(NotFound):
        here.do(lambda uow: exercise_report(uow, here.env, officer, real.id, organisations=5))
