"""By which route the goods travel, where the text says it."""

from __future__ import annotations

import re
from typing import Final

from nlp.match import Hit
from nlp.reading import Reading
from risk.information import Trade

# "跨境电商进口" is cross-border; "出口到欧洲后退运进口" is about an export.
_ORDER = (Trade.CROSS_BORDER, Trade.EXPORT, Trade.IMPORT)
_NOT = re.compile(r"(?:不是|并非|非|唔系|not )\s?$")

_HOME: Final = "CN"
# 德国买的, 在香港莎莎买的, 泰国带返来: of the place itself, not of a Japanese pot that was bought somewhere.
_AT: Final = re.compile(r"(?:[在从由去到系喺响]|朋友|托人)$")
_SHOP: Final = (
    r"(?:那边|那里|那儿|嗰边|当地|本地|机场|免税店?|专柜|超市|商场|药妆店?|亚马逊|网站|官网|旅游|出差|留学)*"
    r"(?:时|的时候|时候)?"
)
_BOUGHT: Final = r"(?:买|购|带|代购|寄|捎|邮|背|入手|发)(?!家|点|方|子|火|烫|热|动|现|生|电)"
_BOUGHT_THERE: Final = re.compile(rf"{_SHOP}(?:直接|自己|亲自)?{_BOUGHT}")
_BOUGHT_AT: Final = re.compile(rf"(?:[^,。!?;\n的牌产货客]{{0,8}}?){_BOUGHT}")
_BOUGHT_FROM: Final = re.compile(
    r"(?<![a-z])(?:bought|purchased|got|ordered|brought|shipped|sent|mailed|picked up)"
    r"(?: [a-z']+){0,4}? (?:in|from)(?: the)? $"
)
_LOCAL: Final = re.compile(r"[喺响系]$")  # 喺香港买: who says so lives there


def find_trade(reading: Reading) -> Trade:
    """The first route of `_ORDER` that is named and not denied; what was bought abroad came in; else `UNKNOWN`."""
    named = {hit.code for hit in reading.of("trade") if not _NOT.search(reading.text[: hit.start][-6:])}
    told = next((trade for trade in _ORDER if trade.value in named), Trade.UNKNOWN)
    if told is Trade.UNKNOWN and any(_bought_at(reading.text, hit) for hit in reading.of("origin")):
        return Trade.IMPORT
    return told


def _bought_at(text: str, hit: Hit) -> bool:
    before = text[: hit.start]
    if hit.code == _HOME or _NOT.search(before[-6:]) or (hit.code == "HK" and _LOCAL.search(before)):
        return False
    if _BOUGHT_THERE.match(text, hit.end) or _BOUGHT_FROM.search(before[-60:]):
        return True
    return _AT.search(before[-3:]) is not None and _BOUGHT_AT.match(text, hit.end) is not None
