"""Which hazards a text expresses. A feared or rumoured hazard counts, a denied one does not (label rules)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from nlp.asking import true_or_false
from nlp.match import Hit
from nlp.negation import Standing, in_order, standing
from nlp.reading import Reading

_NONE: frozenset[str] = frozenset()


class Hazards(NamedTuple):
    """`found`: hits by hazard code; `happened`: events that took place; `standings`: of every hit, denied ones too.

    `asked`: the text only asks whether it is true or false, which accuses nobody of a fake.
    """

    found: Mapping[str, list[Hit]]
    happened: tuple[Hit, ...]
    standings: tuple[tuple[Hit, Standing], ...]
    asked: bool = False

    @property
    def denied(self) -> frozenset[str]:
        """The codes of which the text speaks only to deny them."""
        denied = [hit.code for hit, stands in self.standings if stands is Standing.DENIED]
        denied += ["fraud"] if self.asked else []
        return frozenset(denied).difference(self.found) if denied else _NONE


_NOTHING = Hazards({}, (), ())


def find_hazards(reading: Reading) -> Hazards:
    found: dict[str, list[Hit]] = {}
    happened: list[Hit] = []
    standings: list[tuple[Hit, Standing]] = []
    told = reading.of("event") + reading.of("state")
    asked = true_or_false(reading)
    if not told:
        return _NOTHING._replace(asked=True) if asked else _NOTHING
    cleared = in_order(reading)
    tested = reading.has("event") and _TESTED.search(reading.text) and not _LIVED.search(reading.text)
    for hit in sorted(told):
        stands = standing(reading, hit)
        # "无3C", "没有中文" and "刹不住" say what is missing: a negation before them is part of another statement.
        if stands is Standing.DENIED and hit.code == "labelling":
            stands = Standing.ASSERTED
        elif (stands is Standing.HEARSAY and cleared) or (asked and _within(hit, asked)):
            stands = Standing.DENIED
        standings.append((hit, stands))
        if stands is Standing.DENIED:
            continue
        found.setdefault(hit.code, []).append(hit)
        if hit.kind == "event" and hit.code != "labelling" and stands is Standing.ASSERTED and not tested:
            happened.append(hit)
    return Hazards(found, tuple(happened), tuple(standings), bool(asked))


def _within(hit: Hit, asked: Sequence[tuple[int, int]]) -> bool:
    return hit.code == "fraud" and any(start <= hit.start and hit.end <= end for start, end in asked)


# In a test report or a recall notice 断裂 and "detaches" are findings, unless somebody tells what he lived through.
# Every alternative begins with a letter, and only then looks back, so that `re` jumps from one such letter to the next.
_TESTED = re.compile(
    r"不合格|试验|超标|检出|查验|抽检|送检|拟判|判定|限值|检验|隐患|缺陷|口岸|批号|召回|recall|withdrawn|inspection|notice"
    r"|may(?<=\bmay)\b|could(?<=\bcould)\b|can(?<=\bcan)\b|fails? to"
)
_LIVED = re.compile(
    r"我(?!司|公司|们公司|关|局|站|中心)|用户|消费者|突然|工人|师傅|员工|理货员|某地|某市|昨|孩子|受害|发生|当场|suddenly"
    r"|my(?<=\bmy)\b|our(?<=\bour)\b|we(?<=\bwe)\b|i(?<=\bi)\b|his(?<=\bhis)\b|her(?<=\bher)\b"
)


def settle(hazards: Hazards, product: str | None, text: str) -> tuple[str, ...]:
    """The codes after the boundaries that the taxonomy's notes draw, sorted."""
    codes = set(hazards.found)
    if "leak" in codes:
        codes.remove("leak")
        if product in _LIQUID:
            codes.add("chemical")
        elif product == "gas_appliances":
            codes.add("gas_poisoning")
    if product == "solid_waste":
        codes.add("environment")
    if product in _BULK and "chemical" in codes and not _HEALTH.search(text):
        codes.discard("chemical")  # harmful elements of coal and ore pollute, unless the text speaks of people
        codes.add("environment")
    if "loss_of_control" in codes and product not in _DRIVEN:
        codes.discard("loss_of_control")
        codes |= {"mechanical_injury"} if not codes else set()
    if "mechanical_injury" in codes and _only_events(hazards, "mechanical_injury") and codes & _SPECIFIC:
        codes.discard("mechanical_injury")  # what broke or fell is how the more specific hazard came about
    if (
        product in ("motor_vehicles", "light_vehicles")
        and {"explosion", "loss_of_control"} <= codes
        and "fire" not in codes
    ):
        codes.discard("explosion")  # a burst tyre is a loss of control
    if product in _GLASS and "cuts" in codes and "explosion" in codes:
        codes.discard("explosion")  # tempered glass that shatters by itself only cuts
    if "gas_poisoning" in codes and _only_events(hazards, "chemical"):
        codes.discard("chemical")  # headache and smell belong to the leak
    if "biosecurity" in codes:
        codes.discard("labelling")  # the missing IPPC mark is the pest risk itself
    return tuple(sorted(codes))


def _only_events(hazards: Hazards, code: str) -> bool:
    return code in hazards.found and all(hit.kind == "event" for hit in hazards.found[code])


_GLASS = frozenset({"building_materials", "furniture", "food_contact"})
_SPECIFIC = frozenset({"choking", "drowning", "entrapment", "suffocation", "strangulation", "loss_of_control"})
_LIQUID = frozenset({"hazardous_chemicals", "coatings_cleaners", "batteries_power"})
_BULK = frozenset({"metals_ores_fuels", "solid_waste"})
_DRIVEN = frozenset({"motor_vehicles", "light_vehicles", "childcare", "medical_devices", "toys", None})
_HEALTH = re.compile(r"身体|健康|人体|居民|工人|health|residents|workers")


def bounded(codes: set[str], product: str | None) -> tuple[str, ...]:
    """What the notes settle without a look at the text: bulk waste always pollutes, and so on; sorted."""
    if product == "solid_waste":
        codes = codes | {"environment"}
    return tuple(sorted(codes))
