"""What says that nobody was gravely hurt, and what only sounds as if it did."""

from __future__ import annotations

import pytest

from nlp.mild import light, other, untrue
from nlp.pipeline import Pipeline
from risk.finding import GRAVE


@pytest.mark.parametrize(
    "text",
    [
        "充气滑梯翻了，女童呛水，送医输氧后当晚离院",
        "邊個都吸咗啲煙去急症，即日走得",
        "grazed my elbow, nothing broken",
        "fumes hit him, chest tight for an hour, no hospital",
        "活动扳手断了，幸好没崩着人",
        "the float vest rode up over his head, i got him in time",
    ],
)
def test_who_went_home_or_is_safe_is_lightly_hurt(text: str) -> None:
    assert light(text)


@pytest.mark.parametrize(
    "text",
    [
        "工人晕倒在地下室，送医吸氧，当晚出院",
        "大的没伤着，小的没了",
        "幸好发现早，住了四天",
        "luckily the firemen came; two nights on the ward",
    ],
)
def test_who_fainted_or_was_kept_in_hospital_is_not(text: str) -> None:
    assert not light(text)


@pytest.mark.parametrize(
    "text",
    [
        "网传某地叉车货叉断裂砸死人，经市监局核实系误传，当天没有人伤亡",
        "说夺命插座电死过邻居，经走访，该邻居健在",
        "they say 40 kids paralysed by the scooter, a fact check found one sprained ankle",
    ],
)
def test_a_rumour_that_was_found_untrue_hurt_nobody(triage: Pipeline, text: str) -> None:
    assert untrue(text)
    assert triage(text).harm not in GRAVE


@pytest.mark.parametrize(
    "text",
    [
        "厂家说是谣言，工友被叉车压死了",
        "不是谣言，电梯夹死了一个老人",
        "都话系谣言，我妈就系俾个热水器电死",
    ],
)
def test_a_rumour_that_is_true_is_none(triage: Pipeline, text: str) -> None:
    assert not untrue(text)
    assert triage(text).harm in GRAVE


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("窗是缝死咗的", "死咗"),
        ("vent plug被paint封死了", "死了"),
        ("stuck between floors one hour, alarm dead", "dead"),
        ("dead man seat switch bypassed", "dead"),
        ("syringes, smell like death", "death"),
        ("hit a bollard; bruised ribs", "ribs"),
        ("灯头突坠，手术未受影响", "手术"),
        ("刀口可切断指尖", "切断"),
        ("戴住一定电死人", "电死人"),
    ],
)
def test_a_word_that_means_something_else(text: str, word: str) -> None:
    start = text.index(word)
    assert other(text, start, start + len(word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("我妈被电死了", "死了"),
        ("he was found dead", "dead"),
        ("broken ribs, bruised all over", "ribs"),
        ("明天做手术", "手术"),
        ("刀口可切断了我的指尖", "切断"),
    ],
)
def test_a_word_that_means_what_it_says(text: str, word: str) -> None:
    start = text.index(word)
    assert not other(text, start, start + len(word))
