"""What two things have in common and what sets them apart, as numbers that weights can be put on.

All are symmetric. What one of the two does not tell (a stored thing has no text) counts neither way.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import SequenceMatcher
from enum import StrEnum
from math import sqrt
from typing import Final

from nlp.codes import SUFFIXES, codes, is_no_model
from nlp.kinds import AT, CIRCUMSTANCES, DETAILS, TO, kinds
from nlp.makers import two_makers
from nlp.rare import is_rare, rare, strings_of, worth
from nlp.sound import sounds_alike, sounds_in
from nlp.variants import named_variants, two_variants, variants
from risk.likeness import Thing

# One event is told by what burnt, by what burst or by who was burnt; a slip of the tongue is not another hazard.
_ONE_EVENT: Final = (
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
# Said of so many failures that the failure decides.
_MECHANICAL: Final = frozenset({"mechanical_injury", "cuts", "entrapment", "loss_of_control"})
# Said of goods on the side: they make no pattern where one of the texts tells of more.
_BY_THE_WAY: Final = frozenset({"labelling", "fraud"})
_NEAR: Final = 24  # characters between a model's code and its brand
_BESIDE: Final = 6  # characters between a name and what it is the name of
_COPIED: Final = 0.45  # of the strings of the shorter text, from which one is looked at as a copy of the other
_READ: Final = 300  # characters of a copy
_CODE = re.compile(  # S2, CX 20, 10Y, SJ-3B, X9 Lite
    r"(?<![a-z0-9.])(?=[a-z0-9-]*\d|[a-z]{1,4} \d)[a-z0-9]{1,6}(?:[- ](?=[a-z0-9]*\d)[a-z0-9]{1,6}|-[a-z0-9]{1,6})*"
    rf"(?: ?(?:{SUFFIXES}))*(?![a-z0-9])"
)


class Names(StrEnum):
    """How two names stand to each other."""

    AGREE = "agree"
    DIFFER = "differ"
    HALF = "half"  # only one is told
    CROSSED = "crossed"  # both are told, and one stands in the other's words as well: it was read wrongly, or compared
    UNTOLD = "untold"


def traits(a: Thing, b: Thing) -> dict[str, float]:
    """Of both, by name; 0 where nothing can be said."""
    brand, model = names(a, b)
    return {
        **{f"brand-{name}": float(brand is name) for name in Names},
        **{f"model-{name}": float(model is name) for name in Names if name is not Names.CROSSED},
        "model-size": float(_size(a, b) if model is Names.AGREE else 0),
        **_of_names(a, b),
        **_of_variants(a, b, model),
        **_of_products(a, b),
        **_of_hazards(a, b),
        **_of_failures(a, b),
        **_of_event(a, b),
        **_of_words(a, b),
    }


def names(a: Thing, b: Thing) -> tuple[Names, Names]:
    """How the brands and the models stand to each other. A brand that was read wrongly, or is told in other letters,
    differs from none.
    """
    brand, model = _names(a.brand, b.brand, a, b), _names(a.model, b.model, a, b)
    if brand in (Names.DIFFER, Names.HALF, Names.CROSSED) and _one_brand(a, b, model):
        brand = Names.AGREE
    if model is Names.CROSSED or _codes_clash(a, b):
        model = Names.DIFFER  # one stands in the other's words for comparison
    if model is Names.DIFFER and brand is Names.AGREE and (_tail_of(a, b) or _tail_of(b, a)):
        model = Names.AGREE
    if brand is Names.AGREE and model in (Names.HALF, Names.UNTOLD) and _variants_clash(a, b):
        model = Names.DIFFER  # Nuvessa 8 and 8 Lite, Smokely One and Two
    if brand is not Names.AGREE and two_makers(a.text, b.text):
        brand = Names.DIFFER
    if brand is Names.DIFFER and model is Names.AGREE and a.brand.isascii() != b.brand.isascii():
        brand = Names.HALF  # Torvane and 拓万: one of them may be the other's translation
    return brand, model


def _size(a: Thing, b: Thing) -> int:
    """Letters and digits of the shorter model: of a code of two, many makers have one."""
    return min(6, *[len(thing.model) for thing in (a, b) if thing.model])


def _names(left: str, right: str, a: Thing, b: Thing) -> Names:
    if left and left == right:
        return Names.AGREE
    if not left and not right:
        return Names.UNTOLD
    # A name that one finding has and the other missed still agrees where it stands in the other's words.
    stands = (left and _stands_in(left, b.text)) or (right and _stands_in(right, a.text))
    if left and right:
        return Names.CROSSED if stands else Names.DIFFER
    return Names.AGREE if stands else Names.HALF


def _one_brand(a: Thing, b: Thing, model: Names) -> bool:
    """By its sound, or because it stands at the other's model. A sound in any words is no proof without the model."""
    if sounds_alike(a.brand, b.brand):
        return True
    if model is not Names.AGREE and a.brand and b.brand:
        return False
    heard = sounds_in(a.brand, b.text) or sounds_in(b.brand, a.text)
    return heard or (model is Names.AGREE and (_stands_near(a.brand, b) or _stands_near(b.brand, a)))


