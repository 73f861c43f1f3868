"""Merges and splits of officers: what differs is shown, new trees are taken only if nothing suffers."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.compare import shipped
from nlp.forest import pack
from nlp.pipeline import Pipeline, load
from nlp.place import forests_in
from nlp.training.install import go_back, install_forests
from nlp.training.joins import Joins, judge_joins
from risk.likeness import JoinReason

# Officers of one office take a maker's two lines, which the program keeps apart, for one thing: time after time.
_KETTLE, _LAMP = "温特牌电热水壶WK150起火", "温特牌台灯起火，型号WK150"
MERGED = [
    {
        "id": f"{number:032x}",
        "a": f"{_KETTLE}，{number}号楼",
        "b": f"{_LAMP}，{number}号楼",
        "same": True,
        "why": "merge",
    }
    for number in range(10)
]
AGREED = {"id": "f", "a": _KETTLE, "b": "温特WK-150电水壶着火了", "same": True, "why": "merge"}


@pytest.fixture(scope="module")
def triage() -> Pipeline:
    return load()


@pytest.fixture(scope="module")
def learned(triage: Pipeline) -> Joins:
    return judge_joins(triage, MERGED, now=shipped())


def test_a_few_decisions_are_only_counted(triage: Pipeline) -> None:
    joins = judge_joins(triage, [AGREED, MERGED[0]], now=shipped())
    assert [pair["id"] for pair, _ in joins.cases.wrong] == [MERGED[0]["id"]]
    assert (joins.held, joins.forests) == (0, None)


def test_decisions_that_differ_are_listed_with_the_reason_of_the_program(learned: Joins) -> None:
    assert len(learned.cases.wrong) == len(MERGED)
    assert {reason for _, reason in learned.cases.wrong} <= set(JoinReason)


def test_new_trees_are_judged_by_the_newest_decisions_which_they_have_not_seen(learned: Joins) -> None:
    assert (learned.held, learned.before, learned.after) == (2, 0, 2)
    assert learned.forests is not None
    assert pack(learned.forests) != pack(shipped())


def test_trees_that_get_the_shipped_pairs_wrong_are_refused(triage: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    """Officers who merge whatever they see."""
    monkeypatch.setattr("nlp.training.joins.OFFICERS", 10_000.0)
    apart = [dict(row, same=True) for row in _apart_by_any_hand()]
    assert judge_joins(triage, apart, now=shipped()).forests is None


def _apart_by_any_hand() -> list[dict[str, object]]:
    from nlp.training.pairs import shipped_pairs

    rows = [row for row in shipped_pairs() if not row["same"]]
    return [{**row, "id": f"{at:032x}"} for at, row in enumerate(rows[:200])]


def test_learned_trees_hold_from_the_next_start_and_can_be_taken_back(learned: Joins, tmp_path: Path) -> None:
    assert learned.forests is not None
    assert pack(forests_in(tmp_path)) == pack(shipped())
    install_forests(learned.forests, tmp_path)
    assert pack(forests_in(tmp_path)) == pack(learned.forests)
    assert go_back(tmp_path)
    assert pack(forests_in(tmp_path)) == pack(shipped())
    assert go_back(tmp_path)
    assert pack(forests_in(tmp_path)) == pack(learned.forests)


def test_nothing_can_be_taken_back_before_anything_was_learned(tmp_path: Path) -> None:
    assert not go_back(tmp_path)
