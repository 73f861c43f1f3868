"""Which findings are about the same thing: the rules one by one, their properties, and a floor on labelled pairs."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import resources
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.compare import compare
from nlp.kinds import DETAILS, kinds
from nlp.naming import brand_key, model_key
from nlp.pairs import Agreement, agreement, compare_lines
from nlp.pipeline import Pipeline, load
from nlp.thing import thing_of
from risk.finding import Finding, Harm, Scope
from risk.likeness import SURER, JoinReason, Thing

KETTLE = Thing(
    product="household_appliances",
    hazards=("fire",),
    brand="温特",
    model="wk1500",
    kind="kettle",
    details=("smoke",),
)
UNNAMED = replace(KETTLE, brand="", model="")
SAME, APART = True, False

things = st.builds(
    Thing,
    product=st.sampled_from([None, "toys", "household_appliances"]),
    hazards=st.lists(st.sampled_from(["fire", "burns", "chemical", "labelling"]), unique=True).map(tuple),
    brand=st.sampled_from(["", "温特", "voltaire", "沐颜"]),
    model=st.sampled_from(["", "wk1500", "p10", "a"]),
    kind=st.sampled_from(["", "kettle", "toy_car"]),
    details=st.lists(st.sampled_from(["smoke", "battery", "swallow"]), unique=True).map(tuple),
    text=st.sampled_from(["", "温特 wk-1500 冒烟", "voltaire p10 caught fire"]) | st.text(max_size=20),
)


@pytest.fixture(scope="module")
def triage() -> Pipeline:
    return load()


@pytest.mark.parametrize(
    ("other", "same", "reason"),
    [
        (KETTLE, SAME, JoinReason.SAME_MODEL),
        (replace(KETTLE, hazards=("burns", "explosion")), SAME, JoinReason.SAME_MODEL),
        (replace(KETTLE, product="other", kind=""), SAME, JoinReason.SAME_MODEL),
        (replace(KETTLE, model=""), SAME, JoinReason.SAME_BRAND_PATTERN),
        (replace(KETTLE, brand="沐颜"), APART, JoinReason.DIFFERENT_BRAND),
        (replace(KETTLE, model="wk1800"), APART, JoinReason.DIFFERENT_MODEL),
        (replace(KETTLE, brand="", model="wk1800"), APART, JoinReason.DIFFERENT_MODEL),
        (replace(KETTLE, kind="toaster"), APART, JoinReason.DIFFERENT_THING),
        (replace(KETTLE, product="lighting", kind="desk_lamp"), APART, JoinReason.DIFFERENT_PRODUCT),
        (replace(KETTLE, hazards=("electric_shock",)), APART, JoinReason.DIFFERENT_HAZARD),
        (replace(KETTLE, hazards=("labelling",)), APART, JoinReason.DIFFERENT_HAZARD),
        (replace(KETTLE, product=None), APART, JoinReason.NO_COMMON_GROUND),
        (UNNAMED, SAME, JoinReason.SAME_KIND_PATTERN),
        (replace(UNNAMED, details=("motor",)), APART, JoinReason.BRAND_UNTOLD),
        (replace(UNNAMED, kind=""), APART, JoinReason.NO_COMMON_GROUND),
    ],
)
def test_a_named_kettle_is_compared(other: Thing, same: bool, reason: JoinReason) -> None:
    verdict = compare(KETTLE, other)
    assert (verdict.same, verdict.reason) == (same, reason)


@pytest.mark.parametrize(
    ("other", "same", "reason"),
    [
        (UNNAMED, SAME, JoinReason.SAME_KIND_PATTERN),
        (replace(UNNAMED, details=()), APART, JoinReason.NO_COMMON_GROUND),
        (replace(UNNAMED, details=("motor",)), APART, JoinReason.DIFFERENT_FAILURE),
        (replace(UNNAMED, details=("motor", "smoke")), SAME, JoinReason.SAME_KIND_PATTERN),
        (replace(UNNAMED, product="lighting"), SAME, JoinReason.SAME_KIND_PATTERN),
        (replace(UNNAMED, kind="toaster"), APART, JoinReason.DIFFERENT_THING),
        (replace(UNNAMED, kind=""), APART, JoinReason.NO_COMMON_GROUND),
    ],
)
def test_a_kettle_without_a_name_is_compared(other: Thing, same: bool, reason: JoinReason) -> None:
    verdict = compare(UNNAMED, other)
    assert (verdict.same, verdict.reason) == (same, reason)


def test_unnamed_kettles_whose_texts_mean_other_things_stay_apart() -> None:
    a, b = replace(UNNAMED, text="水壶在宾馆冒烟"), replace(UNNAMED, text="充了电以后冒烟")
    assert compare(a, b, alike=lambda *_: 0.9).same
    assert compare(a, b, alike=lambda *_: 0.2).reason is JoinReason.NO_COMMON_GROUND


@pytest.mark.parametrize(("one", "other"), [("to_child", "to_elder"), ("at_hotel", "at_school"), ("plug", "lid")])
def test_unnamed_kettles_that_hurt_another_person_elsewhere_or_by_another_part_stay_apart(one: str, other: str) -> None:
    a, b = (replace(UNNAMED, details=(code, "smoke")) for code in (one, other))
    assert compare(a, b).reason is JoinReason.DIFFERENT_FAILURE
    assert compare(a, a).same


def test_texts_of_one_meaning_join_nothing_across_brands() -> None:
    assert not compare(KETTLE, replace(KETTLE, brand="沐颜"), alike=lambda *_: 1.0).same


@pytest.mark.parametrize(
    ("words", "codes"),
    [("空气炸锅没冒烟", set()), ("空气炸锅冒烟了", {"smoke"}), ("纽扣松脱", {"button", "comes_off"})],
)
def test_a_failure_counts_only_where_it_is_told_and_not_denied(words: str, codes: set[str]) -> None:
    assert {code for code, product, *_ in kinds().find(words) if product == DETAILS} == codes


def test_a_name_that_triage_missed_counts_where_the_words_hold_it() -> None:
    told = replace(UNNAMED, kind="", text="家里这个温特 wk-1500 又冒烟了")
    assert compare(KETTLE, told).reason is JoinReason.SAME_MODEL
    assert not compare(replace(KETTLE, brand="沐颜"), told).same


def test_like_words_alone_never_join() -> None:
    a = replace(UNNAMED, kind="", text="用了三天突然冒烟，外壳烧黑了，没有人受伤")
    b = replace(a, text="用了三天突然冒烟，外壳烧黑了，没有人受伤。")
    assert not compare(a, b).same


@pytest.mark.parametrize("name", ["WK-1500", "wk 1500", "ＷＫ１５００", "WK‑1500 exploded"])
def test_a_model_is_told_apart_from_how_it_is_written(name: str) -> None:
    assert model_key(name) == "wk1500"


@pytest.mark.parametrize("name", ["溫特牌", "温特", " 温特 品牌"])
def test_a_brand_is_told_apart_from_how_it_is_written(name: str) -> None:
    assert brand_key(name) == "温特"


@given(a=things, b=things)
def test_a_verdict_is_symmetric(a: Thing, b: Thing) -> None:
    assert compare(a, b) == compare(b, a)


@given(a=things, b=things)
def test_two_brands_or_two_models_are_never_merged(a: Thing, b: Thing) -> None:
    """Unless one text holds the other's brand beside the model: then a brand was read wrongly."""
    models = a.model and b.model and a.model != b.model
    brands = a.brand and b.brand and a.brand != b.brand and a.brand not in b.text and b.brand not in a.text
    if (models or brands) and not (a.text and a.text == b.text):
        assert not compare(a, b).same