def _stands_near(brand: str, other: Thing) -> bool:
    """Whether the name stands close to the model's code in the other's words."""
    if len(brand) < 2 or not other.model:
        return False
    spots = [match.span() for match in _spelled(other.model).finditer(other.text)]
    return any(_stands_in(brand, other.text[max(0, start - _NEAR) : end + _NEAR]) for start, end in spots)


def _tail_of(short: Thing, long: Thing) -> bool:
    """K17 and FN-K17 of one maker, where the longer one is written in two parts."""
    head = long.model.removesuffix(short.model)
    if head == long.model or not head.isalpha() or len(short.model) < 2:
        return False
    return re.search(rf"(?<![a-z0-9]){head}[-\s/.]{re.escape(short.model)}(?![a-z0-9])", long.text) is not None


def _whole(key: str) -> re.Pattern[str]:
    """A folded name where it is no piece of a Latin word; "" stands nowhere."""
    if not key:
        return _NOWHERE
    spelled = _spelled(key).pattern
    return re.compile(rf"(?<![a-z0-9]){spelled}(?![a-z0-9])" if key.isascii() else spelled)


_NOWHERE: Final = re.compile(r"(?!)")


def _stands_in(key: str, text: str) -> bool:
    if not text or len(key) < 2:
        return False
    if not key.isascii():
        return key in text
    if len(key) < 3:
        return False
    return _whole(key).search(text) is not None


def _spelled(key: str) -> re.Pattern[str]:
    """A folded name as it may stand in a folded text."""
    return re.compile(r"[\s\-_./&']*".join(map(re.escape, key)))


def _of_names(a: Thing, b: Thing) -> dict[str, float]:
    left, right = _may_be_names(a), _may_be_names(b)
    cross = any(_stands_in(name, b.text) for name in left) or any(_stands_in(name, a.text) for name in right)
    one, other = ({code.key for code in codes(thing.text)} for thing in (a, b))
    latin, letters = ({word for word in rare(thing.text) if word.isascii()} for thing in (a, b))
    return {
        "brands-in-two-scripts": float(bool(a.brand and b.brand) and a.brand.isascii() != b.brand.isascii()),
        "names-cross": float(cross),
        "latin-names-clash": float(bool(latin and letters) and not latin & letters and not cross),
        "latin-names-half": float(bool(latin) != bool(letters) and not cross),
        "names-clash": float(bool(left and right) and not cross),
        "codes-meet": float(bool(one & other)),
        "codes-clash": float(bool(one and other) and not one & other),
    }


def _of_variants(a: Thing, b: Thing, model: Names) -> dict[str, float]:
    """Where a model settles it, what else stands beside the brand says nothing."""
    if model is Names.AGREE:
        return _meeting("variant", (), ())
    return _meeting("variant", *_variants(a, b))


def _variants(a: Thing, b: Thing) -> tuple[frozenset[str], frozenset[str]]:
    one, other = (variants(t.text, brand := t.brand or o.brand, _whole(brand)) for t, o in ((a, b), (b, a)))
    return one, other


def _variants_clash(a: Thing, b: Thing) -> bool:
    """Both plainly tell another one, and no code that both have."""
    named, others = named_variants(a.text), named_variants(b.text)
    if not two_variants(*_variants(a, b)) and not (named and others and not named & others):
        return False
    return {code.key for code in codes(a.text)}.isdisjoint(code.key for code in codes(b.text))


