"""Risk information, signals and what belongs to them."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest

from casework.ports import Transactions, UnitOfWork
from casework.ports.repositories import HINTED
from risk.errors import Conflict, NotFound
from risk.identity import NOTHING, Secret
from risk.likeness import JoinDecision
from risk.signal import SignalState
from tests.support.storage_records import (
    ASSESSMENT,
    ATTACHMENT,
    CORRECTION,
    DECISION,
    INFORMATION,
    JOIN_CASE,
    LATER,
    NOW,
    REAL_NAME,
    RELAY,
    SIGNAL,
    STATUS_EVENT,
    VERIFICATION,
    make_person,
)


def make_case(uow: UnitOfWork) -> None:
    make_person(uow)
    uow.signals.add(SIGNAL)
    uow.real_names.add(REAL_NAME)
    uow.informations.add(INFORMATION)


@pytest.fixture
def kept(transactions: Transactions) -> Transactions:
    transactions.run_now(make_case)
    return transactions


def test_information_is_found_by_number_person_and_signal(kept: Transactions) -> None:
    younger = dataclasses.replace(INFORMATION, id="younger", number="K2", submitted_at=LATER)
    kept.run_now(lambda uow: uow.informations.add(younger))
    assert kept.run_now(lambda uow: uow.informations.by_number("K2")) == younger
    assert kept.run_now(lambda uow: uow.informations.of_person("person")) == [younger, INFORMATION]
    assert kept.run_now(lambda uow: uow.informations.of_signal("signal")) == [INFORMATION, younger]
    assert kept.run_now(lambda uow: uow.informations.latest_of_signal("signal", limit=1)) == [younger]
    with pytest.raises(Conflict):
        kept.run_now(lambda uow: uow.informations.add(dataclasses.replace(INFORMATION, id="third")))


def test_status_events_are_listed_in_order(kept: Transactions) -> None:
    later = dataclasses.replace(STATUS_EVENT, id="a", at=LATER)
    kept.run_now(lambda uow: (uow.status_events.add(later), uow.status_events.add(STATUS_EVENT)))
    assert kept.run_now(lambda uow: uow.status_events.of("information")) == [STATUS_EVENT, later]


def test_the_current_real_name_is_the_newest_not_withdrawn(kept: Transactions) -> None:
    newer = dataclasses.replace(REAL_NAME, id="newer", declared_at=LATER)
    kept.run_now(lambda uow: uow.real_names.add(newer))
    assert kept.run_now(lambda uow: uow.real_names.current("person")) == newer
    kept.run_now(lambda uow: uow.real_names.save(dataclasses.replace(newer, withdrawn_at=LATER)))
    assert kept.run_now(lambda uow: uow.real_names.current("person")) == REAL_NAME
    found = kept.run_now(lambda uow: uow.real_names.with_document("11010519491231002X"))
    assert [name.id for name in found] == ["name", "newer"]
    assert kept.run_now(lambda uow: uow.real_names.with_document("1")) == []


def test_attachments_keep_their_content_until_erased(kept: Transactions) -> None:
    content = bytes(range(256)) * 1000
    loose = dataclasses.replace(ATTACHMENT, id="loose", information_id=None)
    kept.run_now(lambda uow: (uow.attachments.put(ATTACHMENT, content), uow.attachments.put(loose, b"")))
    assert kept.run_now(lambda uow: uow.attachments.content("attachment")) == content
    assert kept.run_now(lambda uow: uow.attachments.content("loose")) == b""
    assert kept.run_now(lambda uow: uow.attachments.of_information("information")) == [ATTACHMENT]
    assert kept.run_now(lambda uow: uow.attachments.loose("person")) == [loose]
    kept.run_now(lambda uow: uow.attachments.erase("attachment"))
    assert kept.run_now(lambda uow: uow.attachments.content("attachment")) == b""
    assert kept.run_now(lambda uow: uow.attachments.get("attachment")).file_name == NOTHING


def test_the_open_question_is_the_officers_oldest_unanswered(kept: Transactions) -> None:
    second = dataclasses.replace(RELAY, id="a", at=LATER)
    reply = dataclasses.replace(RELAY, id="b", at=NOW - timedelta(days=1), from_officer=False)
    kept.run_now(lambda uow: [uow.relays.add(one) for one in (second, RELAY, reply)])
    assert kept.run_now(lambda uow: uow.relays.of("information")) == [reply, RELAY, second]
    assert kept.run_now(lambda uow: uow.relays.open_for("person")) == RELAY
    kept.run_now(lambda uow: uow.relays.save(dataclasses.replace(RELAY, answered_at=LATER)))
    assert kept.run_now(lambda uow: uow.relays.open_for("person")) == second


def test_one_signal_is_open_for_an_identity_in_an_office(kept: Transactions) -> None:
    assert kept.run_now(lambda uow: uow.signals.open_with("org", SIGNAL.identity.reveal())) == SIGNAL
    second = dataclasses.replace(SIGNAL, id="second", number=8)
    with pytest.raises(Conflict):
        kept.run_now(lambda uow: uow.signals.add(second))
    kept.run_now(lambda uow: uow.signals.add(dataclasses.replace(second, office_id="elsewhere")))


@pytest.mark.parametrize("state", [SignalState.DISMISSED, SignalState.CLOSED, SignalState.MERGED])
def test_a_closed_signal_makes_room_for_a_new_one(kept: Transactions, state: SignalState) -> None:
    closed = kept.run_now(lambda uow: uow.signals.save(dataclasses.replace(SIGNAL, state=state, closed_at=LATER)))
    second = dataclasses.replace(SIGNAL, id="second", number=8)
    kept.run_now(lambda uow: uow.signals.add(second))
    assert kept.run_now(lambda uow: uow.signals.open_with("org", SIGNAL.identity.reveal())) == second
    assert kept.run_now(lambda uow: uow.signals.last_closed_with("org", SIGNAL.identity.reveal())) == closed
    with pytest.raises(Conflict):
        kept.run_now(lambda uow: uow.signals.save(dataclasses.replace(closed, state=SignalState.NEW)))


def test_the_queue_goes_by_gravity_then_harm_then_age(kept: Transactions) -> None:
    def signal(number: int, **fields: object) -> None:
        one = dataclasses.replace(SIGNAL, id=f"s{number}", number=number, identity=Secret(str(number)), **fields)  # type: ignore[arg-type]
        kept.run_now(lambda uow: uow.signals.add(one))

    signal(1, severity_rank=1)
    signal(2, severity_rank=5, opened_at=LATER)
    signal(3, severity_rank=5)
    signal(4, severity_rank=5, state=SignalState.CLOSED)
    signal(5, severity_rank=5, harm="fatal", opened_at=LATER)
    signal(6, severity_rank=5, harm="property")
    assert [s.number for s in kept.run_now(lambda uow: uow.signals.queue("org"))] == [5, 3, 2, 6, 7, 1]
    assert [s.number for s in kept.run_now(lambda uow: uow.signals.queue("org", limit=1))] == [5]
    assert kept.run_now(lambda uow: uow.signals.by_number(7)) == SIGNAL
    assert kept.run_now(lambda uow: uow.signals.by_number(99)) is None


def test_open_signals_alike_are_found_by_model_brand_or_kind_newest_first(kept: Transactions) -> None:
    def signal(number: int, **keys: object) -> None:
        bare = dict.fromkeys(("brand", "model", "kind", "identity"), NOTHING)
        one = dataclasses.replace(SIGNAL, id=f"s{number}", number=number, **{**bare, **keys})  # type: ignore[arg-type]
        kept.run_now(lambda uow: uow.signals.add(one))

    signal(1, brand=Secret("星汪"))
    signal(2, brand=Secret("星汪"), office_id="elsewhere")
    signal(3, kind=Secret("magnetic_beads"))
    signal(4, brand=Secret("星汪"), state=SignalState.CLOSED)
    signal(8)

    def numbers(**keys: object) -> list[int]:
        return [s.number for s in kept.run_now(lambda uow: uow.signals.open_alike("org", **keys))]  # type: ignore[arg-type]

    assert numbers(brand="星汪") == [7, 1]
    assert numbers(brand="星汪", limit=1) == [7]
    assert numbers(model="cx20") == [7]
    assert numbers(kind="magnetic_beads") == [7, 3]
    assert numbers(model="cx20", brand="星汪", kind="magnetic_beads") == [7, 1, 3]
    assert numbers(brand="x") == []
    assert numbers() == []


def _hinted(kept: Transactions, **tips: tuple[str, ...]) -> None:
    """Tips on the signal, each a minute later than the one before it, with these hints."""

    def body(uow: UnitOfWork) -> None:
        for at, (id_, hints) in enumerate(tips.items()):
            tip = dataclasses.replace(INFORMATION, id=id_, number=id_, submitted_at=NOW + timedelta(minutes=at))
            uow.informations.add(tip)
            uow.hints.keep(tip, hints)

    kept.run_now(body)


def _sharing(kept: Transactions, *hints: str, office: str = "org", limit: int = 9) -> list[str]:
    return [tip.id for tip in kept.run_now(lambda uow: uow.hints.sharing(office, hints, limit=limit))]


def test_tips_are_found_by_their_hints_those_that_few_have_first(kept: Transactions) -> None:
    _hinted(kept, a=("lighter",), b=("lighter",), c=("lighter", "焰王"), d=("kettle",), e=())
    assert _sharing(kept, "lighter", "焰王") == ["c", "a", "b"]
    assert _sharing(kept, "lighter", "焰王", limit=1) == ["c"]
    assert _sharing(kept, "kettle", "\ud800\0") == ["d"]
    assert _sharing(kept, "kettle", office="elsewhere") == []
    assert _sharing(kept, "x") == []
    assert _sharing(kept) == []


def test_of_many_tips_with_a_hint_the_newest_count(kept: Transactions) -> None:
    _hinted(kept, **{f"t{number:02}": ("lighter", "电子") for number in range(HINTED + 2)})
    again = _sharing(kept, "lighter", "电子", limit=99)
    assert set(again) == {f"t{number:02}" for number in range(2, HINTED + 2)}


def test_one_hint_that_many_tips_have_finds_none(kept: Transactions) -> None:
    _hinted(kept, **{f"t{number:02}": ("lighter",) for number in range(HINTED - 1)})
    assert len(_sharing(kept, "lighter", limit=99)) == HINTED - 1
    _hinted(kept, last=("lighter",))
    assert _sharing(kept, "lighter", limit=99) == []


def test_hints_go_where_their_tip_goes_and_are_kept_once(kept: Transactions) -> None:
    _hinted(kept, a=("lighter",))
    other = dataclasses.replace(SIGNAL, id="other", number=8, office_id="elsewhere")
    kept.run_now(lambda uow: (uow.signals.add(other), uow.hints.keep(uow.informations.get("a"), ("lighter",))))
    kept.run_now(lambda uow: uow.informations.save(dataclasses.replace(uow.informations.get("a"), signal_id="other")))
    assert _sharing(kept, "lighter") == []
    assert _sharing(kept, "lighter", office="elsewhere") == ["a"]
    kept.run_now(lambda uow: uow.signals.save(dataclasses.replace(other, state=SignalState.CLOSED)))
    assert _sharing(kept, "lighter", office="elsewhere") == []


def test_signals_without_an_identity_stand_beside_one_another(kept: Transactions) -> None:
    for number in (1, 2):
        alone = dataclasses.replace(SIGNAL, id=f"s{number}", number=number, identity=NOTHING)
        kept.run_now(lambda uow, one=alone: uow.signals.add(one))
    assert len(kept.run_now(lambda uow: uow.signals.queue("org"))) == 3


def test_decisions_on_joins_are_listed_in_order(kept: Transactions) -> None:
    later = dataclasses.replace(JOIN_CASE, id="a", at=LATER, decision=JoinDecision.MERGE, same=True)
    kept.run_now(lambda uow: (uow.join_cases.add(later), uow.join_cases.add(JOIN_CASE)))
    assert kept.run_now(lambda uow: uow.join_cases.all()) == [JOIN_CASE, later]


def test_corrections_are_listed_by_information_by_act_and_by_the_signal_that_it_is_on_now(kept: Transactions) -> None:
    later = dataclasses.replace(CORRECTION, id="a", at=LATER, act_id="second")
    kept.run_now(lambda uow: (uow.corrections.add(later), uow.corrections.add(CORRECTION)))
    assert kept.run_now(lambda uow: uow.corrections.of("information")) == [CORRECTION, later]
    assert kept.run_now(lambda uow: uow.corrections.all()) == [CORRECTION, later]
    assert kept.run_now(lambda uow: uow.corrections.of_act("second")) == [later]
    assert kept.run_now(lambda uow: uow.corrections.of_signal("signal")) == [CORRECTION, later]

    def move(uow: UnitOfWork) -> None:
        uow.signals.add(dataclasses.replace(SIGNAL, id="other", number=8, identity=NOTHING))
        uow.informations.save(dataclasses.replace(INFORMATION, signal_id="other"))

    kept.run_now(move)
    assert kept.run_now(lambda uow: uow.corrections.of_signal("signal")) == []
    assert kept.run_now(lambda uow: uow.corrections.of_signal("other")) == [CORRECTION, later]


def test_information_that_was_moved_out_is_found_by_the_signal_that_it_was_corrected_on(kept: Transactions) -> None:
    kept.run_now(lambda uow: uow.corrections.add(CORRECTION))
    assert kept.run_now(lambda uow: uow.informations.moved_out("signal")) == []
    out = kept.run_now(lambda uow: uow.informations.save(dataclasses.replace(INFORMATION, signal_id=None)))
    assert kept.run_now(lambda uow: uow.informations.moved_out("signal")) == [out]
    assert kept.run_now(lambda uow: uow.informations.moved_out("other")) == []


def test_a_correction_of_nothing_is_refused(kept: Transactions) -> None:
    lost = dataclasses.replace(CORRECTION, information_id="nowhere")
    with pytest.raises(NotFound):
        kept.run_now(lambda uow: uow.corrections.add(lost))


def test_numbers_run_from_one(transactions: Transactions) -> None:
    numbers = [transactions.run_now(lambda uow: uow.signals.next_number()) for _ in range(3)]
    assert numbers == [1, 2, 3]


def test_what_was_done_about_a_signal_is_listed(kept: Transactions) -> None:
    newer = dataclasses.replace(ASSESSMENT, id="newer", commissioned_at=LATER)

    def add(uow: UnitOfWork) -> None:
        uow.verifications.add(VERIFICATION)
        uow.assessments.add(ASSESSMENT)
        uow.assessments.add(newer)
        uow.decisions.add(DECISION)

    kept.run_now(add)
    assert kept.run_now(lambda uow: uow.verifications.of("signal")) == [VERIFICATION]
    assert kept.run_now(lambda uow: uow.assessments.of("signal")) == [ASSESSMENT, newer]
    assert kept.run_now(lambda uow: uow.assessments.of_expert("person")) == [newer, ASSESSMENT]
    assert kept.run_now(lambda uow: uow.decisions.of("signal")) == [DECISION]
