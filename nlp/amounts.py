"""Spans that may say how many goods are concerned."""

from __future__ import annotations

import re
from collections.abc import Iterator

_UNIT = (
    "千克|公斤|kg|万吨|萬噸|吨|噸|台|臺|部|件|个集装箱|個貨櫃|个|個|只|隻|支|枝|套|箱|桶|盒|辆|輛|架|条|條|双|雙|对|對|顶|頂|柜|櫃|瓶|罐|袋|卷|捆"
    "|把|块|塊|包|张|張|组|組|根|片|托|副|幅|床|盏|盞|枚|粒|颗|顆|艘|筒|板|打|米|平方米|立方米|升|标箱|TEU|册|冊|本|株|串|樽|罉|舊"
)
_ENGLISH = (
    r"(?:units?|pieces?|pcs|sets?|cartons?|boxes|box|pairs?|tonnes?|tons?|t|MT|drums?|rolls?|bags?|bottles?|bundles?"
    r"|(?:tank )?containers?|packs?|cases?|kg|litres?|items|pallets?|vehicles|bales?|cylinders?|cans|crates|strings)"
)
# A look at one letter spares the long lists of units where there is none.
_UNIT_STARTS = "".join(sorted({unit[0] for unit in _UNIT.split("|")}))
_MORE = "[万萬千余餘多幾几来來]{0,3}"
_ZH = re.compile(
    rf"(?P<v>(?:(?<![\d.,])\d[\d,，]{{0,14}}(?:\.\d{{1,6}})?\s?{_MORE}|[〇零一二两兩三四五六七八九十百千万萬]{{1,10}}{_MORE})"
    rf"\s?(?=[{_UNIT_STARTS}])(?:{_UNIT}))(?![A-Za-z]*/)"
)
_EN = re.compile(
    rf"(?P<v>[0-9０-９](?<![\d.,]\d)[\d, ]{{0,14}}(?:\.\d{{1,6}})?\s?(?=[a-z]){_ENGLISH})\b(?!/)", re.IGNORECASE
)
_BARE = re.compile(
    r"(?:about |approximately |some |of |covers |recalled |recalling |affects |have )(?P<v>\d[\d,]{1,14})\s(?=[a-z])",
    re.IGNORECASE,
)
_ZH_SPOT = re.compile(r"[0-9０-９〇零一二两兩三四五六七八九十百千万萬]")  # where `_ZH` may begin
_ABOUT = re.compile(r"[约約近]$")


def amounts(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, is it part of a longer one); with and without a leading "about" (约6400台)."""
    for match in _matches(text):
        start, end = match.span("v")
        yield start, end, False
        if start and _ABOUT.match(text[start - 1]):
            yield start - 1, end, True


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Of the three patterns one after the other, each tried only where it may begin."""
    reach = 0
    for spot in _ZH_SPOT.finditer(text):
        if spot.start() >= reach and (match := _ZH.match(text, spot.start())):
            reach = match.end()
            yield match
    yield from _EN.finditer(text)
    if _SPACED_DIGIT.search(text):
        yield from _BARE.finditer(text)


_SPACED_DIGIT = re.compile(r" [0-9０-９]")