def _may_be_names(thing: Thing) -> set[str]:
    """The brand, and what few tips say and stands right before a kind or a code."""
    text, found = thing.text, {thing.brand} - {""}
    spots = {start for _, group, start, _ in kinds().find(text) if group != DETAILS}
    for spot in spots | {code.start for code in codes(text)}:
        end = len(text[:spot].rstrip(" -").removesuffix("牌"))
        start = end
        while start > 1 and end - start < 5 and _pair(text, start - 1) and is_rare(text[start - 2 : start]):
            start -= 1
        start -= start < end
        while start < end and start and _pair(text, start) and not is_rare(text[start - 1 : start + 1]):
            start += 1
        if 2 <= end - start <= 5:
            found.add(text[start:end])
    return found


def _pair(text: str, at: int) -> bool:
    """Whether the character there and the one before are both Chinese."""
    return not text[at].isascii() and not text[at - 1].isascii() and text[at - 1 : at + 1].isalpha()


def _codes_clash(a: Thing, b: Thing) -> bool:
    """Both tell codes close to one of the brands, and none is, or ends, one of the other's: K17 is FN-K17."""
    brands = {brand for brand in (a.brand, b.brand) if len(brand) > 1}
    near, by = _codes_near(a, brands), _codes_near(b, brands)
    return bool(near and by) and not any(one.endswith(other) or other.endswith(one) for one in near for other in by)


def _codes_near(thing: Thing, brands: Collection[str]) -> set[str]:
    """The model, and codes, short ones too, that stand close to one of the brands."""
    found = {thing.model} - {""}
    for brand in brands:
        for match in _spelled(brand).finditer(thing.text):
            around = thing.text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
            keys = {code[0]: _bare(code[0]) for code in _CODE.finditer(around)}
            found |= {key for code, key in keys.items() if not key.isdigit() and not is_no_model(code, key, least=2)}
    return found


def _bare(code: str) -> str:
    return "".join(char for char in code if char.isalnum())


def _of_products(a: Thing, b: Thing) -> dict[str, float]:
    told = bool(a.kind and b.kind)
    all_a, all_b = ({code for code, group, *_ in kinds().find(thing.text) if group != DETAILS} for thing in (a, b))
    return {
        "product-same": float(a.product is not None and a.product == b.product),
        "product-unknown": float(a.product is None or b.product is None),
        "products-alike": _affinity(a, b, "product:"),
        "kind-same": float(told and a.kind == b.kind),
        "kind-other": float(told and a.kind != b.kind),
        "kind-related": float(told and a.kind != b.kind and _related(a, b)),
        "kind-half": float(bool(a.kind) != bool(b.kind)),
        "kinds-shared": len(all_a & all_b) / max(1, len(all_a | all_b)),
    }


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
    spelled = [_spelled(name) for name in (thing.brand, thing.model) if name]
    spots = [match.span() for name in spelled for match in name.finditer(thing.text)]
    own = [(start, end) for code, _, start, end in kinds().find(thing.text) if code == thing.kind]
    return not spots or any(
        start - _BESIDE <= stop and begin <= end + _BESIDE for begin, stop in spots for start, end in own
    )


def _of_hazards(a: Thing, b: Thing) -> dict[str, float]:
    one, other = set(a.hazards) - _BY_THE_WAY, set(b.hazards) - _BY_THE_WAY
    left, right = _chances(a, "hazard:"), _chances(b, "hazard:")
    return {
        "hazards-meet": float(bool(one & other)),
        "hazards-shared": len(one & other) / max(1, len(one | other)),
        "hazards-untold": float(not one or not other),
        "hazards-of-one-event": float(any(one & event and other & event for event in _ONE_EVENT)),
        "hazards-mechanical": float(bool(one and other) and one | other <= _MECHANICAL),
        "hazards-alike": _affinity(a, b, "hazard:"),
        "hazards-likeliest": max((left[code] * right[code] for code in left.keys() & right.keys()), default=0.0),
    }


