"""Dates as ISO: `2026-05-28`, `2026-05` without a day, `--05-28` without a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from nlp.numerals import value_of
from nlp.relative import find_relative

_ZH_NUMBER = r"(?:\d{1,4}|[〇零一二两三四五六七八九十廿卅]{1,4})"
_ZH = re.compile(
    rf"(?:(?P<y>{_ZH_NUMBER}|今|去|前|上|旧|舊)\s?年(?:度|的)?\s?)?"
    rf"(?P<m>{_ZH_NUMBER})\s?月(?:份|\s?(?P<d>{_ZH_NUMBER})\s?[日号號]|(?P<part>[初底末中上下]))?"
)
_ISO = re.compile(
    r"(?<!\d)(?P<y>20\d\d)(?P<gap>\s?[-/.／．]\s?)(?P<m>1[0-2]|0?[1-9])(?P=gap)(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)"
)
# The day first, as most countries write it; where an American authority speaks, the month.
_DAY_FIRST = re.compile(
    r"(?<![\d./-])(?P<a>3[01]|[12]\d|0?[1-9])(?P<gap>[/.-])(?P<b>3[01]|[12]\d|0?[1-9])(?P=gap)(?P<y>20\d\d)(?![\d./-])"
)
_AMERICAN = re.compile(r"\b(?:CPSC|FDA|NHTSA|U\.S\.|USA?|American)\b|美国|美國")
_COMPACT = re.compile(
    r"(?:日期|发生于|發生於|dated?)[:： ]{0,2}(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>3[01]|[12]\d|0[1-9])(?!\d)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_HINT = re.compile("|".join(_MONTHS))
_MONTH = r"(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_EN_DAY_FIRST = re.compile(
    rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s/-](?:of\s)?{_MONTH}(?:,?[\s/-](?P<y>20\d\d))?", re.IGNORECASE
)
_EN_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s(?P<y>20\d\d))?", re.IGNORECASE)
_EN_MONTH_ONLY = re.compile(rf"\b(?:in|since|of|during)\s{_MONTH}\s(?P<y>20\d\d)\b(?P<d>(?!))?", re.IGNORECASE)
_SLASHED = re.compile(r"(?<![\d/.-])(?P<y>(?!))?(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12]\d|0?[1-9])(?=[：:，, ]?[㐀-鿿])")
_MADE = re.compile(
    r"(?:生产日期|生产于|出厂|生产日|制造日期|有效期|保质期|购于|購於|made on|manufactured|expiry|exp"
    r"|until)\S{0,3}\s?$",
    re.IGNORECASE,
)
# Also no date of an event: how long something was made or sold (2022年11月至次年2月), or what must be done by then.
_MADE_AFTER = re.compile(
    r"^\s?(?:生产|生產|出厂|出廠|制造|製造|产的|產的|到期|购买|買的|买的|买嘅|起[贩販]?售|至|到(?=\s?\d)"
    r"|前(?:整改|下架|完成|提交|回覆|回复))"
)
_REIGN = re.compile(r"(?:令和|平成|昭和)\s?$")
_YEARS_BACK = {"今": 0, "去": 1, "上": 1, "旧": 1, "舊": 1, "前": 2}


class Dated(NamedTuple):
    """`form`: iso, chinese, english, slashed, or one of `relative.py`."""

    value: str
    start: int
    end: int
    form: str


def find_date(text: str, received_at: datetime | None) -> Dated | None:
    """The first date of an event, finding or notice; relative ones only where the day of receipt is known.

    `received_at`: in the time of the place where the text is read; its day is what 今天 means.
    """
    today = received_at.date() if received_at is not None else None
    found = list(_absolute(text, today))
    if found:
        return min(found, key=lambda dated: (dated.start, -len(dated.value)))
    relative = find_relative(text, today) if today is not None else None
    return Dated(*relative) if relative is not None else None


def _absolute(text: str, today: date | None) -> Iterator[Dated]:
    """Each pattern only where a cheap look says that it may be there."""
    if "20" in text:
        yield from _all(_ISO, text, "iso")
        yield from _day_first(text)
        yield from _all(_COMPACT, text, "iso")
    if "月" in text:
        yield from _all(_ZH, text, "chinese", today)
    if "/" in text:
        yield from _all(_SLASHED, text, "slashed")
    if _MONTH_HINT.search(text.lower()):
        for pattern in (_EN_DAY_FIRST, _EN_MONTH_FIRST, _EN_MONTH_ONLY):
            yield from _all(pattern, text, "english")


def _all(pattern: re.Pattern[str], text: str, form: str, today: date | None = None) -> Iterator[Dated]:
    for match in pattern.finditer(text):
        if not _made(text, match.start(), match.end()):
            value = _iso(match["y"], match["m"], match["d"], today)
            if value is not None:
                yield Dated(value, match.start(), match.end(), form)


def _made(text: str, start: int, end: int) -> bool:
    """Not the date of an event."""
    before = text[max(0, start - 14) : start]
    return bool(_MADE.search(before) or _REIGN.search(before) or _MADE_AFTER.match(text[end : end + 5]))


def _day_first(text: str) -> Iterator[Dated]:
    for match in _DAY_FIRST.finditer(text):
        day, month = match["a"], match["b"]
        if int(month) > 12 or (int(day) <= 12 and _AMERICAN.search(text)):
            day, month = month, day
        value = _iso(match["y"], month, day, None)
        if value is not None and not _made(text, match.start(), match.end()):
            yield Dated(value, match.start(), match.end(), "slashed")


def _iso(year: str | None, month: str, day: str | None, today: date | None) -> str | None:
    m = _MONTHS.index(month[:3].lower()) + 1 if month[:3].lower() in _MONTHS else value_of(month)
    y = _year(year, today) if year else None
    d = value_of(day) if day else None
    if d is None:
        return f"{y:04d}-{m:02d}" if y and 1 <= m <= 12 and 1990 <= y <= 2100 else None
    try:
        date(y or 2000, m, d)
    except ValueError:
        return None
    return f"{y:04d}-{m:02d}-{d:02d}" if y else f"--{m:02d}-{d:02d}"


def _year(written: str, today: date | None) -> int | None:
    """25年, and 113年 of the calendar used in Taiwan; 去年 only where the day of receipt is known."""
    if written in _YEARS_BACK:
        return today.year - _YEARS_BACK[written] if today is not None else None
    year = value_of(written)
    return year + (2000 if year < 100 else 1911 if year < 200 else 0)
