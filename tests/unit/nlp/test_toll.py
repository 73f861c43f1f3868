"""The dead and the hurt in figures."""

from __future__ import annotations

import pytest

from nlp.toll import tolls
from risk.finding import Harm


@pytest.mark.parametrize("text", ["气瓶爆炸致3死5伤", "一台电梯坠落,2死", "四死六伤,锅炉爆炸", "起火致1死", "2人死亡"])
def test_the_dead_are_counted_in_figures(text: str) -> None:
    assert [hit.code for hit in tolls(text)] == [Harm.FATAL]


@pytest.mark.parametrize("text", ["电动车起火,伤亡3人", "爆炸,致5人伤亡"])
def test_casualties_may_be_the_hurt_alone(text: str) -> None:
    assert [hit.code for hit in tolls(text)] == [Harm.SERIOUS]


@pytest.mark.parametrize("text", ["九死一生", "一死了之", "0死0伤", "三死角", "2死机", "伤亡0人", "用死了"])
def test_other_words_and_nobody_are_no_toll(text: str) -> None:
    assert list(tolls(text)) == []
