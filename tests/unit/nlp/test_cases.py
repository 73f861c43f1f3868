"""Files of labelled tips: what a line must hold to be trained on, and to be measured by."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from nlp.cases import Case, cases_in
from nlp.score import TIPS, read_tips
from risk.finding import ENTITIES

_TAUGHT = {"text": "玩具车充电时起火", "scope": "in", "product": "toys", "hazards": ["fire"], "harm": "near_miss"}
_MEASURED = {**_TAUGHT, "injured": None, "vulnerable": [], "entities": dict.fromkeys(ENTITIES)}


def _case(row: Mapping[str, Any], *, measured: bool) -> Case:
    (case,) = cases_in([json.dumps(row)], measured=measured)
    return case


def _without(row: Mapping[str, Any], field: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != field}


def test_every_shipped_tip_is_a_case() -> None:
    lines = [json.dumps(row) for row in read_tips([TIPS / "seed.jsonl"])]
    assert [case.problem for case in cases_in(lines, measured=True)] == [""] * len(lines)


def test_lines_are_numbered_and_empty_ones_passed_over() -> None:
    lines = [json.dumps(_TAUGHT), "", "[1]", "nonsense", "{}"]
    found = [(case.number, case.problem, case.field) for case in cases_in(lines, measured=False)]
    assert found == [(1, "", ""), (3, "not-an-object", ""), (4, "not-json", ""), (5, "missing", "text")]


@pytest.mark.parametrize("field", sorted(_TAUGHT))
def test_a_case_has_all_that_training_reads(field: str) -> None:
    for measured in (False, True):
        case = _case(_without(_MEASURED, field), measured=measured)
        assert (case.problem, case.field) == ("missing", field)


@pytest.mark.parametrize("field", ["injured", "vulnerable", "entities"])
def test_some_labels_are_needed_for_figures_alone(field: str) -> None:
    assert _case(_without(_MEASURED, field), measured=False).row is not None
    assert _case(_without(_MEASURED, field), measured=True).field == field


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", 5),
        ("text", " "),
        ("text", "\ud83d"),
        ("scope", "inside"),
        ("scope", ["in"]),
        ("product", "nonsense"),
        ("product", None),
        ("product", []),
        ("hazards", ["xx"]),
        ("hazards", "fire"),
        ("hazards", [["fire"]]),
        ("harm", None),
        ("entities", []),
        ("entities", {"brand": 5}),
        ("batch", 5),
        ("lang", None),
    ],
)
def test_a_wrong_label_is_named_with_its_value(field: str, value: object) -> None:
    for measured in (False, True):
        case = _case({**_MEASURED, field: value}, measured=measured)
        assert (case.problem, case.field, case.row) == ("wrong", field, None)
        assert case.value == json.dumps(value)


@pytest.mark.parametrize(
    ("field", "value"),
    [("injured", True), ("injured", -1), ("vulnerable", ["dog"]), ("vulnerable", None), ("entities", {})],
)
def test_a_wrong_label_that_figures_need_is_named(field: str, value: object) -> None:
    assert _case({**_MEASURED, field: value}, measured=True).field == field


def test_out_of_scope_there_is_neither_product_nor_hazard() -> None:
    outside = {**_TAUGHT, "scope": "out_food"}
    assert _case(outside, measured=False).field == "product"
    assert _case({**outside, "product": None}, measured=False).field == "hazards"
    assert _case({**outside, "product": None, "hazards": []}, measured=False).row is not None


def test_hazards_are_put_in_the_order_in_which_triage_tells_them() -> None:
    case = _case({**_TAUGHT, "hazards": ["fire", "chemical", "fire"]}, measured=False)
    assert case.row is not None
    assert case.row["hazards"] == ["chemical", "fire"]


def test_a_long_value_is_cut_in_the_complaint() -> None:
    assert len(_case({**_TAUGHT, "product": "x" * 5000}, measured=False).value) == 60
