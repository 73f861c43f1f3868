"""Where it happened or was bought: administrative places of a reviewed list, markets, shops and estates by name."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick

from nlp.normalise import term_form
from nlp.reading import Reading

READ: Final = 1200  # characters in which a place is looked for, as for the other names
MOST: Final = 60  # names that are looked at
_HAN: Final = "[㐀-鿿]"
_VENUES: Final = [
    "超市",
    "商场",
    "商場",
    "市场",
    "市場",
    "街市",
    "小区",
    "小區",
    "广场",
    "廣場",
    "夜市",
    "商城",
    "百货",
    "百貨",
    "步行街",
    "电脑城",
    "電腦城",
    "家具城",
    "建材城",
    "家居城",
    "批发城",
    "批發城",
    "电子城",
    "花园",
    "花園",
    "屋苑",
    "邨",
    "商业街",
    "商業街",
    "购物中心",
    "購物中心",
    "商厦",
    "商廈",
    "大厦",
    "大廈",
    "工业园",
    "工業園",
    "产业园",
    "產業園",
    "酒店",
    "宾馆",
    "賓館",
    "民宿",
    "幼儿园",
    "幼兒園",
    "幼稚園",
    "小学",
    "小學",
    "中学",
    "中學",
    "公园",
    "公園",
    "游乐园",
    "遊樂園",
    "游乐场",
    "遊樂場",
    "文具店",
    "玩具店",
    "五金店",
    "五金行",
    "电器店",
    "電器店",
    "电器行",
    "電器行",
    "便利店",
    "专卖店",
    "專賣店",
    "专门店",
    "專門店",
    "专柜",
    "專櫃",
    "免税店",
    "免稅店",
    "杂货店",
    "雜貨店",
    "母婴店",
    "母嬰店",
    "商店",
    "体育馆",
    "體育館",
    "健身房",
    "卖场",
    "賣場",
    "墟",
    "圩",
]
_VENUE: Final = "|".join(sorted(_VENUES, key=len, reverse=True))
_SUFFIX = re.compile(
    r"(?:(?:壮族|維吾爾|维吾尔|回族)?自治区|特别行政区|特別行政區|省|市(?![场場售面民监監价價])|新?区"
    r"(?![别別分块域间]|块)|新?區(?![別分域間])|县|縣|镇|鎮"
    r"|乡(?![下村亲])|鄉(?![下村親])|街道|地区|地區)"
)
# 台城街道, 大石镇, 东华路: what no list holds, right after a place of the list.
_PART = re.compile(
    rf"{_HAN}{{1,5}}?(?:区(?![别域])|區(?![別域])|县|縣|镇|鎮|乡|鄉|街道|村(?![民里裡])|大道|路"
    rf"(?![上边邊口过過由])|街(?![坊上头頭]))"
)
_SITE = re.compile(
    rf"(?:的|嘅|某|一|有)?(?:家|间|間|个|個|所|处|處)?(?:"
    rf"(?![我你他她佢它的嘅了咗啊系係有带帶買买卖賣用在喺到送去叫])(?:{_HAN}"
    rf"|[A-Za-z0-9·])){{0,7}}?(?:{_VENUE})(?!管|监|監|价|價|上|占|份|营|營|反|准)"
)
_NAMED_SITE = re.compile(
    rf"(?:在|喺|於|于|去|到|从|從)(?P<v>(?:"
    rf"(?![我你他她佢它的嘅了咗啊吧呢係系個个座间間带帶叫推装裝上下每年月日号到在喺于两三四五六七八九十])"
    rf"(?:{_HAN}"
    rf"|[A-Za-z·’'])){{2,9}}?(?:{_VENUE}))(?!管|监|監|价|價|上|占|份|营|營|反|准)"
)
# Words before a shop that name none: 楼下超市, 我们小区, 一家玩具店.
_PLAIN = re.compile(
    r"^(?:我|我们|我哋|我家|俺|佢|他|她|你|自己|咱|本|该|該|此|某|某某|一|这|這|那|嗰|呢|某个|个|個|家|间"
    r"|間|一家|一间|一間|一个|一個|这家|這家|那家|嗰间|嗰間|呢间|呢間"
    r"|楼下|樓下|附近|门口|門口|家门口|旁边|旁邊|隔壁|小|大|大型|线下|線下|网上|網上|线上|線上|当地|當地|本地|"
    r"外面|村口|镇上|鎮上|县里|学校|學校|公司|国内|國內|国外|國外|境外|海外|进口|進口|日本|韩国|跨境|二手"
    r"|旧货|舊貨|农贸|農貿|批发|批發|建材|家具|综合|連鎖|连锁|各|各大|多家|其他"
    r"|我国|境内|的|嘅|里|裡|度|新|旧|老|街|街边|街邊|路边|路邊|直播间|朋友|同学|孩子|儿子|女儿|上|中|内"
    r"|买|買|玩|住|售|卖|賣|游|逛|去|到|某大型|某连锁|平台|电商|校门口"
    r"|校門口|开|附近一|开的|網购|网购|这个|這個|嗰個|呢個|那个|那個|整个|整個|成个|成個|全|校外|校|有)+$"
)
# Not where it happened: a maker, an authority, a port, where goods come from or go.
_NOT_BEFORE = re.compile(
    r"(?:产自|產自|产地|產地|原产|原產|原产国|产于|產於|来自|來自|源自|发往|發往|销往|銷往|出口到?|运往"
    r"|運往|寄往|发自|發自|制造商|生产商|made in|产地为|产地[:：]|生产厂家"
    r"|厂家是?|产地中国|產地中國|产自中国|產自中國|from|ships? to|转船去|轉船去|转口到?|經|经|抵|运抵|到达"
    r"|自|(?:进口商|進口商|出口商|代理商|供应商|供應商|工厂|工廠|厂家"
    r"|廠家|总部|總部|代工|代工厂|仓库|exporter|importer|factory|supplier|组装|生产基地)\s?(?:是|在|于|於|为|喺)?"
    r"|(?:made|manufactured|produced|assembled|reconditioned|plant|factory|factories|importer|exporter|seller"
    r"|lab|laboratory|distributor|supplier|warehouse|manufacture|origin|company|based|customs \w+|shipped)"
    r" (?:in|at|from|of)?(?: the)?)\s?$",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r"^(?:海关|海關|某?海關|某海关|倉|做(?!客)|的?(?:[㐀-鿿]{0,4}医院|[㐀-鿿]{0,4}醫院|妇幼|婦幼)|组装"
    r"|組裝|入货|入貨|设计|設計|关区|關區|关$|口岸|港口|港区"
    r"|港(?![岛島式])|新港|机场|機場|码头|碼頭|国检|检疫|检验|檢驗|产|產|制造|製造|制的|造的?|製|出品|生产"
    r"|生產|厂|廠|工厂|一?[厂廠]家|代工|牌|品牌|籍|口音|话|話"
    r"|人(?!民|行|家)|大学|大學|"
    r"理工|消委会|消委會|消费者|消費者|消保|卫视|电视台|日报|晚报|市监|市场监|市場監|监管|監管|消防|公安"
    r"|警|卫健|疾控|应急|经信|质检|技术中心|发货|發貨|发出|发来|寄|直邮|的?仓"
    r"|保税仓?|站|进境|入境|进口|報關|报关|清关|起运|贸易|有限|实业|科技|股份|集团|公司"
    r"|(?:省|市|区|縣|县)?[㐀-鿿]{0,10}(?:有限|公司|集团|集團|[厂廠](?![里裡区區门門]))|(?:省|市|区|區|县"
    r"|縣)?(?:市场监督|市場監督|市监|海关|公安|消防|卫生"
    r"|疾|应急|质量|技术|检|产品|商务局|政府|消费者|生态环境|住建)|[-—~至到](?:[㐀-鿿]{2,4})(?:航线|线"
    r"|的?船)| customs| port| airport|"
    r" university| police)",
)
_AT = re.compile(
    r"(?:在|喺|於|位于|位於|住|家住|坐标|座标|人在|我系|我係|我是|跑到|去|到|\bin|\bat|\bnear|\baround"
    r"|\boutside)\s?(?:the |a |our "
    r"|downtown |central )?$",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"^(?:[㐀-鿿]{0,4}(?:买|買|购|購|入手|发生|發生|起火|爆炸|旅游|旅行|有人)|一(?:家|间|間|个|個|名|位|所"
    r"|处|處|户|戶|幢|栋|棟|工|村|男|女|岁|業|业)"
    r"|[㐀-鿿]{0,4}?[带帶](?:回|返|俾|给)|有[个個一]|个细|個細|某|当地|當地|群众|群眾|[㐀-鿿]{0,3}?(?:劏房"
    r"|唐楼|唐樓|村屋|茶餐厅|茶餐廳|餐厅|餐廳|工地|果栏"
    r"|果欄)|[,，:：]|的?(?:家|店|门店|出租屋|工地)|市民|居民|街坊|村民|学校|这边|這邊|呢边|呢邊)"
)


class Place(NamedTuple):
    """`form`: region (of the list), site (a region and its market) or named (在大润发超市)."""

    value: str
    start: int
    end: int
    form: str


@cache
def _regions() -> tuple[int, AhoCorasick, str]:
    """How many names the list has, the automaton of these and then of markets and shops, the list's version."""
    text = resources.files("nlp").joinpath("data", "regions.toml").read_text(encoding="utf-8")
    table: dict[str, Mapping[str, str]] = tomllib.loads(text)
    version = table.pop("source")["version"]
    names = [name for row in table.values() for key in ("zh", "exact", "towns") for name in row.get(key, "").split()]
    names += [name for row in table.values() for name in row.get("en", "").split(",")]
    terms = tuple(dict.fromkeys(term_form(name.strip()) for name in names if name.strip()))
    venues = tuple(dict.fromkeys(term_form(venue) for venue in _VENUES))
    return (
        len(terms),
        AhoCorasick(terms + tuple(venue for venue in venues if venue not in terms)),
        f"{version}+{hashlib.sha256(text.encode()).hexdigest()[:8]}",
    )


