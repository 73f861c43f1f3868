"""Which findings are about the same thing: the rules one by one, their properties, and a floor on labelled pairs."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import resources
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.compare import compare
from nlp.forest import Forest
from nlp.json_lines import LONGEST
from nlp.kinds import DETAILS, kinds
from nlp.naming import brand_key, model_key
from nlp.pairs import CLOSED, Agreement, agreement, compare_lines, verdict_on
from nlp.pipeline import Pipeline
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


@pytest.mark.parametrize(
    ("other", "same", "reason"),
    [
        (KETTLE, SAME, JoinReason.SAME_MODEL),
        (replace(KETTLE, product="other", kind=""), SAME, JoinReason.SAME_MODEL),
        (replace(KETTLE, model=""), SAME, JoinReason.SAME_BRAND_PATTERN),
        (replace(KETTLE, brand="沐颜"), APART, JoinReason.DIFFERENT_BRAND),
        (replace(KETTLE, model="wk1800"), APART, JoinReason.DIFFERENT_MODEL),
        (replace(KETTLE, brand="", model="wk1800"), APART, JoinReason.DIFFERENT_MODEL),
        (replace(KETTLE, product="lighting", kind="desk_lamp"), APART, JoinReason.DIFFERENT_PRODUCT),
        (replace(KETTLE, hazards=("electric_shock",)), APART, JoinReason.DIFFERENT_HAZARD),
        (replace(KETTLE, product=None), APART, JoinReason.NO_COMMON_GROUND),
        (replace(UNNAMED, details=("motor",)), APART, JoinReason.BRAND_UNTOLD),
    ],
)
def test_a_stored_kettle_is_compared(other: Thing, same: bool, reason: JoinReason) -> None:
    verdict = compare(KETTLE, other)
    assert (verdict.same, verdict.reason) == (same, reason)


def test_a_stored_thing_with_a_name_is_the_same_as_itself() -> None:
    named = Thing(product="other", brand="温特")
    assert compare(named, named).reason is JoinReason.SAME_BRAND_PATTERN


@pytest.mark.parametrize(("one", "other", "same"), [("smoke", "smoke", SAME), ("burst", "flame", APART)])
def test_unnamed_things_of_one_kind_are_one_pattern_unless_each_failed_in_a_way_of_its_own(
    one: str, other: str, same: bool
) -> None:
    a, b = (replace(UNNAMED, details=(code, "smell")) for code in (one, other))
    assert compare(a, b).same is same


@pytest.mark.parametrize(("odds", "same"), [(-3.0, APART), (0.2, SAME)])
def test_a_pattern_of_unnamed_things_needs_some_likeness_but_less_than_others(odds: float, same: bool) -> None:
    forest = Forest(traits=(), trees=(), bias=odds, least=0.9)
    a, b = replace(UNNAMED, text="没牌子的水壶冒烟"), replace(UNNAMED, text="杂牌水壶用着用着冒烟")
    assert compare(a, b, {"told": forest, "stored": forest}).same is same


def test_several_tips_of_one_unnamed_kind_that_fails_alike_are_one_pattern(triage: Pipeline) -> None:
    told = (
        "充电玩具车充着电冒烟了",
        "儿子的玩具车充电冒烟",
        "孩子的遥控玩具车充电的时候冒烟，吓死了",
        "網購嘅玩具車叉叉下電出煙",
        "没牌子的玩具车，充电半小时就冒烟",
    )
    assert all(verdict_on(triage, one, other).same for one, other in combinations(told, 2))


def test_texts_and_stored_things_are_weighed_by_trees_of_their_own() -> None:
    ever, never = (Forest(traits=(), trees=(), bias=odds, least=0.5) for odds in (5.0, -5.0))
    forests = {"told": ever, "stored": never}
    a, b = replace(KETTLE, text="温特wk1500水壶冒烟"), replace(KETTLE, text="温特wk1500水壶漏水", hazards=("chemical",))
    assert compare(a, b, forests).same
    assert not compare(a, replace(b, text=""), forests).same


@pytest.fixture(scope="module")
def copies(triage: Pipeline) -> list[tuple[Thing, Thing]]:
    rows = pairs("copies")
    return [(thing_of(triage(row["a"]), row["a"]), thing_of(triage(row["b"]), row["b"])) for row in rows]


def test_a_verdict_on_near_copies_is_symmetric(copies: list[tuple[Thing, Thing]]) -> None:
    assert [compare(b, a) for a, b in copies] == [compare(a, b) for a, b in copies]


RECALL = "召回：温特WK-1500电热水壶底座短路，可能起火，请停止使用。"


@pytest.mark.parametrize(
    ("text", "same", "reason"),
    [
        ("家里那个温特wk1500水壶烧着烧着冒火了，差点把厨房点着", SAME, JoinReason.SAME_MODEL),
        ("溫特水煲煲煲下著火，好彩發現得早", SAME, JoinReason.SAME_BRAND_PATTERN),
        ("Our Wente WK 1500 kettle caught fire on its base.", SAME, JoinReason.SAME_MODEL),
        ("家里那个沐颜wk1500水壶烧着烧着冒火了，差点把厨房点着", APART, JoinReason.DIFFERENT_BRAND),
        ("家里那个温特wk1800水壶烧着烧着冒火了，差点把厨房点着", APART, JoinReason.DIFFERENT_MODEL),
        ("温特WK-1500电热水壶内胆锰析出超标，检测不合格", APART, JoinReason.DIFFERENT_HAZARD),
        ("温特台灯底座短路，可能起火，请停止使用。", APART, JoinReason.DIFFERENT_PRODUCT),
    ],
)
def test_texts_are_compared_with_a_recall(triage: Pipeline, text: str, same: bool, reason: JoinReason) -> None:
    verdict = verdict_on(triage, RECALL, text)
    assert (verdict.same, verdict.reason) == (same, reason)


@pytest.mark.parametrize(
    "again",
    [
        "家里那个温特wk1500水壶昨天烧着烧着冒火了，差点把厨房给点着了！！",
        "補充一下：家裡那個溫特wk1500水壺燒著燒著冒火了，差點把廚房點著。請盡快處理",
        "家里那个水壶，温特的，烧着烧着冒火了，差点把厨房点着",
    ],
)
def test_what_is_sent_again_in_nearly_the_same_words_is_the_same(triage: Pipeline, again: str) -> None:
    assert verdict_on(triage, "家里那个温特wk1500水壶烧着烧着冒火了，差点把厨房点着", again).same


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("空气炸锅没冒烟", set()),
        ("空气炸锅冒烟了", {"smoke"}),
        ("纽扣松脱", {"button", "comes_off"}),
        ("电动车电池冒烟", {"battery", "smoke"}),  # the part that a longer name ends in
    ],
)
def test_a_failure_counts_only_where_it_is_told_and_not_denied(words: str, codes: set[str]) -> None:
    assert {code for code, product, *_ in kinds().find(words) if product == DETAILS} == codes


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("热水煲", "kettle", SAME),
        ("渔夫帽", "外套", APART),
        ("工地安全帽", "摩托车头盔", APART),
        ("尿布", "diaper", SAME),
    ],
)
def test_names_of_one_kind_are_told_from_those_of_another(one: str, other: str, same: bool) -> None:
    assert ({kinds().find(one)[0][0]} == {kinds().find(other)[0][0]}) is same


def test_a_name_that_two_groups_have_is_found_as_both() -> None:
    assert {group for _, group, *_ in kinds().find("早教机")} == {"toys", "it_av"}


@pytest.mark.parametrize(
    ("one", "other", "related"), [("kids_watch", "smart_watch", True), ("wardrobe", "bathrobe", False)]
)
def test_a_sort_of_a_kind_is_told_from_letters_that_two_words_end_in(one: str, other: str, related: bool) -> None:
    assert kinds().related(one, other) is related


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("跑步机自己提速，怎么按都停不下来，最后拔了电源插头才停，人摔下来肋骨裂了", "treadmill"),
        ("The kettle's handle snapped and the boiling water ran over my ring finger, big blisters", "kettle"),
        ("18650电芯起火，放在工具箱里", "lithium_pack"),
        ("孩子的玩具放在冰箱旁边，突然冒烟烧起来", ""),
        ("挂脖风扇，插着充电电池就着了", "neck_fan"),
        ("电动车电池充电起火", "ebike"),
    ],
)
def test_a_thing_that_is_only_spoken_of_is_not_what_failed(triage: Pipeline, text: str, kind: str) -> None:
    assert thing_of(triage(text), text).kind == kind


@pytest.mark.parametrize("name", ["WK-1500", "wk 1500", "ＷＫ１５００", "WK‑1500 exploded"])
def test_a_model_is_told_apart_from_how_it_is_written(name: str) -> None:
    assert model_key(name) == "wk1500"


@pytest.mark.parametrize("name", ["溫特牌", "温特", " 温特 品牌"])
def test_a_brand_is_told_apart_from_how_it_is_written(name: str) -> None:
    assert brand_key(name) == "温特"


@pytest.mark.parametrize("name", ["Unbranded", "No brand", "no-name", "无", "未知品牌"])
def test_what_says_that_there_is_no_brand_is_none(name: str) -> None:
    assert brand_key(name) == ""


@given(a=things, b=things)
def test_a_verdict_is_symmetric(a: Thing, b: Thing) -> None:
    assert compare(a, b) == compare(b, a)


@given(a=things, b=things)
def test_two_brands_or_two_models_are_never_merged(a: Thing, b: Thing) -> None:
    """Unless one text holds the other's brand: then one was read wrongly, or stands there for comparison."""
    models = a.model and b.model and a.model != b.model
    brands = a.brand and b.brand and a.brand != b.brand and a.brand not in b.text and b.brand not in a.text
    if brands and a.model == b.model and a.brand.isascii() != b.brand.isascii():
        return  # one may be the other in translation
    if (models or brands) and not (a.text and a.text == b.text):
        assert not compare(a, b).same


