"""What two things have in common and what sets them apart, trait by trait."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.compare import SHIPPED, compare
from nlp.normalise import normalise
from nlp.traits import Names, names, traits
from risk.likeness import Thing

KETTLE = Thing(
    product="household_appliances", hazards=("fire",), brand="温特", model="wk1500", kind="kettle", details=("smoke",)
)
PLAIN = replace(KETTLE, brand="", model="")


def of(words: str, **changes: object) -> Thing:
    return replace(PLAIN, text=normalise(words).text, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("a", "b", "brand", "model"),
    [
        (KETTLE, KETTLE, Names.AGREE, Names.AGREE),
        (KETTLE, PLAIN, Names.HALF, Names.HALF),
        (PLAIN, PLAIN, Names.UNTOLD, Names.UNTOLD),
        (KETTLE, replace(KETTLE, brand="沐颜"), Names.DIFFER, Names.AGREE),
        (KETTLE, replace(KETTLE, model="wk1800"), Names.AGREE, Names.DIFFER),
        (KETTLE, of("温特 wk-1500 又冒烟了"), Names.AGREE, Names.AGREE),  # triage missed them
        (KETTLE, replace(KETTLE, brand="wente"), Names.AGREE, Names.AGREE),  # in Pinyin
        (KETTLE, replace(KETTLE, brand="voltaire"), Names.HALF, Names.AGREE),  # maybe in translation
        (KETTLE, replace(KETTLE, brand="voltaire", model="wk1800"), Names.DIFFER, Names.DIFFER),
        (KETTLE, of("样品名称电热水壶,商标温特", brand="样品名称", model="wk1500"), Names.CROSSED, Names.AGREE),
        (KETTLE, of("沐颜的电水壶,以前用的温特没事", brand="沐颜"), Names.CROSSED, Names.HALF),
        (KETTLE, of("温特fn-k17电水壶", brand="温特", model="fnk17"), Names.AGREE, Names.DIFFER),
        (
            of("温特WK1500水壶", brand="温特", model="wk1500"),
            of("温特水壶用了15天,花了128元", brand="温特"),
            Names.AGREE,
            Names.HALF,
        ),
        (KETTLE, of("温特WK1800,不是WK1500", brand="温特", model="wk1800"), Names.AGREE, Names.DIFFER),
        (replace(PLAIN, brand="nike"), of("温特水壶起火,你可要管管", brand="温特"), Names.DIFFER, Names.UNTOLD),
        (replace(PLAIN, brand="nike"), of("水壶起火,你可要管管"), Names.AGREE, Names.UNTOLD),
        (replace(KETTLE, model="k17"), of("温特fn-k17水壶", brand="温特", model="fnk17"), Names.AGREE, Names.AGREE),
        (replace(KETTLE, model="wk15"), of("温特 WK15 Pro 冒烟", brand="温特"), Names.AGREE, Names.DIFFER),
        (of("温特 One水壶冒烟", brand="温特"), of("温特 Two水壶冒烟", brand="温特"), Names.AGREE, Names.DIFFER),
        (of("温特 8水壶冒烟", brand="温特"), of("温特 8 Lite水壶冒烟", brand="温特"), Names.AGREE, Names.DIFFER),
        (of("温特 8 Pro冒烟", brand="温特"), of("温特 8 Pro Max冒烟", brand="温特"), Names.AGREE, Names.DIFFER),
        (of("温特水壶型号橡果", brand="温特"), of("温特「松果」款水壶", brand="温特"), Names.AGREE, Names.DIFFER),
        (of("温特 TX水壶冒烟", brand="温特"), of("温特 TX60水壶冒烟", brand="温特"), Names.AGREE, Names.UNTOLD),
        (of("温特水壶型号如图", brand="温特"), of("温特水壶，型号橡果", brand="温特"), Names.AGREE, Names.UNTOLD),
        (of("查验温特 320台水壶", brand="温特"), of("温特 500台水壶", brand="温特"), Names.AGREE, Names.UNTOLD),
        (of("the 温特 wobbled", brand="温特"), of("温特 refused a refund", brand="温特"), Names.AGREE, Names.UNTOLD),
        (of("温特 One, PJ-2040", brand="温特"), of("温特 Two, PJ-2040", brand="温特"), Names.AGREE, Names.UNTOLD),
    ],
)
def test_how_names_stand_to_each_other(a: Thing, b: Thing, brand: Names, model: Names) -> None:
    assert names(a, b) == (brand, model)
    assert names(b, a) == (brand, model)


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        (of("没牌子的水壶冒烟"), of("水壶冒烟了", kind="toaster"), {"kind-other": 1, "kind-same": 0}),
        (replace(KETTLE, kind="smart_watch"), replace(KETTLE, kind="kids_watch"), {"kind-related": 1}),
        (KETTLE, replace(KETTLE, hazards=("burns", "explosion")), {"hazards-meet": 0, "hazards-of-one-event": 1}),
        (KETTLE, replace(KETTLE, hazards=("labelling",)), {"hazards-meet": 0, "hazards-untold": 1}),
        (
            replace(KETTLE, details=("plug", "smoke")),
            replace(KETTLE, details=("lid", "smoke")),
            {"part-clashes": 1, "failure-meets": 1, "failures-shared": 1},
        ),
        (replace(KETTLE, details=("to_child",)), replace(KETTLE, details=("to_elder",)), {"whom-clashes": 1}),
        (replace(KETTLE, details=("at_hotel",)), replace(KETTLE, details=("at_hotel",)), {"where-meets": 1}),
        (replace(KETTLE, day="10-21"), replace(KETTLE, day="10-22"), {"day-other": 1, "day-same": 0}),
        (of("深圳水壶冒烟", places=("深圳",)), of("苏州水壶冒烟", places=("苏州",)), {"place-other": 1}),
        (of("深圳水壶冒烟", places=("深圳",)), of("深圳一水壶冒烟"), {"place-same": 1, "place-other": 0}),
        (replace(KETTLE, injured=2), replace(KETTLE, injured=3), {"injured-other": 1, "injured-same": 0}),
        (of("睡山床垫味道大"), of("买了睡山家的床垫"), {"rare-is-shared": 1}),
        (of("浪刷洗车机漏电"), of("沐野洗车机漏电"), {"rare-is-shared": 0}),
        (of("Nebelo light string shocked me"), of("Drywell light string shocked me"), {"latin-names-clash": 1}),
        (of("型号QX-820的水壶"), of("型号QX-910的水壶"), {"codes-clash": 1, "codes-meet": 0}),
        (of("明盾绝缘手套被击穿", kind=""), of("鹰掌绝缘手套被击穿", kind=""), {"names-clash": 1}),
        (of("芽芽树男童卫衣帽绳有23厘米长"), of("糖果信箱男童卫衣帽绳有23厘米长"), {"is-copy": 1, "swaps-telling": 1}),
        (of("这个水壶用了三天突然冒烟"), of("那个水壶用了三天突然冒烟了"), {"is-copy": 1, "swaps-telling": 0}),
    ],
)
def test_what_two_things_share_or_tell_apart(a: Thing, b: Thing, told: dict[str, float]) -> None:
    found = traits(a, b)
    assert {name: found[name] for name in told} == told


def test_a_shared_detail_that_few_tips_tell_is_worth_more_than_one_that_many_do() -> None:
    rare, common = (traits(thing, thing) for thing in (replace(KETTLE, details=(code,)) for code in ("slat", "break")))
    assert rare["failures-worth"] > common["failures-worth"] > 0
    told = traits(replace(KETTLE, details=("break", "slat")), replace(KETTLE, details=("break", "leg")))
    assert told["failures-worth"] == common["failures-worth"] < told["failures-worth-alone"]
    assert told["failures-worth-alike"] < common["failures-worth-alike"] == 1


def test_a_short_code_that_two_have_is_told_from_a_long_one() -> None:
    sizes = [traits(thing, thing)["model-size"] for thing in (PLAIN, replace(KETTLE, model="n2"), KETTLE)]
    assert sizes == [0, 2, 6]


def test_likely_hazards_count_where_none_was_found() -> None:
    """Triage left the hazard open in both, but leans to the same."""
    leaning = replace(KETTLE, hazards=(), chances=(("hazard:fire", 0.4), ("hazard:burns", 0.2)))
    other = replace(leaning, chances=(("hazard:chemical", 0.45),))
    assert traits(leaning, leaning)["hazards-alike"] == pytest.approx(1)
    assert traits(leaning, KETTLE)["hazards-alike"] == pytest.approx((2 / 3) ** 0.5)
    assert traits(leaning, other)["hazards-alike"] == 0


words = st.text(max_size=60) | st.sampled_from(
    ["温特 wk-1500 冒烟", "voltaire p10 caught fire", "水壶漏电 23cm 2026年"]
)
things = st.builds(
    Thing,
    product=st.sampled_from([None, "toys", "household_appliances"]),
    hazards=st.lists(st.sampled_from(["fire", "burns", "chemical", "labelling"]), unique=True).map(tuple),
    brand=st.sampled_from(["", "温特", "voltaire"]),
    model=st.sampled_from(["", "wk1500", "p10"]),
    kind=st.sampled_from(["", "kettle", "toy_car"]),
    details=st.lists(st.sampled_from(["smoke", "battery", "to_child"]), unique=True).map(tuple),
    text=words.map(lambda told: normalise(told).text),
    injured=st.none() | st.integers(0, 3),
)


copies = st.tuples(
    st.sampled_from(
        ["温特牌电水壶用了三天就冒烟起火，手柄也断了", "The kettle WK-1500 smoked and then caught fire at 3 pm"]
    ),
    st.integers(0, 12),
    st.integers(0, 12),
    st.text("温特沐颜烟火断裂 abWK0123", max_size=9),
).map(lambda told: (of(told[0]), of(told[0][: told[1]] + told[3] + told[0][told[1] + told[2] :])))


@given(pair=st.tuples(things, things) | copies)
def test_traits_are_symmetric_and_bounded(pair: tuple[Thing, Thing]) -> None:
    a, b = pair
    found = traits(a, b)
    assert found == traits(b, a)
    assert all(0 <= value <= 6 for value in found.values())
    assert compare(a, b) == compare(b, a)


def test_the_trees_ask_for_the_traits_that_are_told_and_no_others() -> None:
    forests = json.loads(SHIPPED.read_bytes())
    assert set(forests["told"]["traits"]) == traits(of("水壶冒烟"), of("水壶着火")).keys()
    assert set(forests["stored"]["traits"]) == traits(of("水壶冒烟"), PLAIN).keys()


def test_only_the_first_few_hundred_characters_of_a_copy_are_looked_at_for_swaps() -> None:
    """They cost the square of the length."""
    told = "，".join(f"第{number}天水壶放在厨房窗边" + "冒烟" for number in range(60))
    other = told.replace("冒烟", "漏电")
    assert traits(of(told), of(other))["swaps"] == 6
    assert traits(of("水壶坏了。" * 100 + told), of("水壶坏了。" * 100 + other))["swaps"] == 0


@pytest.mark.parametrize(
    ("a", "b", "meets", "clashes"),
    [
        ("Poppet Junior款高脚椅", "Poppet Junior Plus高脚椅", 0, 1),
        ("Poppet的Junior款高脚椅", "高腳椅Poppet Junior嗰款", 1, 0),
        ("Poppet 8充电时鼓包", "Poppet 8 Lite充电时鼓包", 0, 1),
        ("Poppet儿童书桌，型号橡果，桌腿松", "Poppet書桌「松果」款", 0, 1),
        ("Poppet 2.4kg high chair", "Poppet high chair for kids", 0, 0),
        ("这款Poppet", "Poppet新款", 0, 0),
    ],
)
def test_a_variant_told_in_words_sets_two_things_of_a_brand_apart(a: str, b: str, meets: int, clashes: int) -> None:
    found = traits(of(a, brand="poppet"), of(b, brand="poppet"))
    assert (found["variant-meets"], found["variant-clashes"]) == (meets, clashes)


def test_where_the_models_agree_no_variant_sets_apart() -> None:
    a, b = of("Poppet WK1500 Junior", brand="poppet", model="wk1500"), of("Poppet WK-1500", brand="poppet")
    assert traits(a, replace(b, model="wk1500"))["variant-clashes"] == 0
