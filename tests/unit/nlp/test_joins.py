"""Merges and splits of officers: what differs is shown, new trees are taken only if nothing suffers."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.compare import shipped
from nlp.forest import pack
from nlp.model import SHIPPED as WEIGHTS
from nlp.model import unpack
from nlp.pipeline import Pipeline
from nlp.place import forests_file, forests_in, generation_in
from nlp.training.install import alone
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
def learned(triage: Pipeline) -> Joins:
    return judge_joins(triage, MERGED, now=shipped(), known=frozenset())


def test_a_few_decisions_are_only_counted(triage: Pipeline) -> None:
    joins = judge_joins(triage, [AGREED, MERGED[0]], now=shipped(), known=frozenset())
    assert [pair["id"] for pair, _ in joins.cases.wrong] == [MERGED[0]["id"]]
    assert (joins.held, joins.forests) == (0, None)


def test_decisions_that_differ_are_listed_with_the_reason_of_the_program(learned: Joins) -> None:
    assert [reason for _, reason in learned.cases.wrong] == [JoinReason.DIFFERENT_PRODUCT] * len(MERGED)


def test_new_trees_are_judged_by_the_newest_decisions_which_they_have_not_seen(learned: Joins) -> None:
    assert (learned.held, learned.before) == (2, 0)
    assert learned.after >= 2
    assert learned.forests is not None
    assert pack(learned.forests) != pack(shipped())
    least = {name: forest.least for name, forest in shipped().items()}
    assert {name: forest.least for name, forest in learned.forests.items()} == least


def test_decisions_that_the_trees_in_use_know_do_not_judge_those_that_learn_from_them_again(
    triage: Pipeline, learned: Joins
) -> None:
    assert learned.forests is not None
    again = judge_joins(triage, MERGED, now=learned.forests, known=learned.trained)
    assert (again.tried, again.held) == (True, 0)
    assert again.forests is not None


def test_trees_that_get_the_shipped_pairs_wrong_are_refused(triage: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    """Officers who merge whatever they see."""
    monkeypatch.setattr("nlp.training.joins.OFFICERS", 10_000.0)
    apart = [dict(row, same=True) for row in _apart_by_any_hand()]
    joins = judge_joins(triage, apart, now=shipped(), known=frozenset())
    assert joins.after >= joins.before
    assert joins.forests is None


def _apart_by_any_hand() -> list[dict[str, object]]:
    from nlp.training.pairs import shipped_pairs

    rows = [row for row in shipped_pairs() if not row["same"]]
    return [{**row, "id": f"{at:032x}"} for at, row in enumerate(rows[:200])]


def test_learned_trees_hold_from_the_next_start_and_can_be_taken_back(learned: Joins, tmp_path: Path) -> None:
    weights = unpack(WEIGHTS.read_bytes())
    assert learned.forests is not None
    with alone(tmp_path) as shelf:
        shelf.install(weights, forests=learned.forests)
        assert pack(forests_in(tmp_path)) == pack(learned.forests)
        shelf.install(weights)  # later weights, with which nothing was learned of joining
        assert pack(forests_in(tmp_path)) == pack(learned.forests)
        assert shelf.go_back()
    assert pack(forests_in(tmp_path)) == pack(learned.forests)


def test_the_trees_before_come_back_with_the_weights_before(learned: Joins, tmp_path: Path) -> None:
    with alone(tmp_path) as shelf:
        assert not shelf.go_back()
        shelf.install(unpack(WEIGHTS.read_bytes()), forests=learned.forests)
        forests_file(generation_in(tmp_path)).write_text("broken in the meantime")
        assert shelf.go_back()
    assert pack(forests_in(tmp_path)) == pack(shipped())


def _both(forest: str) -> bytes:
    return f'{{"told": {forest}, "stored": {forest}}}'.encode()


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b'{"told": {}, "stored": {}}',
        _both('{"bias": 0, "least": 0.5, "traits": [], "trees": [[]]}'),
        _both('{"bias": 0, "least": 0.5, "traits": ["a"], "trees": [[[0, 0.5, 0, 0]]]}'),  # without an end
        _both('{"bias": 0, "least": 0.5, "traits": ["a"], "trees": [[[1, 0.5, 1, 2], [-1, 1, 0, 0], [-1, 2, 0, 0]]]}'),
    ],
)
def test_trees_that_cannot_be_read_are_left_alone(broken: bytes, tmp_path: Path) -> None:
    forests_file(tmp_path).write_bytes(broken)
    assert pack(forests_in(tmp_path)) == pack(shipped())
