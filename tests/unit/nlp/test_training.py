"""Training: whole batches kept apart, the same bytes each time, nothing worse installed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nlp.installed import installed
from nlp.model import SHIPPED, open_model, squeeze, unpack
from nlp.pipeline import load
from nlp.score import TEST, TIPS, batch_of, read_tips, unseen_tips
from nlp.training.build import train
from nlp.training.corpus import split
from nlp.training.install import alone, judge
from tests.support.corpus import few_phrases, few_tips


def test_training_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = few_phrases(tmp_path)
    digests = {hashlib.sha256(train(few_tips(), folder=folder).pack()).hexdigest() for _ in range(2)}
    assert len(digests) == 1


def test_no_tip_of_the_test_is_trained_on() -> None:
    rows: Sequence[dict[str, Any]] = [dict(row) for row in read_tips(sorted(TIPS.glob("*.jsonl")))]
    training, test = split(rows)
    assert {batch_of(row) for row in test} == TEST
    assert not {batch_of(row) for row in training} & TEST
    assert not {row["text"] for row in training} & {row["text"] for row in test}


def test_packed_weights_come_back_as_they_were() -> None:
    data = SHIPPED.read_bytes()
    weights = unpack(data)
    assert weights.pack() == data
    assert weights.matrix.shape == (
        len(weights.grams) + len(weights.signs),
        len(weights.about.classes) + len(weights.about.hazards) + len(weights.about.harm),
    )


def test_the_shipped_weights_are_a_few_megabytes() -> None:
    assert SHIPPED.stat().st_size < 4_000_000


def test_weights_that_are_worse_are_named_so() -> None:
    good = SHIPPED.read_bytes()
    weights = unpack(good)
    blind = replace(weights, matrix=np.zeros_like(weights.matrix)).pack()
    rows = [dict(row) for row in unseen_tips()[:120]]
    assert judge(good, good, rows).worse == ()
    assert "product_accuracy" in judge(good, blind, rows).worse
    assert judge(None, good, rows).worse == ()


def test_the_last_weights_are_kept_to_go_back_to(tmp_path: Path) -> None:
    first = unpack(SHIPPED.read_bytes())
    second = replace(first, bias=first.bias + 1)
    with alone(tmp_path) as shelf:
        assert not shelf.go_back()
        shelf.install(first)
        shelf.install(second)
        assert installed(tmp_path) == second.pack()
        assert shelf.go_back()
        assert installed(tmp_path) == first.pack()
        assert shelf.go_back()
        assert installed(tmp_path) == second.pack()


@pytest.mark.parametrize(
    ("text", "squeezed"),
    [("充 电\n宝", "充电宝"), (" 灯 LED  lamp 漏电 ".lower(), "灯led lamp漏电"), ("a  b\nc", "a b c"), ("", "")],
)
def test_only_blanks_between_latin_words_are_seen(text: str, squeezed: str) -> None:
    assert squeeze(text) == squeezed


def test_a_pipeline_runs_on_weights_that_it_is_given() -> None:
    data = SHIPPED.read_bytes()
    triage = load(open_model(data))
    assert f"weights {hashlib.sha256(data).hexdigest()[:8]}" in triage.version
    assert triage("充电宝充电时起火").product == "batteries_power"
