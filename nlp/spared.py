"""Harm that did not come: the text plainly denies it, or says that it nearly happened.

Stricter than `nlp/negation.py`, whose cues reach over other words (手指没接上，住院): between the denial and the harm
only words may stand that carry the denial on, because this overrules the weights.
"""

from __future__ import annotations

import re
from typing import Final

from nlp.match import Hit
from nlp.reading import Reading

_REACH: Final = 60  # characters of the sentence that are looked at on either side
_SENTENCE: Final = re.compile(r"[。!?;；\n]")
# What carries a denial on to the harm: 没有 造成 任何 人员 死亡. Whoever looks on is not among it: 没人看见他摔骨折.
_FILL: Final = (
    r"(?:有|个|任何|一|名|位|例|谁|人员?|用户|使用者|消费者|员工|工人|乘客|顾客|住户|孩子|小孩|儿童|老人|学生|宝宝|细路|家人"
    r"|因此|因而|因|此|造成|导致|致使|致|引起|引发|发生|出现|报告|到|至|去|要|需要?|被|送|弄|搞|整|摔|跌|烧|烫|炸|砸|撞|夹"
    r"|什么|咩|进一步|真的|真|严重|大面积|更|的|其他|其它|明显)*"
)
_DENIED_ZH: Final = re.compile(
    r"(?:(?<![埋淹沉湮吞出隐有])没有?(?!了)|(?<![有能])(?:无(?!力|法|故|端|意|辜|奈)|冇|未(?!婚|成年|来)|不曾|不存在|并非|不是|唔系|毫无"
    rf"|绝无|否认)有?)(?:见|发现|听说|听讲|收到|接到|接获)?{_FILL}$"
    r"|(?:不用|不需|无需|无须|毋须|毋需|不必|唔使|唔洗|唔需|用不着|不至于|未至于|没到|未到|唔驶|没必要|冇需要)"
    r"(?:需|要|得|去|到|送|做|动|进|入|上|人|再|马上|立刻)*$"
    r"|(?<![\d.一二三四五六七八九十百千万])(?:0|零)(?:人|例|宗|名|起|个|员)*$"
)
_DENIED_AFTER_ZH: Final = re.compile(
    r"(?:人员?|人数|病例|个案|案例|报告|情况|事故|者|的|数)*(?:(?:均|都)?(?:为|是|系|:|=)\s?)?"
    r"(?:(?:0|零)(?:人|例|宗|名|起)?(?![\d.])|(?:没有|无|冇)(?=$|[。,;!?]))"
    r"|[^,。;!?]{0,8}(?:均|都)?为(?:零|0)(?![\d.])"
    r"|(?:(?!不是|并非|绝非|唔系)[^,。;!?]){0,12}(?:谣言|辟谣|造谣|假消息|误传|讹传|不实|不属实|没有的事|子虚乌有)"
)
_DENIED_EN: Final = re.compile(
    r"(?<![a-z\d.])(?:no|nobody|no-?one|none|(?<!would )(?<!could )(?<!should )not|never|without|neither|nor|zero|0"
    r"|nothing|cannot|(?:did|was|were|is|are|has|have|had|does|do)n['’]?t)"
    r"(?:[ -](?:one|body|of (?:us|them|the|my|our)|was|were|is|are|has|have|had|been|being|be|any|a|an|the|ever"
    r"|actually|yet|single|serious|seriously|severe|severely|reported|known|confirmed|recorded|people|persons?|child"
    r"|children|kids?|users?|workers?|staff|customers?|family|members?|need(?:ed|ing)?|require[ds]?|requiring|to|get|got|getting|go|went"
    r"|gone|in|into|by|from|for|end(?:ed)?|up|taken|rushed|sent|even|hurt|injured|cases?|reports?|signs?|of|or"
    r"|bones?|limbs?|cause[ds]?|causing|result(?:ed|ing)?|lead|suffer(?:ed|ing)?|so|far|luckily"
    r"|thankfully|fortunately|has|died or|related|other))*[ -]?$"
)
_DENIED_AFTER_EN: Final = re.compile(
    r"(?:s|es|ies)?(?: reported| so far)?(?::|=| -| were| was| is| are)? ?(?:none|nil|zero|0)(?![\d.])"
)
# "无死亡、骨折": the denial goes on to what is listed with it.
_LISTED: Final = re.compile(
    rf"(?:事故|病例|人员|情况)?(?:、|/|和|或者?|及|与|跟|以及|亦?无|也?没有?|冇|,(?:也|亦|更)?(?:没有?|无|冇|未)){_FILL}"
    r"|,? ?(?:or|nor|and no|no|/) (?:any |serious |severe |a )?"
)

