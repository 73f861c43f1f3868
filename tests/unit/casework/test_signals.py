"""What an office may do with a signal, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from casework import answers, decisions, relays, signals, transfers, verifications
from casework.ports import UnitOfWork
from casework.verifications import VerificationForm
from risk.deadline import DeadlineKind
from risk.errors import ContactWithdrawn, IllegalTransition, Incomplete, Invalid, NotAllowed, NotFound, Taken
from risk.information import RiskInformation, Status
from risk.organisation import Person, Role
from risk.signal import Signal, SignalState
from tests.support.desk import BURNT, OFFICE, SCALD, SMOKE, Desk, desk

HOLDS = VerificationForm(method="site_check", checks="查了", finding="属实", holds=True, evidence="A-1")


@pytest.fixture
def town() -> Desk:
    return desk()


@pytest.fixture
def officer(town: Desk) -> Person:
    return town.staff()[0].person()


Act = Callable[[UnitOfWork], object]


def tips(town: Desk, signal: Signal) -> list[RiskInformation]:
    return town.transactions.run_now(lambda uow: uow.informations.of_signal(signal.id))


def test_two_at_once_are_one_taker_and_one_refusal(town: Desk, officer: Person) -> None:
    second = town.staff()[0].person()
    _, signal = town.tip()
    town.transactions.run_now(lambda uow: signals.acknowledge_signal(uow, town.env, officer, signal.id))
    with pytest.raises(Taken):
        town.transactions.run_now(lambda uow: signals.acknowledge_signal(uow, town.env, second, signal.id))
    assert town.signal().owner_id == officer.id


def test_another_office_does_not_touch_it(town: Desk) -> None:
    stranger = town.enrol(Role.OFFICER, org="新会海关").person()
    _, signal = town.tip()
    for act in (signals.acknowledge_signal, signals.enter_signal, signals.close_signal):
        with pytest.raises(NotAllowed):
            town.transactions.run_now(lambda uow, act=act: act(uow, town.env, stranger, signal.id))


def test_the_superior_looks_on_and_acts_not(town: Desk) -> None:
    superior = town.enrol(Role.SUPERIOR, org="海关总署").person()
    _, signal = town.tip()
    assert town.transactions.run_now(lambda uow: signals.see_signal(uow, superior, signal.id)) == signal
    with pytest.raises(NotAllowed):
        town.transactions.run_now(lambda uow: signals.acknowledge_signal(uow, town.env, superior, signal.id))


def test_every_act_leaves_an_audit_entry_of_ids_only(town: Desk, officer: Person) -> None:
    _, signal = town.tip(BURNT)
    town.transactions.run_now(lambda uow: signals.acknowledge_signal(uow, town.env, officer, signal.id))
    town.transactions.run_now(
        lambda uow: signals.dismiss_signal(uow, town.env, officer, signal.id, reason="与王小明的重复")
    )
    entries = town.transactions.run_now(lambda uow: uow.audit.of(officer.org_id))
    assert [entry.act for entry in entries if entry.act.startswith("signal.")] == [
        "signal.acknowledge",
        "signal.dismiss",
    ]
    assert "王小明" not in repr(entries)


def test_a_dismissal_has_a_reason(town: Desk, officer: Person) -> None:
    _, signal = town.tip()
    with pytest.raises(Incomplete):
        town.transactions.run_now(lambda uow: signals.dismiss_signal(uow, town.env, officer, signal.id, reason="  "))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"method": "guessing"}, "method"),
        ({"checks": " "}, "checks"),
        ({"finding": ""}, "finding"),
        ({"delegate_org_id": "nobody"}, "delegate"),
        ({"method": "delegate"}, "delegate"),
    ],
)
def test_a_verification_that_lacks_something_is_refused(
    town: Desk, officer: Person, changes: dict[str, str], field: str
) -> None:
    _, signal = town.tip()
    town.transactions.run_now(lambda uow: signals.acknowledge_signal(uow, town.env, officer, signal.id))
    form = replace(HOLDS, **changes)  # type: ignore[arg-type]
    with pytest.raises((Invalid, Incomplete), match=f"field={field}"):
        town.transactions.run_now(lambda uow: verifications.verify_signal(uow, town.env, officer, signal.id, form))


def test_a_verification_ends_its_clock(town: Desk, officer: Person) -> None:
    _, signal = town.tip()

    def body(uow: UnitOfWork) -> None:
        signals.acknowledge_signal(uow, town.env, officer, signal.id)
        verifications.verify_signal(uow, town.env, officer, signal.id, HOLDS)

    town.transactions.run_now(body)
    assert town.transactions.run_now(lambda uow: uow.deadlines.running(signal.id)) == []
    assert [tip.status for tip in tips(town, signal)] == [Status.VERIFIED]


def test_a_transfer_offers_the_line_and_the_table_but_not_oneself(town: Desk) -> None:
    offices = town.transactions.run_now(lambda uow: transfers.transfer_targets(uow, town.env, town.orgs[OFFICE].id))
    assert [office.name for office in offices] == ["海关总署", "新会海关"]


def test_a_transfer_onto_the_same_pattern_joins_the_signal_that_is_there(town: Desk, officer: Person) -> None:
    there = town.enrol(Role.OFFICER, org="新会海关").person()
    _, first = town.tip(SMOKE)
    town.transactions.run_now(
        lambda uow: transfers.transfer_signal(uow, town.env, officer, first.id, there.org_id, reason="属新会")
    )
    _, second = town.tip(SMOKE)
    assert second.office_id == officer.org_id
    joined = town.transactions.run_now(
        lambda uow: transfers.transfer_signal(uow, town.env, officer, second.id, there.org_id, reason="属新会")
    )
    assert (joined.id, joined.tips) == (first.id, 2)
    assert {tip.office_id for tip in tips(town, joined)} == {there.org_id}


def test_merging_takes_the_gravest_harm_and_brings_the_tips_up_to_date(town: Desk, officer: Person) -> None:
    _, minor = town.tip(SMOKE)
    _, grave = town.tip(SCALD, named=True)

    def body(uow: UnitOfWork) -> Signal:
        signals.acknowledge_signal(uow, town.env, officer, minor.id)
        verifications.begin_verification(uow, town.env, officer, minor.id)
        return transfers.merge_signal(uow, town.env, officer, grave.id, minor.id)

    into = town.transactions.run_now(body)
    assert (into.harm, into.severity_rank, into.tips, into.named_tips) == ("serious", 5, 2, 1)
    assert {tip.status for tip in tips(town, into)} == {Status.VERIFYING}
    assert town.transactions.run_now(lambda uow: uow.deadlines.running(grave.id)) == []


def test_a_signal_is_not_merged_into_itself_or_another_offices(town: Desk, officer: Person) -> None:
    _, signal = town.tip()
    with pytest.raises(Invalid):
        town.transactions.run_now(lambda uow: transfers.merge_signal(uow, town.env, officer, signal.id, signal.id))


def test_a_question_does_not_reach_who_withdrew_contact(town: Desk, officer: Person) -> None:
    tipster, signal = town.tip()
    (tip,) = tips(town, signal)

    def withdraw(uow: UnitOfWork) -> None:
        uow.people.save(replace(uow.people.get(tipster.address), contact_withdrawn_at=town.env.now()))

    town.transactions.run_now(withdraw)
    with pytest.raises(ContactWithdrawn):
        town.transactions.run_now(lambda uow: relays.ask_tipster(uow, town.env, officer, tip.id, "颜色？"))


def test_nobody_answers_a_question_to_somebody_else(town: Desk, officer: Person) -> None:
    _, signal = town.tip()
    (tip,) = tips(town, signal)
    relay = town.transactions.run_now(lambda uow: relays.ask_tipster(uow, town.env, officer, tip.id, "颜色？"))
    stranger = town.visitor().person()
    with pytest.raises(NotFound):
        town.transactions.run_now(lambda uow: relays.answer_relay(uow, town.env, stranger, relay.id, "红"))


def test_an_answer_closes_the_question(town: Desk, officer: Person) -> None:
    tipster, signal = town.tip()
    (tip,) = tips(town, signal)
    relay = town.transactions.run_now(lambda uow: relays.ask_tipster(uow, town.env, officer, tip.id, "颜色？"))
    who = tipster.person()
    town.transactions.run_now(lambda uow: relays.answer_relay(uow, town.env, who, relay.id, "红"))
    assert town.transactions.run_now(lambda uow: uow.relays.open_for(who.id)) is None
    said = town.transactions.run_now(lambda uow: relays.relay_history(uow, officer, tip.id))
    assert [(item.from_officer, item.text.reveal()) for item in said] == [(True, "颜色？"), (False, "红")]


def test_a_decision_needs_a_measure_or_a_reason_and_an_assessment(town: Desk, officer: Person) -> None:
    _, signal = town.tip()
    with pytest.raises((IllegalTransition, Incomplete)):
        town.transactions.run_now(lambda uow: decisions.decide_signal(uow, town.env, officer, signal.id))


def test_only_the_national_customs_decides_before_an_assessment(town: Desk, officer: Person) -> None:
    signer = town.enrol(Role.SIGNER, org=OFFICE).person()
    _, signal = town.tip()

    def enter(uow: UnitOfWork) -> None:
        signals.acknowledge_signal(uow, town.env, officer, signal.id)
        verifications.verify_signal(uow, town.env, officer, signal.id, HOLDS)
        signals.enter_signal(uow, town.env, officer, signal.id)

    town.transactions.run_now(enter)
    with pytest.raises(NotAllowed, match="not-national"):
        town.transactions.run_now(
            lambda uow: decisions.decide_signal(uow, town.env, signer, signal.id, warnings=("advisory",))
        )


def test_a_named_tipster_without_an_address_keeps_the_answer_clock_until_answered(town: Desk, officer: Person) -> None:
    tipster, signal = town.tip(named=True)
    (tip,) = tips(town, signal)

    def close_address(uow: UnitOfWork) -> None:
        for address in uow.addresses.of(tipster.address):
            uow.addresses.save(replace(address, closed_at=town.env.now()))

    town.transactions.run_now(close_address)
    town.transactions.run_now(lambda uow: signals.dismiss_signal(uow, town.env, officer, signal.id, reason="重复"))
    clock = town.transactions.run_now(lambda uow: uow.deadlines.open_of(tip.id, DeadlineKind.ANSWER_TIPSTER))
    assert clock is not None
    town.transactions.run_now(lambda uow: answers.answered_elsewhere(uow, town.env, officer, tip.id))
    assert town.transactions.run_now(lambda uow: uow.deadlines.running(tip.id)) == []


def test_a_named_tipster_who_can_be_told_is_answered_by_the_dismissal(town: Desk, officer: Person) -> None:
    _, signal = town.tip(named=True)
    town.transactions.run_now(lambda uow: signals.dismiss_signal(uow, town.env, officer, signal.id, reason="重复"))
    (tip,) = tips(town, signal)
    assert tip.status is Status.CLOSED
    assert town.transactions.run_now(lambda uow: uow.deadlines.running(tip.id)) == []
    assert town.signal().state is SignalState.DISMISSED
