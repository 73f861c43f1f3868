"""The figures on the second labelling."""

from __future__ import annotations

import pytest

from nlp.agreement import hazards_f1, kappa


def test_kappa_is_one_for_equals_and_zero_for_chance() -> None:
    assert kappa([("a", "a"), ("b", "b")]) == 1.0
    assert kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0.0


def test_kappa_takes_off_what_chance_would_agree_on() -> None:
    pairs = [("in", "in")] * 8 + [("in", "out"), ("out", "out")]
    assert kappa(pairs) == pytest.approx((0.9 - (0.9 * 0.8 + 0.1 * 0.2)) / (1 - (0.9 * 0.8 + 0.1 * 0.2)))


def test_hazards_count_label_by_label() -> None:
    first, second = {"hazards": ["burns", "fire"]}, {"hazards": ["fire"]}
    assert hazards_f1([(first, second)]) == pytest.approx(2 / 3)
