"""The phrases that are trained on beside the tips."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlp.phrases import problems
from nlp.score import unseen_tips
from nlp.tips import check
from nlp.training.corpus import PHRASES

GOOD = {"text": "插头冒烟", "lang": "zh-Hans", "product": None, "scope": None, "hazards": ["fire"], "harm": "near_miss"}


def test_every_shipped_phrase_keeps_the_rules() -> None:
    assert check(sorted(PHRASES.glob("*.jsonl")), problems) == 0


def test_no_phrase_is_a_tip_of_the_test() -> None:
    texts = {row["text"].strip() for row in unseen_tips()}
    told = (json.loads(line)["text"] for path in PHRASES.glob("*.jsonl") for line in path.read_text().splitlines())
    assert [text for text in told if text.strip() in texts] == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"text": " "}, "text"),
        ({"lang": "fr"}, "lang"),
        ({"product": "toy"}, "product"),
        ({"scope": "out", "hazards": []}, "scope"),
        ({"scope": "out_food"}, "out of scope has neither product nor hazards"),
        ({"hazards": ["fire", "burns"]}, "hazards"),
        ({"harm": "death"}, "harm"),
        ({"hazards": None, "harm": None}, "it says nothing"),
    ],
)
def test_a_phrase_against_the_rules_is_named(change: dict[str, object], problem: str) -> None:
    assert list(problems(GOOD)) == []
    assert list(problems(GOOD | change)) == [problem]


def test_a_text_written_twice_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = json.dumps(GOOD, ensure_ascii=False)
    (tmp_path / "hand.jsonl").write_text(f"{line}\n{line}\n", encoding="utf-8")
    assert check([tmp_path / "hand.jsonl"], problems) == 1
    assert "hand.jsonl:2: the same text as hand.jsonl:1" in capsys.readouterr().err
