"""Which thing is at fault: every product named, and every thing outside the scope, competes for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from nlp.match import Hit
from nlp.reading import Reading
from risk.taxonomy import products

_DETERMINER = re.compile(
    r"(?:[这那個个款台部只条把套张支双辆件盒瓶]|进口|买的|买了|买咗|新买|牌|的|嗰|呢)\s?$|\b(?:the|my|our|this|a|an)\s$"
)
_DAMAGED = re.compile(
    r"(?:烧了|烧坏|烧着|烧穿|烧掉|烧到|烤化|熏黑|引燃|点燃|弄坏|砸坏|砸烂|溅到|滴到|燃着|毁了|烧焦|烫坏|染了|弄脏)\s?$"
)
_PLACE_BEFORE = re.compile(
    r"(?:在|放|摆|搁|喺|到|从|挂|靠|旁边的?|隔壁的?"
    r"|on (?:the|my)|near (?:the|my)|next to (?:the|my)|onto (?:the|my))\s?.{0,3}$"
)
_PLACE_AFTER = re.compile(r"^(?:上|里|旁|边|下面|面|度|入面|底下|隔篱|内|顶)")
_LIKENESS = re.compile(r"^(?:造型|形状|图案|样式|样子|外形|味|-shaped| shaped)")
_CLEAN = re.compile(r"^.{0,6}(?:没事|正常|没问题|没坏|没毛病|冇事|冇问题|冇关系|没关系|完好)")
_CONTENT_VERB = re.compile(
    r"[煮炖泡装盛热蒸烤炒煎榨喝吃倒温冲熬焗冲饮食]\S{0,2}$|(?:with|for|cooking|drink|drinking|boil|boiling|hot) $"
)
_CLAIMED = re.compile(r"(?:申报(?:为|的)?|declared as )\S{0,8}$")
_IN_TRUTH = re.compile(r"(?:实为|实际(?:是|为)|其实是|鉴别为|属于|actually )\S{0,6}$")
_NAMED_NOT = re.compile(r"(?:不是|并非|唔系|不系|not (?:an? |the )?|isn't (?:an? |the )?)\s?$")
_HOLDS_FOOD = frozenset(
    {"food_contact", "household_appliances", "childcare", "gas_appliances", "measuring_instruments"}
)
_HS_WEIGHT = 1.6


@dataclass(frozen=True, slots=True)
class Contest:
    """`totals`: score by product or out-of-scope code; `hits`: the best hit of each."""

    totals: Mapping[str, float]
    hits: Mapping[str, Hit]

    def ranked(self) -> list[str]:
        return sorted(self.totals, key=lambda code: (-self.totals[code], code))

    def best_product(self) -> str | None:
        return next((code for code in self.ranked() if not code.startswith("out_")), None)

    def confidence(self, code: str) -> float:
        """Share of the runner-up left over, damped where the best evidence is weak."""
        top = self.totals.get(code, 0.0)
        second = max((score for other, score in self.totals.items() if other != code), default=0.0)
        if top <= 0:
            return 0.2
        return round(min(0.97, top / (top + second + 0.08) * min(1.0, 0.55 + top / 2.5)), 3)


def hold_contest(reading: Reading, hazards: Sequence[Hit], hs_code: str | None) -> Contest:
    """`hazards`: where hazards are told; what stands near them, comes first or is the head of its phrase wins."""
    named = sorted(reading.of("product") + reading.of("out"))
    codes = {hit.code for hit in named}
    scores: dict[str, list[tuple[float, Hit]]] = {}
    for rank, hit in enumerate(named):
        score = _score(reading, hit, rank, named, codes, hazards)
        scores.setdefault(hit.code, []).append((score, hit))
    totals = {}
    best = {}
    for code, found in scores.items():
        found.sort(key=lambda pair: -pair[0])
        totals[code] = found[0][0] + 0.25 * min(1.2, sum(score for score, _ in found[1:]))
        best[code] = found[0][1]
        if code.startswith("out_") and any(sign.code == code for sign in reading.of("sign")):
            totals[code] += 0.4
    if hs_code is not None and (by_tariff := product_of_hs(hs_code)) is not None:
        totals[by_tariff] = totals.get(by_tariff, 0.0) + _HS_WEIGHT
    return Contest(totals=totals, hits=best)


def _score(
    reading: Reading, hit: Hit, rank: int, named: Sequence[Hit], codes: set[str], hazards: Sequence[Hit]
) -> float:
    text = reading.text
    before, after = text[max(0, hit.start - 12) : hit.start], text[hit.end : hit.end + 14]
    length = hit.end - hit.start
    latin = "a" <= text[hit.start] <= "z"
    score = hit.weight * (1.0 + 0.06 * min(length / 3 if latin else length, 6))
    score += hit.weight * 0.45 / (1 + rank)
    if hazards:
        distance = min(max(h.start - hit.end, hit.start - h.end, 0) for h in hazards[:40])
        score += hit.weight * (0.3 if distance <= 12 else 0.15 if distance <= 30 else 0.0)
    if _DETERMINER.search(before):
        score += 0.12 * hit.weight
    following = next((other for other in named[rank + 1 : rank + 4] if other.start >= hit.end), None)
    if following is not None and following.code != hit.code and _modifies(text, hit, following):
        if hit.code == "toys" and text[hit.start : hit.end] in ("玩具", "toy"):
            score *= 1.5
        else:
            score *= 0.4
    if _LIKENESS.search(after) or _CLEAN.search(after):
        score *= 0.35
    if _DAMAGED.search(before) or (_PLACE_BEFORE.search(before) and (latin or _PLACE_AFTER.search(after))):
        score *= 0.3
    if rank and any(thing.start <= hit.start and hit.end <= thing.end for thing in reading.of("damage_object")):
        score *= 0.6  # sofas and curtains are what burns down
    if _NAMED_NOT.search(before):
        score *= 0.15
    if _CLAIMED.search(before):
        score *= 0.6
    elif _IN_TRUTH.search(before):
        score += 0.5
    if (
        hit.code.startswith("out_")
        and codes & _HOLDS_FOOD
        and (_CONTENT_VERB.search(before) or _after_holder(named, rank))
    ):
        score *= 0.35
    return score


def _modifies(text: str, hit: Hit, following: Hit) -> bool:
    """The head of a compound comes last: a phone charger is a charger. A weak head (电池) leaves the whole in front."""
    gap = text[hit.end : following.start]
    return (gap == "" or gap.isspace()) and len(gap) <= 1 and following.weight >= hit.weight


def _after_holder(named: Sequence[Hit], rank: int) -> bool:
    """Food named after the vessel or machine that was mentioned first is its content."""
    return any(other.code in _HOLDS_FOOD and other.weight == 1.0 for other in named[:rank])


@cache
def _tariff() -> Mapping[str, str]:
    return {prefix: code for code, product in products().items() for prefix in product.hs}


def product_of_hs(hs_code: str) -> str | None:
    """The product code that lists the longest beginning of this tariff number."""
    digits = "".join(char for char in hs_code if char.isdigit())
    for length in (6, 4, 2):
        if len(digits) >= length and (code := _tariff().get(digits[:length])):
            return code
    return None
