"""Whether a text may be taken to tell of grave harm at all, however likely the weights find it."""

from __future__ import annotations

import re
from typing import Final

from nlp.harm import GraveWords
from nlp.match import Hit
from nlp.mild import light, other, untrue
from nlp.model import Floats, Model, Scores
from nlp.negation import Standing
from nlp.rules import Rules
from risk.finding import GRAVE, Harm

SHORT: Final = 40  # characters: in a longer text much besides a single character speaks for or against
# It costs none of the 337 grave training tips without a word of the lists, and one of 534 such phrases.
LEAST: Final = 0.1
# How likely it must be where the words of the lists tell of a minor injury only. Of training tips left out in turn, 10
# of 15 that the weights found less likely than 0.3 were minor.
BESIDE_MINOR: Final = 0.2
_BODY: Final = re.compile(
    r"手(?!柄|套|机|提|动|感|册|工|续|表|把|电|推|持|环|办|刹|写|轮)|脚(?!垫|轮|踏|架|手|本|钉)|腿|髀|臂(?!架|展)|膊"
    r"|指(?!示|标|南|定|令|纹|甲油)|趾|[额砸撞的破]头|头[部皮上破颅骨里发]|脑|脸|眼(?!镜)|耳(?!机|塞|罩|麦)|鼻|嘴|喉|颈(?!圈|链)|脖(?!圈)"
    r"|胸|腹|肚|背部|后背|背上|腰|臀|骨(?!架|瓷|干)|皮肤|皮肉|植皮|肉|血(?!压|糖|氧)|肺|心[脏跳肺]|肝|脾|肾|肠|胃|(?:人|没|丧|送|毙|性|生|救|条|保)命|命(?=没|保|都)|尸|腕(?!表)|膝|踝|椎"
    r"|筋(?!膜)|牙(?!膏|刷)|舌|气管|窒息|溺|淹"
    r"|(?<![a-z])(?:hands?|arms?|legs?|foot|feet|toes?|thumbs?|fingers?|fingertips?|eyes?|face|skin|head|neck|chest|lungs?"
    r"|spine|bones?|teeth|body)(?![a-z])"
)
_BESIDE: Final = 5  # characters on either side of a word for grave harm
# 死咗七條錦鯉, the neighbour's dog dropped dead: an animal, and no person near it.
_ANIMAL: Final = re.compile(
    r"[猫狗犬鱼鲤鸟鹉兔龟鸡鸭猪羊](?!船|缸|绳|笼|粮|窝|池|骨|肉)|毛孩子|仓鼠|宠物|(?<![a-z])(?:dogs?|cats?|pupp(?:y|ies)|kittens?|parrots?|birds?|rabbits?|hamsters?|koi|fish"
    r"|hens?|pets?|vet)(?![a-z])"
)
_PERSON: Final = re.compile(
    r"人(?!民|造|工)|(?<!毛)孩|娃|宝宝|婴|仔(?!细)|妈|爸|爷|奶奶|婆|公公|老公|老婆|我(?!家)|佢|儿子|女儿|工友|师傅"
    r"|(?<![a-z])(?:people|person|man|men|woman|women|child|children|kids?|baby|tot|toddler|boy|girl|son|daughter|mother|father|mum|mom|dad|wife|husband|worker"
    r"|he|she|i|me|him|her)(?![a-z])"
)
# 石膏板, 餐椅腿断了, 翻不过身, 夹住了…医院, 住院用的, 手术灯, 切排骨…断: other words.
_BOARD: Final = re.compile(r"石膏(?=板|线|吊顶|像|条)")
_LEG: Final = re.compile(r"(?:椅|桌|枱|台|床|凳|柜|架|镜|车|沙发)(?:子|的|只)*$")
_TURN: Final = re.compile(r"(?:不|唔|翻|转|转不)$")
_HELD: Final = re.compile("[夹戴卡困抓勒箍挡堵缠拉按顶压扣绊咬捉揸撳]$")
_FOR: Final = re.compile("住院(?=用的?)|手术(?=灯|衣|帽|刀(?!口|疤))")
# 送院观察后离开, 八个送院，全部当日返屋企: out-patients.
_SENT: Final = re.compile("送院|送医院?|送急诊")
_BACK: Final = re.compile(
    "[^。;]{0,16}(?:后离开|当日|当天|即日|当晚|即晚)[^。;]{0,4}(?:返|回|出院|离开|放行|走)|[^。;]{0,10}(?:检查|观察|检验)后(?:离开|返|回)"
)


def may_be_grave(rules: Rules, scores: Scores, model: Model) -> bool:
    """Not where its words for grave harm are all denied, nearly came true, or are told of animals and things. Nor where
    it was an untrue rumour, nor where there is no such word and the text tells of a light harm, or is short, names no
    part of a body, and the weights' verdict rests on single characters.
    `scores`: the model's own."""
    text = rules.reading.text
    if untrue(text):
        return False
    if rules.harm.grave is not GraveWords.NONE:
        return rules.harm.grave is GraveWords.TOLD and not _of_nobody(rules)
    if light(text) or (rules.harm.harm is Harm.MINOR and _chance(scores.harm, model) < BESIDE_MINOR):
        return False
    if len(text) > SHORT or _BODY.search(_without_goods(rules)):
        return True
    return _chance(model.told_harm(scores), model) >= LEAST


def _chance(harm: Floats, model: Model) -> float:
    """How likely a grave harm is."""
    harms: list[float] = harm.tolist()
    return sum([harms[at] for at in model.about.graves])


def _without_goods(rules: Rules) -> str:
    """The text with blanks in place of the goods: 眼镜 is no eye."""
    text = rules.reading.text
    for kind in ("product", "out"):
        for hit in rules.reading.of(kind):
            text = text[: hit.start] + " " * (hit.end - hit.start) + text[hit.end :]
    return text


def _of_nobody(rules: Rules) -> bool:
    """Is every word for grave harm that is asserted told of an animal or of a thing?"""
    told = [hit for hit, stands in rules.harm.standings if hit.code in GRAVE and stands is Standing.ASSERTED]
    text = rules.reading.text
    return bool(told) and all(
        other(text, hit.start, hit.end) or _of_animal(rules, hit) or _of_thing(rules, hit) for hit in told
    )


def _of_animal(rules: Rules, hit: Hit) -> bool:
    """One is told right there and no person; and none anywhere, unless it died: who tells of himself leaves out 我."""
    text = rules.reading.text
    near = text[max(0, hit.start - _BESIDE) : hit.end + _BESIDE]
    if _ANIMAL.search(near) is None:
        return False
    return _PERSON.search(near if hit.code == Harm.FATAL else text) is None


def _of_thing(rules: Rules, hit: Hit) -> bool:
    text = rules.reading.text
    before, word = text[max(0, hit.start - 6) : hit.start], text[hit.start : hit.end]
    if _BOARD.match(text, hit.start):
        return True
    if word[0] in "腿脚":
        return _LEG.search(before) is not None
    if word[0] == "住" and _HELD.search(before):
        return True
    if _FOR.match(text, hit.start) or (_SENT.fullmatch(word) and _BACK.match(text, hit.end)):
        return True
    return word == "过身" and _TURN.search(before) is not None
