"""The worst that happened to people and things according to the text, and to how many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from nlp.hospital import ambulances, stays
from nlp.match import Hit
from nlp.negation import Standing, standing
from nlp.numerals import COUNT, value_of
from nlp.reading import Reading
from nlp.spared import came_true, listed, spared
from nlp.toll import tolls
from risk.finding import GRAVE, HARM_ORDER, Harm

_PEOPLE = re.compile(
    rf"(?P<n>{COUNT})\s?(?:名|位|个|個)?(?:大|小)?(?:人|孩子|小孩|儿童|工人|群众|学生|乘客|员工|老人|旅客|女子|男子|娃|幼儿|消费者|顾客|住户)"
    r"|(?P<e>(?<!\d)\d{1,9}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\s(?:\w+\s)?"
    r"(?:people|persons|children|workers|consumers|users|passengers|kids|residents|students|babies|infants|men|women)"
)
# Where a number may begin; trying `_PEOPLE` anywhere else is in vain.
_NUMBER = re.compile(r"[0-9零〇一二两兩三四五六七八九十百千otfsen]")
_ENGLISH = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_ENGLISH |= {"nine": 9, "ten": 10, "twelve": 12}
_DAMAGE_REACH = 12
_WORST_FIRST = tuple(reversed(HARM_ORDER))
_TREATED = re.compile(r"医院|诊所|医生|包扎|缝|敷|急诊|急症|街症|doctor|clinic|hospital|stitches|treated")

_BESIDE = 6  # characters between a word for grave harm and what makes it an event
_FIGURE = re.compile(
    r"(?:累|贵|气|吓|笑|烦|急|爱|难看|臭|痒|慢|渴|饿|馋|丑|亏|坑|冤|困|忙|无聊|尴尬|羡慕|嫉妒|开心|高兴|乐|爽|美|香|甜|咸|辣|苦|酸|冷|吵|堵|担心"
    r"|郁闷|恶心|难受|心疼|肉疼|麻烦|啰嗦|笨|蠢|懒|土|傻|恨|便宜|攰|嬲|激)$"
)
_HOT = re.compile("热死(?:人的|我)")
_DEVICE = re.compile(r"(?:手机|电脑|平板|笔记本|电池|屏幕|系统|程序|手表|耳机|路由器|主板|发动机|马达)[^,。;]{0,8}$")
_SOMEBODY = re.compile("[人孩娃妈爸奶爷婆公老他她佢儿女宝仔童工]")
_TALE = re.compile("小说|电视剧|电影|剧情|剧本|游戏|梦到|梦见|做梦|噩梦|动漫|故事|段子|造句|假如|如果|假设|要是|倘若")
_DONE = re.compile(r"(?:了|咗|左)(?!怎么|咋|点算|点办|吗|谁|的话|就)")
_TO_WHOM = re.compile(r"把|被|我|他|她|佢|送|院|妈|爸|爷|奶|公|婆|孩|娃|儿|仔|女|妹|弟|哥|姐")


class GraveWords(StrEnum):
    """What the words for grave harm come to."""

    TOLD = "told"  # some may have happened: the weights judge
    SPARED = "spared"  # all are plainly denied or nearly happened
    NONE = "none"  # there is no such word


class HarmFound(NamedTuple):
    """`hits`: the words that say so; `standings`: of every word for harm."""

    harm: Harm
    hits: tuple[Hit, ...]
    injured: int | None
    standings: tuple[tuple[Hit, Standing], ...]
    grave: GraveWords


def find_harm(reading: Reading, happened: Sequence[Hit]) -> HarmFound:
    """`happened`: hazard events that took place; with no other harm they make a near miss."""
    by_level: dict[Harm, list[Hit]] = {}
    standings: list[tuple[Hit, Standing]] = []
    unhurt = False
    excused: list[Hit] = []
    for hit in _words(reading):
        stands = standing(reading, hit)
        if hit.code in GRAVE:
            if came_true(reading, hit):
                stands = Standing.ASSERTED
            elif (found := _excuse(reading, hit, excused)) is not None:
                excused.append(hit)
                stands = found
            elif stands in (Standing.FEARED, Standing.DENIED) and _took_place(reading, hit):
                stands = Standing.ASSERTED
        standings.append((hit, stands))
        if hit.code == "unhurt":
            unhurt = True
        elif stands is Standing.ASSERTED:
            by_level.setdefault(Harm(hit.code), []).append(hit)
    if unhurt:
        for level in (Harm.MINOR, Harm.SERIOUS):
            by_level[level] = [hit for hit in by_level.get(level, []) if not _in_unhurt(reading, hit)]
        if not _TREATED.search(reading.text):
            by_level.pop(Harm.MINOR)  # a red mark, a fright: "she is fine"
    if damage := _damaged(reading):
        by_level.setdefault(Harm.PROPERTY, []).append(damage)
    if happened:
        by_level.setdefault(Harm.NEAR_MISS, []).extend(hit for hit in happened if hit.code in _EVENTFUL)
    worst = next((level for level in _WORST_FIRST if by_level.get(level)), Harm.NONE)
    hits = tuple(by_level.get(worst, ()))
    hurt = worst in (Harm.MINOR, Harm.SERIOUS, Harm.FATAL)
    injured = (_count(reading) or 1) if hurt else 0 if unhurt else None
    return HarmFound(
        harm=worst,
        hits=hits,
        injured=injured,
        standings=tuple(standings),
        grave=_grave(standings, excused),
    )


def _excuse(reading: Reading, hit: Hit, excused: Sequence[Hit]) -> Standing | None:
    if (found := spared(reading, hit)) is not None:
        return found
    return Standing.DENIED if excused and listed(reading, excused[-1], hit) else None


def _took_place(reading: Reading, hit: Hit) -> bool:
    """说明书写不会过热没想到奶奶被烧死了: what the same clause fears or denies is something else."""
    if _TALE.search(reading.text):
        return False
    if _DONE.match(reading.text, hit.end):
        return True
    if any(reading.before(cue, hit, reach=_BESIDE) for cue in ("hypothetical", "negation")):
        return False
    return _TO_WHOM.search(reading.text, max(0, hit.start - _BESIDE), hit.start) is not None


def _words(reading: Reading) -> list[Hit]:
    """Those of the word lists, and what tells of a hospital or of the dead without one of them."""
    text = reading.text
    words = [hit for hit in reading.of("harm") if not _figurative(text, hit)]
    others = [
        hit for hit in (*stays(text), *ambulances(text), *tolls(text)) if not any(_overlap(hit, word) for word in words)
    ]
    return sorted([*words, *others]) if others else words


def _figurative(text: str, hit: Hit) -> bool:
    """贵死了, 累死人: nobody died."""
    if hit.code != Harm.FATAL or text[hit.start] != "死":
        return False
    before = text[max(0, hit.start - 12) : hit.start]
    if _FIGURE.search(before) or _HOT.match(text, max(0, hit.start - 1)):
        return True
    return not _SOMEBODY.search(before) and (_DEVICE.search(before) is not None or before.endswith("热"))


def _overlap(one: Hit, other: Hit) -> bool:
    return other.code in GRAVE and one.start < other.end and other.start < one.end


def _grave(standings: Sequence[tuple[Hit, Standing]], excused: Sequence[Hit]) -> GraveWords:
    words = sum(hit.code in GRAVE for hit, _ in standings)
    if not words:
        return GraveWords.NONE
    return GraveWords.SPARED if words == len(excused) else GraveWords.TOLD


# Hazards whose event words tell of something sudden; a smell, a forged mark or a missing label is none.
_EVENTFUL = frozenset(
    {"fire", "explosion", "burns", "electric_shock", "gas_poisoning", "choking", "strangulation", "suffocation",
     "entrapment", "drowning", "cuts", "mechanical_injury", "loss_of_control"}
)  # fmt: skip


def _in_unhurt(reading: Reading, hit: Hit) -> bool:
    return any(o.code == "unhurt" and o.start <= hit.start and hit.end <= o.end for o in reading.of("harm"))


def _damaged(reading: Reading) -> Hit | None:
    """Something burned, melted or broke that is not the thing itself."""
    things = reading.of("damage_object")
    for verb in reading.of("damage_verb"):
        for thing in things:
            gap = max(thing.start - verb.end, verb.start - thing.end)
            if 0 <= gap <= _DAMAGE_REACH and standing(reading, verb) is Standing.ASSERTED:
                return Hit(min(verb.start, thing.start), max(verb.end, thing.end), "property", 1.0, "harm")
    return None


def _count(reading: Reading) -> int | None:
    spots = _NUMBER.finditer(reading.text)
    match = next((found for spot in spots if (found := _PEOPLE.match(reading.text, spot.start()))), None)
    if match is None:
        return None
    if match["n"]:
        return value_of(match["n"])
    return _ENGLISH.get(match["e"]) or (int(match["e"]) if match["e"].isdigit() else None)
