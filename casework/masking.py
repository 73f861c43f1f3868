"""Personal data in free text, hidden on cards and in what is passed on (DESIGN §4). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

MASK: Final = "•••"

# Rather one sign too many than one too few: a card must not give a tipster away, and loses little by it.
_SURNAMES = (
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭萧田董袁潘蔡蒋蔣"
    "余于杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范範金石廖贾賈夏韦韋付傅方白邹鄒孟熊秦邱江尹薛闫阎閻段雷侯龙龍"
    "史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯温溫区區欧歐关關伍麦麥简簡甘司"
)
_NAME_END = r"(?=[，。,.;；、！!？?：:\s（(]|$|[在是的，住想要买買于從从来來有今昨前因反举舉电電手身])"
_SURNAME = rf"(?:欧阳|歐陽|司徒|司马|司馬|上官|诸葛|諸葛|[{_SURNAMES}])"
_CHINESE_NAME = rf"{_SURNAME}(?:[\u4e00-\u9fff]{_NAME_END}|[\u4e00-\u9fff]{{2}})"
# Digits as people space them out, in full width too (which `\d` matches), with signs that cannot be seen.
_GAP = r"[\s.\-–—·_\u200b-\u200f\u2060]{0,2}"
_NUMERAL = "[一二三四五六七八九零〇幺]"
_IS = r"(?:是|为|為|係|系|is)"
_ACCOUNT = r"(?P<hide>[A-Za-z0-9][-_A-Za-z0-9]{4,24})(?![A-Za-z])"
_ROAD = r"(?:路|街|道|巷|里|弄|胡同|大街|大道|村|苑|小区|小區|屋苑|花园|花園|园|園|园区|園區|公寓|大厦|大廈|邨)"
_DOOR = r"[0-9０-９一二三四五六七八九十百]+\s*(?:号|號|栋|棟|幢|座|单元|單元|楼|樓|层|層|室|房|户|戶|弄)"
# After a door, and no count or date.
_ROOM = r"(?:\s*[-－–]?\s*[0-9０-９]{2,4}[A-Za-z]?(?![0-9０-９A-Za-z%年月日号元块塊个個台件只岁歲]))*"
# What an address has in it, and few other words have.
_PART = (
    "(?:[省市区區县縣镇鎮乡鄉村街巷弄栋棟幢楼樓苑园園邨室]|(?<!知)道|(?<![电電线線])路|(?<!插)座"
    r"|(?<![型账帐帳編编批])[号號]|里\s?\d)"
)
_IN_A_STRETCH = "[^，。,;；\\n！!？?]"
# Up to the next mark. Where there is none within thirty characters somebody goes on without a comma, and of what comes
# then an address has only what ends like a part of one.
_PLACE = (
    rf"(?!•)(?P<hide>{_IN_A_STRETCH}{{3,30}}(?!{_IN_A_STRETCH})|{_IN_A_STRETCH}{{30,59}}{_PART}|{_IN_A_STRETCH}{{30}})"
)
_SAYS = r"\s*+(?:是|为|為)?+\s*+[:：]?+\s*+"
# 我住院三天, 而家住緊院
_HOSPITAL = "(?!在?(?:医院|醫院|病房)|院|[进進了过過緊紧咗])"
# 地址不详, 地址和电话, 地址是假的; but 无锡, 和平 and 都江堰 are places.
_NO_PLACE = (
    "(?!不[详詳明清对對知能是]|[没沒]|[无無](?![锡錫极極棣为為])|未[标標知写寫注註提]|也[没沒不无無是]|都[没沒不无無是在]"
    "|和[电電联聯姓名厂廠]|[及与與跟、等的吗嗎呢假错錯虚虛]|空[的白]|查[不无無]|找不|模糊)"
)

# Each: the group `hide` (or everything) is replaced. Earlier patterns win where two overlap.
_PATTERNS: Final = tuple(
    re.compile(pattern, flags)
    for pattern, flags in (
        (r"[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", 0),
        (rf"(?<!\d)\d(?:{_GAP}\d){{16}}{_GAP}[\dXxＸｘ](?![\dA-Za-z])", 0),  # resident identity
        (r"(?<!\d)\d{6}\s?\d{6}\s?\d{3}(?!\d)", 0),  # the old one of 15 digits
        (r"(?<!\d)\d{16,19}(?!\d)", 0),  # bank cards
        (r"(?<![A-Za-z\d])[A-Z]{1,2}\d{6}\s?[(（][\dA][)）]", 0),  # Hong Kong identity card
        (
            r"(?<![A-Za-z\d])(?:[EGDPSKegdpsk][A-Za-z]?\d{7,8}|[HMhm]\d{8}(?:\d{2})?)(?![A-Za-z\d])",
            0,
        ),  # travel documents
        (rf"(?<!\d)(?:\+?86{_GAP})?[1１]{_GAP}[3-9３-９](?:{_GAP}\d){{9}}(?!\d)", 0),
        (rf"(?<!{_NUMERAL})[一幺]{_NUMERAL}{{10}}(?!{_NUMERAL})", 0),
        (r"(?<!\d)[(（]?0\d{2,3}[)）]?[-\s]?\d{7,8}(?!\d)", 0),
        (r"(?<![\d-])[5-9]\d{3}[-\s](?!\d{2}00)\d{4}(?![\d-])", 0),  # Hong Kong; 5000-6000 is a range
        (
            r"(?:身份证|身份證|护照|護照|通行证|通行證|回乡证|回鄉證|台胞证|台胞證)\s*(?:号码|號碼|号|號)?"
            rf"\s*{_IS}?\s*[:：]?\s*(?P<hide>\w[\w-]{{5,20}})(?<![\u4e00-\u9fff])",
            re.ASCII,
        ),
        (r"\+\d{1,3}[-\s]?\d[\d\s-]{5,13}\d", 0),
        (
            r"(?:电话|電話|手机号?|手機號?|联系方式|聯絡方式|致电|致電|打|搵|拨|撥|tel|phone|mobile|call me (?:at|on)"
            r"|whatsapp)"
            rf"\s*(?:号码|號碼|number|no\.?)?\s*{_IS}?\s*[:：]?\s*(?P<hide>\d[\d\s-]{{5,13}}\d)",
            re.IGNORECASE,
        ),
        (
            r"(?:微信|wechat|weixin|(?<![A-Za-z])vx|qq|telegram|whatsapp)\s*(?:号|號|id|号码|號碼)?\s*(?:是|为|為|is)?"
            rf"\s*[:：]?\s*{_ACCOUNT}",
            re.IGNORECASE,
        ),
        # Online, gasoline, a power line: a name only where it is said to be one, or has a digit.
        (
            r"(?<![A-Za-z])line(?:\s*(?:号码|號碼|号|號|id)\s*(?:是|为|為|is)?\s*[:：]?|\s*(?:是|为|為)?\s*[:：]"
            r"|(?:(?<=[\u4e00-\u9fff]line)|(?<=[\u4e00-\u9fff] line)|(?<=my line))\s*(?:是|为|為|is)?"
            rf"|\s*(?:是|为|為|is)?(?=\s*[-_A-Za-z]*\d))\s*{_ACCOUNT}",
            re.IGNORECASE,
        ),
        (rf"(?:家住|我住在?|住在|寄到|寄往){_HOSPITAL}{_SAYS}{_PLACE}", 0),
        (rf"(?:住址|地址)(?=\s*[是为為:：]){_SAYS}{_NO_PLACE}{_PLACE}", 0),
        (rf"(?:住址|地址)\s*+{_NO_PLACE}(?={_IN_A_STRETCH}{{0,12}}{_PART}){_PLACE}", 0),
        (rf"(?P<hide>(?:(?![在于於到从從去])[\u4e00-\u9fff]){{1,12}}{_ROAD}\s*{_DOOR}(?:\s*{_DOOR})*{_ROOM})", 0),
        (
            r"\b\d{1,5}[A-Za-z]?\s+(?:[A-Z][\w']+\s+){1,4}(?:Road|Street|Avenue|Lane|Drive|Terrace|Court|Rd|St|Ave|Ln|Dr)\b"
            r"\.?",
            0,
        ),
        (r"(?:address is|live at|living at|lives at)\s*[:：]?\s*(?P<hide>[^,.;\n]{3,80})", re.IGNORECASE),
        (
            rf"(?:我叫|我的名字是|姓名|名字|本人|联系人|聯絡人|我是)\s*(?:是|叫|为|為)?\s*[:：]?\s*(?P<hide>{_CHINESE_NAME})",
            0,
        ),
        (
            rf"(?P<hide>{_SURNAME}[\u4e00-\u9fff]{{0,2}}?)(?:先生|女士|小姐|太太|阿姨|师傅|師傅)",
            0,
        ),
        (
            r"(?:[Mm]y name is|[Nn]ame:|\b[Ii] am called|\bM(?:r|rs|s)\.?)\s+"
            r"(?P<hide>[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*){0,3})",
            0,
        ),
    )
)


@dataclass(frozen=True, kw_only=True)
class Masked:
    """`text` as it may be shown; `hidden`: the (start, end) spans of the original that are not."""

    text: str
    hidden: tuple[tuple[int, int], ...] = ()

    def spans(self, spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        """Spans of the original text where they stand now: sorted, joined where they touch, none inside a mask."""
        moved = sorted({(self._at(start, end=False), self._at(end, end=True)) for start, end in spans})
        joined: list[tuple[int, int]] = []
        for start, end in moved:
            if start >= end:
                continue
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return tuple(joined)

    def _at(self, place: int, *, end: bool) -> int:
        """Where a place of the original is now. Inside a mask: behind it for a start, before it for an end."""
        shift = 0
        for first, last in self.hidden:
            if place <= first:
                break
            if place < last:
                return first + shift if end else first + shift + len(MASK)
            shift += len(MASK) - (last - first)
        return place + shift


def mask(text: str) -> Masked:
    """Phones, identity numbers, e-mail and messenger names, addresses, and names where somebody gives them."""
    hidden: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        group = "hide" if "hide" in pattern.groupindex else 0
        for found in pattern.finditer(text):
            start, end = found.span(group)
            if start < end and all(end <= first or last <= start for first, last in hidden):
                hidden.append((start, end))
    hidden.sort()
    parts: list[str] = []
    place = 0
    for start, end in hidden:
        parts += [text[place:start], MASK]
        place = end
    return Masked(text="".join([*parts, text[place:]]), hidden=tuple(hidden))


def cut(masked: Masked, limit: int) -> str:
    """The shown text in at most `limit` characters."""
    return masked.text if len(masked.text) <= limit else masked.text[: limit - 1] + "…"
