"""What presses, and the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as sre_parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from nlp.normalise import term_form
from nlp.pipeline import Pipeline, load
from nlp.urgency import _NOW, _OFFERED, _STARTS, of_now
from risk.finding import GRAVE, VULNERABLE, Harm, Scope, Urgency
from risk.severity import severity_rank
from risk.urgency import UrgencyReason, judge_urgency


@pytest.fixture(scope="module")
def triage() -> Pipeline:
    return load(fast=True)


@pytest.mark.parametrize(
    "text",
    [
        "充电宝还在冒烟",
        "充電寶仲冒緊煙",
        "煤气罐仍在漏气",
        "部煤氣爐仲漏緊氣",
        "The battery is still smoking",
        "人还困在里面，卡住了，快来人",
    ],
)
def test_a_danger_that_goes_on_is_heard(text: str) -> None:
    assert of_now(term_form(text)).danger


@pytest.mark.parametrize(
    "text",
    [
        "网店还在卖",
        "網店仲賣緊",
        "直播间照样卖",
        "至今没有下架",
        "至今未下架",
        "It is still on sale",
        "still being sold online",
        "这款没有停售",
        "未停售",
        "未停止销售",
        "没有停用",
        "冇落架",
        "未落架",
    ],
)
def test_goods_still_on_offer_are_heard(text: str) -> None:
    assert of_now(term_form(text)).on_offer


@pytest.mark.parametrize(
    "text", ["不敢继续使用", "请停止继续使用", "关火后就好了", "售后还在处理", "No longer smoking"]
)
def test_what_is_over_or_forbidden_is_not(text: str) -> None:
    assert of_now(term_form(text)) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "充电宝现在还在漏气",
        "充电宝还在冒烟，我不敢碰",
        "电池昨天炸的，现在还在冒烟",
        "热水器从昨晚到现在还在漏气",
        "煤气灶关了阀还漏气",
        "拔了插头还冒烟，怎么办",
        "孩子的手还卡在缝里，消防还没到",
        "手指还卡住拿不出来",
        "電動車而家仲著緊火",
        "個煤氣爐仲漏緊氣，點算",
        "部電梯仲困住兩個人，快啲嚟",
        "人还困在电梯里，等消防救出来",
        "火还没扑灭，仓库里都是充电宝",
        "火没灭，还在烧",
        "储罐仍在泄漏，气味很大",
        "灭了又复燃，现在还在冒烟",
        "还在漏，修好了又坏，现在还漏气",
        "The power bank is still smoking on my balcony",
        "My boy is still trapped in the lift",
        "the tank is leaking right now",
        "It's still on fire, please help",
        "the battery won't go out",
        "she is still unconscious",
        "充电宝还冒着烟呢",
        "化学品桶还在往外冒烟，没人敢过去",
        "电池还在发烫，冒白烟",
        "插座正在冒烟",
        "热水器一直在漏气，没人管",
        "老婆到现在还没醒，热水器漏一氧化碳",
        "刚才炸了，现在还在冒黑烟",
        "仓库里的充电宝火还没灭，人已经救出来了",
        "人还困在里面，火已经灭了",
        "The tank is still leaking gas, they got us out",
        "The e-bike is still on fire, my kid is safe now",
        "煤气罐还在漏气，邻居家的阀门修好了",
        "煤气罐还在漏气，关了阀门没用",
        "It is still leaking gas. I turned the valve off but it did not help",
        "半夜发现燃气热水器还在漏气怎么办",
        "The battery won’t go out",
    ],
)
def test_a_danger_is_on_where_it_goes_on_while_it_is_told(text: str) -> None:
    assert of_now(term_form(text)).danger


@pytest.mark.parametrize(
    "text",
    [
        "充电宝当时还在冒烟，消防来了就灭了",
        "插座烧黑了还冒烟，后来灭了",
        "充电宝刚才还冒烟，现在已经灭了",
        "热水器昨晚还在漏气，今天修好了",
        "还冒烟，我赶紧扔了",
        "电饭煲糊了还冒烟，以后不买了",
        "那天到家时还在冒烟",
        "消防赶到时还在燃烧",
        "昨天还在漏气，师傅换好了",
        "吹风机一股焦味还冒火星",
        "部風筒當時仲冒緊煙，後來熄咗",
        "琴晚仲漏緊氣，今朝整好咗",
        "尋晚個熱水爐仲漏緊氣",
        "孩子当时还困在里面，后来救出来了",
        "人还卡在电梯里，半小时后救了出来",
        "手还卡在里面，最后拿出来了",
        "还在冒烟，我泼水浇灭了",
        "还在冒烟，消防很快扑灭了",
        "煤气罐还在漏气，已经关了阀门，没事了",
        "老公当时还昏迷，现在醒了",
        "It was still smoking when the firemen came",
        "The battery was still burning, then they put it out",
        "My son was still trapped when I got home, they freed him",
        "It was still leaking last night, fixed today",
        "yesterday it was still on fire",
        "质量差，还漏电",
        "声音大还漏水漏电",
        "插头松还冒火花",
        "收到时盒子还在发烫",
        "一开始还在冒烟，过一会儿自己停了",
    ],
)
def test_a_danger_is_over_where_it_went_on_then_or_was_stopped_or_comes_besides(text: str) -> None:
    assert not of_now(term_form(text)).danger


def _is_begun(text: str) -> bool:
    return any(at == 0 for _, at, _ in _STARTS.find_matches_as_indexes(text))


def _texts(pattern: Any) -> Iterator[str]:
    """What a parsed pattern may begin with, as far as the first start: every alternative and optional part,
    look-arounds left out."""
    if not len(pattern):
        yield ""
        return
    (kind, value), rest = pattern[0], pattern[1:]
    match kind:
        case sre.LITERAL:
            firsts = [chr(value)]
        case sre.IN:
            firsts = [chr(one) for what, one in value if what is sre.LITERAL]
        case sre.BRANCH:
            firsts = [text for one in value[1] for text in _texts(one)]
        case sre.SUBPATTERN:
            firsts = list(_texts(value[3]))
        case sre.MAX_REPEAT:
            firsts = ([""] if not value[0] else []) + (list(_texts(value[2])) if value[1] else [])
        case _:  # a look-around, an edge of a word, a class of anything but
            firsts = [""]
    for first in dict.fromkeys(firsts):
        if _is_begun(first):
            yield first
        else:
            yield from (first + text for text in dict.fromkeys(_texts(rest)))


@pytest.mark.parametrize("pattern", [_NOW, _OFFERED])
def test_every_alternative_begins_with_a_start(pattern: re.Pattern[str]) -> None:
    heads = set(_texts(sre_parser.parse(pattern.pattern)))
    assert len(heads) > 10
    assert [head for head in heads if not _is_begun(head)] == []


@pytest.mark.parametrize("pattern", ["(?:尚未|不再)停售", "(?:停)?卖紧", r"\bleaking still"])
def test_an_alternative_that_begins_with_no_start_would_be_found(pattern: str) -> None:
    assert not all(_is_begun(head) for head in _texts(sre_parser.parse(pattern)))


def _judged(**changes: object) -> tuple[Urgency, UrgencyReason]:
    facts: dict[str, object] = {
        "scope": Scope.IN,
        "harm": Harm.NONE,
        "hazards": ("fire",),
        "vulnerable": (),
        "injured": None,
        "severity_rank": 3,
        "danger_now": False,
        "on_offer": False,
    }
    return judge_urgency(**{**facts, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "judged"),
    [
        ({}, (Urgency.ROUTINE, UrgencyReason.NONE)),
        ({"harm": Harm.SERIOUS, "severity_rank": 5}, (Urgency.EMERGENCY, UrgencyReason.GRAVE_HARM)),
        ({"danger_now": True}, (Urgency.EMERGENCY, UrgencyReason.DANGER_NOW)),
        ({"danger_now": True, "hazards": ("labelling",)}, (Urgency.ROUTINE, UrgencyReason.NONE)),
        ({"harm": Harm.MINOR, "injured": 12, "severity_rank": 4}, (Urgency.EMERGENCY, UrgencyReason.MASS)),
        ({"harm": Harm.PROPERTY, "severity_rank": 4}, (Urgency.URGENT, UrgencyReason.SEVERITY)),
        ({"harm": Harm.NEAR_MISS, "vulnerable": ("elderly",)}, (Urgency.URGENT, UrgencyReason.VULNERABLE)),
        ({"harm": Harm.NEAR_MISS, "on_offer": True}, (Urgency.URGENT, UrgencyReason.ON_OFFER)),
        ({"hazards": ("choking",), "on_offer": True}, (Urgency.URGENT, UrgencyReason.ON_OFFER)),
        ({"on_offer": True}, (Urgency.ROUTINE, UrgencyReason.NONE)),
        ({"scope": Scope.FOOD, "harm": Harm.FATAL, "severity_rank": 2}, (Urgency.URGENT, UrgencyReason.GRAVE_HARM)),
        ({"scope": Scope.OTHER, "danger_now": True}, (Urgency.ROUTINE, UrgencyReason.NONE)),
    ],
)
def test_the_first_rule_that_holds_decides(changes: dict[str, object], judged: tuple[Urgency, UrgencyReason]) -> None:
    assert _judged(**changes) == judged


def test_grave_harm_is_an_emergency_whatever_else_is_said() -> None:
    for harm, now, offer, injured, who in product(GRAVE, (True, False), (True, False), (None, 0, 30), ((), VULNERABLE)):
        rank = severity_rank(scope=Scope.IN, harm=harm, hazards=(), vulnerable=who, injured=injured)
        said = _judged(
            harm=harm, hazards=(), danger_now=now, on_offer=offer, injured=injured, vulnerable=who, severity_rank=rank
        )
        assert said[0] is Urgency.EMERGENCY


def test_what_still_leaks_is_an_emergency_though_the_weights_know_no_hazard(triage: Pipeline) -> None:
    finding = triage("充电宝现在还在漏气")
    assert (finding.urgency, finding.urgency_reason) == (Urgency.EMERGENCY, UrgencyReason.DANGER_NOW)


@pytest.mark.parametrize(
    ("text", "urgency"),
    [
        ("充电宝爆炸，手被烧伤住院植皮", Urgency.EMERGENCY),
        ("充電寶而家仲冒緊煙，點算好", Urgency.EMERGENCY),
        ("The heater caught fire and burned the sofa", Urgency.URGENT),
        ("吹风机没有中文标签", Urgency.ROUTINE),
        ("急急急！！！卖家不退款", Urgency.ROUTINE),
    ],
)
def test_a_text_is_as_urgent_as_what_it_tells(triage: Pipeline, text: str, urgency: Urgency) -> None:
    finding = triage(text)
    assert finding.urgency is urgency
    assert 0 < finding.confidence["urgency"] <= 1
    said = [one for one in finding.evidence if one.label == f"urgency:{urgency}"]
    assert bool(said) == (urgency is not Urgency.ROUTINE)
