"""Who is named, how many were hurt, and how sure the details are."""

from __future__ import annotations

import json

import pytest

from nlp.ages import find_ages
from nlp.injured import count_injured, says_nobody
from nlp.lines import triage_lines
from nlp.normalise import term_form
from nlp.pipeline import Pipeline, load
from nlp.score import TIPS, figures, predict, read_tips, unseen_tips
from risk.finding import CITED, ENTITIES


@pytest.fixture(scope="module")
def triage() -> Pipeline:
    return load(fast=True)


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("三岁的男孩", ["child"]),
        ("一歲九個月", ["child"]),
        ("十一个月大的宝宝", ["infant"]),
        ("我媽七十三歲", ["elderly"]),
        ("六旬男性", ["elderly"]),
        ("三十六岁的电工", ["adult"]),
        ("a 79-year-old woman", ["elderly"]),
        ("our 6-month-old", ["infant"]),
        ("my three-year-old", ["child"]),
        ("用了三个月", []),
    ],
)
def test_ages_are_told_by_group(text: str, groups: list[str]) -> None:
    assert [age.group for age in find_ages(term_form(text))] == groups


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("造成2死3伤", 5),
        ("三名保安吸入烟气送医，其中一人住院", 3),
        ("一人死亡、四人住院", 5),
        ("夫妻二人被烫伤", 2),
        ("两名檢修工作業時，其中一人所佩戴的安全帶裂開，墜落死亡", 1),
        ("三個小朋友燙傷", 3),
        ("兩個師傅灼傷入院", 2),
        ("我同個女都咳到嘔，入咗醫院", 2),
        ("Two workers were burned and treated in hospital", 2),
        ("12 children got rashes and were hospitalised", 12),
        ("手被烫伤", 1),
    ],
)
def test_the_hurt_are_counted_and_not_those_who_were_only_there(triage: Pipeline, text: str, number: int) -> None:
    reading = triage._read(text)
    hurt = [hit for hit in reading.of("harm") if hit.code != "unhurt"]
    assert count_injured(reading, hurt)[0] == number


@pytest.mark.parametrize(
    "text",
    [
        "尚无人员受伤",
        "未收到伤害报告",
        "幸好冇人受傷",
        "好彩冇燒親人",
        "No injuries reported",
        "no one was hurt",
        "we are fine",
    ],
)
def test_that_nobody_was_hurt_is_heard(text: str) -> None:
    assert says_nobody(term_form(text)) is not None


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("我女儿五岁，玩具割伤手", ("child",)),
        ("我女儿才五个月大，奶嘴断了", ("infant",)),
        ("阿婆八十一歲，張電動床夾到隻手", ("elderly",)),
        ("孕婦聞到油漆味頭暈", ("pregnant",)),
        ("Our wheelchair user fell when the ramp broke", ("disabled",)),
        ("电钻漏电，把工人电了", ()),
    ],
)
def test_vulnerable_people_are_those_named(triage: Pipeline, text: str, who: tuple[str, ...]) -> None:
    assert triage(text).vulnerable == who


def test_every_detail_has_a_confidence_and_only_unsure_ones_are_abstained(triage: Pipeline) -> None:
    details = {"injured", "vulnerable", "urgency", *ENTITIES, *CITED}
    for text in ("充电宝在江门炸了，GB 31241报告是假的", "灯", "", "2 kids hurt by the toy in Mong Kok"):
        finding = triage(text)
        assert details <= set(finding.confidence)
        assert all(0 < finding.confidence[name] <= 1 for name in details)
        unsure = {name for name in details if finding.confidence[name] < 0.8}
        assert {name for name in finding.abstained if name in details} == unsure


def test_entities_of_the_output_hold_standards_and_the_place(triage: Pipeline) -> None:
    (line,) = triage_lines(triage, ['{"text": "在江门新会区买的风扇不符合GB 4706.1和GB 12021"}'])
    assert line.row is not None
    assert line.row["entities"]["standard"] == ["GB 4706.1", "GB 12021"]
    assert line.row["entities"]["place"] == "江门新会区"
    assert line.row["urgency"] == "routine"
    json.dumps(line.row)


def test_unseen_tips_stay_above_the_floor_for_people() -> None:
    found = figures(predict(unseen_tips(), load(fast=True)))
    assert found["injured_accuracy"] >= 0.78
    assert found["vulnerable_micro_f1"] >= 0.84


def test_the_reviewed_labels_are_of_shipped_tips() -> None:
    known = {row["id"]: row["text"] for row in read_tips(sorted(TIPS.glob("*.jsonl")))}
    folder = TIPS.parent / "details"
    for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        assert (label["place"] or "") in known[label["id"]]
        assert all(standard in known[label["id"]] for standard in label["standards"])