def regions_version() -> str:
    return _regions()[2]


def regions_in(text: str) -> frozenset[str]:
    """Every name of the list that a folded text holds."""
    names, automaton, _ = _regions()
    return frozenset(
        text[start:end]
        for index, start, end in automaton.find_matches_as_indexes(text)
        if index < names and _whole(text, start, end)
    )


def find_place(reading: Reading, taken: Mapping[str, tuple[int, int]]) -> Place | None:
    """The likeliest, in the words of the text. `taken`: spans of port and origin in the original."""
    names, automaton, _ = _regions()
    matches = automaton.find_matches_as_indexes(reading.text[:READ])[:MOST]
    if not matches:
        return None
    scored = list(_listed(reading, [match[1:] for match in matches if match[0] < names], taken))
    if any(match[0] >= names for match in matches):
        scored += _named(reading.source.original[:READ], scored)
    return max(scored, key=lambda pair: (pair[0], -pair[1].start), default=(0, None))[1]


def _listed(
    reading: Reading, matches: list[tuple[int, int]], taken: Mapping[str, tuple[int, int]]
) -> Iterator[tuple[int, Place]]:
    text = reading.source.original[:READ]
    last = 0
    for first, stop in matches:
        if not _whole(reading.text, first, stop):
            continue
        start, end = reading.source.span(first, stop)
        if start < last or end > len(text):
            continue
        end, form = _extended(reading, text, end)
        last = end
        place = Place(text[start:end], start, end, form)
        score = _score(text, place, taken)
        if score > 0:
            yield score, place


