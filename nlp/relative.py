"""Days told from today: 昨晚, 尋日, 三天前, 上周三, 上个月5号, 去年双十一, last Tuesday, two weeks ago.

Not resolved: days of the lunar calendar (大年初二), which no library that we keep can count, and what names no day
or month (几天前, 上周, 去年).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick

from nlp.numerals import value_of

_N = r"(?:\d{1,3}|[一二两兩三四五六七八九十]{1,3})"
_DAYS_AGO: Final = {
    0: "今天 今日 今早 今晚 今晨 今朝 今儿 今次凌晨 今天凌晨 today this_morning this_afternoon this_evening tonight",
    1: "昨天 昨日 昨晚 昨夜 昨儿 昨早 昨晨 琴日 琴晚 尋日 尋晚 寻日 寻晚 噚日 噚晚 擒日 擒晚 yesterday last_night",
    2: "前天 前日 前晚 前儿 the_day_before_yesterday",
    3: "大前天 大前日 大前晚",
}
_DAY_OF: Final = {word.replace("_", " "): days for days, words in _DAYS_AGO.items() for word in words.split()}
_DAY = re.compile(
    "|".join(
        rf"\b{word}\b" if word.isascii() else f"(?<!以)(?<![三四五六七八九十\\d]){word}" if word[0] == "前" else word
        for word in sorted(_DAY_OF, key=len, reverse=True)
    ),
    re.IGNORECASE,
)
_AGO = re.compile(
    rf"(?<![月\d一二三四五六七八九十廿卅])(?P<n>{_N}|半)\s?(?:个|個)?(?P<u>天|日|周|週|星期|礼拜|禮拜|拜"
    rf"|月|年)(?:之前|以前|前)(?!后|後)",
    re.IGNORECASE,
)
_AGO_EN = re.compile(
    r"\b(?P<n>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\s(?P<u>day|week"
    r"|month)s?\s(?:ago|back|earlier)\b",
    re.IGNORECASE,
)
_NUMBERS: Final = {
    w: n for n, w in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
}
_NUMBERS_EN: Final = _NUMBERS | {"a": 1, "an": 1, "twelve": 12}
_ZH_WEEKDAY = re.compile(
    r"(?P<w>上上(?:个|個)?|上(?:个|個)?|这(?:个|個)?|這(?:个|個)?|本|今(?:个|個)?|呢(?:个|個)?|下(?:个|個)?)?"
    r"(?:周|週|星期|礼拜|禮拜|拜)(?P<d>[一二三四五六日天末])(?![个個月年次款边邊户戶家名位间間批辆輛])"
)
_EN_WEEKDAY = re.compile(
    r"\b(?:(?P<w>last|this|on|next)\s)(?P<d>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b(?!s)",
    re.IGNORECASE,
)
_WEEKDAYS_EN: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH_DAY = re.compile(
    rf"(?P<w>上(?:个|個)?|这(?:个|個)?|這(?:个|個)?|本|今(?:个|個)?|呢(?:个|個)?)月(?P<d>{_N}"
    rf"|廿[一二三四五六七八九]?)[日号號]"
)
_MONTH = re.compile(
    r"(?P<w>上(?:个|個)?)月(?:[初中底末]|(?![日号號\d一二三四五六七八九十廿]))|\b(?P<e>last month)\b", re.IGNORECASE
)
_FEASTS: Final = {
    "元旦": (1, 1), "情人节": (2, 14), "三八节": (3, 8), "妇女节": (3, 8), "五一": (5, 1), "劳动节": (5, 1),
    "六一": (6, 1), "儿童节": (6, 1), "618": (6, 18), "六一八": (6, 18), "七一": (7, 1), "教师节": (9, 10),
    "国庆": (10, 1), "十一国庆": (10, 1), "双十一": (11, 11), "双11": (11, 11), "双十二": (12, 12), "双12": (12, 12),
    "平安夜": (12, 24), "圣诞": (12, 25), "christmas eve": (12, 24),
    "christmas day": (12, 25), "new year's day": (1, 1),
    "情人節": (2, 14), "婦女節": (3, 8), "勞動節": (5, 1), "兒童節": (6, 1), "教師節": (9, 10), "國慶": (10, 1),
    "雙十一": (11, 11), "雙11": (11, 11), "雙十二": (12, 12), "雙12": (12, 12), "聖誕": (12, 25),
}  # fmt: skip
_FEAST = re.compile(
    rf"(?P<y>今年|去年|前年|上年|旧年|舊年)?(?:的|嘅)?(?<![\d第])"
    rf"(?P<f>{'|'.join(sorted(_FEASTS, key=len, reverse=True))})"
    r"(?![\d一二三四五六七八九十个個])(?!(?:灯|燈|树|樹|老人|帽|衫|礼物|禮物|装饰|裝飾|路|街|款))(?:节|節"
    r"|当天|當日|那天|嗰日|晚)?",
    re.IGNORECASE,
)
_YEARS_BACK: Final = {"今年": 0, "去年": 1, "上年": 1, "旧年": 1, "舊年": 1, "前年": 2}
# When it was bought or delivered is no date of what happened: 昨天刚买的，今天就冒烟.
_BOUGHT = re.compile(
    r"^(?:[早晚]上|[上下]午|中午|夜晚|凌晨)?(?:我|我们|我哋|佢)?(?:才|刚|刚刚|啱啱|先|在|喺|去"
    r"|从)?[㐀-鿿]{0,6}?(?:买|買|购|購|下单|下單|入手|收到|收货|收貨"
    r"|到货|到貨|拍的|拍下|寄到)"
    r"|^\s?(?:i |we )?(?:just )?(?:bought|purchased|ordered|received it|got it delivered)",
    re.IGNORECASE,
)
# None of these, none of the above: most texts stop here.
_HINTS = AhoCorasick(
    [
        "今",
        "昨",
        "前",
        "尋",
        "寻",
        "噚",
        "琴",
        "擒",
        "周",
        "週",
        "拜",
        "星期",
        "上月",
        "上个月",
        "上個月",
        "本月",
        "这个月",
        "這個月",
        "呢个月",
        "呢個月",
        "节",
        "節",
        "庆",
        "慶",
        "诞",
        "誕",
        "旦",
        "夜",
        "双1",
        "雙1",
        "双十",
        "雙十",
        "618",
        "六一",
        "五一",
        "七一",
        "today",
        "yesterday",
        "night",
        "ago",
        "back",
        "earlier",
        "last",
        "this",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "christmas",
    ]
)


class Relative(NamedTuple):
    """`value`: ISO; `form`: day (昨天), ago (三天前), weekday, month, feast or about (a day that is only near)."""

    value: str
    start: int
    end: int
    form: str


def find_relative(text: str, today: date) -> Relative | None:
    """The first that names when it happened; None where there is none, or where it lies in the future."""
    if not _HINTS.find_matches_as_indexes(text.lower()):
        return None
    found = [one for one in _all(text, today) if one.value <= today.isoformat()[: len(one.value)]]
    told = [one for one in found if not _BOUGHT.match(text[one.end : one.end + 24])]
    return min(told, key=lambda one: (one.start, -one.end), default=None)


def _all(text: str, today: date) -> Iterator[Relative]:
    for match in _DAY.finditer(text):
        yield _on(today - timedelta(days=_DAY_OF[match[0].lower()]), match, "day")
    for match in (*_AGO.finditer(text), *_AGO_EN.finditer(text)):
        yield from _ago(match, today)
    for match in _ZH_WEEKDAY.finditer(text):
        yield from _weekday_zh(match, today)
    for match in _EN_WEEKDAY.finditer(text):
        yield from _weekday_en(match, today)
    for match in _MONTH_DAY.finditer(text):
        yield from _of_month(match, today)
    for match in _MONTH.finditer(text):
        yield Relative(_months_back(today, 1).isoformat()[:7], match.start(), match.end(), "month")
    for match in _FEAST.finditer(text):
        yield from _feast(match, today)


def _on(day: date, match: re.Match[str], form: str) -> Relative:
    return Relative(day.isoformat(), match.start(), match.end(), form)


def _months_back(today: date, months: int) -> date:
    """The first day of that month."""
    at = today.year * 12 + today.month - 1 - months
    return date(at // 12, at % 12 + 1, 1)


def _ago(match: re.Match[str], today: date) -> Iterator[Relative]:
    """Weeks and half a month are counted in days, but people round them: about. Months keep only the month."""
    written, unit = match["n"].lower(), match["u"].lower()
    if written == "半":
        if unit == "月":
            yield _on(today - timedelta(days=15), match, "about")
        return
    number = _NUMBERS_EN[written] if written in _NUMBERS_EN else value_of(written)
    if unit in ("天", "日", "day"):
        yield _on(today - timedelta(days=number), match, "ago")
    elif unit in ("月", "month"):
        yield Relative(_months_back(today, number).isoformat()[:7], match.start(), match.end(), "about")
    elif unit != "年":
        yield _on(today - timedelta(days=7 * number), match, "about")


def _weekday_zh(match: re.Match[str], today: date) -> Iterator[Relative]:
    """Weeks begin on Monday. 周三 without a word before it is the last one that has come. 末: its Saturday, about."""
    week = (match["w"] or "").rstrip("个個")
    if week == "下":
        return
    back = {"上上": 14, "上": 7}.get(week, 0)
    weekend = match["d"] == "末"
    number = 5 if weekend else "一二三四五六日".find(match["d"].replace("天", "日"))
    day = today - timedelta(days=today.weekday() + back - number)
    if day > today and (not week or weekend):
        day -= timedelta(days=7)
    yield _on(day, match, "about" if weekend else "weekday")


def _weekday_en(match: re.Match[str], today: date) -> Iterator[Relative]:
    """ "last Tuesday": the one before today; "on Tuesday": the last that has come, today too."""
    word = match["w"].lower()
    if word == "next":
        return
    back = (today.weekday() - _WEEKDAYS_EN.index(match["d"][:3].lower())) % 7
    yield _on(today - timedelta(days=back or (7 if word == "last" else 0)), match, "weekday")


def _of_month(match: re.Match[str], today: date) -> Iterator[Relative]:
    first = _months_back(today, 1 if match["w"].startswith("上") else 0)
    try:
        yield _on(first.replace(day=value_of(match["d"])), match, "month")
    except ValueError:
        return  # 上个月31号, where it has 30


def _feast(match: re.Match[str], today: date) -> Iterator[Relative]:
    """Without a year, the last that has come."""
    month, day = _FEASTS[match["f"].lower()]
    if match["y"]:
        yield _on(date(today.year - _YEARS_BACK[match["y"]], month, day), match, "feast")
        return
    found = date(today.year, month, day)
    yield _on(found if found <= today else found.replace(year=today.year - 1), match, "feast")
