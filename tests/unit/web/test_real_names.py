"""casework.real_names: the form of names, documents and phones; what they are attached to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casework import access, real_names
from casework.env import Env
from casework.ports import UnitOfWork
from risk.errors import Incomplete, Invalid, NotFound
from risk.information import DocumentKind, InformationState, NameAssurance, RiskInformation, Source
from risk.organisation import Person
from risk.signal import Signal
from storage.memory import MemoryTransactions
from tests.support.web_house import web_env

TODAY = date(2026, 3, 2)
GOOD = {
    "kind": "resident_id",
    "name": "陈小明",
    "number": "11010519491231002X",
    "phone": "138 0013 8000",
    "consent": True,
}


@pytest.fixture
def env() -> Env:
    return web_env()


@pytest.fixture
def person(memory: MemoryTransactions, env: Env) -> Person:
    return memory.run_now(lambda uow: access.new_visitor(uow, env, locale="zh-CN"))[0]


@pytest.mark.parametrize(
    ("kind", "number", "right"),
    [
        ("resident_id", "11010519491231002X", True),
        ("resident_id", "11010519491231002x", True),
        ("resident_id", "110105 19491231 002X", True),
        ("resident_id", "１１０１０５１９４９１２３１００２Ｘ", True),
        ("resident_id", "110105194912310021", False),
        ("resident_id", "11010519491331002X", False),
        ("resident_id", "110105", False),
        ("credit_code", "91110000600037341L", True),
        ("credit_code", "91110000600037341M", False),
        ("credit_code", "91110000600037341O", False),
        ("passport", "E12345678", True),
        ("passport", "ABCDEFGH", False),
        ("passport", "E1234567<script>", False),
        ("hk_macao_permit", "H1234567890", True),
        ("hk_macao_permit", "X1234567890", False),
        ("taiwan_permit", "12345678", True),
        ("taiwan_permit", "1234567", False),
    ],
)
def test_a_document_number_is_checked_for_its_kind(kind: str, number: str, right: bool) -> None:
    found = real_names.faults(kind=kind, name="陈小明", number=number, phone="13800138000", consent=True, today=TODAY)
    assert ("number" not in found) is right


def test_a_resident_born_tomorrow_or_150_years_ago_is_refused() -> None:
    for born in ("20260303", "18760302"):
        number = _with_check_digit(f"440703{born}001")
        found = real_names.faults(
            kind="resident_id", name="陈小明", number=number, phone="13800138000", consent=True, today=TODAY
        )
        assert list(found) == ["number"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13800138000", "+8613800138000"),
        ("+86 138-0013-8000", "+8613800138000"),
        ("008613800138000", "+8613800138000"),
        ("0750-3366888", "+867503366888"),
        ("+852 9123 4567", "+85291234567"),
        ("+853 6612 3456", "+85366123456"),
        ("+886 912 345 678", "+886912345678"),
        ("１３８００１３８０００", "+8613800138000"),
    ],
)
def test_a_phone_number_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert real_names.normal_phone(typed) == kept


@pytest.mark.parametrize("typed", ["12345", "9123 4567", "+1 202 555 0100", "+852 1234 5678", "abc", "+86" * 50])
def test_other_numbers_are_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        real_names.normal_phone(typed)


def test_every_fault_is_told_at_once() -> None:
    found = real_names.faults(kind="", name=" ", number="", phone="1", consent=False, today=TODAY)
    assert list(found) == ["kind", "name", "number", "phone", "consent"]


def test_without_consent_nothing_is_kept(memory: MemoryTransactions, env: Env, person: Person) -> None:
    with pytest.raises(Incomplete):
        memory.run_now(lambda uow: real_names.declare_real_name(uow, env, person, **{**GOOD, "consent": False}))  # type: ignore[arg-type]
    assert memory.run_now(lambda uow: uow.real_names.current(person.id)) is None


def test_a_real_name_lifts_the_unnamed_tips_of_its_person(memory: MemoryTransactions, env: Env, person: Person) -> None:
    memory.run_now(lambda uow: _case(uow, env, person))
    kept = memory.run_now(lambda uow: real_names.declare_real_name(uow, env, person, **GOOD))  # type: ignore[arg-type]
    case = memory.run_now(lambda uow: uow.informations.get("c" * 32))
    signal = memory.run_now(lambda uow: uow.signals.get("5" * 32))
    assert case.real_name_id == kept.id
    assert signal.named_tips == 1
    assert kept.assurance is NameAssurance.FORMAT_CHECKED


def test_declaring_again_does_not_count_a_tip_twice(memory: MemoryTransactions, env: Env, person: Person) -> None:
    memory.run_now(lambda uow: _case(uow, env, person))
    for _ in range(2):
        memory.run_now(lambda uow: real_names.declare_real_name(uow, env, person, **GOOD))  # type: ignore[arg-type]
    assert memory.run_now(lambda uow: uow.signals.get("5" * 32)).named_tips == 1


def test_nobody_puts_their_name_on_another_persons_case(memory: MemoryTransactions, env: Env, person: Person) -> None:
    memory.run_now(lambda uow: _case(uow, env, person))
    other = memory.run_now(lambda uow: access.new_visitor(uow, env, locale="en"))[0]
    with pytest.raises(NotFound):
        memory.run_now(
            lambda uow: real_names.declare_real_name(uow, env, other, **GOOD, information_id="c" * 32)  # type: ignore[arg-type]
        )


def test_a_passport_is_only_declared(memory: MemoryTransactions, env: Env, person: Person) -> None:
    given = {**GOOD, "kind": DocumentKind.PASSPORT.value, "number": "E12345678"}
    kept = memory.run_now(lambda uow: real_names.declare_real_name(uow, env, person, **given))  # type: ignore[arg-type]
    assert kept.assurance is NameAssurance.DECLARED


def test_withdrawing_consent_stops_contact_and_leaves_the_case(
    memory: MemoryTransactions, env: Env, person: Person
) -> None:
    memory.run_now(lambda uow: _case(uow, env, person))
    memory.run_now(lambda uow: real_names.declare_real_name(uow, env, person, **GOOD))  # type: ignore[arg-type]
    memory.run_now(lambda uow: real_names.withdraw_consent(uow, env, uow.people.get(person.id)))
    assert memory.run_now(lambda uow: uow.people.get(person.id)).contact_withdrawn_at == env.now()
    assert memory.run_now(lambda uow: uow.signals.get("5" * 32)).named_tips == 1


def test_no_personal_data_reaches_the_audit_log(memory: MemoryTransactions, env: Env, person: Person) -> None:
    memory.run_now(lambda uow: real_names.declare_real_name(uow, env, person, **GOOD))  # type: ignore[arg-type]
    log = repr(memory.run_now(lambda uow: uow.audit.of(person.org_id)))
    assert "real_name.declare" in log
    assert not any(secret in log for secret in ("陈小明", "11010519491231002X", "13800138000"))


def _with_check_digit(seventeen: str) -> str:
    return next(
        seventeen + digit for digit in "0123456789X" if real_names.ric.calc_check_digit(seventeen + digit) == digit
    )


def _case(uow: UnitOfWork, env: Env, person: Person) -> None:
    signal = Signal(
        id="5" * 32,
        number=1,
        office_id=person.org_id,
        pattern="toys|choking",
        product="toys",
        hazards=("choking",),
        opened_at=env.now(),
        tips=1,
    )
    uow.signals.add(signal)
    case = RiskInformation(
        id="c" * 32,
        number=env.ids.case_number(),
        source=Source.CONSUMER,
        person_id=person.id,
        channel="webchat",
        locale="zh-CN",
        submitted_at=env.now(),
    )
    uow.informations.add(replace(case, state=InformationState.JOINED, signal_id=signal.id))
