"""Which of the things named is at fault."""

from __future__ import annotations

import pytest

from nlp.reader import Reader, load_reader
from nlp.rules import apply_rules
from nlp.training.contest import main


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("把台灯放在沙发旁边，台灯突然冒烟，沙发烧了个洞", "lighting"),
        ("沙发旁边的台灯漏电", "lighting"),
        ("电饭煲的插头没问题，是锅身漏电", "household_appliances"),
        ("not the phone, it was the power bank that caught fire", "batteries_power"),
        ("The charger melted on my desk", "batteries_power"),
        ("税号8516799000，漏电", "household_appliances"),
    ],
)
def test_the_thing_at_fault_comes_first(reader: Reader, text: str, product: str) -> None:
    assert apply_rules(reader(text)).contest.best_product() == product


def test_what_is_named_by_nobody_wins_nothing(reader: Reader) -> None:
    contest = apply_rules(reader("你好")).contest
    assert contest.best_product() is None
    assert contest.totals == {}


def test_the_shipped_weights_are_what_the_training_tips_give() -> None:
    assert main(["--check"]) == 0
