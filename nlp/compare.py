"""Whether two findings are about the same thing: product model and hazard pattern, told in different words or not.

Never across two brands or two models. That the words are alike joins nothing: that they are unlike keeps apart
what names and details leave open.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Final

from nlp.kinds import AT, CIRCUMSTANCES, TO, kinds
from nlp.likeness import likeness
from nlp.sound import sounds_alike, sounds_in
from nlp.thing import thing_of
from risk.finding import Finding
from risk.likeness import JoinReason, Thing, Verdict

# One event is told by what burnt, by what burst or by who was burnt; a slip of the tongue is not another hazard.
_ONE_EVENT = (
    frozenset({"fire", "burns", "explosion"}),
    frozenset({"gas_poisoning", "explosion"}),
    frozenset({"gas_poisoning", "suffocation"}),
    frozenset({"choking", "suffocation"}),
    frozenset({"strangulation", "suffocation", "entrapment"}),
    frozenset({"mechanical_injury", "cuts"}),
    frozenset({"mechanical_injury", "entrapment"}),
    frozenset({"mechanical_injury", "loss_of_control"}),
    frozenset({"chemical", "environment"}),
    frozenset({"environment", "biosecurity"}),
)
# Said of so many failures that the failure decides; and of what came of it, not of what failed.
_MECHANICAL = frozenset({"mechanical_injury", "cuts", "entrapment", "loss_of_control"})
_OUTCOMES = frozenset({"fall"})
_BROKEN = {"comes_off": "break", "burst": "break"}
# Said of goods on the side: they make no pattern where one of the texts tells of more.
_BY_THE_WAY = frozenset({"labelling", "fraud"})
DISTINCT_MODEL = 6  # characters, letters and digits both: such a code names one product even without a brand
DISTINCT_UNBRANDED: Final = 4  # where neither tells one
# How alike in meaning two texts must at least be; found on the development pairs.
_LEAST_DETAILED: Final = 0.44  # no brand told; they share a part or failure
_LEAST_BARE: Final = 0.60  # no brand told, and they share none, or one and each tells of others
_LEAST_HALF: Final = 0.46  # one names a brand; they share a part or failure
_LEAST_BRANDED: Final = 0.50  # the brand agrees, but the parts or failures told do not
_LEAST_UNTOLD: Final = 0.45  # brand and model agree; one tells neither hazard nor failure
Likeness = Callable[[str, str], float]
_NEAR: Final = 24  # characters between a model's code and its brand
_BESIDE: Final = 6  # characters between a name and what it is the name of
# What was at fault, of the details: where both texts tell a part, it must be the same one.
_PART = frozenset({
    "gas_strut", "battery", "plug", "cord", "motor", "heating", "switch", "shell", "seam", "eye", "button", "wheel",
    "brake", "buckle", "strap", "drawstring", "drawer", "hinge", "glass", "lid", "handle", "light_guard", "nail", "leg",
    "step", "slat",
})  # fmt: skip


def compare(a: Thing, b: Thing, *, distinct: int = DISTINCT_MODEL, alike: Likeness = likeness) -> Verdict:
    """Symmetric; a thing is the same as itself where it has its text, a brand or a product of some kind.

    `distinct`: characters that a model needs to name one product even without a brand. `alike`: from two folded texts
    how alike they are, 1 at most; not asked where a thing has no text.
    """
    if a.text and a.text == b.text:
        return _same(JoinReason.SAME_TEXT)
    if a.product is None or b.product is None:
        return _apart(JoinReason.NO_COMMON_GROUND)
    model = _names(a.model, b.model, a, b)
    brand = _brands(a, b) if model is _Names.AGREE else _names(a.brand, b.brand, a, b)
    if model is _Names.DIFFER and brand is _Names.AGREE and (_tail_of(a, b) or _tail_of(b, a)):
        model = _Names.AGREE
    named = brand is _Names.AGREE and model is _Names.AGREE
    if _one_accident(a, b) and _Names.DIFFER not in (brand, model):
        return _same(JoinReason.SAME_KIND_PATTERN)
    apart = (
        JoinReason.DIFFERENT_BRAND
        if brand is _Names.DIFFER
        else JoinReason.DIFFERENT_MODEL
        if model is _Names.DIFFER
        else _other_thing(a, b, named=named)
        or (None if _hazards_agree(a, b) or (named and _untold(a, b, alike)) else JoinReason.DIFFERENT_HAZARD)
    )
    if apart is not None:
        return _apart(apart)
    least = distinct if a.brand or b.brand else min(distinct, DISTINCT_UNBRANDED)
    alone = bool(a.kind) and a.kind == b.kind and _is_distinct(a.model or b.model, least)
    if model is _Names.AGREE and (brand is _Names.AGREE or alone):
        return _same(JoinReason.SAME_MODEL)
    if brand is _Names.AGREE:
        return _branded(a, b, alike)
    return _unnamed(a, b, alike, one_named=brand is _Names.HALF or model is _Names.HALF)


class Comparer:
    """The `Compare` port. The table of kinds is read on first use."""

    def __init__(self, *, distinct: int = DISTINCT_MODEL) -> None:
        self._distinct = distinct

    def thing(self, finding: Finding, text: str) -> Thing:
        return thing_of(finding, text)

    def __call__(self, a: Thing, b: Thing) -> Verdict:
        return compare(a, b, distinct=self._distinct)


def _brands(a: Thing, b: Thing) -> _Names:
    """Of two things of one model. A brand that was read wrongly, or is told in other letters, keeps them not apart."""
    found = _names(a.brand, b.brand, a, b)
    if found not in (_Names.DIFFER, _Names.HALF):
        return found
    near = _stands_near(a.brand, b) or _stands_near(b.brand, a)
    if near or sounds_alike(a.brand, b.brand) or sounds_in(a.brand, b.text) or sounds_in(b.brand, a.text):
        return _Names.AGREE
    return found


def _stands_near(brand: str, other: Thing) -> bool:
    """Whether the name stands close to the model's code in the other's words."""
    if len(brand) < 2 or not other.model:
        return False
    codes = [match.span() for match in _spelled(other.model).finditer(other.text)]
    return any(_stands_in(brand, other.text[max(0, start - _NEAR) : end + _NEAR]) for start, end in codes)


def _tail_of(short: Thing, whole: Thing) -> bool:
    """K17 and FN-K17 of one maker, where the longer one is written in two parts."""
    head = whole.model.removesuffix(short.model)
    if head == whole.model or not head.isalpha() or len(short.model) < 2:
        return False
    return re.search(rf"(?<![a-z0-9]){head}[-\s/.]{re.escape(short.model)}(?![a-z0-9])", whole.text) is not None


class _Names(StrEnum):
    """How two names stand to each other."""

    AGREE = "agree"
    DIFFER = "differ"
    HALF = "half"  # only one is told
    UNTOLD = "untold"


def _names(left: str, right: str, a: Thing, b: Thing) -> _Names:
    if left and right:
        return _Names.AGREE if left == right else _Names.DIFFER
    if not left and not right:
        return _Names.UNTOLD
    # A name that one finding has and the other missed still agrees where it stands in the other's words.
    return _Names.AGREE if _stands_in(left or right, b.text if left else a.text) else _Names.HALF


def _stands_in(key: str, text: str) -> bool:
    if not text or len(key) < 2:
        return False
    if not key.isascii():
        return key in text
    if len(key) < 3:
        return False
    return re.search(r"(?<![a-z0-9])" + r"[\s\-_./&']*".join(map(re.escape, key)) + r"(?![a-z0-9])", text) is not None


def _other_thing(a: Thing, b: Thing, *, named: bool) -> JoinReason | None:
    """`named`: brand and model both agree, which outweighs how triage sorted the two, as does one kind."""
    two_kinds = bool(a.kind and b.kind and a.kind != b.kind) and not (named and _related(a, b))
    if a.product != b.product:
        one_kind = bool(a.kind) and a.kind == b.kind
        return None if one_kind or (named and not two_kinds) else JoinReason.DIFFERENT_PRODUCT
    return JoinReason.DIFFERENT_THING if two_kinds else None


def _related(a: Thing, b: Thing) -> bool:
    """One kind is a sort of the other; or a text names both kinds, or its own far from the name: it may be of what
    hung on the charger or stood beside it.
    """
    if kinds().related(a.kind, b.kind):
        return True
    both = any(one.kind in {code for code, *_ in kinds().find(other.text)} for one, other in ((a, b), (b, a)))
    return both or (a.product == b.product and not (_beside_name(a) and _beside_name(b)))


def _beside_name(thing: Thing) -> bool:
    """Whether the word for its kind stands at the model's code or the brand. True where there is no text to see it."""
    names = [_spelled(name) for name in (thing.brand, thing.model) if name]
    spots = [match.span() for name in names for match in name.finditer(thing.text)]
    own = [(start, end) for code, _, start, end in kinds().find(thing.text) if code == thing.kind]
    return not spots or any(
        start - _BESIDE <= stop and begin <= end + _BESIDE for begin, stop in spots for start, end in own
    )