WRONGLY_READ = replace(KETTLE, brand="样品名称", text="样品名称电热水壶,商标温特,型号wk-1500,冒烟")
FAR = replace(WRONGLY_READ, text="样品名称wk-1500" + "冒烟了很久才发现" * 4 + "温特的也一样")


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (KETTLE, WRONGLY_READ, SAME),  # the brand stands beside the model
        (KETTLE, FAR, APART),  # it stands elsewhere: another brand that is spoken of
        (KETTLE, replace(WRONGLY_READ, model="wk1800"), APART),
        (KETTLE, replace(KETTLE, brand="wente"), SAME),  # in pinyin
        (KETTLE, replace(KETTLE, brand="wente", model="wk1800"), APART),
        (replace(KETTLE, model=""), replace(KETTLE, brand="wente", model=""), APART),  # without a model it is no proof
    ],
)
def test_a_brand_read_wrongly_or_in_other_letters_keeps_one_model_not_apart(a: Thing, b: Thing, same: bool) -> None:
    assert compare(a, b).same is same


@pytest.mark.parametrize(
    ("short", "text", "same"),
    [("k17", "温特fn-k17电水壶", SAME), ("k17", "温特fnk17电水壶", APART)],
)
def test_the_last_part_of_a_makers_code_names_the_same_model(short: str, text: str, same: bool) -> None:
    whole = replace(KETTLE, model="fnk17", text=text)
    assert compare(whole, replace(KETTLE, model=short)).same is same


def test_cuts_crushing_and_falls_of_one_model_are_told_apart_by_what_failed() -> None:
    scooter = replace(KETTLE, product="light_vehicles", kind="kick_scooter", hazards=("mechanical_injury",))
    lock, burr = replace(scooter, details=("comes_off", "fall")), replace(scooter, details=("sharp",))
    assert compare(lock, burr).reason is JoinReason.DIFFERENT_HAZARD
    assert compare(lock, replace(lock, details=("break",))).same  # what breaks also comes off
    assert compare(lock, replace(scooter, details=("fall",))).same  # the outcome says nothing of what failed


