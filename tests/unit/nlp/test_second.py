"""The semantic second opinion: asked in doubt only, and never over a veto of the rules."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from nlp.encoder import READ, WIDTH, Encoder
from nlp.model import Scores, load_model
from nlp.pipeline import Pipeline, load
from nlp.score import TIPS, read_tips
from nlp.second import mixed


@pytest.fixture(scope="module")
def whole() -> Pipeline:
    return load()


@pytest.fixture(scope="module")
def fast() -> Pipeline:
    return load(fast=True)


def _scores() -> Scores:
    """Of a text that says nothing: every code as likely as the others."""
    model = load_model()
    about = model.about
    return model("", {})._replace(
        classes=np.full(len(about.classes), 1 / len(about.classes), np.float32),
        hazards=np.full(len(about.hazards), 0.5, np.float32),
        harm=np.full(len(about.harm), 1 / len(about.harm), np.float32),
    )


def test_it_is_asked_about_some_tips_and_not_about_most(whole: Pipeline, fast: Pipeline) -> None:
    texts = [row["text"] for row in islice(read_tips([TIPS / "street.jsonl"]), 150)]
    changed = [text for text in texts if whole(text).confidence != fast(text).confidence]
    assert 0 < len(changed) < len(texts) / 2


def test_a_plain_tip_is_the_same_without_it(whole: Pipeline, fast: Pipeline) -> None:
    assert whole("充电宝充电时起火，幸好没人受伤") == fast("充电宝充电时起火，幸好没人受伤")


def test_it_speaks_for_what_it_says_and_chances_stay_chances() -> None:
    about = load_model().about
    opinion = np.zeros(len(about.classes) + len(about.hazards) + len(about.harm), np.float32)
    toys, fire = about.classes.index("toys"), about.hazards.index("fire")
    opinion[toys] = opinion[len(about.classes) + fire] = 8.0
    found = mixed(_scores(), opinion, about)
    assert int(found.classes.argmax()) == toys
    assert int(found.hazards.argmax()) == fire
    assert float(found.classes.sum()) == pytest.approx(1, abs=1e-5)
    assert float(found.harm.sum()) == pytest.approx(1, abs=1e-5)


def test_where_it_has_no_share_nothing_changes() -> None:
    about = replace(load_model().about, second=0.0)
    opinion = np.full(len(about.classes) + len(about.hazards) + len(about.harm), 5.0, np.float32)
    found = mixed(_scores(), opinion, about)
    assert found.classes == pytest.approx(_scores().classes, abs=1e-4)
    assert found.hazards == pytest.approx(_scores().hazards, abs=1e-4)


def test_a_denied_hazard_stays_denied(whole: Pipeline) -> None:
    assert "fire" not in whole("这款东西用着怪怪的，也不知算什么，反正没有起火").hazards


def test_spaces_and_script_do_not_change_what_it_reads(whole: Pipeline) -> None:
    for row in islice(read_tips([TIPS / "street.jsonl"]), 60):
        if row["lang"] == "zh-Hans":
            spaced = " ".join(row["text"][at : at + 7] for at in range(0, len(row["text"]), 7))
            if not any(char.isascii() and char.isalnum() for char in row["text"]):
                assert whole(spaced).product == whole(row["text"]).product


@pytest.mark.parametrize("text", ["", " ", "\ud800", "a\x00b", "火" * 100_000, "🔥" * 50, "‮abc"])
def test_any_text_has_a_vector_of_length_one(text: str) -> None:
    vectors = Encoder()([text])
    assert vectors.shape == (1, WIDTH)
    assert float(np.linalg.norm(vectors[0])) == pytest.approx(1, abs=1e-3)


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    encode = Encoder()
    long = "电热水壶漏电。" * 500
    assert encode([long])[0] == pytest.approx(encode([long[:READ]])[0], abs=1e-6)
