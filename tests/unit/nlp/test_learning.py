"""Local cases in training: in order, held out by time, judged apart; and what counts as worse."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from nlp.model import SHIPPED, unpack
from nlp.score import unseen_tips
from nlp.training.install import JUDGED, Judgement, judge
from nlp.training.local import LocalJudgement, held_out, judge_local, local_rows, mark, mark_of, with_entities


def row(number: int, **changes: object) -> dict[str, Any]:
    return {
        "id": str(number),
        "text": f"第{number}只猫砂盆漏电",
        "scope": "in",
        "product": "household_appliances",
        "hazards": ["electric_shock"],
        "harm": "none",
        "at": f"2026-03-{number:02}",
        **changes,
    }


def test_cases_stand_in_the_order_of_their_decisions_and_each_once() -> None:
    rows = local_rows([row(3), row(1)], [row(2), row(3, harm="minor")])
    assert [found["id"] for found in rows] == ["1", "2", "3"]
    assert rows[-1]["harm"] == "minor"
    assert {found["batch"] for found in rows} == {"local"}


def test_names_that_a_case_does_not_label_are_those_that_the_weights_in_use_read() -> None:
    told = row(1, text="星汪牌电热水壶WK-1500漏电")
    (found,) = with_entities([told], SHIPPED.read_bytes())
    assert found["entities"]["model"] == "WK-1500"
    (kept,) = with_entities([{**told, "entities": {"model": "X1"}}], SHIPPED.read_bytes())
    assert (kept["entities"]["model"], kept["entities"]["brand"]) == ("X1", None)


def test_a_case_without_a_product_in_scope_or_without_a_label_is_left_out() -> None:
    assert local_rows([row(1, product=None), row(2, scope="out_food"), {"id": "x", "text": "漏电"}]) == []
    assert len(local_rows([row(1, product=None, hazards=[], scope="out_food")])) == 1


def test_the_newest_fifth_is_held_out_once_there_are_five() -> None:
    assert held_out([row(n) for n in range(1, 5)], frozenset(), mark_of)[1] == []
    older, newest = held_out([row(n) for n in range(1, 12)], frozenset(), mark_of)
    assert [found["id"] for found in newest] == ["10", "11"]
    assert len(older) == 9


def test_what_the_weights_in_use_were_trained_on_is_not_held_out() -> None:
    known = frozenset(mark_of(row(n)) for n in range(7, 21))
    others, held = held_out([row(n) for n in range(1, 21)], known, mark_of)
    assert [found["id"] for found in held] == ["6"]
    assert len(others) == 19
    assert held_out([row(n) for n in range(3, 21)], known, mark_of)[1] == []  # four are new
    assert held_out([row(n) for n in range(1, 21)], None, mark_of)[1] == []  # nobody knows which are


def test_the_same_words_are_not_both_learned_and_held_out() -> None:
    twice = [*[row(n) for n in range(1, 11)], row(10)]
    others, held = held_out(twice, frozenset(), mark_of)
    assert [found["id"] for found in held] == ["10", "10"]
    assert "10" not in [found["id"] for found in others]


def test_a_mark_tells_two_texts_from_their_sum() -> None:
    assert len({mark("ab", "c"), mark("a", "bc"), mark("abc")}) == 3


def test_fewer_right_answers_on_the_cases_are_worse_and_as_many_are_not() -> None:
    before = {"scope": 3, "product": 1, "hazards": 2, "harm": 2}
    assert not LocalJudgement(cases=3, before=before, after={**before, "product": 2, "harm": 1}).worse
    assert LocalJudgement(cases=3, before=before, after={**before, "harm": 1}).worse


def test_cases_are_judged_by_the_weights_in_use_and_by_the_new_ones() -> None:
    good = SHIPPED.read_bytes()
    weights = unpack(good)
    blind = replace(weights, matrix=np.zeros_like(weights.matrix)).pack()
    rows = local_rows([row(1, text="充电宝充电时起火", product="batteries_power", hazards=["fire"], harm="near_miss")])
    assert judge_local(good, good, rows).before["product"] == 1
    assert judge_local(good, blind, rows).worse


def test_a_fall_that_a_few_answers_explain_is_not_called_worse() -> None:
    before = dict.fromkeys(JUDGED, 0.8)
    after = {**before, "grave_recall": 0.78}
    moved = dict.fromkeys(before, (0, 0))
    assert Judgement(before=before, after=after, moved={**moved, "grave_recall": (3, 1)}).worse == ()
    assert Judgement(before=before, after=after, moved={**moved, "grave_recall": (5, 0)}).worse == ("grave_recall",)
    slight = {**before, "grave_recall": 0.795}
    assert Judgement(before=before, after=slight, moved={**moved, "grave_recall": (9, 0)}).worse == ()


def test_answers_that_moved_are_counted_both_ways() -> None:
    good = SHIPPED.read_bytes()
    rows = [dict(tip) for tip in unseen_tips()[:60]]
    assert set(judge(good, good, rows).moved.values()) == {(0, 0)}
