"""Merges and splits of officers beside the rules: what differs is shown, a threshold moves only if nothing suffers."""

from __future__ import annotations

from pathlib import Path

from casework.fakes import FixedTriage
from nlp.compare import DISTINCT_MODEL
from nlp.place import distinct_model, put_distinct_model
from nlp.training.joins import judge_joins
from risk.finding import Scope

# The code has five characters: too few to name one product where a brand is untold and the failures differ.
BARE, NAMED, LAMP = "电热水壶WK150起火", "温特牌电热水壶WK150冒烟", "台灯起火"
_FOUND = {"scope": Scope.IN, "product": "household_appliances", "hazards": ("fire",)}
TRIAGE = FixedTriage(
    {
        BARE: {**_FOUND, "entities": {"model": "WK150"}},
        NAMED: {**_FOUND, "entities": {"brand": "温特", "model": "WK150"}},
        LAMP: {**_FOUND, "product": "lighting", "entities": {}},
    }
)
MERGED = {"id": "1", "a": BARE, "b": NAMED, "why": "merge", "same": True}
SPLIT = {"id": "2", "a": BARE, "b": LAMP, "why": "split", "same": False}


def test_without_decisions_nothing_moves() -> None:
    joins = judge_joins(TRIAGE, [], now=DISTINCT_MODEL)
    assert (joins.best, joins.cases.wrong) == (DISTINCT_MODEL, [])


def test_decisions_that_the_rules_agree_with_move_nothing() -> None:
    joins = judge_joins(TRIAGE, [SPLIT], now=DISTINCT_MODEL)
    assert (joins.best, joins.cases.wrong, joins.cases.apart) == (DISTINCT_MODEL, [], 1)


def test_a_decision_that_differs_is_listed_and_the_nearest_length_that_agrees_is_taken() -> None:
    joins = judge_joins(TRIAGE, [SPLIT, MERGED], now=DISTINCT_MODEL)
    assert [(pair["id"], reason) for pair, reason in joins.cases.wrong] == [("1", "brand_untold")]
    assert joins.best == 5


def test_a_length_that_would_merge_what_officers_split_is_not_taken() -> None:
    joins = judge_joins(TRIAGE, [MERGED, {**MERGED, "id": "3", "same": False}], now=DISTINCT_MODEL)
    assert joins.best == DISTINCT_MODEL


def test_a_learned_length_is_kept_for_the_next_start(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    assert distinct_model(folder) == DISTINCT_MODEL
    put_distinct_model(folder, 5)
    assert distinct_model(folder) == 5
