"""Brand, model, batch, tariff number, origin, port, date and quantity: the strings of the text itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from nlp.brands import READ, find_brand, find_model
from nlp.dates import find_date
from nlp.match import Hit
from nlp.reading import Reading

_HS = re.compile(
    r"(?:税号|稅號|税则号列?|HS\s?编?码?|商品编[码号]|海关编码|HS code|tariff (?:code|number|no\.?))"
    r"\s*[为是:：]?\s*(?P<v>\d{4}[\d.]{0,9})",
    re.IGNORECASE,
)
_BATCH = re.compile(
    r"(?:生产批号|批号|批號|批次号?|炉号|LOT(?:\s?(?:NO\.?|number))?|batch(?:\s?(?:no\.?|number|code))?|Lot)\s*[为是:：#]?\s*"
    r"(?P<v>(?=[A-Za-z0-9_-]{0,24}\d)[A-Za-z0-9][A-Za-z0-9/_-]{2,24})",
    re.IGNORECASE,
)
_UNIT = (
    "千克|公斤|kg|吨|噸|万吨|台|臺|部|件|个|個|只|隻|支|枝|套|箱|桶|盒|辆|輛|架|条|條|双|雙|对|顶|頂|柜|櫃|瓶|罐|袋|卷|捆|把|块|塊|包|张|張"
    "|组|根|片|托|副|幅|床|盏|盞|枚|粒|颗|艘|筒|板|打|米|平方米|立方米|升|标箱|TEU|册|本|株|串"
)
_EN_UNIT = (
    r"(?:units?|pieces?|pcs|sets?|cartons?|boxes|box|pairs?|tonnes?|tons?|drums?|rolls?|bags?|bottles?"
    r"|(?:tank )?containers?|packs?|cases?|kg|litres?|items|pallets?|vehicles|bales?|cylinders?)"
)
_NUMBER = r"(?<!\d)\d[\d,，]{0,14}(?:\.\d{1,6})?\s?[万千余多]?(?:余|多)?"
_ZH_AMOUNT = r"[两兩三四五六七八九十百千]{1,6}|一(?:百|千|万|批)[一二三四五六七八九十百千]{0,6}"
_QUANTITY = re.compile(rf"(?P<v>(?:{_NUMBER}|{_ZH_AMOUNT})\s?(?:{_UNIT}))(?![A-Za-z]*/)")
_EN_QUANTITY = re.compile(r"\b(?P<v>\d[\d,]{0,14}(?:\.\d{1,6})?\s" + _EN_UNIT + r")\b", re.IGNORECASE)
_EN_COUNT_OF = re.compile(
    r"(?:about |approximately |some |of |covers |recalled |recalling |affects )(?P<v>\d[\d,]{2,14})\s(?=[a-z])",
    re.IGNORECASE,
)
_NOT_GOODS = re.compile(
    r"(?:抽取?|抽样|抽检|抽查|取样|送检|其中|检测|每|第|用了"
    r"|试了|样品|开了|前|约定|满|sampled|tested|each|per|of which)\S{0,2}\s?$",
    re.IGNORECASE,
)
_PEOPLE_AFTER = re.compile(r"^(?:人|孩|娃|月|小时|星期|礼拜|钟|洞|包起|疗程|泡|口子|手指|字|批|样)")
_PLACE_SIGN = re.compile(
    r"^(?:[:：,，]|现场|查获|口岸|港区|港|海关|码头|目的地|机场|关区|查验|综合保税|综保|保税|邮局|邮件|跨境|车站|铁路|检验|进口|进境|入境|验放|布控|监管|的?港口"
    r"| customs| port| airport|关|实验室)"
)
_PLACE_LEAD = re.compile(
    r"(?:从|经|由|自|在|抵达|运抵|到|via|through|at|at the port of|port of|arrived (?:at|in)|into)\s?$"
)
_PLACE_ACT = re.compile(
    r"^.{0,8}(?:入境|进境|报关|申报|清关|到港|卸|查获|截获|口岸|海关|通关|clear|import|seiz|intercept|inspect|customs)"
)
_NOT_ORIGIN_AFTER = re.compile(
    r"^(?:的?(?:牌子|品牌|牌|军规|标准|技术|工艺|设计|风格|风)"
    r"|语|文|话|海关|警方|政府|监管|召回|通报|消费者|站|当局|人|菜|料理|领事| authorit"
    r"| regulator| customs| government| recall|法语)"
)
_NOT_ORIGIN_BEFORE = re.compile(
    r"(?:说是|号称|自称|出口到?|销往|发往|运往|返销|recalled in|sold in|exported to|recall in)\s?$"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A value and where the original text says it."""

    value: str
    start: int
    end: int


