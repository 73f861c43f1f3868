"""What officers put right as cases to learn from: masked, whole, without what was taken back or erased."""

from __future__ import annotations

import json

import pytest

from casework import corrections, learning, out_of_scope, tips
from casework.corrections import Change
from casework.fakes import FixedTriage
from casework.learning import Cases
from casework.out_of_scope import Elsewhere
from casework.ports import UnitOfWork
from risk.finding import Harm, Scope
from risk.organisation import Person
from risk.signal import Signal
from tests.support.desk import Desk, desk

NAMED = "我叫王小明，电话13812345678，身份证110105194912310021，星汪台灯冒烟"
VAGUE = "这东西冒烟"
_FOUND = {"scope": Scope.IN, "product": "toys", "hazards": ("fire",), "harm": Harm.NEAR_MISS, "version": "v1"}


@pytest.fixture
def town() -> Desk:
    town = desk()
    town.triage = FixedTriage(
        {
            NAMED: {**_FOUND, "entities": {"brand": "星汪", "model": "13812345678", "origin": "CN"}, "lang": "zh-Hans"},
            VAGUE: {**_FOUND, "product": None},
        }
    )
    return town


@pytest.fixture
def officer(town: Desk) -> Person:
    return town.staff()[0].person()


def correct(town: Desk, officer: Person, signal: Signal, change: Change) -> str:
    def body(uow: UnitOfWork) -> str:
        seen = corrections.mark_of(uow.informations.of_signal(signal.id))
        return corrections.correct_signal(uow, town.env, officer, signal.id, change, seen=seen).act_id

    return town.transactions.run_now(body)


def cases(town: Desk) -> Cases:
    return town.transactions.run_now(lambda uow: learning.read_cases(uow, town.env, purpose="train"))


def test_a_case_is_a_labelled_tip_without_anybodys_name_or_number(town: Desk, officer: Person) -> None:
    _, signal = town.tip(NAMED)
    correct(town, officer, signal, Change(product="lighting"))
    (row,) = cases(town).tips
    assert (row["scope"], row["product"], row["hazards"], row["harm"]) == ("in", "lighting", ["fire"], "near_miss")
    assert row["said"]["product"] == "toys"
    assert (row["version"], row["decided_by"], row["lang"]) == ("v1", officer.id, "zh-Hans")
    shown = json.dumps(row, ensure_ascii=False)
    for personal in ("王小明", "13812345678", "110105194912310021"):
        assert personal not in shown
    assert row["text"].endswith("星汪台灯冒烟")
    assert {name: value for name, value in row["entities"].items() if value} == {"brand": "星汪", "origin": "CN"}


def test_each_use_is_on_record_in_the_office_whose_cases_they_are(town: Desk, officer: Person) -> None:
    _, signal = town.tip(NAMED)
    correct(town, officer, signal, Change(product="lighting"))
    assert cases(town).offices == (officer.org_id,)
    town.transactions.run_now(
        lambda uow: learning.note_weights(uow, town.env, [officer.org_id], version="abcd", act="weights.install")
    )
    entries = town.transactions.run_now(lambda uow: uow.audit.of(officer.org_id))[-2:]
    assert [(entry.act, entry.detail) for entry in entries] == [
        ("cases.read", {"purpose": "train", "tips": "1"}),
        ("weights.install", {"version": "abcd"}),
    ]


def test_of_several_corrections_the_last_one_counts_and_what_was_taken_back_does_not(
    town: Desk, officer: Person
) -> None:
    _, signal = town.tip(NAMED)
    correct(town, officer, signal, Change(product="lighting"))
    second = correct(town, officer, signal, Change(hazards=("burns",)))
    assert [(row["product"], row["hazards"]) for row in cases(town).tips] == [("lighting", ["burns"])]
    town.transactions.run_now(lambda uow: corrections.undo_correction(uow, town.env, officer, second))
    assert [(row["product"], row["hazards"]) for row in cases(town).tips] == [("lighting", ["fire"])]


def test_nothing_is_left_of_a_correction_that_was_taken_back(town: Desk, officer: Person) -> None:
    _, signal = town.tip(NAMED)
    only = correct(town, officer, signal, Change(product="lighting"))
    town.transactions.run_now(lambda uow: corrections.undo_correction(uow, town.env, officer, only))
    assert cases(town).tips == []


def test_a_harm_that_only_the_tipster_answered_is_not_read_into_the_words(town: Desk, officer: Person) -> None:
    visitor = town.visitor().person()

    def answered(uow: UnitOfWork) -> Signal:
        told = tips.Told(text=NAMED, finding=town.triage(NAMED), channel="webchat", harm="serious")
        signal = tips.submit_tip(uow, town.env, visitor, told).signal
        assert signal is not None
        return signal

    signal = town.transactions.run_now(answered)
    correct(town, officer, signal, Change(product="lighting"))
    assert [row["harm"] for row in cases(town).tips] == ["near_miss"]
    correct(town, officer, signal, Change(harm="minor"))
    assert [row["harm"] for row in cases(town).tips] == ["minor"]


def test_what_nobody_named_a_product_of_teaches_nothing(town: Desk, officer: Person) -> None:
    _, signal = town.tip(VAGUE)
    correct(town, officer, signal, Change(hazards=("burns",)))
    assert cases(town).tips == []


def test_what_is_not_ours_is_a_case_as_well(town: Desk, officer: Person) -> None:
    _, signal = town.tip(NAMED)

    def out(uow: UnitOfWork) -> Signal:
        seen = corrections.mark_of(uow.informations.of_signal(signal.id))
        return out_of_scope.move_out(uow, town.env, officer, signal.id, Elsewhere.MEDICINE, seen=seen, reason="药品")

    town.transactions.run_now(out)
    (row,) = cases(town).tips
    assert (row["scope"], row["product"], row["hazards"]) == ("out_medicine", None, [])
