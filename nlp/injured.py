"""How many people came to harm, where the text says that anybody did."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick

from nlp.match import Hit
from nlp.numerals import COUNT, value_of
from nlp.reading import Reading

MOST: Final = 10_000  # a larger number counts no injured people
_AFTER, _BEFORE = 22, 12  # characters between a number of people and what happened to them
_WHO = (
    "人|孩子|小孩|孩童|儿童|幼儿|幼童|学童|女童|男童|娃|宝宝|婴儿|小朋友|细路|细佬|学生|小学生|同学|小五生"
    "|工人|小工|工友|员工|职工|同事|保安|师傅|司机|乘客|旅客|顾客|客人"
    "|消费者|用户|住户|住客|居民|村民|群众|路人|邻居|老人|老人家|长者|女子|男子|女生|男生|女工|孕妇|伤者"
    "|患者|病人|作业员|操作员|护士|工程师|安装工|叉车工|搬运工|学员|队员|游客|大人"
    "|渔民|船员|伙计|厨师|老师|小囡|伢|家人|弟兄|兄弟|阿叔|阿伯|院友|住民|老师傅|街坊|店员|店家|员|阿姐"
    "|租客|租户|房客|民工|农民|农民工|快递员|快递小哥|小哥|大爷|大妈|大娘|大叔|大伯|男孩|女孩|阿婆|阿公|阿姨|老头|老太|老太太|打工人|技工|电工|焊工|木工"
    "|实习生|徒弟|师父|客户|亲戚|舍友|室友|朋友|闺女|儿子|女儿|侄子|孙子|孙女|外孙|民警|警察|消防员|护工|保姆|月嫂|服务员|收银员|售货员|小伙|小伙子|姑娘|男人|女人"
    "|成年人|未成年人|球员|骑友|驴友|代表|医生|考生"
    "|姐妹|夜班|小班|娃娃|中学生|大学生|青年|少年|少女|婴|妇人|业主|车主|骑手"
    "|外卖员|保洁|家长|嘉宾|观众|教练|舱友|病友|仔|女|kid|kids|worker|workers|engineer|staff|人员"
)
_KIN = (
    "老公|老婆|妈妈|妈咪|阿妈|爸爸|阿爸|爸|妈|孩子|女儿|儿子|女童|男童|宝宝|bb|仔|女|弟弟|妹妹|哥哥|姐姐|外婆"
    "|外公|奶奶|爷爷|婆婆|公公|同事|朋友|太太|先生|老伴|媳妇|丈夫|妻子|室友|工友"
)
_NUMBER = re.compile(
    rf"(?P<n>{COUNT})(?:多|余|几|来)?\s?(?:(?:名|位)(?!置|的|称|字|次|列|于|数)(?!\d)"
    rf"|(?:个|个大|个小|对)?\s?(?:{_WHO})(?!类|份|造|工呼吸|民币|楼)|口(?:人|子)?(?=[都全入进,，送急吸高住])"
    r"|(?:例|宗|单)(?=[一-鿿]{0,10}?(?:伤|亡|折|中毒|住院|窒息|感染|过敏))"
    r"|个(?=都|全|入|受伤|送|晕|中毒|住院|摔|一齐|进|要|就|喺)|(?P<bare>个))"
)
_PAIRS: Final = [
    "夫妇",
    "夫妻",
    "两口子",
    "俩口子",
    "母女",
    "母子",
    "父女",
    "父子",
    "两公婆",
    "两仔爷",
    "两姐妹",
    "两兄弟",
    "姐妹俩",
    "兄弟俩",
    "我俩",
    "我们俩",
    "俩人",
    "俩孩子",
    "俩小",
    "俩娃",
    "孖女",
    "孖仔",
    "双胞胎",
]
_THREES: Final = ("三口子", "三母女", "三母子", "仨")
_AND: Final = ("同埋", "同", "和", "跟", "与", "及", "、")
_FIXED: Final = AhoCorasick([*_PAIRS, *_THREES, *_AND])
_FATES: Final = ("伤", "亡", "死")
_DIGITS = re.compile(r"[\d零〇一二两兩三四五六七八九十百千]+")
_AND_KIN = re.compile(rf"(?:同埋|同|和|跟|与|及|、)(?:我)?(?:个|条|嗰个)?(?:{_KIN}|我)(?!人)")
_KIN_BEFORE = re.compile(rf"(?:{_KIN}|我)(?:自己)?$")
_MANY_EN = re.compile(
    r"(?<![a-z\d.,])(?P<e>\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s"
    r"(?:(?!per|in|of|percent|year|day|month|hour|minute|week|units?|pcs)[a-z'-]+\s){0,2}?"
    r"(?:people|persons|children|workers|consumers|users|passengers|kids|residents|students|pupils|babies"
    r"|infants|toddlers|men|women|guys"
    r"|lads|engineers|guards|staff|employees|colleagues|patients|girls|boys|guests|riders|teen(?:ager)?s"
    r"|drivers|fitters|stevedores|packers"
    r"|crew|players|technicians|nurses|owners|visitors|divers|climbers|cousins|siblings|sisters|brothers"
    r"|clients|injuries|deaths|dead"
    r"|injured|hurt|customers|casualties|victims|fatalities)"
    r"|(?<![a-z\d])(?P<v>two|three|four|five|six|seven|eight|nine|ten)(?: of (?:us|them|the \w+))?"
    r"(?: (?!days|weeks|months|hours|minutes|times|years)[a-z-]+){0,2}? (?=were|was|got|had|suffered|fell"
    r"|fainted|inhaled|treated"
    r"|admitted|hospital|injured|hurt|burn|taken|sent|in hospital)"
    r"|(?P<both>\bboth (?:of (?:us|them)|kids|children|boys|girls|were|had|went|got|are|in)"
    r"|\b(?:wife|husband|son|daughter|brother|sister|mother|father) and (?:i|me|my|our|her|his)\b|\bi and (?:my|our)\b)"
)
_ENGLISH: Final = {
    word: n
    for n, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=1
    )
}
# 死 and 伤 with a number of their own: 1死3伤.
_ENGLISH_STARTS: Final = AhoCorasick(
    [*_ENGLISH, "both", "wife", "husband", "son ", "daughter", "brother", "sister", "mother", "father", "i and "]
)
_TOLL = re.compile(rf"(?P<d>{COUNT})\s?(?:人)?死(?:亡)?[、,，]?\s?(?P<h>{COUNT})\s?(?:人)?(?:重|轻)?伤")
# Somebody else as well: 我妈咳得不行，我自己也头晕.
_TOO = re.compile(
    r"我自己(?:也|都|亦)|我(?:也|都|亦)(?:被|头|晕|吐|咳|呕|跟住|吸|中|过敏|红|痒|烫|肚)|(?:老公|老婆|阿妈"
    r"|妈妈|爸爸|孩子|女儿|儿子|弟弟|妹妹|佢|她|他)(?:也"
    r"|都)(?:系|是|有|被|头|晕|吐|咳|呕|肚|送|入|中)|跟我都|同我都|和我都|与我都"
)
_WITH = re.compile(r"(?:妈妈|妈|爸爸|爸|老公|老婆|外婆|奶奶|我|师傅|老师)(?:与|和|跟|同|及|带着)$")
# 两名检修工作业时，其中一人坠落: the others were only there.
_ALONE = re.compile(r"^[一-鿿]{0,3}(?:所|佩戴|脚下|手中)")
_MORE = re.compile(r"另|还有|以及|and another|others?")
_PART = re.compile(r"其中|当中|包括|among them|one of (?:them|whom)|including")


# Nobody: 尚无人员受伤, 未收到伤害报告, 人没砸着, no injuries reported. Every pattern begins with one of these.
_NOBODY_STARTS: Final = AhoCorasick(
    [
        "未",
        "无",
        "没",
        "冇",
        "唔",
        "人",
        "安然",
        "平安",
        "好彩冇",
        "幸好没",
        "幸亏没",
        "no",
        "un",
        "accident",
        "injur",
        "fine",
        "safe",
        "ok",
    ]
)
_NOBODY = re.compile(
    r"(?:未|无|没|冇|唔)(?:有|接获|接到|收到|发现|发生|造成|致|传出|见)?(?:任何|有|一个|造成)?(?:人员?"
    r"|人身|员工|学生|用户|使用者|消费者|孩子|宾客|本地|受害)?"
    r"(?:的|因此|者)?(?:受伤|受惊|伤亡|伤害|不适|中毒|人伤|事故|烫伤|烧伤|烧亲|伤情|伤到|伤着|砸到|砸着"
    r"|打到|烫到|烫着|夹到|割到|出事|大碍|损伤|异状|症状|大事|事)"
    r"(?:者|的?报告|通报|个案|投诉|案例)?(?!故障|后)|(?:未|无|没|冇)人(?:员)?(?:受伤|伤|死|不适|有事|在"
    r"|经过|坐|行过|出事|送医)"
    r"|(?:没|未|冇)(?:有)?(?:崩|整|碰|砸|烧|烫|压|打|撞|炸)(?:着|到|亲)?人|无伤(?!害)|无恙|人(?:都)?"
    r"(?:没事|冇事|平安|安全|无事|没砸着|没伤着)|安然无恙|平安无事"
    r"|好彩冇|幸好没|幸亏没|no(?:body|ne| ?one)\b[^.!?]{0,24}\b(?:hurt|injured|harmed|ill|sick|touched)"
    r"|no (?:reported |known )?(?:injur(?:y|ies)|accidents?|casualt(?:y|ies)|symptoms|harm|incidents?)\b"
    r"|un(?:hurt|harmed|injured)\b"
    r"|(?:accidents?|injuries)(?: reported)?: (?:none|nil|0)"
)
_WELL = re.compile(
    r"\b(?:all|both|everyone|everybody|he|she|they|we|kid|baby|i)(?:'s|'re|'m| is| are| was| were| am)? "
    r"(?:all |both |perfectly |totally )?$"
)


class Mention(NamedTuple):
    people: int
    start: int
    end: int


def count_injured(reading: Reading, hurt: list[Hit]) -> tuple[int, list[Mention]]:
    """How many, at least one, and where the text says so. `hurt`: words for what was done to them."""
    text = reading.text
    if ("死" in text or "亡" in text) and (toll := _TOLL.search(text)):
        total = value_of(toll["d"]) + value_of(toll["h"])
        return total, [Mention(total, toll.start(), toll.end())]
    mentions = _mentions(text)
    told = [one for one in mentions if _came_to_harm(text, one, hurt)]
    if told and (before := [one for one in mentions if one.end <= told[0].start and one.people > told[0].people]):
        # 两名住客吸入浓烟，其中一人住院: the larger number is what happened to all.
        among = _PART.search(text[max(0, told[0].start - 4) : told[0].start])
        told = [before[-1], *told] if among and not _ALONE.match(text[told[0].end : told[0].end + 12]) else told
    told = told or [one for one in mentions if one.people > 1 and not _ELSE.match(text[one.end : one.end + 12])][:1]
    total = _sum(text, told)
    if total <= 1 and ("也" in text or "都" in text) and _TOO.search(text):
        return 2, told
    return max(total, 1), told


def says_nobody(text: str) -> tuple[int, int] | None:
    """Where it says that nobody came to harm. `text`: normalised."""
    for _, start, end in _NOBODY_STARTS.find_matches_as_indexes(text):
        if start and text[start].isascii() and text[start - 1].isalpha() and text[start - 1].isascii():
            continue
        if match := _NOBODY.match(text, start):
            return match.span()
        if text[start:end] in ("fine", "safe", "ok") and (well := _WELL.search(text[max(0, start - 24) : start])):
            return start - len(well[0]), end
    return None


def _sum(text: str, told: list[Mention]) -> int:
    """三名保安送医，其中一人住院 are three; 一人死亡、四人住院 are five."""
    total, last = 0, None
    for one in told:
        between = text[last.end : one.start] if last is not None else ""
        if last is None:
            total = one.people + bool(_WITH.search(text[max(0, one.start - 5) : one.start]))
        elif not between or _PART.search(between) or (one.people < last.people and not _MORE.search(between)):
            continue
        elif len(between) <= 24 or _MORE.search(between):
            total += one.people
        else:
            total = max(total, one.people)
        last = one
    return total


def _mentions(text: str) -> list[Mention]:
    found = [*_numbers(text), *_fixed(text)]
    if text.count(" ") > 2:
        found += _english(text)
    return sorted((one for one in found if 0 < one.people <= MOST), key=lambda one: one.start)


def _numbers(text: str) -> Iterator[Mention]:
    last = 0
    for digits in _DIGITS.finditer(text):
        match = _NUMBER.match(text, digits.start()) if digits.start() >= last else None
        if match is None:
            continue
        last = match.end()
        # 炸伤六个: what counts here only what was hurt.
        if match["bare"] is None or text[max(0, digits.start() - 2) : digits.start()].rstrip("了")[-1:] in _FATES:
            yield Mention(value_of(match["n"]), match.start(), match.end())


def _fixed(text: str) -> Iterator[Mention]:
    for index, start, end in _FIXED.find_matches_as_indexes(text):
        if index < len(_PAIRS) + len(_THREES):
            yield Mention(2 if index < len(_PAIRS) else 3, start, end)
            continue
        second = _AND_KIN.match(text, start)
        first = _KIN_BEFORE.search(text[max(0, start - 5) : start]) if second is not None else None
        if first is not None and second is not None:
            yield Mention(2, start - len(first[0]), second.end())


def _english(text: str) -> Iterator[Mention]:
    starts = [digits.start() for digits in _DIGITS.finditer(text) if text[digits.start()].isascii()]
    starts += [start for _, start, _ in _ENGLISH_STARTS.find_matches_as_indexes(text)]
    last = 0
    for start in sorted(starts):
        if start >= last and (match := _MANY_EN.match(text, start)):
            last = match.end()
            written = match["e"] or match["v"]
            people = (_ENGLISH.get(written) or int(written)) if written else 2
            yield Mention(people, start, last)


# Not hurt: who was only there, moved away or called for help.
_ELSE = re.compile(
    r"^(?:受困|被困|疏散|撤离|合力|帮|一起抬|才|抬|使用|购买|投诉|反映|反馈|报告|的?(?:联名|签名|家长)"
    r"|吃饭|住(?!院)|evacuated|complained|reported"
    r"|signed|live)"
)


_SENTENCE_END = re.compile(r"[。;；]")


def _came_to_harm(text: str, one: Mention, hurt: list[Hit]) -> bool:
    if _ELSE.match(text[one.end : one.end + 12]):
        return False
    starts = [hit.start for hit in hurt]
    at = bisect_left(starts, one.start)
    if at < len(hurt) and hurt[at].start - one.end <= _AFTER and "。" not in text[one.end : hurt[at].start]:
        return True
    return (
        at > 0
        and 0 <= one.start - hurt[at - 1].end <= _BEFORE
        and not _SENTENCE_END.search(text, hurt[at - 1].end, one.start)
    )