# 没能抢救过来 denies the rescue; 还没做手术 only puts it off.
_RESCUE: Final = "救"
_YET: Final = re.compile(r"[还仲尚](?:没|未|冇)[^,]{0,6}$")
_TREATMENT: Final = re.compile(r"手术|刀|植|院|截")
_NEAR_ZH: Final = re.compile(
    r"(?:差一?点儿?|差d|差啲|差些|差少少|差小小|差滴|争啲|争d|争少少|险些儿?|险d)(?P<between>[^,。;!?]{0,12})$"
    r"|几乎(?P<hardly>[^,。;!?]{0,8})$"
)
# 差点爆炸，结果死了人: what came of it did happen.
_CAME: Final = re.compile(r"结果|最后|但|却|后来|然后|于是|.{3}(?:造成|导致|致使)|了才|送|医院|昏|晕|断气|窒息|溺")
_EVERY: Final = re.compile(r"所有|每|全部|全都|当场|立刻|立即|同时|一半|都|整")
# 几乎切断, nearly blind: so far gone that it is grave all the same.
_PARTLY: Final = re.compile(
    r"断|失明|瞎|失聪|听力|视力|看不见|瘫|昏|晕|毁容|度烧|度烫|救|sever|blind|paraly|unconscious|coma|amputat"
)
_ELSE_ZH: Final = re.compile(
    r"(?:要不是|若不是|若非|要唔系|如果不是|再晚|再迟|再慢|晚一步|迟一步|慢一步|晚几分钟|迟几分钟|否则|不然|唔系就)[^。!?;….]{0,14}$"
)
# 要不是刹车失灵，他不会死; he would not have died: he did.
_HAPPENED: Final = re.compile(
    r"(?:要不是|若不是|若非|如果不是|要唔系)[^。!?;]{0,30}(?:不会|不至于|唔会|唔使)[^,。!?;]{0,4}$"
    r"|(?<![a-z])(?:would|could|should|need)(?: not|n['’]t)(?: ever)? have (?:[a-z]+ ){0,3}$"
)
_DOCTOR: Final = re.compile(r"医|大夫")  # 医生说再晚人就没了: bad enough
_NEAR_EN: Final = re.compile(
    r"(?<![a-z])(?:(?P<hardly>almost|nearly)(?! (?:\d|an? (?!heart)|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|all|every|half|immediately|instantly|certainly))"
    r"|(?:could|might|would)(?: easily| well| very well| so easily)? have(?! to )(?: easily| well)?"
    r"|(?:came|come|comes|was|were|this|that|so|very) close to|(?:inches|seconds|moments|minutes) (?:away )?from"
    r"|lucky (?:not to|to not|nobody|no one|i|he|she|they|we)(?: didn['’]?t| not)?)"
    r"(?: (?!but|and|then|until|before|after|so|because)[a-z'’]+){0,5} $"
    r"|(?<![a-z])(?:escap(?:ed|ing)|avoid(?:ed|ing)|cheated|narrowly missed)"
    r"(?: (?:a|any|certain|serious|possible|death or))* $"
)


def spared(reading: Reading, hit: Hit) -> bool:
    """Does the text plainly deny this harm, or say that it nearly happened?"""
    begin, end = reading.clause(hit)
    before = reading.text[max(begin, hit.start - _REACH) : hit.start]
    word = reading.text[hit.start : hit.end]
    if _RESCUE in word or (_TREATMENT.search(word) and _YET.search(before)):
        return False
    return _denied(before, reading.text[hit.end : min(end, hit.end + _REACH)]) or nearly(reading, hit)


def came_true(reading: Reading, hit: Hit) -> bool:
    """Is it wished away, and so did happen?"""
    return _HAPPENED.search(reading.text[max(0, hit.start - _REACH) : hit.start]) is not None


def listed(reading: Reading, earlier: Hit, hit: Hit) -> bool:
    """Does this harm stand in one list with that earlier one, so that what is said of it holds for this, too?"""
    between = reading.text[earlier.end : hit.start]
    return len(between) <= _REACH and _LISTED.fullmatch(between) is not None


def nearly(reading: Reading, hit: Hit) -> bool:
    """Did it nearly happen, or would it have happened?"""
    begin, _ = reading.clause(hit)
    before = reading.text[max(begin, hit.start - _REACH) : hit.start]
    word = reading.text[hit.start : hit.end]
    if (near := _NEAR_ZH.search(before)) is not None:
        if near["between"] is not None:
            return not _CAME.search(near["between"])
        return not (_CAME.search(near["hardly"]) or _EVERY.search(near["hardly"]) or _PARTLY.search(word))
    if (near := _NEAR_EN.search(before)) is not None:
        return not (near["hardly"] and _PARTLY.search(word))
    sentence = reading.text[max(0, hit.start - _REACH) : hit.start]
    near = _ELSE_ZH.search(_SENTENCE.split(sentence)[-1])
    return near is not None and not _DOCTOR.search(sentence)


def _denied(before: str, after: str) -> bool:
    return (
        _DENIED_ZH.search(before) is not None
        or _DENIED_EN.search(before) is not None
        or _DENIED_AFTER_ZH.match(after) is not None
        or _DENIED_AFTER_EN.match(after) is not None
    )
