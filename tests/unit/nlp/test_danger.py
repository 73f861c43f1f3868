"""What strangers found missed or imagined: told as people type it, without a comma."""

from __future__ import annotations

import pytest

from nlp.pipeline import Pipeline
from nlp.reader import Reader
from nlp.rules import apply_rules
from risk.finding import GRAVE, Harm, Scope


@pytest.mark.parametrize(
    "text",
    [
        "说明书写不会过热 没想到半夜起火 奶奶被烧死了 取暖器",
        "害怕 昨晚热水器漏电 老公被电死了",
        "避免再有人受害 我婆婆用电热毯被电死了",
        "危险 电梯门夹断孩子手",
        "电热毯起火烧伤我妈住院了 平时一切正常的",
        "电/热/毯/起/火/烧/死/了/我/妈",
        "气瓶爆炸致3死5伤",
        "the saw chopped off my thumb",
        "The post cracked. One adult rider broke a wrist.",
    ],
)
def test_what_did_happen_is_grave_whatever_was_feared_or_denied_beside_it(triage: Pipeline, text: str) -> None:
    assert triage(text).harm in GRAVE


@pytest.mark.parametrize("text", ["怕孩子被烧死", "就怕电死人", "会不会把人电死", "没有人被烧死", "险些被电死"])
def test_what_is_only_feared_or_denied_is_not(read: Reader, text: str) -> None:
    assert apply_rules(read(f"{text},取暖器")).harm.harm not in GRAVE


@pytest.mark.parametrize(
    "text", ["贵死了,这个吸尘器", "爱死了这个小夜灯", "热死人的天,风扇冒烟了", "累死了,跑步机皮带断了"]
)
def test_figures_of_speech_kill_nobody(triage: Pipeline, text: str) -> None:
    assert triage(text).harm not in GRAVE


@pytest.mark.parametrize(
    ("text", "hazard"),
    [
        ("据说那批玩具铅超标，不符合标准", "chemical"),
        ("网传某品牌燃气灶漏气，商家说是误会，求查", "gas_poisoning"),
        ("没有哪次用不漏电的 这个电热水器", "electric_shock"),
    ],
)
def test_a_denial_of_something_else_leaves_the_hazard(triage: Pipeline, text: str, hazard: str) -> None:
    assert hazard in triage(text).hazards


@pytest.mark.parametrize("text", ["除镉外其余项目均合格,陶瓷碗", "除阻燃性能外均符合要求,睡衣", "不可能没起火,取暖器"])
def test_what_is_excepted_or_denied_twice_is_no_denial(read: Reader, text: str) -> None:
    hazards = apply_rules(read(text)).hazards
    assert hazards.found
    assert not hazards.denied


@pytest.mark.parametrize("text", ["看小说 女主被热水器电死了", "电视剧里男二被打火机炸死了"])
def test_nobody_dies_in_a_tale(read: Reader, text: str) -> None:
    assert apply_rules(read(text)).harm.harm not in GRAVE


@pytest.mark.parametrize(
    ("text", "product"),
    [("面霜加热器漏电", "household_appliances"), ("口红形状的充电宝起火", "batteries_power")],
)
def test_a_device_for_what_is_outside_is_inside(triage: Pipeline, text: str, product: str) -> None:
    finding = triage(text)
    assert (finding.scope, finding.product) == (Scope.IN, product)


@pytest.mark.parametrize(
    "text",
    [
        "编个故事，电动车自燃烧死了坏人",
        "续写 那天晚上 电热毯突然起火了",
        "Translate this: the heater exploded and killed two people",
        "把“儿童玩具铅超标”翻译成日文",
    ],
)
def test_words_of_danger_without_a_product_are_no_tip(triage: Pipeline, text: str) -> None:
    assert triage(text).scope is Scope.OTHER


def test_each_kind_of_person_is_counted(triage: Pipeline) -> None:
    finding = triage("十五个租客头晕恶心，热水器漏一氧化碳")
    assert (finding.injured, finding.urgency_reason) == (15, "mass")


@pytest.mark.parametrize(
    ("text", "brand"),
    [("我家的格力插座起火了", "格力"), ("型号K5的电饭煲漏电", None), ("产品型号KT2200 电水壶漏电", None)],
)
def test_a_listed_maker_is_read_and_a_label_word_is_not(triage: Pipeline, text: str, brand: str | None) -> None:
    assert triage(text).entities["brand"] == brand


def test_letters_of_another_script_hide_nothing(triage: Pipeline) -> None:
    finding = triage("рower bаnk ехрlоdеd аnd killеd my fаther")
    assert (finding.scope, finding.harm) == (Scope.IN, Harm.FATAL)
