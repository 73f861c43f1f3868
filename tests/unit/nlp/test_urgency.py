"""What presses, and the words that say so."""

from __future__ import annotations

from itertools import product

import pytest

from nlp.normalise import term_form
from nlp.pipeline import Pipeline, load
from nlp.urgency import of_now
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
    ],
)
def test_goods_still_on_offer_are_heard(text: str) -> None:
    assert of_now(term_form(text)).on_offer


@pytest.mark.parametrize(
    "text", ["不敢继续使用", "请停止继续使用", "关火后就好了", "售后还在处理", "No longer smoking"]
)
def test_what_is_over_or_forbidden_is_not(text: str) -> None:
    assert of_now(term_form(text)) == ((), ())


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
