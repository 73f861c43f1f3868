"""Standards as people write them."""

from __future__ import annotations

import pytest

from nlp.standards import find_standards


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("不符合GB 4706.1-2005和GB/T 22048的要求", ["GB 4706.1-2005", "GB/T 22048"]),
        ("gb4706.1-2005都不合格", ["gb4706.1-2005"]),
        ("EN 71-3:2019+A1:2021及ASTM F963-17", ["EN 71-3:2019+A1:2021", "ASTM F963-17"]),
        ("fails IEC 62133-2:2017, UL 2054 and 16 CFR 1250", ["IEC 62133-2:2017", "UL 2054", "16 CFR 1250"]),
        ("不符合《玩具安全》GB 6675.2", ["GB 6675.2"]),
        ("不符合《玩具安全》国家标准", ["《玩具安全》"]),
        ("國標4706都過唔到", ["國標4706"]),
        ("強標 6675 都過唔到", ["強標 6675"]),
        ("那个国标四七〇六点一你们知道吧", ["国标四七〇六点一"]),
        ("JIS S 2103:2019、CNS 4797-2、AS/NZS 2063:2008", ["JIS S 2103:2019", "CNS 4797-2", "AS/NZS 2063:2008"]),
        ("SN/T 1877.2-2007及QB/T 2280", ["SN/T 1877.2-2007", "QB/T 2280"]),
        ("UN38.3報告係假嘅", ["UN38.3"]),
        ("GB 31241一次，GB31241又一次", ["GB 31241"]),
    ],
)
def test_each_standard_is_found_once_as_written(text: str, values: list[str]) -> None:
    found = find_standards(text)
    assert [one.value for one in found] == values
    assert all(text[one.start : one.end] == one.value for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "国标不许超0.5",
        "英标转国标的插头",
        "型号QB 2000",
        "as 2000 units",
        "en 2024, la marca",
        "64 GB 128",
        "UN1057",
        "BB-55",
    ],
)
def test_what_only_looks_like_a_standard_is_none(text: str) -> None:
    assert find_standards(text) == ()
