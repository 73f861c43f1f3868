"""Words for grave harm that tell of no human gravely hurt: of an animal, of a thing, of somebody sent home at once.

Wherever a person may be meant the word stands: a death passed over costs more than a false alarm.
"""

from __future__ import annotations

import re
from typing import Final

from nlp.match import Hit
from nlp.mild import other
from nlp.negation import Standing
from nlp.rules import Rules
from risk.finding import GRAVE, Harm


def of_nobody(rules: Rules) -> bool:
    """Is every word for grave harm that is asserted such a one?"""
    text = rules.reading.text
    told = [hit for hit, stands in rules.harm.standings if hit.code in GRAVE and stands is Standing.ASSERTED]
    others = (_of_animal, _of_thing, _of_outpatient)
    return bool(told) and all(any(of(text, hit) for of in others) or other(text, *hit[:2]) for hit in told)


_BESIDE: Final = 5  # characters on either side of the word
_WORDS_BESIDE: Final = 20  # likewise in English
# 死咗七條錦鯉; but 鱼缸 is a thing, 鱼贩 and a dog walker are people, and 被狗咬 is told of somebody else.
_ANIMAL: Final = re.compile(
    r"(?<!被)[猫狗犬鱼鲤鸟鹉兔龟鸡鸭猪羊](?![船缸绳笼粮窝池骨肉贩户佬农商档摊铺店厂机])|毛孩子|仓鼠|宠物(?!店|医生)"
    r"|(?<![a-z])(?:dogs?|cats?|pupp(?:y|ies)|kittens?|parrots?|birds?|rabbits?|hamsters?|koi|fish|hens?|pets?|vet)"
    r"(?! (?:walk|own|groom|farm|handl|sit|keep|train|lov)ers?)(?![a-z])"
)
_PERSON: Final = re.compile(
    r"人(?!民|造|工)|(?<!毛)孩|娃|宝宝|婴|仔(?!细)|妈|爸|爷|奶奶|婆|公公|老公|我(?!家)|佢|儿子|女儿|师傅"
    r"|(?:[他她叔伯舅姑姨哥姐弟妹]|邻居)(?!们?家|的)|[爹娘佬汉]|妇|老头|老太|老伴|老板|老师|男子|女子|男生|女生|学生|同学|青年|少年"
    r"|工友|员工|职工|民工|学徒|店员|司机|顾客|游客|乘客|贩|养[猪鸡鸭羊鱼]户|死者|伤者|患者|消费者|用户|女士|先生"
    r"|手[指掌臂腕]|[拇食中断]指|指(?=[切断夹轧绞剁削])|断手|[只双隻]手|胳膊"
    r"|(?<![a-z])(?:people|person|m[ae]n|wom[ae]n|child|children|kids?|baby|tot|toddler|boy|girl|son|daughter|mother|father"
    r"|mum|mom|dad|wife|husband|uncle|aunt|grand(?:ma|pa|mother|father)|worker|employee|owner|customer|driver|teen|adult"
    r"|resident|student|patient|fingers?|thumbs?|hands?|he|she|i|me|him|her)(?![a-z])"
)


def _of_animal(text: str, hit: Hit) -> bool:
    """One is told right there and no person; and none anywhere, unless it died: who tells of himself leaves out 我."""
    animal = _ANIMAL.search(text, max(0, hit.start - _BESIDE))
    if animal is None or animal.end() > hit.end + _BESIDE:
        return False
    if hit.code != Harm.FATAL:
        return _PERSON.search(text) is None
    reach = _WORDS_BESIDE if "a" <= text[hit.start] <= "z" else _BESIDE
    person = _PERSON.search(text, max(0, hit.start - reach))
    return person is None or person.start() >= hit.end + reach


_BOARD: Final = re.compile("石膏(?=板|线|吊顶|像|条)")
_FOR: Final = re.compile("住院(?=用的?)|手术(?=灯|衣|帽|刀(?!口|疤))")
_LEGGED: Final = re.compile("(?:椅|桌|枱|台|床|凳|柜|架|镜|(?:婴儿|学步|推|餐|购物|玩具)车|沙发)(?:子|的|只)*$")
# 下床腿断了, 坐按摩椅腿断了: whose leg, but 坐上去餐椅腿断了 and 坐下椅子腿断了.
_FROM_OR_ON: Final = re.compile("(?:坐(?!椅)|躺|骑|爬|从|(?<!坐)下)[^,。;上下去的了着时就]{1,4}$")
_TURN: Final = re.compile("(?:不|唔|翻|转|转不)$")
_HELD: Final = re.compile("[夹戴卡困抓勒箍挡堵缠拉按顶压扣绊咬捉揸撳]$")
_YARD: Final = re.compile("住院(?=[门墙子])")


def _of_thing(text: str, hit: Hit) -> bool:
    """Another word altogether: 石膏板, 手术灯, 住院用的床, 餐椅腿断了, 翻不过身, 戴住去医院, 抓住院门."""
    before, word = text[max(0, hit.start - 8) : hit.start], text[hit.start : hit.end]
    if _BOARD.match(text, hit.start) or _FOR.match(text, hit.start):
        return True
    if word[0] in "腿脚":
        return _LEGGED.search(before) is not None and _FROM_OR_ON.search(before) is None
    if word[0] == "住" and _HELD.search(before):
        return not word.startswith("住院") or _YARD.match(text, hit.start) is not None  # 手被夹住院
    return word == "过身" and _TURN.search(before) is not None


_SENT: Final = re.compile("送院|送医院?|送急诊")
# 送院观察后离开, 八个送院，全部当日返屋企; but who 离开人世 or 走了 may be dead, and 回不来 is no return.
_HOME: Final = "(?:返(?!天)|回(?!不|天)|出院|离开(?!了?(?:我|人|这|世))|放行)"
_BACK: Final = re.compile(
    rf"[^。;]{{0,16}}(?:后离开(?!了?(?:我|人|这|世))|(?:当日|当天|即日|当晚|即晚)[^。;]{{0,4}}{_HOME})"
    rf"|[^。;]{{0,10}}(?:检查|观察|检验)后{_HOME}"
)
_NOT_ALL: Final = re.compile("危(?!险)|另")


def _of_outpatient(text: str, hit: Hit) -> bool:
    if _SENT.fullmatch(text, hit.start, hit.end) is None:
        return False
    return _BACK.match(text, hit.end) is not None and _NOT_ALL.search(text, hit.end) is None
