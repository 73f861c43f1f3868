"""Where it happened or was bought."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from nlp.normalise import term_form
from nlp.reader import Reader
from nlp.whereabouts import find_place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("我在江门蓬江区东华市场买的充电宝炸了", "江门蓬江区东华市场"),
        ("在广东省江门市新会区会城街道的小店买的", "广东省江门市新会区会城街道"),
        ("深水埗一間幼稚園用錯殺菌燈", "深水埗一間幼稚園"),
        ("喺旺角買咗兩隻公仔", "旺角"),
        ("新竹一名三歲男童拉開五斗櫃", "新竹"),
        ("上星期去氹仔買嘅電熱毯漏電", "氹仔"),
        ("It broke at a shop in Mong Kok. Scary.", "Mong Kok"),
        ("在大润发超市买的水壶漏电", "大润发超市"),
        ("御景湾的电梯在御景湾小区坏了", "御景湾小区"),
    ],
)
def test_the_place_is_quoted_as_far_as_it_goes(read: Reader, text: str, place: str) -> None:
    found = find_place(read(text), {})
    assert found is not None
    assert found.value == place
    assert text[found.start : found.end] == place


@pytest.mark.parametrize(
    "text",
    [
        "江门海关查获一批充电宝",
        "产自广东汕头的玩具",
        "深圳市某某科技有限公司生产",
        "东莞制造的风扇",
        "厂家在佛山",
        "Manufactured in Shenzhen, China.",
        "在楼下超市买的",
        "放在大理石台面上",
        "空气清新剂漏液",
        "家里新店开业",
        "送到深圳医院抢救",
    ],
)
def test_makers_authorities_and_plain_words_are_no_place(read: Reader, text: str) -> None:
    assert find_place(read(text), {}) is None


def test_a_port_of_entry_is_not_also_the_place(read: Reader) -> None:
    text = "在蛇口查验一批玩具"
    at = text.index("蛇口")
    assert find_place(read(text), {}) is not None
    assert find_place(read(text), {"port": (at, at + 2)}) is None


def test_the_list_names_its_source_and_every_name_in_searchable_form() -> None:
    table = tomllib.loads(resources.files("nlp").joinpath("data", "regions.toml").read_text(encoding="utf-8"))
    source = table.pop("source")
    assert source["version"]
    assert source["source"]
    names = [name for row in table.values() for key in ("zh", "exact", "towns") for name in row.get(key, "").split()]
    assert len(names) > 700
    assert [name for name in names if term_form(name) != name] == []
