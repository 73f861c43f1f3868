"""What an officer's correction changes, whom it tells, and what is kept of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework import corrections, out_of_scope, signals
from casework.corrections import Change, Corrected
from casework.fakes import FixedTriage
from casework.out_of_scope import Elsewhere
from casework.ports import UnitOfWork
from casework.supplements import supplement
from risk.correction import Correction, Labels
from risk.deadline import DeadlineKind
from risk.errors import IllegalTransition, Invalid, NotAllowed, NotFound
from risk.finding import Harm, Scope
from risk.information import InformationState, RiskInformation, Status
from risk.organisation import Person, Role
from risk.signal import Signal, SignalState, pattern_of
from tests.support.desk import Desk, desk
from tests.support.talk import Chat

CAR = "玩具车充电时冒烟"
LAMP = "台灯冒烟"
GREETING = "问一下"
_FOUND = {"scope": Scope.IN, "product": "toys", "hazards": ("fire",), "harm": Harm.NEAR_MISS, "version": "v1"}


@pytest.fixture
def town() -> Desk:
    town = desk()
    town.triage = FixedTriage(
        {
            CAR: _FOUND,
            LAMP: {**_FOUND, "product": "lighting"},
            GREETING: {"scope": Scope.FOOD, "product": None, "version": "v1"},
        }
    )
    return town


@pytest.fixture
def chat(town: Desk) -> Chat:
    return town.staff()[0]


@pytest.fixture
def officer(chat: Chat) -> Person:
    return chat.person()


def tips_of(town: Desk, signal: Signal) -> list[RiskInformation]:
    return town.transactions.run_now(lambda uow: uow.informations.of_signal(signal.id))


def kept(town: Desk) -> list[Correction]:
    return town.transactions.run_now(lambda uow: uow.corrections.all())


def correct(town: Desk, officer: Person, signal: Signal, change: Change, *, information_id: str = "") -> Corrected:
    def body(uow: UnitOfWork) -> Corrected:
        chosen = corrections.chosen_of(uow.informations.of_signal(signal.id), information_id)
        seen = corrections.mark_of(chosen)
        return corrections.correct_signal(
            uow, town.env, officer, signal.id, change, information_id=information_id, seen=seen
        )

    return town.transactions.run_now(body)


def undo(town: Desk, officer: Person, act_id: str) -> Corrected:
    return town.transactions.run_now(lambda uow: corrections.undo_correction(uow, town.env, officer, act_id))


def move_out(
    town: Desk, officer: Person, signal: Signal, where: Elsewhere = Elsewhere.FOOD, *, information_id: str = ""
) -> Signal:
    def body(uow: UnitOfWork) -> Signal:
        chosen = corrections.chosen_of(uow.informations.of_signal(signal.id), information_id)
        seen = corrections.mark_of(chosen)
        return out_of_scope.move_out(
            uow, town.env, officer, signal.id, where, information_id=information_id, seen=seen, reason="食品"
        )

    return town.transactions.run_now(body)


def test_the_signal_and_its_information_follow(town: Desk, officer: Person) -> None:
    _, signal = town.tip(CAR)
    done = correct(town, officer, signal, Change(product="light_vehicles", hazards=("loss_of_control", "burns")))
    (tip,) = tips_of(town, signal)
    assert (tip.product, tip.hazards) == ("light_vehicles", ("burns", "loss_of_control"))
    assert (done.signal.product, done.signal.hazards) == (tip.product, tip.hazards)
    assert done.signal.pattern == pattern_of("light_vehicles", ("burns", "loss_of_control"))
    assert done.signal.kind.reveal() == "light_vehicles"


def test_the_case_says_what_was_what_is_what_triage_said_and_who_decided(town: Desk, officer: Person) -> None:
    _, signal = town.tip(CAR)
    correct(town, officer, signal, Change(product="lighting"))
    (case,) = kept(town)
    was = Labels(scope="in", product="toys", hazards=("fire",), harm="near_miss")
    assert (case.before, case.said, case.triage_version) == (was, was, "v1")
    assert case.after == replace(was, product="lighting")
    assert (case.actor_id, case.at, case.read) == (officer.id, town.env.now(), len(CAR))


def test_it_is_in_the_audit_log_without_a_word_of_the_tip(town: Desk, officer: Person) -> None:
    _, signal = town.tip(CAR)
    correct(town, officer, signal, Change(product="lighting", harm="minor"))
    entries = town.transactions.run_now(lambda uow: uow.audit.of(officer.org_id))
    (entry,) = [entry for entry in entries if entry.act == "information.correct"]
    assert entry.detail == {"signal": signal.id, "fields": "product,harm"}
    assert entry.subject == f"information:{tips_of(town, signal)[0].id}"


def test_the_same_again_is_no_case(town: Desk, officer: Person) -> None:
    _, signal = town.tip(CAR)
    done = correct(town, officer, signal, Change(product="toys", hazards=("fire",)))
    assert (done.act_id, kept(town), done.signal) == ("", [], town.signal())


def test_a_product_brings_what_was_out_of_scope_back_in(town: Desk, officer: Person) -> None:
    _, signal = town.tip(GREETING)
    correct(town, officer, signal, Change(product="toys"))
    (case,) = kept(town)
    assert (case.before.scope, case.after.scope) == ("out_food", "in")
    (tip,) = tips_of(town, signal)
    assert corrections.labels_of(tip).scope == "in"


def test_hazards_need_a_scope_that_has_them(town: Desk, officer: Person) -> None:
    _, signal = town.tip(GREETING)
    with pytest.raises(Invalid):
        correct(town, officer, signal, Change(hazards=("fire",)))
    assert kept(town) == []


@pytest.mark.parametrize("change", [Change(product="ufo"), Change(hazards=("boredom",)), Change(harm="awful")])
def test_unknown_codes_are_refused(town: Desk, officer: Person, change: Change) -> None:
    _, signal = town.tip(CAR)
    with pytest.raises(Invalid):
        correct(town, officer, signal, change)


def test_all_information_of_a_signal_is_corrected_at_once_and_taken_back_at_once(town: Desk, officer: Person) -> None:
    town.tip(CAR)
    _, signal = town.tip(CAR)
    done = correct(town, officer, signal, Change(product="lighting"))
    assert {tip.product for tip in tips_of(town, signal)} == {"lighting"}
    assert len(kept(town)) == 2
    back = undo(town, officer, done.act_id)
    assert {tip.product for tip in tips_of(town, signal)} == {"toys"}
    assert (back.signal.product, back.signal.pattern) == ("toys", pattern_of("toys", ("fire",)))
    assert len(kept(town)) == 4


def test_one_of_several_does_not_change_what_the_signal_is_about(town: Desk, officer: Person) -> None:
    town.tip(CAR)
    _, signal = town.tip(CAR)
    first, second = tips_of(town, signal)
    done = correct(town, officer, signal, Change(product="lighting", harm="fatal"), information_id=second.id)
    assert (done.signal.product, done.apart) == ("toys", True)
    assert done.signal.harm == "fatal"  # the worst of all
    assert [tip.product for tip in tips_of(town, signal)] == ["toys", "lighting"]
    assert first.id not in {case.information_id for case in kept(town)}


def test_what_it_resembles_now_is_said_and_not_merged(town: Desk, officer: Person) -> None:
    _, lamp = town.tip(LAMP)
    _, signal = town.tip(CAR)
    done = correct(town, officer, signal, Change(product="lighting"))
    assert done.alike is not None
    assert done.alike.id == lamp.id
    assert (town.signal(1).tips, town.signal(2).tips) == (1, 1)
    assert done.signal.identity.reveal() == ""  # only one open signal has it


def test_later_information_joins_what_the_signal_is_about_now(town: Desk, officer: Person) -> None:
    _, signal = town.tip(CAR)
    correct(town, officer, signal, Change(product="lighting"))
    _, joined = town.tip(LAMP)
    assert joined.id == signal.id
    _, other = town.tip(CAR)
    assert other.id != signal.id


def test_a_grave_one_is_called_out_to_those_on_duty_with_a_shorter_deadline(
    town: Desk, officer: Person, chat: Chat
) -> None:
    colleague = town.staff()[0]
    _, signal = town.tip(CAR)
    colleague.news()
    chat.news()
    before = town.transactions.run_now(lambda uow: uow.deadlines.open_of(signal.id, DeadlineKind.ACKNOWLEDGE))
    correct(town, officer, signal, Change(harm="serious"))
    after = town.transactions.run_now(lambda uow: uow.deadlines.open_of(signal.id, DeadlineKind.ACKNOWLEDGE))
    assert before is not None
    assert after is not None
    assert after.due_at < before.due_at
    assert len([card for card in colleague.news() if "【紧急】" in card]) == 1
    assert chat.news() == []  # the one who did it has the card already


def test_a_harm_that_was_overstated_lengthens_no_deadline_and_calls_nobody(town: Desk, officer: Person) -> None:
    colleague = town.staff()[0]
    _, signal = town.tip(CAR)
    correct(town, officer, signal, Change(harm="serious"))
    colleague.news()
    due = town.transactions.run_now(lambda uow: uow.deadlines.open_of(signal.id, DeadlineKind.ACKNOWLEDGE))
    correct(town, officer, signal, Change(harm="none"))
    assert town.transactions.run_now(lambda uow: uow.deadlines.open_of(signal.id, DeadlineKind.ACKNOWLEDGE)) == due
    assert colleague.news() == []


def test_whoever_has_the_signal_sees_a_colleagues_correction(town: Desk, officer: Person, chat: Chat) -> None:
    colleague = town.staff()[0].person()
    _, signal = town.tip(CAR)
    town.transactions.run_now(lambda uow: signals.acknowledge_signal(uow, town.env, officer, signal.id))
    chat.news()
    correct(town, colleague, signal, Change(product="lighting"))
    (card,) = chat.news()
    assert "产品：照明电器（更正自“玩具”）" in card


def test_after_an_assessment_a_change_asks_for_another_one(town: Desk, officer: Person) -> None:
    _, signal = town.tip(CAR)
    town.transactions.run_now(lambda uow: uow.signals.save(replace(signal, state=SignalState.ASSESSED)))
    assert correct(town, officer, signal, Change(hazards=("burns",))).reassess
    assert not correct(town, officer, signal, Change(harm="none")).reassess
    assert correct(town, officer, signal, Change(harm="fatal")).reassess


@pytest.mark.parametrize("state", [SignalState.DISMISSED, SignalState.CLOSED, SignalState.MERGED])
def test_what_is_closed_is_not_corrected(town: Desk, officer: Person, state: SignalState) -> None:
    _, signal = town.tip(CAR)
    town.transactions.run_now(lambda uow: uow.signals.save(replace(signal, state=state)))
    with pytest.raises(IllegalTransition):
        correct(town, officer, signal, Change(product="lighting"))


def test_another_office_and_other_roles_correct_nothing(town: Desk) -> None:
    _, signal = town.tip(CAR)
    strangers = (
        town.enrol(Role.OFFICER, org="新会海关"),
        town.enrol(Role.SIGNER, org="江门海关"),
        town.enrol(Role.SUPERIOR, org="海关总署"),
    )
    for stranger in strangers:
        with pytest.raises(NotAllowed):
            correct(town, stranger.person(), signal, Change(product="lighting"))


def test_of_two_officers_who_saw_the_same_the_second_changes_nothing(town: Desk, officer: Person) -> None:
    second = town.staff()[0].person()
    _, signal = town.tip(CAR)
    seen = corrections.mark_of(tips_of(town, signal))
    for person, product in ((officer, "lighting"), (second, "tools")):

        def body(uow: UnitOfWork, person: Person = person, product: str = product) -> Corrected:
            return corrections.correct_signal(uow, town.env, person, signal.id, Change(product=product), seen=seen)

        if person is second:
            with pytest.raises(IllegalTransition):
                town.transactions.run_now(body)
        else:
            town.transactions.run_now(body)
    assert town.signal().product == "lighting"


def test_only_the_last_correction_can_be_taken_back_and_only_once(town: Desk, officer: Person) -> None:
    _, signal = town.tip(CAR)
    first = correct(town, officer, signal, Change(product="lighting"))
    second = correct(town, officer, signal, Change(product="tools"))
    with pytest.raises(IllegalTransition):
        undo(town, officer, first.act_id)
    undo(town, officer, second.act_id)
    with pytest.raises(IllegalTransition):
        undo(town, officer, second.act_id)
    undo(town, officer, first.act_id)
    assert town.signal().product == "toys"
    with pytest.raises(NotFound):
        undo(town, officer, "never")


def test_what_is_not_ours_is_dismissed_and_its_tipster_told_whose_it_is(town: Desk, officer: Person) -> None:
    tipster, signal = town.tip(CAR)
    tipster.news()
    moved = move_out(town, officer, signal)
    assert (moved.state, moved.product) == (SignalState.DISMISSED, None)
    (tip,) = tips_of(town, signal)
    assert (tip.state, tip.referred_to, tip.status) == (InformationState.REFERRED, "food", Status.CLOSED)
    assert (tip.product, tip.hazards) == (None, ())
    assert any("食品安全请向市场监督管理部门反映" in said for said in tipster.news())
    (case,) = kept(town)
    assert case.after == Labels(scope="out_food", product=None, hazards=(), harm="near_miss")
    # It was not the matter it seemed: the same words again open a signal of their own.
    _, again = town.tip(CAR)
    assert again.id != signal.id


def test_one_piece_that_is_not_ours_leaves_the_rest_as_it_is(town: Desk, officer: Person) -> None:
    town.tip(CAR)
    tipster, signal = town.tip(CAR)
    tipster.news()
    _, second = tips_of(town, signal)
    left = move_out(town, officer, signal, Elsewhere.NOTHING, information_id=second.id)
    assert (left.state, left.tips, left.product) == (SignalState.NEW, 1, "toys")
    gone = town.transactions.run_now(lambda uow: uow.informations.get(second.id))
    assert (gone.state, gone.signal_id, gone.status) == (InformationState.REJECTED, None, Status.CLOSED)
    assert len(tipster.news()) == 1  # closed, and nowhere else to turn to


def test_what_has_been_entered_is_not_moved_out(town: Desk, officer: Person) -> None:
    _, signal = town.tip(CAR)
    town.transactions.run_now(lambda uow: uow.signals.save(replace(signal, state=SignalState.ENTERED)))
    with pytest.raises(IllegalTransition):
        move_out(town, officer, signal)
    assert kept(town) == []


def test_a_tipster_who_withdrew_contact_is_not_written_to(town: Desk, officer: Person) -> None:
    tipster, signal = town.tip(CAR)
    withdrawn = replace(tipster.person(), contact_withdrawn_at=town.env.now())
    town.transactions.run_now(lambda uow: uow.people.save(withdrawn))
    tipster.news()
    move_out(town, officer, signal)
    assert tipster.news() == []


def test_what_comes_to_the_case_later_was_not_read_by_the_officer(town: Desk, officer: Person) -> None:
    tipster, signal = town.tip(CAR)
    correct(town, officer, signal, Change(product="lighting"))
    (tip,) = tips_of(town, signal)
    person = tipster.person()
    town.transactions.run_now(lambda uow: supplement(uow, town.env, person, tip.id, text="还有电话"))
    (case,) = kept(town)
    (tip,) = tips_of(town, signal)
    assert tip.text.reveal()[: case.read] == CAR
