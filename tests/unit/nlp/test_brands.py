"""Brand and model of a finding, as people tell them."""

from __future__ import annotations

import pytest

from nlp.pipeline import Pipeline, load


@pytest.fixture(scope="module")
def triage() -> Pipeline:
    return load(fast=True)


@pytest.mark.parametrize(
    ("text", "brand", "model"),
    [
        ("美浦空气净化器KJ-60半夜听到滋滋声", "美浦", "KJ-60"),
        ("我要投诉那个手机充电器，牌子叫旭湃，型号是XP六五C，插上就发烫", "旭湃", "XP六五C"),
        ("检测报告：电动自行车，品牌奔跑，型号BP-48，淋水试验后控制器失控", "奔跑", "BP-48"),
        ("賽維牌OX-5製氧機，用用下自己停機", "賽維", "OX-5"),
        ("激光笔“鹰眼”LY-303标的是小于1毫瓦", "鹰眼", "LY-303"),
        ("買咗部沐川電熱毯，個插頭燒燶咗", "沐川", None),
        ("平安夜GA3瓦斯警報器，拿打火機的氣對著噴都不叫", "平安夜", "GA3"),
        ("彩虹蜗牛24色油性记号笔，苯含量检出超标", "彩虹蜗牛", None),
        ("电热理疗仪（康络宝，KL-8），使用中温控失效，腰部烫伤", "康络宝", "KL-8"),
        ("沐川电热毯SY4820冒烟", "沐川", "SY4820"),
        ("牌子：小步子，学步车翻了，孩子磕了头", "小步子", None),
        ("The Trelko kettle, model HD9350, leaked boiling water", "Trelko", "HD9350"),
        ("Nogue X14 Pro笔记本用了一年半，触控板被电池顶起来", "Nogue", "X14 Pro"),
        ("代購返嚟嘅「白樺」沖牙器，水箱漏水", "白樺", None),
        ("My Torvane K5 power bank caught fire on the train", "Torvane", "K5"),
        # Names that the lexicon knows, where the place alone leaves doubt.
        ("海尔冰箱什么时候检验", "海尔", None),
        ("想问一下我的小米充电宝", "小米", None),
    ],
)
def test_brand_and_model_are_found_where_people_put_them(
    triage: Pipeline, text: str, brand: str, model: str | None
) -> None:
    found = triage(text).entities
    assert (found["brand"], found["model"]) == (brand, model)


@pytest.mark.parametrize(
    "text",
    [
        "某品牌经期裤检出全氟化合物",
        "杂牌充电宝充电时起火",
        "一外墙涂料仓库起火，人员及时撤离",
        "收到一个所谓“全新”的液压千斤顶，盖上没有吨位",
        "学校发的校服裙，送检甲醛四百多",
        "牌子看不清了，插头烧黑了",
        "小区新电梯试运行一周，平层误差八厘米",
        "这个品牌的电饭煲漏电",
        "没有品牌的充电宝爆炸",
        "我儿子叫小明，被玩具车夹伤手",
        "爸爸骑的电动车突然起火",
        "隔籬屋嘅電單車著火",
        "My daughter's scooter handlebar snapped while she was riding it",
    ],
)
def test_what_is_no_brand_is_none(triage: Pipeline, text: str) -> None:
    assert triage(text).entities["brand"] is None


def test_a_word_for_something_else_is_no_brand_although_the_lexicon_knows_it(triage: Pipeline) -> None:
    assert triage("装小米的塑料桶裂了，边上割手").entities["brand"] is None


def test_the_number_of_a_car_is_neither_brand_nor_model(triage: Pipeline) -> None:
    found = triage("车牌号粤B12345的电动车起火").entities
    assert (found["brand"], found["model"]) == (None, None)