def _spelled(key: str) -> re.Pattern[str]:
    """A folded name as it may stand in a folded text."""
    return re.compile(r"[\s\-_./&']*".join(map(re.escape, key)))


def _untold(a: Thing, b: Thing, alike: Likeness) -> bool:
    """One of them tells no hazard and no failure that is read, and the words do not speak against it."""
    silent = any(not set(one.hazards) - _BY_THE_WAY and not _failed(one) for one in (a, b))
    return silent and bool(a.text and b.text) and a.kind == b.kind and _likely(a, b, alike, _LEAST_UNTOLD)


def _one_accident(a: Thing, b: Thing) -> bool:
    """The same day at the same place, a hazard of one event, and not two kinds of things."""
    meet = set(a.hazards) & set(b.hazards) - _BY_THE_WAY
    one_kind = not (a.kind and b.kind) or a.kind == b.kind or kinds().related(a.kind, b.kind)
    return bool(meet and a.day) and a.day == b.day and one_kind and _there(a, b)


def _elsewhere(a: Thing, b: Thing) -> bool:
    """Both tell the day, and not the same; or the place, and neither is named by the other."""
    if a.day and b.day and a.day != b.day:
        return True
    return bool(a.places and b.places) and not _there(a, b)


def _there(a: Thing, b: Thing) -> bool:
    """A place of one is named by the other."""
    return any(place in other.text for one, other in ((a, b), (b, a)) for place in one.places)


