"""Personal data as people really write it, not as a form would have it."""

from __future__ import annotations

import pytest

from casework.masking import MASK, mask


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("电话139.8765.4321", "8765"),
        ("１３９８７６５４３２１打给我", "８７６５"),
        ("我的号码一三九八七六五四三二一，谢谢", "八七六五"),
        ("手机 1 3 9 8 7 6 5 4 3 2 1", "8 7 6 5"),
        ("139\u200b8765\u200b4321", "8765"),
        ("身份证1101 0519 4912 3100 2X", "4912"),
        ("身份证110105-19491231-002X", "1949"),
        ("打 (0750)3123456 找我", "3123456"),
        ("我電話係91234567", "91234567"),
        ("打91234567搵我", "91234567"),
        ("9123-4567 搵我", "4567"),
        ("台胞证12345678", "12345678"),
        ("通行证号码：C12345678", "12345678"),
    ],
)
def test_it_is_hidden_however_it_is_spaced_or_written(text: str, secret: str) -> None:
    shown = mask(text).text
    assert secret not in shown
    assert MASK in shown


@pytest.mark.parametrize(
    "text",
    [
        "条码6901234567892",
        "批号 20240101，型号 139-8765",
        "3C认证 CN2024010101 已过期",
        "2024年1月1日买的，2024-02-03坏了",
        "买了1300个，坏了十三个",
        "一二三四五六七八，数到八就冒烟",
        "额定 5000-6000 毫安时",
        "身份证明文件没有附上",
    ],
)
def test_what_the_case_needs_is_not_taken_for_it(text: str) -> None:
    assert mask(text).text == text
