"""Dates as ISO: `2026-05-28`, `2026-05` without a day, `--05-28` without a year."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from nlp.numerals import value_of

_ZH_NUMBER = r"(?:\d{1,4}|[〇零一二两三四五六七八九十廿卅]{1,4})"
_ZH = re.compile(rf"(?:(?P<y>{_ZH_NUMBER})\s?年\s?)?(?P<m>{_ZH_NUMBER})\s?月(?:份|\s?(?P<d>{_ZH_NUMBER})\s?[日号號])?")
_ISO = re.compile(r"(?<!\d)(?P<y>20\d\d)[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<d>3[01]|[12]\d|0?[1-9])(?!\d)")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_EN_DAY_FIRST = re.compile(
    rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s/-](?:of\s)?{_MONTH}(?:,?[\s/-](?P<y>20\d\d))?", re.IGNORECASE
)
_EN_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s(?P<y>20\d\d))?", re.IGNORECASE)
_SLASHED = re.compile(r"(?<![\d/.-])(?P<y>(?!))?(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12]\d|0?[1-9])(?=[：:，, ]?[㐀-鿿])")
_MADE = re.compile(
    r"(?:生产日期|生产于|出厂|生产日|制造日期|有效期|保质期|购于|made on|manufactured|expiry|exp)\S{0,3}\s?$",
    re.IGNORECASE,
)
# Also no date of an event: how long something was made or sold (2022年11月至次年2月).
_MADE_AFTER = re.compile(r"^\s?(?:生产|出厂|制造|产的|到期|购买|买的|买嘅|至|到(?=\s?\d))")
_REIGN = re.compile(r"(?:令和|平成|昭和)\s?$")
_DAYS_AGO = {
    0: "今天 今日 今早 今晚 today",
    1: "昨天 昨日 昨晚 昨夜 琴日 尋日 寻日 yesterday last_night",
    2: "前天 前日",
    3: "大前天",
}
_RELATIVE = {word.replace("_", " "): days for days, words in _DAYS_AGO.items() for word in words.split()}
_RELATIVE_WORD = re.compile("|".join(sorted(_RELATIVE, key=len, reverse=True)), re.IGNORECASE)


class Dated(NamedTuple):
    value: str
    start: int
    end: int


def find_date(text: str, received_at: datetime | None) -> Dated | None:
    """The first date of an event, finding or notice; relative ones only where the day of receipt is known."""
    found = [
        dated for pattern in (_ISO, _ZH, _EN_DAY_FIRST, _EN_MONTH_FIRST, _SLASHED) for dated in _all(pattern, text)
    ]
    if found:
        return min(found, key=lambda dated: (dated.start, -len(dated.value)))
    relative = _RELATIVE_WORD.search(text)
    if received_at is None or relative is None:
        return None
    day = received_at.date() - timedelta(days=_RELATIVE[relative[0].lower()])
    return Dated(day.isoformat(), relative.start(), relative.end())


def _all(pattern: re.Pattern[str], text: str) -> list[Dated]:
    found = []
    for match in pattern.finditer(text):
        before = text[max(0, match.start() - 14) : match.start()]
        if _MADE.search(before) or _REIGN.search(before) or _MADE_AFTER.match(text[match.end() : match.end() + 4]):
            continue
        value = _iso(match["y"], match["m"], match["d"])
        if value is not None:
            found.append(Dated(value, match.start(), match.end()))
    return found


def _iso(year: str | None, month: str, day: str | None) -> str | None:
    m = _MONTHS.index(month[:3].lower()) + 1 if month[:3].lower() in _MONTHS else value_of(month)
    y = value_of(year) if year else None
    if y is not None:
        y += 2000 if y < 100 else 1911 if y < 200 else 0  # 25年, and 113年 of the calendar used in Taiwan
    d = value_of(day) if day else None
    if d is None:
        return f"{y:04d}-{m:02d}" if y and 1 <= m <= 12 and 1990 <= y <= 2100 else None
    try:
        date(y or 2000, m, d)
    except ValueError:
        return None
    return f"{y:04d}-{m:02d}-{d:02d}" if y else f"--{m:02d}-{d:02d}"
