"""Spans that may say how many goods are concerned."""

from __future__ import annotations

import re
from collections.abc import Iterator

_UNIT = (
    "千克|公斤|kg|公噸|公吨|万吨|萬噸|吨|噸|台|臺|部|件|个集装箱|個貨櫃|个|個|只|隻|支|枝|套|箱|桶|盒|辆|輛|架|条|條|双|雙|对|對|顶|頂|柜|櫃|瓶|罐|袋|卷|捆"
    "|把|块|塊|包|张|張|组|組|根|片|托|副|幅|床|盏|盞|枚|粒|颗|顆|艘|筒|板|打|米|平方米|立方米|升|标箱|TEU|册|冊|本|株|串|樽|罉|舊|节|節|匹|具|羽|罗|車皮|车皮"
    "|份|尊|扇|门|門|座"
)
_ENGLISH = (
    r"(?:units?|pieces?|pcs|sets?|cartons?|boxes|box|pairs?|tonnes?|tons?|t|MT|drums?|rolls?|bags?|bottles?|bundles?"
    r"|(?:tank )?containers?|packs?|cases?|kg|litres?|items|pallets?|vehicles|bales?|cylinders?|cans|crates|strings)"
)
# A look at one letter spares the long lists of units where there is none.
_UNIT_STARTS = "".join(sorted({unit[0] for unit in _UNIT.split("|")}))
_MORE = "[万萬千余餘多幾几来來]{0,3}"
_DIGITS = r"(?:\d{1,3}(?:[,，]\d{3}){1,4}(?!\d)|\d{1,12})(?:\.\d{1,6})?"
_ZH = re.compile(
    rf"(?P<v>(?:(?<!\d)(?<!\d\.){_DIGITS}\s?{_MORE}|[〇零一二两兩三四五六七八九十百千万萬]{{1,10}}{_MORE})"
    rf"\s?(?=[{_UNIT_STARTS}])(?:{_UNIT}))(?![A-Za-z]*/)"
)
_TEENS = "(?:thir|four|fif|six|seven|eigh|nine)teen"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TENS = f"(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-(?:{_ONES}))?"
# 5,200; 12 000; twenty thousand
_COUNT = re.compile(
    rf"\d{{1,3}}(?: \d{{3}}){{1,3}}(?![\d,])|{_DIGITS}(?!\d)"
    rf"|(?:{_TEENS}|{_TENS}|{_ONES}|ten|eleven|twelve|dozens|hundred|thousand)"
    r"(?: (?:hundred|thousand|million|dozen))*(?![a-z])",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"\s?(?=[a-z]){_ENGLISH}\b(?!/)", re.IGNORECASE)
_OF_GOODS = re.compile(r" [a-z]|[:.,](?:\s|$)", re.IGNORECASE)  # 5,200 fairy-light sets; Handbags, 1,860, declared
_SPOT = re.compile(  # where one of them may begin: not in M-120, 3/20, 2.5 or a word
    r"[0-9０-９〇零一二两兩三四五六七八九十百千万萬]|[DEFHNOSTdefhnost](?<![A-Za-z0-9_][A-Za-z])(?=[a-z]{2})"
)
_INSIDE = re.compile(r"[A-Za-z0-9_./-]|(?<=\d),")
_ABOUT = re.compile(r"[约約近]$")


def amounts(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, is it part of a longer one); with and without a leading "about" (约6400台)."""
    reach = count_reach = 0
    for spot in _SPOT.finditer(text):
        start = spot.start()
        if start >= reach and (match := _ZH.match(text, start)):
            reach = match.end()
            yield start, reach, False
            if start and _ABOUT.match(text[start - 1]):
                yield start - 1, reach, True
        if start >= count_reach and text[start] < "〇" and (count := _COUNT.match(text, start)):
            count_reach = count.end()
            if start and _INSIDE.match(text, start - 1):
                continue
            if unit := _COUNTED.match(text, count_reach):
                yield start, unit.end(), False
            if _OF_GOODS.match(text, count_reach):
                yield start, count_reach, unit is not None