def _hazards_agree(one: Thing, other: Thing) -> bool:
    """Where triage found none in one of them, what failed must be the same."""
    a, b = set(one.hazards), set(other.hazards)
    if (a | b) - _BY_THE_WAY <= _MECHANICAL and _failed_otherwise(one, other):
        return False
    if a == b:
        return True
    if not a or not b:
        return bool(_failed(one) & _failed(other))
    a, b = a - _BY_THE_WAY, b - _BY_THE_WAY
    if not a and not b:
        return True
    if not a or not b:
        return bool(one.text and other.text and (_failed(one) & _failed(other)) - _PART)
    if a & b or len(_failed(one) & _failed(other)) > 1:
        return True
    return any(a & event and b & event for event in _ONE_EVENT)


def _failed_otherwise(one: Thing, other: Thing) -> bool:
    """Parts or failures are told by both, and none by both. Something that breaks also comes off."""
    a, b = ({_BROKEN.get(code, code) for code in _failed(thing) - _OUTCOMES} for thing in (one, other))
    return bool(a and b) and not a & b


def _is_distinct(model: str, least: int) -> bool:
    return len(model) >= least and not model.isalpha() and not model.isdigit()


def _branded(a: Thing, b: Thing, alike: Likeness) -> Verdict:
    """The brand agrees: another failure told in unlike words is another pattern."""
    failed, other = _failed(a), _failed(b)
    one_kind = bool(a.kind) and a.kind == b.kind
    if failed & other or failed == other or (one_kind and not (failed and other)):
        return _same(JoinReason.SAME_BRAND_PATTERN)
    if _likely(a, b, alike, _LEAST_BRANDED):
        return _same(JoinReason.SAME_BRAND_PATTERN)
    return _apart(JoinReason.DIFFERENT_FAILURE)


def _unnamed(a: Thing, b: Thing, alike: Likeness, *, one_named: bool) -> Verdict:
    """At most one names a brand: kind and what failed must agree, and the words not speak against it."""
    if _elsewhere(a, b):
        return _apart(JoinReason.DIFFERENT_FAILURE)
    if not a.kind or a.kind != b.kind or not a.hazards or not b.hazards:
        return _apart(JoinReason.NO_COMMON_GROUND)
    failed, other = _failed(a), _failed(b)
    meet = failed & other
    if one_named and a.brand + a.model and b.brand + b.model:
        return _apart(JoinReason.BRAND_UNTOLD)  # each tells a name that the other does not
    if one_named:
        sure = bool(meet) and not _two_events(a, b) and _likely(a, b, alike, _LEAST_HALF)
        return _same(JoinReason.SAME_KIND_PATTERN) if sure else _apart(JoinReason.BRAND_UNTOLD)
    if (not meet and failed and other) or _two_events(a, b):
        return _apart(JoinReason.DIFFERENT_FAILURE)
    if not meet and failed != other and not (a.text and b.text):
        return _apart(JoinReason.NO_COMMON_GROUND)
    weak = not meet or (len(meet) == 1 and bool(failed - meet) and bool(other - meet))
    if not _likely(a, b, alike, _LEAST_BARE if weak else _LEAST_DETAILED):
        return _apart(JoinReason.NO_COMMON_GROUND)
    return _same(JoinReason.SAME_KIND_PATTERN)


def _failed(thing: Thing) -> set[str]:
    return {code for code in thing.details if not code.startswith(CIRCUMSTANCES)}


def _two_events(a: Thing, b: Thing) -> bool:
    """Both tell a part, a person or a place, and not the same."""
    one, other = set(a.details), set(b.details)
    for told in (
        lambda code: code in _PART,
        lambda code: code.startswith(TO),
        lambda code: code.startswith(AT),
    ):
        left, right = set(filter(told, one)), set(filter(told, other))
        if left and right and not left & right:
            return True
    return False


def _likely(a: Thing, b: Thing, alike: Likeness, least: float) -> bool:
    """Whether the words do not speak against it; a stored thing has none."""
    return not a.text or not b.text or alike(a.text, b.text) >= least


def _same(reason: JoinReason) -> Verdict:
    return Verdict(same=True, reason=reason)


def _apart(reason: JoinReason) -> Verdict:
    return Verdict(same=False, reason=reason)


def main(files: list[str]) -> int:
    """How far the verdicts agree with the labelled pairs of each file."""
    from nlp import pairs, pipeline  # loads spaCy, for which nobody who only compares should wait

    triage = pipeline.load()
    for file in files:
        lines = Path(file).read_text(encoding="utf-8").splitlines()
        sys.stdout.write(f"{file}\n{pairs.agreement(triage, map(json.loads, lines)).table()}\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
