"""What goes on while they write, and what is over, only feared, or told of others."""

from __future__ import annotations

import pytest

from nlp.normalise import term_form
from nlp.peril import peril_of
from risk.peril import Peril


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("燃气热水器现在还在漏气我头晕", Peril.GAS),
        ("煤气味好大我们在屋里", Peril.GAS),
        ("厨房好大煤气味", Peril.GAS),
        ("仲喺度漏緊煤氣", Peril.GAS),
        ("屋企成陣煤氣味，好攻鼻，成屋都係煤氣味", Peril.GAS),
        ("漏煤气了怎么办", Peril.GAS),
        ("煤气味好大，关了阀门还是有味", Peril.GAS),
        ("I can smell gas in the kitchen", Peril.GAS),
        ("the gas is still leaking", Peril.GAS),
        ("充电宝还在冒烟", Peril.BATTERY),
        ("個尿袋仲冒緊煙", Peril.BATTERY),
        ("the power bank is still smoking", Peril.BATTERY),
        ("昨天买的充电宝现在还在冒烟", Peril.BATTERY),
        ("还有火苗，又烧起来了", Peril.FIRE),
        ("電暖爐仲有火", Peril.FIRE),
        ("着火了怎么办", Peril.FIRE),
        ("there are flames again, it is on fire", Peril.FIRE),
        ("洗衣机还在漏电", Peril.SHOCK),
        ("孩子还卡在里面", Peril.PERSON),
        ("孩子叫不醒了怎么办", Peril.PERSON),
        ("宝宝刚吞了纽扣电池", Peril.SWALLOWED),
        ("my son just swallowed a button battery", Peril.SWALLOWED),
        ("水银温度计碎了，水银还在漏油一样地往外流，温度计仍在漏水银", Peril.OTHER),
    ],
)
def test_what_goes_on_is_heard(text: str, kind: Peril) -> None:
    assert peril_of(term_form(text)) is kind


@pytest.mark.parametrize(
    "text",
    [
        "昨天漏气，已经修好了",
        "昨天煤气味很大，师傅来换了阀门",
        "上周充电宝又冒烟了，扔了",
        "煤气味很大，我关了阀门，现在修好了",
        "充电宝充电时冒烟了",
        "网上买的进口玩具车，充电时冒烟了",
        "会不会又烧起来",
        "没有煤气味",
        "轮胎还在漏气",
        "听说充电宝会爆炸 真的假的",
        "洗衣机冒烟了怎么办理退货",
        "the heater caught fire last week",
        "the gas smell was strong yesterday, they repaired it",
        "汽车还有火花塞的问题",
        "充电器还在卖",
        "你好",
        "",
    ],
)
def test_what_is_over_or_not_told_asks_for_nothing(text: str) -> None:
    assert peril_of(term_form(text)) is None