def find_hs_code(text: str) -> str | None:
    """The tariff number that the text gives, dots kept."""
    match = _HS.search(text[:READ])
    return match["v"].rstrip(".") if match else None


def find_entities(
    reading: Reading, product: Hit | None, received_at: datetime | None, *, known: Callable[[str], bool]
) -> dict[str, Found]:
    """By kind (`ENTITIES`), only those expressed. `product`: the winning hit; `known`: in the dictionary?"""
    text = reading.source.original[:READ]
    found: dict[str, Found] = {}
    for key, pattern in (("hs_code", _HS), ("batch", _BATCH)):
        if match := pattern.search(text):
            found[key] = Found(
                match["v"].rstrip(".-/"), match.start("v"), match.start("v") + len(match["v"].rstrip(".-/"))
            )
    if dated := find_date(text, received_at):
        found["date"] = Found(*dated)
    if origin := _origin(reading):
        found["origin"] = origin
    if port := _port(reading):
        found["port"] = port
    if quantity := _quantity(text, _around(reading, product)):
        found["quantity"] = quantity
    taken = [(f.start, f.end) for f in found.values()]
    if brand := find_brand(reading, product, taken, known=known):
        found["brand"] = Found(*brand)
        taken.append((brand.start, brand.end))
    if model := find_model(reading, product, found["brand"].end if "brand" in found else None, taken):
        found["model"] = Found(*model)
    return found


def _around(reading: Reading, hit: Hit | None) -> tuple[int, int] | None:
    return None if hit is None else reading.source.span(hit.start, hit.end)


def _origin(reading: Reading) -> Found | None:
    text = reading.text
    ports = {(hit.start, hit.end) for hit in reading.of("port") if _handles_goods(reading, hit)}
    for hit in reading.of("origin"):
        if (hit.start, hit.end) in ports:
            continue
        if _NOT_ORIGIN_AFTER.search(text[hit.end : hit.end + 12]) or _NOT_ORIGIN_BEFORE.search(text[: hit.start]):
            continue
        return Found(hit.code, *reading.source.span(hit.start, hit.end))
    return None


def _handles_goods(reading: Reading, hit: Hit) -> bool:
    text = reading.text
    before, after = text[max(0, hit.start - 18) : hit.start], text[hit.end : hit.end + 24]
    if _PLACE_LEAD.search(before) and _PLACE_ACT.search(after):
        return True
    return bool(_PLACE_SIGN.search(after)) and (hit.start < 30 or not after.startswith((",", "，", ":", "：")))


def _port(reading: Reading) -> Found | None:
    hits = reading.of("port")
    for at, hit in enumerate(hits):
        # 江门高沙, 广州南沙: a city and its port in one name.
        follower = hits[at + 1] if at + 1 < len(hits) and hits[at + 1].start == hit.end else None
        whole = hit._replace(end=follower.end) if follower else hit
        if _handles_goods(reading, whole):
            end = whole.end + (reading.text[whole.end : whole.end + 1] == "港" and reading.text[whole.end - 1] != "港")
            start, stop = reading.source.span(whole.start, end)
            return Found(reading.source.original[start:stop], start, stop)
    return None


def _quantity(text: str, product: tuple[int, int] | None) -> Found | None:
    """The amount nearest to the product; a counting word for people, samples or batches is none."""
    candidates: list[Found] = []
    for pattern in (_QUANTITY, _EN_QUANTITY, _EN_COUNT_OF):
        for match in pattern.finditer(text):
            start, end = match.span("v")
            if _NOT_GOODS.search(text[max(0, start - 8) : start]) or _PEOPLE_AFTER.search(text[end : end + 3]):
                continue
            value = match["v"].strip()
            if not any(char.isdigit() for char in value) and not _touches(start, end, product):
                continue
            if re.fullmatch(r"1\s?[个個只條条]", value):
                continue
            candidates.append(Found(value, start, start + len(value)))
    if not candidates:
        return None
    return min(candidates, key=lambda f: (_distance(f.start, f.end, product), f.start))


def _touches(start: int, end: int, product: tuple[int, int] | None) -> bool:
    return product is not None and _distance(start, end, product) <= 3


def _distance(start: int, end: int, product: tuple[int, int] | None) -> int:
    return 0 if product is None else max(start - product[1], product[0] - end, 0)
