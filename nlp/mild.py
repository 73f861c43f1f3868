"""What says that nobody was gravely hurt, though words or weights would have it so."""

from __future__ import annotations

import re
from typing import Final

_NEAR: Final = 24  # characters on either side of a word
# 当日返屋企, no hospital, nothing broken: said of all that happened.
_LIGHT: Final = re.compile(
    "(?:当[天日晚]|即[日晚])(?:就|便|已|可以|得)?(?:离院|出院|走得|走咗|回家|返屋企|返家|回来|回$|discharge)"
    "|(?<![^,。;!?])(?:没断|没伤到?骨头|冇伤到?骨|没大事|没啥大?事|冇大碍|无大碍|不严重|唔严重|自行处理|未就医)"
    "|(?<![^,。;!?])(?:没去|冇去|没上)医院|骨头?(?:没|冇|未)(?:断|事|伤)|X光没断|(?:现在|他人|她人|人)没啥大?事"
    "|(?<!不止)(?<!不是)[1一]度(?:烧|烫|灼)伤"
    r"|(?<![a-z])(?:no|not (?:need|go to|in)|never went to|without|did ?n['o]?t need)(?: an?| the| any)?"
    r" (?:hospital|a ?& ?e|er)(?![a-z])"
    r"|nothing(?: was| is|'s)? broken|no (?:bones?|break|fracture)|not broken|out-?patient|first degree|1st degree"
    r"|(?:discharged|home) (?:the )?same (?:day|night|evening)"
)
# 幸好没崩着人, I got him in time: nobody was hurt, unless somebody was kept in hospital.
_SAFE: Final = re.compile(
    "无恙|无碍|平安|脱险|没崩着|没伤着|未出人命|无其他损伤|没有?受伤|没人受伤|冇人?受伤|人没事|没啥事|冇事|没事|还好|好在|好彩|幸好|幸亏|万幸|仲好|差[点啲]|险些"
    r"|(?<![a-z])(?:is|was|are|were|'s|he|she|they|i|am) (?:all )?(?:fine|ok|okay|unhurt|unharmed|laughing)(?![a-z])"
    r"|no ?(?:body|one) (?:was |got )?(?:hurt|injured)|no injur|near miss|almost|nearly|close call|in time|luck(?:il)?y"
    r"|thank god|did ?n['o]?t swallow|none swallowed|i got (?:him|her)"
)
_STAYED: Final = re.compile(
    r"[一两二三四五六七八九十几\d]个?(?:夜|晚|天|日|周|星期|礼拜)|住|留院|没了|走了|视网膜|黄斑|县医院|气管镜"
    r"|(?<![a-z])(?:stayed|nights?|ward|broke(?:n)?|icu|op|surgery|theatre|tube|hospital|ambulance)(?![a-z])"
)
# 送医吸氧当晚出院 is light, unless he had fainted.
_FAINTED: Final = re.compile("[晕昏]倒|昏迷|休克|窒息|unconscious|passed out|faint")
_UNTRUE: Final = re.compile(
    "(?<!不是)(?<!并非)(?<!唔系)(?:误传|谣传|讹传|谣言|辟谣|假消息|不属实|子虚乌有|查无此事|没这回事|冇呢回事|无中生有)"
    "|(?:该|当事|本)[^,。]{0,4}健在|(?:不要|唔好|别)再传|平安在家"
    r"|fact.?check|hoax|debunk|(?<![a-z])rumou?rs? (?:lah|only|is false|proved)"
)
_YET_TRUE: Final = re.compile("真的|确实|可是|但|不过|其实是真|证实|确有|but|true|confirmed|really")
_SAYS: Final = re.compile(
    "(?:厂家|厂商|厂方|商家|卖家|店家|公司|客服|经销商|老板|他们|对方)[^,。!?;]{0,8}"
    "(?:说|称|讲|话|表示|声明|坚持|回复)[^。!?;]{0,12}$"
)
_MINE: Final = re.compile(
    "我(?:妈|爸|奶|爷|儿|女|老公|老婆|老豆|老母|哥|姐|弟|妹|公|婆|外|舅|叔|姑|姨|岳|孩|娃|们|屋企|家里|自己)"
    "|我[^,。]{0,3}被|亲眼|(?<![a-z])(?:my|our) (?:son|daughter|wife|husband|mother|father|mum|mom|dad|brother|sister"
    "|child|baby|uncle|aunt|colleague|workmate)"
)
# 锁死, 缝死, 焊死, bind死: firmly.
_FAST: Final = re.compile("(?:[缝封焊刹拧锁粘钉绑堵拴闩关扣定]|[a-z])$")
_FIRMLY: Final = re.compile("死(?:了|咗|左|,[^,]*)?")
_DEAD_BEFORE: Final = re.compile(
    r"(?<![a-z])(?:alarm|switch|batter(?:y|ies)|cells?|screen|phone|brakes?|engine|motor|line|button|lamps?|lights?"
    r"|display|pump|wired|curtain|sensor|detector|drive|unit|charger|rodents?|geese|goose|rats?|mice|insects?|bugs?)"
    r"(?: (?:is|was|are|were|went|came|stone|completely|arrived|all|now))* $"
)
_DEAD_AFTER: Final = re.compile(
    r"(?:['’]s)?[ -](?:m[ae]n(?:['’]?s)?[ -])?(?:cars?|batter(?:y|ies)|legs?|weights?|pixels?|slow|stop|ends?|zone|line"
    r"|bolt|blow|spots?|link|simple|easy|silent|quiet|skin|switch|handle|lever|pedal|seat|brake|bar|control)(?![a-z])"
)
_SMELLS: Final = re.compile("smell[a-z]* like $")
_RIBS: Final = frozenset({"肋骨", "rib", "ribs"})
_BRUISED: Final = re.compile(r"软组织|挫伤|瘀|淤青|bruis")
_BROKEN: Final = re.compile(r"断|折|裂(?!嘴)|brok|break|crack|fractur")
_GOES_ON: Final = re.compile("(?:并?[未没不](?:受|曾受)影响|照常|正常)")
# 可切断指尖, 一定电死人: what it could do, of which somebody warns.
_COULD: Final = re.compile("(?:(?<!不)可|可以|足以|一定|肯定|迟早|早晚|不想回头|唔想)$")
_DONE: Final = re.compile("了|咗|左|过")


def light(text: str) -> bool:
    """Does it say that nobody needed a hospital, that they were home the same day, or that they are safe?"""
    if _LIGHT.search(text) is not None:
        return not _FAINTED.search(text)
    return _SAFE.search(text) is not None and not _FAINTED.search(text) and not _STAYED.search(text)


def untrue(text: str) -> bool:
    """Does it tell of a rumour that was found untrue? Not if who sells the thing says so, or it befell our own."""
    found = _UNTRUE.search(text)
    if found is None or _MINE.search(text) or _SAYS.search(text[: found.start()]):
        return False
    return _YET_TRUE.search(text, found.end()) is None


def other(text: str, start: int, end: int) -> bool:
    """Does the word for grave harm that stands there tell of something else, or of what could be?"""
    word, before, after = text[start:end], text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    if word[0] == "死" and _FAST.search(before) and _FIRMLY.fullmatch(word):
        return True
    if word == "dead":
        return bool(_DEAD_BEFORE.search(before) or _DEAD_AFTER.match(after))
    if word == "death":
        return _SMELLS.search(before) is not None
    if word in _RIBS:
        return bool(_BRUISED.search(before + after)) and not _BROKEN.search(before + after)
    if word == "手术" and _GOES_ON.match(after):
        return True
    return _COULD.search(before) is not None and not _DONE.search(word + after[:1])
