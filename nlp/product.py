"""Which thing is at fault: every product named, and every thing outside the scope, competes for it.

What is true of each (its rank, what stands beside it, how near a hazard is told) is weighed by a conditional logit
(McFadden 1974): one of them is at fault, or none.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from math import exp
from pathlib import Path
from typing import Final, NamedTuple

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
_PLACE_OF = re.compile(r"(?:旁边?|隔壁|下面|底下|后面|对面)[的嘅那嗰]")  # 沙发旁边的台灯
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
_NAME_FOLLOWS = re.compile(r"[ ,]?[“\"「『'‘(（]?[a-z]*[- ]?\d|[ ]?[“\"「『'‘]")
_GAPS: Final = (3, 12, 30)
_FAR: Final = 99
_TARIFF_SAYS: Final = 0.9  # how likely a tariff number alone makes a product the one at fault


class Contest(NamedTuple):
    """`totals`: how likely each product or out-of-scope code is the thing at fault, a tariff number apart; `hits`: the
    best hit of each; `ranked`: codes, best first."""

    totals: Mapping[str, float]
    hits: Mapping[str, Hit]
    ranked: Sequence[str]

    def best_product(self) -> str | None:
        for code in self.ranked:
            if not code.startswith("out_"):
                return code
        return None


def hold_contest(reading: Reading, spots: Sequence[Hit], hs_code: str | None) -> Contest:
    """`spots`: where hazards and harm are told."""
    weights, bias = _weights()
    hits, powers = [], []
    for hit, true in contestants(reading, spots):
        odds = bias
        for mark in true:
            odds += weights.get(mark, 0.0)
        hits.append(hit)
        powers.append(exp(odds))
    whole = 1 + sum(powers)  # the one: that none of them is
    totals: dict[str, float] = {}
    best: dict[str, tuple[float, Hit]] = {}
    for hit, power in zip(hits, powers, strict=True):
        code = hit.code
        totals[code] = totals.get(code, 0.0) + power / whole
        if code not in best or power > best[code][0]:
            best[code] = power, hit
    if hs_code is not None and (by_tariff := product_of_hs(hs_code)) is not None:
        totals[by_tariff] = 1 - (1 - totals.get(by_tariff, 0.0)) * (1 - _TARIFF_SAYS)
    ranked = sorted(totals, key=lambda code: (-totals[code], code)) if len(totals) > 1 else list(totals)
    return Contest(totals, {code: hit for code, (_, hit) in best.items()}, ranked)


def contestants(reading: Reading, spots: Sequence[Hit]) -> Iterator[tuple[Hit, list[str]]]:
    """Each name of a product or of a thing outside, with the marks on which weights are put."""
    text = reading.text
    outside = [hit for hit in reading.of("out") if not _DEVICE.match(text, hit.end)]
    named = sorted(reading.of("product") + outside)
    codes = Counter([hit.code for hit in named])
    clauses = [reading.clause(hit) for hit in named] if len(named) > 1 else []
    for rank, hit in enumerate(named):
        true = _marks(reading, hit, rank, named, spots)
        true.append(f"times={min(codes[hit.code], 3)}")
        if clauses:
            true.append(_in_clause(clauses, rank))
        if hit.kind == "out":
            true += _marks_outside(reading, hit, rank, named, codes)
        yield hit, true


def _marks(reading: Reading, hit: Hit, rank: int, named: Sequence[Hit], spots: Sequence[Hit]) -> list[str]:
    text = reading.text
    start, end, code, weight, _ = hit
    before, after = text[max(0, start - 12) : start], text[end : end + 14]
    latin = "a" <= text[start] <= "z"
    strong = "strong" if weight == 1 else "weak"
    script = "latin" if latin else "chinese"
    core = _without_blank(before)
    true = [
        f"code={code}",
        f"code={code} {strong}",
        f"rank={min(rank, 4)} {strong} {script}",
        f"rank={min(rank, 4)} of {min(len(named), 5)}",
        f"length={min(end - start, 16 if latin else 8)} {script}",
        f"near={_nearest(start, end, spots)} {script}",
    ]
    if core.endswith(_DETERMINERS) or (before[-1:].isspace() and _ARTICLE.search(before)):
        true.append("determined")
    true += _neighbours(text, hit, rank, named)
    fine = "没" in after or "冇" in after or "正常" in after or "完好" in after  # else `_CLEAN` cannot match
    if _LIKENESS.match(after):
        true.append("likeness")
    if fine and _CLEAN.match(after):
        true.append("fine")
    if core.endswith(_DAMAGED):
        true.append("damaged")
    place = _PLACE_BEFORE.search(before) is not None
    if place:
        true.append("place-before")
    if _PLACE_AFTER.match(after):
        true += ("place-after", "place") if place else ("place-after",)
    elif place and latin:
        true.append("place")
    if _PLACE_OF.match(after):
        true.append("place-of")
    if any(thing.start <= start and end <= thing.end for thing in reading.of("damage_object")):
        true.append("burns-down first" if rank == 0 else "burns-down")  # sofas and curtains
    if not _TOLD.isdisjoint(before) and _NAMED_NOT.search(before):
        true.append("named-not")
    if not _TRUTHS.isdisjoint(before) and _IN_TRUTH.search(before):
        true.append("in-truth")
    elif ("申报" in before or "declared" in before) and _CLAIMED.search(before):
        true.append("declared")
    if _NAME_FOLLOWS.match(after):
        true.append("name-follows")
    return true


def _neighbours(text: str, hit: Hit, rank: int, named: Sequence[Hit]) -> list[str]:
    """Names right beside it: the head of a compound comes last, a phone charger is a charger."""
    _, end, code, weight, _ = hit
    true = []
    for following in named[rank + 1 : rank + 4]:
        if following.start >= end:
            if following.start - end <= 1:
                kind = "same" if following.code == code else "other"
                true.append(f"then={kind} {following.weight == 1}")
                if kind == "other" and following.weight >= weight and not text[end : following.start].strip():
                    true += ("modifies", f"modifies={code}")
            break
    if rank and 0 <= hit.start - named[rank - 1].end <= 1:
        before = named[rank - 1]
        true.append(f"behind={'same' if before.code == code else 'other'} {weight == 1} {before.weight == 1}")
    return true


def _in_clause(clauses: Sequence[tuple[int, int]], rank: int) -> str:
    """How many names its clause has, and whether it is the first or the last of them."""
    own = clauses[rank]
    first = rank == 0 or clauses[rank - 1] != own
    last = rank + 1 == len(clauses) or clauses[rank + 1] != own
    return f"clause={min(clauses.count(own), 3)} {first} {last}"


def _marks_outside(reading: Reading, hit: Hit, rank: int, named: Sequence[Hit], codes: Collection[str]) -> list[str]:
    true = []
    before = reading.text[max(0, hit.start - 12) : hit.start]
    if not _HOLDS_FOOD.isdisjoint(codes) and (_CONTENT_VERB.search(before) or _after_holder(named, rank)):
        true.append("content")
    if any(sign.code == hit.code for sign in reading.of("sign")):
        true.append("sign")
    return true


def _nearest(start: int, end: int, spots: Sequence[Hit]) -> str:
    """On which side the nearest of them stands, and how far, by characters."""
    least, side = _FAR, ""
    for spot in spots[:40]:
        gap = max(spot[0] - end, start - spot[1])
        if gap < least:
            least, side = gap, "after" if spot[0] >= end else "before" if spot[1] <= start else "within"
    return f"{side}{bisect_left(_GAPS, least)}"


def _without_blank(before: str) -> str:
    """Without one blank at the end, or two of which the last is a line's end; "" where there are more."""
    core = before.rstrip()
    blanks = len(before) - len(core)
    return core if blanks < 2 or (blanks == 2 and before[-1] == "\n") else ""


def _after_holder(named: Sequence[Hit], rank: int) -> bool:
    """Food named after the vessel or machine that was mentioned first is its content."""
    return any(other.code in _HOLDS_FOOD and other.weight == 1.0 for other in named[:rank])


# 面霜加热器, 口红机, 疫苗冷藏箱, 药丸形状的磁铁: an industrial product for what is outside, or in its likeness.
_DEVICE: Final = re.compile(
    r"(?:加热|冷藏|保温|收纳|分装|搅拌|灌装|包装|研磨|制作)?(?:机|仪|器|刷|箱|灯|壶|锅|口罩|喷枪|(?:的)?(?:形状|外形|造型|模样))"
)
SHIPPED: Final = Path(__file__).parent / "data" / "contest.json"


@cache
def _weights() -> tuple[Mapping[str, float], float]:
    """Log-odds of each mark, and the bias; fitted by `nlp.training.contest`."""
    table = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return table["weights"], table["bias"]


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
