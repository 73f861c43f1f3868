"""Personal data in free text is hidden, what the case needs stays, and marks move with the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.masking import MASK, Masked, cut, mask


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("电话13812345678", f"电话{MASK}"),
        ("+86 138-1234-5678", MASK),
        ("固话0750-1234567", f"固话{MASK}"),
        ("電話：91234567", f"電話：{MASK}"),
        ("call me at 9123 4567", f"call me at {MASK}"),
        ("身份证440703199001011234", f"身份证{MASK}"),
        ("身份證 A123456(7)", f"身份證 {MASK}"),
        ("护照E12345678", f"护照{MASK}"),
        ("邮箱foo.bar@qq.com。", f"邮箱{MASK}。"),
        ("微信号: abc_12345", f"微信号: {MASK}"),
        ("我叫王小明，", f"我叫{MASK}，"),
        ("我叫李明买了一个玩具", f"我叫{MASK}买了一个玩具"),
        ("姓名：欧阳小红", f"姓名：{MASK}"),
        ("本人陳大文", f"本人{MASK}"),
        ("张先生说", f"{MASK}先生说"),
        ("My name is John Smith.", f"My name is {MASK}."),
        ("住在蓬江区建设路12号3栋502室。", f"住在{MASK}。"),
        ("在建设路12号3栋的店", f"在{MASK}的店"),
        ("住江门市蓬江区东华一路88号3栋502，", f"{MASK}，"),
        ("住南山区科技园4栋1203", MASK),
        ("建设路12号3栋-502A的店", f"{MASK}的店"),
        ("建设路12号2020年买的", f"{MASK}2020年买的"),
        ("I live at 12 Nathan Road, Kowloon", f"I live at {MASK}, Kowloon"),
        ("LINE: smithjohn", f"LINE: {MASK}"),
        ("加我line smithjohn", f"加我line {MASK}"),
        ("my line is smithjohn", f"my line is {MASK}"),
        ("line abc12345", f"line {MASK}"),
        ("地址：无锡老家祠堂旁边，", f"地址：{MASK}，"),
        ("地址 和平新村李家大院，", f"地址 {MASK}，"),
        ("住址都江堰幸福镇王家院子", f"住址{MASK}"),
    ],
)
def test_who_and_where_somebody_is_does_not_show(text: str, shown: str) -> None:
    assert mask(text).text == shown


@pytest.mark.parametrize(
    "text",
    [
        "批号20240501，型号ZX-3000，HS编码9503008900",
        "商品条码6901234567892",
        "我是消费者，马桶盖起火",
        "我是从江门买的高压锅",
        "用QQ聊的",
        "Bought online across the border, a hairline fracture, smells of gasoline flash",
        "The power line caught fire and the production line stopped",
        "批号IVX250914",
        "厂家地址查不到，包装上地址和电话都没有",
        "地址：没有标注，住址不详也没人管",
        "夜里往境外地址回传日志",
        "我住院了三天，而家住緊院等補筋，我住在医院走廊，我住進了病房",
        "额定电压220V，电池18650，容量10000mAh",
        "The charger caught fire on 3 March 2026.",
    ],
)
def test_what_the_case_needs_stays(text: str) -> None:
    assert mask(text).text == text


def test_who_goes_on_without_a_comma_after_an_address_is_still_heard() -> None:
    text = "我住江门市蓬江区白沙街道幸福社区居委会旁边王家大院充电宝昨天晚上爆炸烧伤了孩子的手"
    shown = mask(text).text
    assert shown.startswith(f"我住{MASK}")
    assert shown.endswith("烧伤了孩子的手")
    assert mask(shown).text == shown


def test_marks_stand_on_the_same_words_after_masking() -> None:
    text = "我叫王小明，充电宝起火，电话13812345678，外壳熔化"
    masked = mask(text)
    spans = [(text.index(word), text.index(word) + len(word)) for word in ("起火", "熔化")]
    assert [masked.text[start:end] for start, end in masked.spans(spans)] == ["起火", "熔化"]


def test_a_mark_inside_a_mask_is_gone_and_one_across_its_edge_is_shortened() -> None:
    masked = mask("电话13812345678起火")
    assert masked.spans([(3, 6)]) == ()
    assert [masked.text[start:end] for start, end in masked.spans([(5, 15)])] == ["起火"]


def test_marks_that_touch_are_one() -> None:
    assert Masked(text="起火冒烟").spans([(0, 2), (2, 4), (1, 3)]) == ((0, 4),)


def test_a_long_text_is_cut_with_a_sign() -> None:
    assert cut(Masked(text="abcdef"), 4) == "abc…"


@given(st.text(alphabet="我叫王小明电话138 12345678起火。a@b.c", max_size=60))
def test_masking_twice_changes_nothing_more_and_spans_stay_inside(text: str) -> None:
    masked = mask(text)
    moved = masked.spans([(0, len(text)), (len(text) // 2, len(text))])
    assert all(0 <= start < end <= len(masked.text) for start, end in moved)
    assert "13812345678" not in masked.text
