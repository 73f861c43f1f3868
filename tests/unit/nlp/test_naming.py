"""Brand and model as texts tell them, where triage read none, a piece, or something else."""

from __future__ import annotations

import pytest

from nlp.codes import codes, whole
from nlp.pipeline import Pipeline
from nlp.sound import sounds_alike, sounds_in
from nlp.thing import thing_of


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("烈阳c22-k8电磁炉", ["c22k8"]),
        ("型号是sy四八二零的充电器", ["sy4820"]),
        ("qb杠20k充电宝", ["qb20k"]),
        ("型号是g a三，另一台xp六五c", ["ga3", "xp65c"]),
        ("lc杠六十五的电镐，追月z三，型号h z 一百，xp杠一百二十", ["lc65", "hz100", "xp120"]),
        ("做了b超三次", []),
        ("usb三十分钟，app一百块，rmb三百，only 八十一", []),
        ("坚磊jl-v型安全帽", ["jlv"]),
        ("轮胎205/55r16, 型号tt-205r17", ["tt205r17"]),
        ("kn95口罩, usb-c接口, 5mm, 220v, 1.7l, ip67", []),
        ("不符合gb4706.1和en71-3, un38.3", []),
        ("批号vt2605, 合同号ht-2291, 订单a123456", []),
        ("on 14th may, 3pcs, 12v", []),
        ("", []),
    ],
)
def test_a_code_is_told_from_amounts_standards_and_numbers_of_papers(text: str, keys: list[str]) -> None:
    assert [code.key for code in codes(text)] == keys


def test_what_triage_found_to_be_a_batch_is_no_code() -> None:
    assert codes("yf2311起火", but={"yf2311"}) == []


def test_a_piece_of_one_code_is_made_whole_and_a_piece_of_two_is_left() -> None:
    assert whole("s1", codes("饭小兜fxd-s1餐椅")) == "fxds1"
    assert whole("s1", codes("fxd-s1和abc-s1")) == "s1"
    assert whole("x9", codes("没有")) == "x9"


@pytest.mark.parametrize(
    ("text", "brand", "model"),
    [
        ("检验报告摘要：样品名称电热水壶，商标沐川，型号MK-17，手柄断裂", "沐川", "mk17"),
        ("关于育悦YX-309婴儿学步车的抽查情况：稳定性试验不合格，向前翻倒", "育悦", "yx309"),
        ("小学生护眼台灯，明筠ML-6，金属灯杆带电，孩子摸了手麻", "明筠", "ml6"),
        ("儿童餐椅坐着坐着往后倒，品牌饭小兜FXD-S1，孩子后脑勺着地", "饭小兜", "fxds1"),
        ("儿童连帽卫衣 小鹿棠 XLT-K56 风帽处使用自由端绳带，有勒颈风险", "小鹿棠", "xltk56"),
        ("口岸抽检：护盾安KN95防护口罩HDA-9501，过滤效率63.7%", "护盾安", "hda9501"),
        ("拓森1520高低床护栏没锁紧，弟弟从上铺摔下来", "拓森", "1520"),
        ("用酷闪65W充电器充手机，金属边框麻手", "酷闪", ""),
        ("谷禾的电压力锅没放完气盖子就开了烫到我妈", "谷禾", ""),
    ],
)
def test_brand_and_model_are_read_where_they_stand(triage: Pipeline, text: str, brand: str, model: str) -> None:
    thing = thing_of(triage(text), text)
    assert (thing.brand, thing.model) == (brand, model)


@pytest.mark.parametrize(
    "text",
    [
        "住户把电动车电池拿上楼充电，爆燃了",
        "我们这条渔船二十件救生衣，有个伙计落水，穿着也往下沉",
        "学校发的校服裙，送检甲醛四百多",
    ],
)
def test_what_is_no_name_is_read_as_none(triage: Pipeline, text: str) -> None:
    assert thing_of(triage(text), text).brand == ""


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("suyan", "速雁", True),
        ("速雁", "suyan", True),
        ("lezhi", "乐智", True),
        ("yuezhi", "乐智", True),  # 乐 is spoken in both ways
        ("suyan", "素颜牌", False),
        ("suyan", "suyan", False),
        ("速雁", "素颜", False),  # two Chinese names are two names, however they sound
        ("", "速雁", False),
    ],
)
def test_a_name_in_pinyin_is_the_chinese_one(one: str, other: str, alike: bool) -> None:
    assert sounds_alike(one, other) is alike


def test_a_name_in_pinyin_is_found_in_a_text() -> None:
    assert sounds_in("suyan", "那个速雁的电动车充电器")
    assert not sounds_in("suyan", "那个电动车充电器")
    assert not sounds_in("su", "速")