@given(thing=things)
def test_a_text_is_about_the_same_thing_as_itself(thing: Thing) -> None:
    assert compare(thing, thing).same or not thing.text


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
    assert compare(thing, thing).same or not thing.text


NAMES = ("tune", "second", "unseen", "strangers", "copies", "test")


def pairs(name: str) -> list[dict[str, Any]]:
    text = resources.files("nlp").joinpath("data", "pairs", f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_the_pairs_are_whole_and_about_half_of_them_the_same() -> None:
    rows = [row for name in NAMES for row in pairs(name)]
    assert len(rows) >= 2800
    assert len({row["id"] for row in rows}) == len(rows)
    assert 0.4 <= sum(row["same"] for row in rows) / len(rows) <= 0.6
    assert {row["why"] for row in rows} <= {"same", *JoinReason}


@pytest.mark.parametrize(
    ("name", "least", "most", "across"),
    [  # the first five were trained on; `test` and `plain` never were
        ("tune", 0.95, 3, 0),
        ("second", 0.93, 3, 1),
        ("unseen", 0.9, 3, 0),
        ("strangers", 0.9, 5, 25),
        ("copies", 0.9, 5, 0),
        ("test", 0.8, 13, 8),
        ("plain", 0.91, 5, 1),
    ],
)
def test_labelled_pairs_stay_above_the_floor(
    triage: Pipeline, name: str, least: float, most: float, across: int
) -> None:
    found: Agreement = agreement(triage, pairs(name))
    told = found.table(closed=f"{name}.jsonl" in CLOSED)
    assert found.f1 >= least, told
    assert found.false_merges <= most, told
    assert found.across_names <= across, told


def test_lines_are_compared_and_bad_ones_named_by_number(triage: Pipeline) -> None:
    good = json.dumps({"id": "x", "a": "温特WK-1500水壶起火", "b": "温特WK1500水壶起火"}, ensure_ascii=False)
    endless = json.dumps({"a": "x", "b": "x" * LONGEST})
    lines = [good, "", "{", "[]", '{"a": "x"}', endless, '{"id": NaN, "a": "x", "b": "x"}']
    found = list(compare_lines(triage, lines))
    assert found[0].row is not None
    assert found[0].row["id"] == "x"
    assert found[0].row["same"] is True
    assert [(line.number, line.problem) for line in found[1:]] == [
        (3, "not-json"),
        (4, "not-an-object"),
        (5, "no-pair"),
        (6, "too-long"),
        (7, "bad-number"),
    ]
