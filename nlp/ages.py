"""Ages that a text tells, as the groups of the label rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick

from nlp.numerals import value_of

MOST: Final = 40  # ages of a text
INFANT_MONTHS: Final = 12
ADULT, OLD = 18, 60  # years
_N = r"(?:\d{1,3}|[一二两三四五六七八九十俩]{1,4})"
# None of these, no age: most texts stop here.
_YEARS: Final = ["岁", "旬", "0代", "六十", "七十", "八十", "九十", "-old", "age ", "aged ", " yo", "y/o"]
_MONTHS: Final = [f"月{what}" for what in ("大", "龄", "的", "女", "男", "婴", "宝", "娃", "孩", "bb", "囡", "仔")]
_HINTS: Final = AhoCorasick(
    [*_YEARS, *_MONTHS, *(f"{letter} old" for letter in "srhky")]
    + [before + digit for before in ("(", " is ", " was ", "turned ") for digit in "6789"]
)
_AGE = re.compile(
    rf"(?P<y>{_N}|几)(?P<vague>[几多来余])?\s?(?:周)?岁(?:半|[零又]?(?P<more>[一二三四五六七八九十\d]{{1,2}})个月)?"
    rf"|(?<!\d)(?P<m>{_N})个?(?:半)?月(?:大|龄|的?(?:娃|宝|女儿|女婴|儿子|男婴|婴|孩|bb|囡|仔))"
    r"|(?P<ey>\d{1,3})[- ]?years?[- ]old|(?P<em>\d{1,2})[- ](?:months?|weeks?|days?)[- ]old|\baged?"
    r" (?P<ea>\d{1,3})(?! months)"
    r"|(?<=[一-鿿a-z\"”’ ])[(（](?P<p>[1-9]\d)[)）]|(?P<t>[六七八九]十[一二三四五六七八九]?)"
    r"(?=[了,，。的]|$)|(?P<yo>\d{1,2})\s?(?:yo\b|y/o)"
    r"|\b(?P<ew>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)-year-old|\b(?:is|was"
    r"|turned) (?P<ei>[6-9]\d)(?=[,.]| and)"
    r"|(?P<old>[六七八九]旬|(?<!\d)[6-9]0代)"
)
# Where `_AGE` may begin; trying it anywhere else is in vain.
_SPOT = re.compile(r"[\d一二两三四五六七八九十俩几(（aotfseniw](?:(?<=[^a-z])|(?<=\b.))")


class Age(NamedTuple):
    """`group`: infant, child, adult or elderly."""

    group: str
    start: int
    end: int


def find_ages(text: str) -> Iterator[Age]:
    """`text`: normalised."""
    if not _HINTS.find_matches_as_indexes(text):
        return
    yield from islice(_told(text), MOST)


def _told(text: str) -> Iterator[Age]:
    reach = 0
    for spot in _SPOT.finditer(text):
        if spot.start() >= reach and (match := _AGE.match(text, spot.start())):
            reach = match.end()
            yield Age(_group(match), match.start(), reach)


def _group(match: re.Match[str]) -> str:
    if match["old"]:
        return "elderly"
    if months := match["m"]:
        return "infant" if _value(months) <= INFANT_MONTHS else "child"
    if months := match["em"]:
        return "infant" if int(months) <= INFANT_MONTHS else "child"
    if match["ew"]:
        return "infant" if match["ew"] == "one" else "child"
    written = next(filter(None, (match[name] for name in ("y", "ey", "ea", "p", "t", "yo", "ei"))))
    years = 5 if written == "几" else _value(written)
    if years == 0 or (years == 1 and not match["more"]):
        return "infant"
    return "child" if years < ADULT else "elderly" if years >= OLD else "adult"


def _value(numeral: str) -> int:
    return value_of(numeral.replace("俩", "两"))