def _whole(text: str, start: int, end: int) -> bool:
    """Latin names are whole words."""
    return not (
        (text[start].isascii() and start and text[start - 1].isascii() and text[start - 1].isalnum())
        or (text[end - 1].isascii() and end < len(text) and text[end].isascii() and text[end].isalnum())
    )


def _extended(reading: Reading, text: str, end: int) -> tuple[int, str]:
    """Over 省, 市, 区 and the smaller places and shops that follow: 江门市新会区会城街道东华市场."""
    if text[end - 1].isascii():
        return end, "region"
    for _ in range(4):
        if suffix := _SUFFIX.match(text, end):
            end = suffix.end()
        following = _next_region(reading, text, end)
        if following is not None:
            end = following
        elif part := _PART.match(text, end):
            end = part.end()
        elif suffix is None:
            break
    site = _SITE.match(text, end)
    return (site.end(), "site") if site is not None else (end, "region")


def _next_region(reading: Reading, text: str, end: int) -> int | None:
    """Where a name of the list ends that begins right here."""
    at = end if isinstance(reading.source.offsets, range) else None
    if at is None or at >= len(reading.text):
        return None
    count, automaton, _ = _regions()
    found = automaton.find_matches_as_indexes(reading.text[at : at + 6])
    names = [stop for index, first, stop in found if first == 0 and index < count]
    return at + max(names) if names else None


def _score(text: str, place: Place, taken: Mapping[str, tuple[int, int]]) -> int:
    before, after = text[max(0, place.start - 24) : place.start], text[place.end : place.end + 14]
    told = bool(_AT.search(before)) + bool(_DOING.match(after)) + 2 * (place.form == "site")
    if not told or _NOT_BEFORE.search(before) or _NOT_AFTER.match(after):
        return 0
    for kind, (start, end) in taken.items():
        if start < place.end and place.start < end and told < (2 if kind == "port" else 1):
            return 0
    return told


def _named(text: str, listed: list[tuple[int, Place]]) -> Iterator[tuple[int, Place]]:
    for match in _NAMED_SITE.finditer(text):
        start, end = match.span("v")
        name = re.sub(rf"(?:{_VENUE})$", "", match["v"])
        if not _PLAIN.match(name) and not any(start < other.end and other.start < end for _, other in listed):
            yield 1, Place(match["v"], start, end, "named")
