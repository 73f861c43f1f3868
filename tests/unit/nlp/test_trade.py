"""The route by which goods came, from where they were bought."""

from __future__ import annotations

import pytest

from nlp.pipeline import Pipeline, load


@pytest.fixture(scope="module")
def triage() -> Pipeline:
    return load(fast=True)


@pytest.mark.parametrize(
    ("text", "trade"),
    [
        ("德国买的", "import"),
        ("泰国买的", "import"),
        ("喺日本買返嚟嘅", "import"),
        ("香港带返来", "import"),
        ("香港帶返嚟", "import"),
        ("改一下 是在香港莎莎买的", "import"),
        ("朋友从美国寄来的", "import"),
        ("法国机场免税店买的", "import"),
        ("去日本旅游的时候买的", "import"),
        ("I bought it in Germany", "import"),
        ("got it from Japan", "import"),
        ("海淘的", "cross_border"),
        ("日本代购", "cross_border"),
        ("出口到德国的，德国买家退回", "export"),
        ("我在上海买的日本电饭煲", "unknown"),
        ("日本牌子的电饭煲买回来就坏", "unknown"),
        ("中国买的", "unknown"),
        ("喺香港買嘅", "unknown"),
        ("不是德国买的", "unknown"),
        ("德国产的刀割到手", "unknown"),
        ("a German knife that I bought in a shop", "unknown"),
    ],
)
def test_where_it_was_bought_says_the_route(triage: Pipeline, text: str, trade: str) -> None:
    assert triage(text).trade == trade
