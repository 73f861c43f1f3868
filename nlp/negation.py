"""Whether a hit is asserted, denied, only feared, or hearsay, from the cues around it."""

from __future__ import annotations

import re
from enum import StrEnum

from nlp.match import Hit
from nlp.reading import Reading


class Standing(StrEnum):
    ASSERTED = "asserted"
    DENIED = "denied"
    FEARED = "feared"  # a possibility, a question, a risk in general; what nearly happened
    HEARSAY = "hearsay"


# "没用几天就冒烟": what follows these is no longer denied.
_TURNS = re.compile(
    r"就|却|但|才|而且|,|结果|可是|还是|没想到|谁知|点知|谁料|最后|居然|竟|突然|忽然|昨|前天|前晚|尋晚|but|until|before|suddenly"
)
# "怕出事 昨晚就爆炸了": what follows these is no longer feared.
_TOOK_PLACE = re.compile(
    r"没想到|谁知|点知|谁料|结果|最后|居然|竟|突然|忽然|昨|前天|前晚|今早|尋晚|刚才|刚刚|已经|当场|终于|果然|真的|suddenly|yesterday"
    r"|last night|this morning"
)
_CRY = re.compile("危险|注意|小心")  # 危险！电梯门夹断孩子手
# "没有哪次用不漏电的", "不可能没起火": two denials.
_AGAIN = re.compile("[不唔冇没未]$")
_TWICE = re.compile(
    r"(?:不可能|不会|没有?(?:哪|一|任何)?[次天回个]?(?:用|开|是)?|没有?.{0,3}时候|不是|并非|难道|哪有|怎么可能|说)$"
)
_A_LIE = re.compile(r"[^,。;]{0,4}(?:是假的|是骗|骗人|骗鬼|撒谎|胡说|鬼扯|扯淡|瞎说)")
# "除镉外均合格": what is in order is the rest.
_EXCEPT = re.compile(r"除(?:了|开|去)?[^,。;]{0,16}$")
_REST = re.compile(r"[^,。;]{0,8}外")
_LIST = re.compile(r"[、/或和及与]| or | and |,")
_CONFIRMED = re.compile(r"通报|证实|确实|官方|警方|消防|confirmed|official")
_OPPOSITE = frozenset("不未没非无冇唔")
_SELLER = re.compile(r"(?:厂家|厂商|商家|卖家|店家|老板|客服|店主)[^,。;]{0,3}(?:说|称|讲|话|回复)[^,。;]{0,4}$")


_CUES = frozenset({"negation", "cleared", "hypothetical", "rumour", "talk_question"})


def standing(reading: Reading, hit: Hit) -> Standing:
    if _CUES.isdisjoint(reading.hits):
        return Standing.ASSERTED
    begin, end = reading.clause(hit)
    if _denied(reading, hit, begin, end):
        return Standing.DENIED
    if _feared(reading, hit, begin, end):
        return Standing.FEARED
    if _hearsay(reading, hit):
        return Standing.HEARSAY
    return Standing.ASSERTED


def denied(reading: Reading, hit: Hit) -> bool:
    return _denied(reading, hit, *reading.clause(hit))


def _denied(reading: Reading, hit: Hit, begin: int, end: int) -> bool:
    text = reading.text
    cue = reading.before("negation", hit, reach=40, floor=begin)
    if cue is not None and not _taken_back(text, cue, hit):
        between = text[cue.end : hit.start]
        latin = cue.end > 0 and "a" <= text[cue.end - 1] <= "z"
        near = 26 if latin else (4 if cue.end - cue.start == 1 else 7)
        if (len(between) <= near or _LIST.search(between)) and not _TURNS.search(between):
            return True
    cleared = reading.after("cleared", hit, reach=12, ceiling=end)
    if cleared is None or text[cleared.start - 1] in _OPPOSITE:
        return False
    return not (_REST.match(text, hit.end, cleared.start) and _EXCEPT.search(text, begin, hit.start))


def _taken_back(text: str, cue: Hit, hit: Hit) -> bool:
    """Does another denial undo it, or is it no denial at all: 都没了?"""
    if text.startswith("没了", cue.start) or _AGAIN.search(text, cue.end, hit.start):
        return True
    before = text[max(0, cue.start - 8) : cue.start]
    told = before.endswith("说")
    return (_TWICE.search(before) is not None and not told) or (told and _A_LIE.match(text, hit.end) is not None)


def _feared(reading: Reading, hit: Hit, begin: int, end: int) -> bool:
    if reading.has("hypothetical"):
        before, after = (40, 12) if "a" <= reading.text[hit.start] <= "z" else (14, 4)
        cue = reading.before("hypothetical", hit, reach=before, floor=begin)
        cried = cue is not None and cue.start == begin and _CRY.fullmatch(reading.text, cue.start, cue.end)
        if cue is not None and not cried and not _TOOK_PLACE.search(reading.text, cue.end, hit.start):
            return True
        if reading.after("hypothetical", hit, reach=after, ceiling=end):
            return True
    return end < len(reading.text) and reading.text[end - 1] in "?？" and reading.has("talk_question")


def in_order(reading: Reading) -> bool:
    """Is the product said to be in order? 不符合标准 says the opposite, and who sells it says so easily."""
    text = reading.text
    return any(
        text[max(0, hit.start - 1) : hit.start] not in _OPPOSITE and not _SELLER.search(text[: hit.start])
        for hit in reading.of("passed")
    )


def _hearsay(reading: Reading, hit: Hit) -> bool:
    rumours = reading.of("rumour")
    return bool(rumours) and rumours[0].start < hit.start and not _CONFIRMED.search(reading.text)
