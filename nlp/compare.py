"""Whether two findings are about the same thing: product model and hazard pattern, told in different words or not.

Never by the likeness of the words alone, and never across two brands or two models.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Collection
from enum import StrEnum
from pathlib import Path

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
# Said of goods on the side: they make no pattern where one of the texts tells of more.
_BY_THE_WAY = frozenset({"labelling", "fraud"})
DISTINCT_MODEL = 6  # characters, letters and digits both: such a code names one product even without a brand


def compare(a: Thing, b: Thing, *, distinct: int = DISTINCT_MODEL) -> Verdict:
    """Symmetric; a thing is the same as itself where it has its text, a brand or a product of some kind.

    `distinct`: characters that a model needs to name one product even without a brand.
    """
    if a.text and a.text == b.text:
        return _same(JoinReason.SAME_TEXT)
    if a.product is None or b.product is None:
        return _apart(JoinReason.NO_COMMON_GROUND)
    brand, model = _names(a.brand, b.brand, a, b), _names(a.model, b.model, a, b)
    apart = (
        JoinReason.DIFFERENT_BRAND
        if brand is _Names.DIFFER
        else JoinReason.DIFFERENT_MODEL
        if model is _Names.DIFFER
        else _other_thing(a, b, named=brand is _Names.AGREE and model is _Names.AGREE)
        or (None if _hazards_agree(a.hazards, b.hazards) else JoinReason.DIFFERENT_HAZARD)
    )
    if apart is not None:
        return _apart(apart)
    alone = bool(a.kind) and a.kind == b.kind and _is_distinct(a.model or b.model, distinct)
    if model is _Names.AGREE and (brand is _Names.AGREE or alone):
        return _same(JoinReason.SAME_MODEL)
    if brand is _Names.AGREE:
        return _same(JoinReason.SAME_BRAND_PATTERN)
    return _unnamed(a, b, one_named=brand is _Names.HALF or model is _Names.HALF)


class Comparer:
    """The `Compare` port. The table of kinds is read on first use."""

    def __init__(self, *, distinct: int = DISTINCT_MODEL) -> None:
        self._distinct = distinct

    def thing(self, finding: Finding, text: str = "") -> Thing:
        return thing_of(finding, text)

    def __call__(self, a: Thing, b: Thing) -> Verdict:
        return compare(a, b, distinct=self._distinct)


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
    return re.search(r"(?<![a-z0-9])" + r"[\s\-_./]*".join(map(re.escape, key)) + r"(?![a-z0-9])", text) is not None


def _other_thing(a: Thing, b: Thing, *, named: bool) -> JoinReason | None:
    """`named`: brand and model both agree, which outweighs how triage sorted the two."""
    two_kinds = bool(a.kind and b.kind and a.kind != b.kind)
    if a.product != b.product:
        return None if named and not two_kinds else JoinReason.DIFFERENT_PRODUCT
    return JoinReason.DIFFERENT_THING if two_kinds else None


def _hazards_agree(left: Collection[str], right: Collection[str]) -> bool:
    a, b = set(left), set(right)
    if a == b:
        return True
    a, b = a - _BY_THE_WAY, b - _BY_THE_WAY
    if a & b:
        return True
    return any(a & event and b & event for event in _ONE_EVENT)


def _is_distinct(model: str, least: int) -> bool:
    return len(model) >= least and not model.isalpha() and not model.isdigit()


def _unnamed(a: Thing, b: Thing, *, one_named: bool) -> Verdict:
    """At most one names a brand: the kind must be told and agree, and what failed must not differ."""
    if not a.kind or a.kind != b.kind or not a.hazards or not b.hazards:
        return _apart(JoinReason.NO_COMMON_GROUND)
    meet = set(a.details) & set(b.details)
    if one_named:
        return _same(JoinReason.SAME_KIND_PATTERN) if meet else _apart(JoinReason.BRAND_UNTOLD)
    if a.details and b.details and not meet:
        return _apart(JoinReason.DIFFERENT_FAILURE)
    return _same(JoinReason.SAME_KIND_PATTERN)


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