def test_unnamed_things_of_another_day_or_place_stay_apart() -> None:
    told = replace(UNNAMED, text="电水壶冒烟", day="10-21", places=("深圳",))
    assert compare(told, replace(told, text="水壶冒烟了", places=())).same
    anywhere = replace(told, places=())
    assert compare(anywhere, replace(anywhere, text="水壶冒烟了", day="10-22")).reason is JoinReason.DIFFERENT_FAILURE
    assert compare(told, replace(told, text="水壶冒烟了", places=("苏州",))).reason is JoinReason.DIFFERENT_FAILURE


def test_one_accident_is_the_same_by_day_place_and_hazard() -> None:
    seen = Thing(product="other", hazards=("fire",), text="绍兴那个学院三楼烧了", day="11-03", places=("绍兴",))
    notice = replace(seen, product="household_appliances", text="绍兴某学院公寓起火", kind="immersion_heater")
    assert compare(seen, notice).same
    assert not compare(seen, replace(notice, day="11-04")).same
    assert not compare(seen, replace(notice, text="某学院公寓起火", places=())).same
    assert not compare(replace(seen, kind="kettle"), notice).same
    assert not compare(seen, replace(notice, hazards=("electric_shock",))).same


def test_a_sort_of_the_kind_is_the_same_where_the_names_agree() -> None:
    watch = replace(KETTLE, product="it_av", kind="smart_watch", text="温特wk-1500智能手表烫手")
    kids = replace(watch, kind="kids_watch", text="温特wk-1500 kids' smartwatch got hot")
    assert compare(watch, kids).same
    assert not compare(watch, replace(kids, kind="headset", text="温特wk-1500耳机烫手")).same


def test_a_kind_far_from_the_name_may_be_of_what_stood_beside() -> None:
    strip = replace(KETTLE, kind="power_strip", text="温特wk-1500六位排插,带个取暖器就发烫")
    other = replace(strip, kind="microwave", text="茶水间用的温特wk-1500,今早面板熔了个洞,微波炉插头拔不下来")
    assert compare(strip, other).same
    assert not compare(strip, replace(other, text="温特wk-1500微波炉,今早面板熔了个洞")).same


@given(thing=things)
def test_a_thing_is_the_same_as_itself(thing: Thing) -> None:
    known = thing.product and (thing.brand or (thing.kind and thing.hazards))
    if thing.text or known:
        assert compare(thing, thing).same


@given(a=things, b=things)
def test_what_is_the_same_has_a_reason_to_be(a: Thing, b: Thing) -> None:
    verdict = compare(a, b)
    assert verdict.same == (verdict.reason in SURER)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200), name=st.none() | st.text(max_size=12))
def test_any_text_makes_a_thing_that_is_the_same_as_itself(text: str, name: str | None) -> None:
    finding = Finding(
        scope=Scope.IN,
        product="toys",
        hazards=("fire",),
        harm=Harm.NONE,
        injured=None,
        vulnerable=(),
        entities={"brand": name, "model": name},
        severity_rank=1,
        lang="zh-Hans",
        confidence={},
        evidence=(),
        version="",
    )
    thing = thing_of(finding, text)
    assert compare(thing, thing).same or not (thing.text or thing.brand or thing.kind)


def pairs(name: str) -> list[dict[str, Any]]:
    text = resources.files("nlp").joinpath("data", "pairs", f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_the_pairs_are_whole_and_about_half_of_them_the_same() -> None:
    rows = [row for name in ("tune", "second", "unseen", "strangers") for row in pairs(name)]
    assert len(rows) >= 1000
    assert len({row["id"] for row in rows}) == len(rows)
    assert 0.4 <= sum(row["same"] for row in rows) / len(rows) <= 0.6
    assert {row["why"] for row in rows} <= {"same", *JoinReason}


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        ("tune", 0.95, 3),
        ("second", 0.9, 6),
        ("unseen", 0.92, 3),
        ("strangers", 0.86, 4),
    ],
)
def test_labelled_pairs_stay_above_the_floor(triage: Pipeline, name: str, least: float, most: float) -> None:
    found: Agreement = agreement(triage, pairs(name))
    assert found.f1 >= least, found.table()
    assert found.false_merges <= most, found.table()
    assert found.across_names == 0, found.table()


def test_lines_are_compared_and_bad_ones_named_by_number(triage: Pipeline) -> None:
    good = json.dumps({"id": "x", "a": "温特WK-1500水壶起火", "b": "温特WK1500水壶起火"}, ensure_ascii=False)
    lines = [good, "", "{", "[]", '{"a": "x"}']
    found = list(compare_lines(triage, lines))
    assert found[0].row is not None
    assert found[0].row["id"] == "x"
    assert found[0].row["same"] is True
    assert [(line.number, line.problem) for line in found[1:]] == [
        (3, "not-json"),
        (4, "not-an-object"),
        (5, "no-pair"),
    ]