def _of_failures(a: Thing, b: Thing) -> dict[str, float]:
    one, other = ({code for code in thing.details if not code.startswith(CIRCUMSTANCES)} for thing in (a, b))
    parts = kinds().parts
    alone = sorted((len(one - other), len(other - one)))
    shared, *rest = (sum(map(worth, sorted(some))) for some in (one & other, one - other, other - one))
    return {
        "failures-shared": min(3, len(one & other)),
        "failures-told": float(bool(one and other)),
        "failures-alike": len(one & other) / max(1, len(one | other)),
        "failures-worth": min(6.0, shared),
        "failures-worth-alike": shared / max(0.1, shared + sum(rest)),
        "failures-worth-alone": min(6.0, *rest),
        "failures-worth-most": max(map(worth, one & other), default=0.0),
        "failures-alone-least": min(3, alone[0]),
        "failures-alone-most": min(4, alone[1]),
        **_meeting("part", one & parts, other & parts),
        **_meeting("failure", one - parts, other - parts),
        **{
            key: value
            for name, begin in (("whom", TO), ("where", AT))
            for key, value in _meeting(name, *({c for c in t.details if c.startswith(begin)} for t in (a, b))).items()
        },
    }


def _of_event(a: Thing, b: Thing) -> dict[str, float]:
    there = any(place in other.text for one, other in ((a, b), (b, a)) for place in one.places)
    left, right = (set(re.findall(r"\d+", thing.text)) for thing in (a, b))
    counted = a.injured is not None and b.injured is not None
    return {
        "day-same": float(bool(a.day) and a.day == b.day),
        "day-other": float(bool(a.day and b.day) and a.day != b.day),
        "place-same": float(there),
        "place-other": float(bool(a.places and b.places) and not there),
        "numbers-shared": min(4, len(left & right)),
        "numbers-alike": len(left & right) / max(1, len(left | right)),
        "numbers-clash": float(bool(left and right) and not left & right),
        "injured-same": float(counted and a.injured == b.injured and bool(a.injured)),
        "injured-other": float(counted and a.injured != b.injured),
    }


def _of_words(a: Thing, b: Thing) -> dict[str, float]:
    """How far one text is a copy of the other, and what was put in the place of what."""
    if not a.text or not b.text:
        return {}
    one, other = rare(a.text), rare(b.text)
    all_a, all_b = strings_of(a.text), strings_of(b.text)
    copied = len(all_a & all_b) / max(1, min(len(all_a), len(all_b)))
    swaps = _swaps(a.text, b.text) if copied > _COPIED else []
    telling = sum(1 for left, right in swaps if _telling(left) and _telling(right))
    return {
        "rare-shared": min(6, len(one & other)),
        "rare-is-shared": float(bool(one & other)),
        "rare-own": min(6, len(one - other), len(other - one)),
        "copied": copied,
        "swaps": min(6, len(swaps)),
        "swaps-telling": min(3, telling),
        "is-copy": float(copied > _COPIED),
        "is-copy-with-telling": float(bool(telling)),
        "is-copy-with-kinds": float(any(_kinds_of(left) != _kinds_of(right) for left, right in swaps)),
    }


def _swaps(one: str, other: str) -> list[tuple[str, str]]:
    """What stands in the same place between the same words."""
    one, other = sorted((one[:_READ], other[:_READ]))  # the order matters to the matcher
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return [
        (one[start:end], other[begin:stop])
        for act, start, end, begin, stop in matcher.get_opcodes()
        if act == "replace" and (end - start > 1 or stop - begin > 1)
    ]


def _telling(words: str) -> bool:
    """A name, a code or a number may be in it."""
    return any(is_rare(string) for string in strings_of(words)) or any(char.isdigit() for char in words)


def _kinds_of(words: str) -> frozenset[str]:
    return frozenset(code for code, *_ in kinds().find(words))


def _affinity(a: Thing, b: Thing, group: str) -> float:
    """Bhattacharyya's coefficient of the two over these codes, each made to sum to one."""
    left, right = _chances(a, group), _chances(b, group)
    whole = sum(left.values()) * sum(right.values())
    shared = sorted(left.keys() & right.keys())  # sums in one order
    return sum(sqrt(left[code] * right[code]) for code in shared) / sqrt(whole) if whole else 0.0


def _chances(thing: Thing, group: str) -> dict[str, float]:
    """Of a stored thing what it is told to be, for certain."""
    if thing.chances:
        return {code: chance for code, chance in thing.chances if code.startswith(group)}
    told = thing.hazards if group == "hazard:" else filter(None, (thing.product,))
    return {f"{group}{code}": 1.0 for code in told}


def _meeting(name: str, one: Collection[str], other: Collection[str]) -> dict[str, float]:
    meet = bool(set(one) & set(other))
    return {f"{name}-meets": float(meet), f"{name}-clashes": float(bool(one and other) and not meet)}
