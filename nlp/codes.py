"""Codes in a text that may name a model: letters and digits as makers write them, VK-180 or FXD-S1."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Sequence
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

from nlp.numerals import value_of

SUFFIXES: Final = "pro|plus|max|mini|lite|ultra|air"  # of a maker's goods, behind a name: X9 Lite, 8 Pro Max
_SHORTEST, _LONGEST = 3, 20
_BEFORE = 24  # characters in which it is told what a code is
_TOKEN = re.compile(r"(?<![a-z0-9])[a-z0-9]+(?:[-./][a-z0-9]+)*(?![a-z0-9])")
_LETTERS = re.compile(r"(?<=[㐀-鿿“\"「『])[a-z]{2,4}-[a-z]{1,2}(?=[㐀-鿿”\"」』,，。、;；]|$)")  # 坚磊JL-V
_SPOKEN = re.compile(  # SY四八二零, G A三, XP六五C
    r"(?<![a-z0-9])(?P<letters>[a-z](?: ?[a-z]){0,4})[- ]?(?P<digits>[零〇一幺二三四五六七八九]{1,6})"
    r"(?![零〇一幺二三四五六七八九十百千万])(?P<tail>[a-z]{0,2})(?![a-z0-9])"
)
# LC杠六十五, 型号HZ一百: without one of these words it is an amount or an accident (usb三十分钟, app一百块).
_PLACED = re.compile(
    r"(?:(?P<typed>型[号號][是为叫:]*)|(?<![a-z0-9]))(?P<letters>[a-z](?: ?[a-z]){0,4})(?(typed)[- ]?|-)"
    r"(?P<digits>[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]百(?:零[一二三四五六七八九]|[一二三四五六七八九]十)?)"
    r"(?![零〇一二三四五六七八九十百千万])"
)
_DASH = re.compile(r"(?<=[a-z0-9])[杠横](?=[a-z0-9一二三四五六七八九十])")  # as it is dictated
_DIGITS = str.maketrans("零〇一幺二三四五六七八九", "001123456789")
_AMOUNT = re.compile(
    r"\d+(?:[.-]\d+)*(?:mm|cm|m|km|kg|g|mg|l|ml|w|kw|wh|v|kv|a|ma|mah|k?hz|mhz|ghz|n|kn|nm|c|f|h|s|min|pcs|pc|x|db|lux|ppm|k|gb|mb"
    r"|p|d|st|nd|rd|th|am|pm|inch|in|ft|usd|rmb|aud|hkd)"
    r"|\d+(?:\.\d+)?[munμ]?g/(?:k?g|m?l|m\d?|cm\d?)|\d{3}/\d{2}z?r\d{2}"  # the last of a tyre
)
_CITED = re.compile(
    r"(?:gb|gbt|en|iso|iec|astm|jis|din|ul|cfr|ece|ean|hs|cas|no)[-./]?\d.*|ipx?\d\d?|un\d{2,4}(?:\.\d)?|usb[-.]?\d.*"
    r"|(?:qb|bs|fz|as|nzs)[-./]?t?[-./]?\d{3,}.*"
)
# What follows these is no model's code.
_OTHER = re.compile(
    r"(?:批号|批次号?|生产批|合同号?|订单号?|单号|税号|商品编号|链接|证书|证号|报告号?|编码|条码|序列号?|规格|标准|房|室|栋|座|单元"
    r"|路|号楼|航班|车次|车牌|报关单|batch(?: no\.?| number)?|lot(?: no\.?)?|order|contract|listing|notice|report"
    r"|certificate|alert|serial|sn|size|standard|flight|room|block|flat|unit|ref\.? no\.?|case|barcode|plate)"
    r"[:： #.“\"]*(?:号|no\.? ?|number )?[:： ]*$"
)


class Code(NamedTuple):
    """`key`: letters and digits alone."""

    key: str
    start: int
    end: int


def codes(text: str, *, but: Collection[str] = ()) -> list[Code]:
    """In a folded text. `but`: keys that triage found to be something else."""
    text = _DASH.sub("-", text)
    found = [
        Code(key, match.start("letters"), match.end())
        for match in (*_SPOKEN.finditer(text), *_PLACED.finditer(text))
        if len(key := _key(match)) >= _SHORTEST
    ]
    for match in (*_LETTERS.finditer(text), *_TOKEN.finditer(text)):
        key = "".join(char for char in match[0] if char.isalnum())
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        mixed = match.re is _LETTERS or not (key.isdigit() or key.isalpha())
        if mixed and key not in but and not _OTHER.search(before) and not is_no_model(match[0], key):
            found.append(Code(key, match.start(), match.end()))
    return found


def written(spoken: str) -> str:
    """A dictated code as it is written, without blanks and hyphens; what is none is left as it is."""
    spelled = _DASH.sub("-", spoken)
    match = _SPOKEN.fullmatch(spelled) or _PLACED.fullmatch(spelled)
    return spoken if match is None else _key(match)


def _key(match: re.Match[str]) -> str:
    digits = match["digits"]
    number = str(value_of(digits)) if match.re is _PLACED else digits.translate(_DIGITS)
    tail = match["tail"] if match.re is _SPOKEN else ""
    return match["letters"].replace(" ", "") + number + tail


def is_no_model(spelled: str, key: str, *, least: int = _SHORTEST) -> bool:
    """An amount, a standard, or what many makers call a sort of goods: 5mm, GB 4706.1, KN95."""
    if not least <= len(key) <= _LONGEST or key in sorts():
        return True
    return _AMOUNT.fullmatch(spelled) is not None or _CITED.fullmatch(spelled) is not None


def whole(fragment: str, among: Sequence[Code]) -> str:
    """The code of which this is a piece at an end, if there is one such; else the fragment."""
    if not fragment.isascii() or len(fragment) < 2 or any(code.key == fragment for code in among):
        return fragment
    longer = {code.key for code in among if code.key.startswith(fragment) or code.key.endswith(fragment)}
    return longer.pop() if len(longer) == 1 else fragment


@cache
def sorts() -> frozenset[str]:
    """Of goods or of their parts."""
    table = tomllib.loads(resources.files("nlp").joinpath("data", "names.toml").read_text(encoding="utf-8"))
    return frozenset(str(table["sorts"]).split())
