"""Which thing is at fault: every product named, and every thing outside the scope, competes for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from nlp.match import Hit
from nlp.reading import Reading
from risk.taxonomy import products

_DETERMINERS = (*"这那個个款台部只条把套张支双辆件盒瓶牌的嗰呢", "进口", "买的", "买了", "买咗", "新买")
_ARTICLE = re.compile(r"\b(?:the|my|our|this|a|an)\s$")
_DAMAGED = (
    *("烧了", "烧坏", "烧着", "烧穿", "烧掉", "烧到", "烤化", "熏黑", "引燃", "点燃", "弄坏"),
    *("砸坏", "砸烂", "溅到", "滴到", "燃着", "毁了", "烧焦", "烫坏", "染了", "弄脏"),
)
_PLACE_BEFORE = re.compile(
    r"(?:在|放|摆|搁|喺|到|从|挂|靠|旁边的?|隔壁的?"
    r"|on (?:the|my)|near (?:the|my)|next to (?:the|my)|onto (?:the|my))\s?.{0,3}$"
)
_PLACE_AFTER = re.compile(r"(?:上|里|旁|边|下面|面|度|入面|底下|隔篱|内|顶)")
_LIKENESS = re.compile(r"(?:造型|形状|图案|样式|样子|外形|味|-shaped| shaped)")
_CLEAN = re.compile(r".{0,6}(?:没事|正常|没问题|没坏|没毛病|冇事|冇问题|冇关系|没关系|完好)")
_CONTENT_VERB = re.compile(
    r"[煮炖泡装盛热蒸烤炒煎榨喝吃倒温冲熬焗冲饮食]\S{0,2}$|(?:with|for|cooking|drink|drinking|boil|boiling|hot) $"
)
_CLAIMED = re.compile(r"(?:申报(?:为|的)?|declared as )\S{0,8}$")
_IN_TRUTH = re.compile(r"(?:实为|实际(?:是|为)|其实是|鉴别为|属于|actually )\S{0,6}$")
_NAMED_NOT = re.compile(r"(?:不是|并非|唔系|不系|not (?:an? |the )?|isn't (?:an? |the )?)\s?$")
# Without one of these characters neither can match; looking for them is quicker.
_TOLD = frozenset("是非系t")
_TRUTHS = frozenset("实为属y")
_HOLDS_FOOD = frozenset(
    {"food_contact", "household_appliances", "childcare", "gas_appliances", "measuring_instruments"}
)
_HS_WEIGHT = 1.6


class Contest(NamedTuple):
    """`totals`: score by product or out-of-scope code; `hits`: the best hit of each; `ranked`: codes, best first."""

    totals: Mapping[str, float]
    hits: Mapping[str, Hit]
    ranked: Sequence[str]

    def best_product(self) -> str | None:
        for code in self.ranked:
            if not code.startswith("out_"):
                return code
        return None

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
        scores.setdefault(hit.code, []).append((_score(reading, hit, rank, named, codes, hazards), hit))
    totals = {}
    best = {}
    for code, found in scores.items():
        found.sort(key=_falling)
        totals[code] = top = found[0][0]
        if len(found) > 1:
            totals[code] = top + 0.25 * min(1.2, sum([score for score, _ in found[1:]]))
        best[code] = found[0][1]
        if code.startswith("out_") and any(sign.code == code for sign in reading.of("sign")):
            totals[code] += 0.4
    if hs_code is not None and (by_tariff := product_of_hs(hs_code)) is not None:
        totals[by_tariff] = totals.get(by_tariff, 0.0) + _HS_WEIGHT
    ranked = sorted(totals, key=lambda code: (-totals[code], code)) if len(totals) > 1 else list(totals)
    return Contest(totals, best, ranked)


def _falling(pair: tuple[float, Hit]) -> float:
    return -pair[0]


def _score(
    reading: Reading, hit: Hit, rank: int, named: Sequence[Hit], codes: set[str], hazards: Sequence[Hit]
) -> float:
    text = reading.text
    start, end, code, weight, _ = hit
    before, after = text[max(0, start - 12) : start], text[end : end + 14]
    length = end - start
    latin = "a" <= text[start] <= "z"
    score = weight * (1.0 + 0.06 * min(length / 3 if latin else length, 6))
    score += weight * 0.45 / (1 + rank)
    if hazards:
        score += weight * _nearness(start, end, hazards)
    core = _without_blank(before)
    if core.endswith(_DETERMINERS) or (before[-1:].isspace() and _ARTICLE.search(before)):
        score += 0.12 * weight
    for following in named[rank + 1 : rank + 4]:
        if following.start >= end:
            if following.code != code and _modifies(text, hit, following):
                score *= 1.5 if code == "toys" and text[start:end] in ("玩具", "toy") else 0.4
            break
    fine = "没" in after or "冇" in after or "正常" in after or "完好" in after  # else `_CLEAN` cannot match
    if _LIKENESS.match(after) or (fine and _CLEAN.match(after)):
        score *= 0.35
    if core.endswith(_DAMAGED) or ((latin or _PLACE_AFTER.match(after)) and _PLACE_BEFORE.search(before)):
        score *= 0.3
    if rank and any(thing.start <= start and end <= thing.end for thing in reading.of("damage_object")):
        score *= 0.6  # sofas and curtains are what burns down
    if not _TOLD.isdisjoint(before) and _NAMED_NOT.search(before):
        score *= 0.15
    if ("申报" in before or "declared" in before) and _CLAIMED.search(before):
        score *= 0.6
    elif not _TRUTHS.isdisjoint(before) and _IN_TRUTH.search(before):
        score += 0.5
    if code.startswith("out_") and codes & _HOLDS_FOOD and (_CONTENT_VERB.search(before) or _after_holder(named, rank)):
        score *= 0.35
    return score


def _nearness(start: int, end: int, hazards: Sequence[Hit]) -> float:
    """By the characters between the product and the nearest of the hazards."""
    found = 0.0
    for hazard in hazards[:40]:
        gap = max(hazard[0] - end, start - hazard[1])
        if gap <= 12:
            return 0.3
        if gap <= 30:
            found = 0.15
    return found


def _without_blank(before: str) -> str:
    """Without one blank at the end, or two of which the last is a line's end; "" where there are more."""
    core = before.rstrip()
    blanks = len(before) - len(core)
    return core if blanks < 2 or (blanks == 2 and before[-1] == "\n") else ""


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
