"""Standards that a text cites, as it writes them: GB 4706.1-2005, EN 71-3:2019, 国标6675, ASTM F963."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick

MOST: Final = 12  # of a text
_YEAR = r"(?:\s?[-–—:：]\s?(?:19|20)\d{2})?"
_PART = r"(?:[.-]\d{1,3}(?!\d))"
_GUOBIAO = rf"[Gg][Bb](?:\s?[/∕]\s?[TZJtzj]|[TZJtzj](?=\s?\d))?[ -]?\d{{3,6}}{_PART}*{_YEAR}"
# Of a trade in China: letters that also begin model names, so that "/T" or a year must follow.
_TRADE = (
    r"(?:SN|QB|YY|FZ|HG|HJ|GA|JB|JG|JT|LY|NY|SJ|WS|XF|YB|DL|CJ|AQ|MT|QC|TB|YD|JC|JJG|JJF|TSG|CJJ|JGJ|DB\d\d)"
    rf"(?:\s?/\s?T\s?\d{{2,6}}{_PART}*{_YEAR}|[ -]?\d{{2,6}}{_PART}*\s?[-–—]\s?(?:19|20)\d{{2}})"
)
_ISO = (
    rf"(?:(?:BS|DIN|NF|UNI|AS|KS [A-Z])\s)?(?:pr)?(?:EN|ISO|IEC|[Ii]so|iec|en(?=-?\d|\s71))"
    rf"(?:\s?/\s?(?:TS|TR|IEC))?(?:\s(?:ISO|IEC))?[ -]?\d{{2,6}}"
    rf"{_PART}*(?:\s?[:：]\s?(?:19|20)\d{{2}})?(?:\s?\+\s?A\d{{1,2}}(?:[:：]\d{{4}})?)*"
)
_OTHERS = (
    r"(?:ASTM|astm)[ -]?[A-Ga-g]\d{1,4}(?:/[A-G]\d{1,4}M?)?(?:[-–]\d{2,4}[a-z]?)?"
    r"|(?:ANSI(?:/[A-Z]{2,4})?|UL|ul(?=\d))[ -]?(?:[A-Z]\d{1,3}(?:\.\d{1,3})?"
    r"|\d{2,6}(?:[A-Z](?![a-z]))?)(?:-\d{1,2}(?!\d))?(?:-\d{4})?"
    r"|JIS[ -]?[A-Z][ -]?\d{4}(?:-\d)?(?:[:：]\d{4})?|CSA[ -]?[A-Z]?\d{2,3}(?:\.\d{1,3})*"
    r"|(?:AS/NZS|AS|NZS)[ -]\d{3,5}(?:\.\d{1,3})*(?:[:：]\d{4})?|CNS[ -]?\d{3,6}(?:-\d{1,3})?"
    r"|BS[ -]\d{3,5}(?:-\d)?(?:[:：]\d{4})?"
    r"|16 ?CFR(?: [Pp]art)? ?\d{4}(?:\.\d{1,3})?|FMVSS(?: No\.?)? ?\d{3}|(?:UN"
    r" )?ECE[ -]R\d{2,3}(?:[./]\d{2})?|UN ?38\.3"
)
_NUMBERED = re.compile(rf"(?<![A-Za-z0-9])(?<!\d\s)(?P<v>{_GUOBIAO}|{_TRADE}|{_ISO}|{_OTHERS})(?![A-Za-z0-9])")
# Every pattern begins with one of these, in lower case.
_STARTS: Final = AhoCorasick(
    "gb sn qb yy fz hg hj ga jb jg jt ly ny sj ws xf yb dl cj aq mt qc tb yd jc tsg db bs din nf uni as ks"
    " pren en iso iec astm ansi ul"
    " jis csa nzs cns 16cfr 16_cfr fmvss un_ece ece un38 un_38 国标 国家标 國標 國家標 强标 強標 《".replace("_", "\0")
    .replace(" ", "|")
    .replace("\0", " ")
    .split("|")
)
# As people say it: 国标4706.1, 强标 6675, 国标四七〇六点一.
_SPOKEN = re.compile(
    r"(?P<v>(?:[国國]家?[标標](?:准|準)?|[强強][标標])\s?(?:第)?\s?"
    r"(?:\d{3,6}(?:\.\d{1,3})?(?:[-–—](?:19|20)\d{2})?(?![\d.]*\s?(?:%|号|號|mg|毫克|倍|万|元))"
    r"|[零〇一二三四五六七八九幺]{4,6}(?:点[一二三四五六七八九])?))"
)
# By its title alone: 不符合《玩具安全》国家标准.
_TITLED = re.compile(
    r"(?P<v>《[^《》\n]{2,40}》)(?=\s?(?:[（(][^（()）]{0,20}[)）])?(?:等|的)?(?:[强強]制性|推荐性"
    r"|推薦性)?(?:[国國]家|行[业業])?[标標])"
)

_FORMS: Final = (("numbered", _NUMBERED), ("spoken", _SPOKEN), ("titled", _TITLED))


class Standard(NamedTuple):
    """`form`: numbered, spoken or titled."""

    value: str
    start: int
    end: int
    form: str


def find_standards(text: str) -> tuple[Standard, ...]:
    """In the order of the text, each once. `text`: the original."""
    starts = [match[1] for match in _STARTS.find_matches_as_indexes(text.lower(), overlapping=True)]
    if not starts:
        return ()
    found: list[Standard] = []
    for start in sorted(set(starts)):
        if found and start < found[-1].end:
            continue
        for form, pattern in _FORMS:
            if match := pattern.match(text, start):
                found.append(Standard(match["v"], start, match.end("v"), form))
                break
    unique: dict[str, Standard] = {}
    for standard in found:
        unique.setdefault(_plain(standard.value), standard)
    titled = [one for one in unique.values() if one.form == "titled"]
    for one in titled:  # 《玩具安全》GB 6675.2: the number says it
        if any(
            0 <= other.start - one.end <= 2 or 0 <= one.start - other.end <= 2
            for other in unique.values()
            if other is not one
        ):
            del unique[_plain(one.value)]
    return tuple(unique.values())[:MOST]


def _plain(value: str) -> str:
    return "".join(char for char in value.lower() if char.isalnum())
