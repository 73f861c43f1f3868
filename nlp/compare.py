"""Whether two findings are about the same thing: product model and hazard pattern, told in different words or not.

Never across two brands or two models that both tell. Everything else is weighed together, by trees grown on labelled
pairs.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from nlp.forest import Forest, forest_of
from nlp.thing import thing_of
from nlp.traits import Names, names, traits
from risk.finding import Finding
from risk.likeness import JoinReason, Thing, Verdict

SHIPPED: Final = Path(__file__).parent / "data" / "pairs" / "forests.json"
# Of two texts, and where one of the two is a stored thing, of which no text is left.
TOLD, STORED = "told", "stored"
# How likely a pattern of unnamed things must be: failures that have nothing to do with one another may sound alike.
PATTERN: Final = {TOLD: 0.15, STORED: 0.5}


def compare(a: Thing, b: Thing, forests: Mapping[str, Forest] | None = None) -> Verdict:
    """Symmetric. `forests`: in place of those shipped."""
    brand, model = names(a, b)
    if brand is Names.DIFFER:
        return _apart(JoinReason.DIFFERENT_BRAND)
    if model is Names.DIFFER:
        return _apart(JoinReason.DIFFERENT_MODEL)
    if _same_words(a.text, b.text):
        return Verdict(same=True, reason=JoinReason.SAME_TEXT, likely=1.0)
    if a.product is None or b.product is None:
        return _apart(JoinReason.NO_COMMON_GROUND)
    told = traits(a, b)
    if Names.AGREE not in (brand, model) and (told["day-other"] or told["place-other"]):
        return _apart(JoinReason.DIFFERENT_FAILURE)
    texts = bool(a.text and b.text)
    if not texts and told["kind-other"] and not told["kind-related"] and not told["product-same"]:
        return _apart(JoinReason.DIFFERENT_PRODUCT)  # no words are left that could tell that one was read wrongly
    which = TOLD if texts else STORED
    forest = (forests or shipped())[which]
    likely = forest(told)
    if (not texts and _told_alike(a, b)) or (likely >= PATTERN[which] and _one_pattern(told)):
        likely = 1.0
    if likely >= forest.least:
        return Verdict(same=True, reason=_joined(brand, model), likely=likely)
    return Verdict(same=False, reason=_against(told, brand, model), likely=likely)


def _same_words(one: str, other: str) -> bool:
    """Marks and white space aside, and a greeting or a thank-you before or behind."""
    if one == other:
        return bool(one)
    short, long = sorted((_words(one), _words(other)), key=len)
    if short not in long or not short:
        return False
    before, _, behind = long.partition(short)
    return _POLITE.fullmatch(before + behind) is not None


def _words(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


_POLITE: Final = re.compile(
    r"(?:[你您]好|大家好|喂|请问|求助|谢谢[你您]?|多谢|唔该|麻烦[你您]|急|[啊呀啦哦呢]|hi|hello|please|thanks|thankyou)*"
)


def _apart(reason: JoinReason) -> Verdict:
    return Verdict(same=False, reason=reason)


def _one_pattern(told: Mapping[str, float]) -> bool:
    """Things without a name, of one kind, that failed alike, where nothing tells the two apart: a pattern of the kind.

    Trees grown on pairs of events ask for more; officers want to see such tips together before a brand is known.
    """
    if not told["brand-untold"] or not told["model-untold"]:
        return False
    one_sided = told["failures-alone-least"] and told["failures-shared"] == 1
    return bool(
        told["kind-same"]
        and (told["hazards-meet"] or told["hazards-of-one-event"])
        and told["failures-shared"]
        and not one_sided
        and not any(told[name] for name in _APART)
    )


def _told_alike(a: Thing, b: Thing) -> bool:
    """All that a signal keeps of a thing that has a name; a model that only one tells sets nothing apart."""
    models = {a.model, b.model} - {""}
    told = (b.product, sorted(b.hazards), b.brand, b.kind)
    alike = (a.product, sorted(a.hazards), a.brand, a.kind) == told and len(models) < 2
    return alike and bool(a.brand or (a.model and a.model == b.model))


def _joined(brand: Names, model: Names) -> JoinReason:
    if model is Names.AGREE:
        return JoinReason.SAME_MODEL
    return JoinReason.SAME_BRAND_PATTERN if brand is Names.AGREE else JoinReason.SAME_KIND_PATTERN


def _against(told: Mapping[str, float], brand: Names, model: Names) -> JoinReason:
    """What speaks loudest against one thing, as an officer would say it."""
    if told["kind-other"] and not told["kind-related"]:
        return JoinReason.DIFFERENT_THING if told["product-same"] else JoinReason.DIFFERENT_PRODUCT
    if not told["product-same"] and not told["kind-same"]:
        return JoinReason.DIFFERENT_PRODUCT
    if not told["hazards-untold"] and not told["hazards-meet"] and not told["hazards-of-one-event"]:
        return JoinReason.DIFFERENT_HAZARD
    if brand is Names.HALF:
        return JoinReason.BRAND_UNTOLD
    if any(told[name] for name in _OTHERWISE):
        return JoinReason.DIFFERENT_FAILURE
    return JoinReason.DIFFERENT_HAZARD if model is Names.AGREE else JoinReason.NO_COMMON_GROUND


_OTHERWISE: Final = ("part-clashes", "failure-clashes", "whom-clashes", "where-clashes")
_APART: Final = (
    "part-clashes",
    "whom-clashes",
    "where-clashes",
    "names-clash",
    "latin-names-clash",
    "latin-names-half",
)


class Comparer:
    """The `Compare` port. Without `forests` those shipped, read on first use."""

    def __init__(self, forests: Mapping[str, Forest] | None = None) -> None:
        self._forests = forests

    def thing(self, finding: Finding, text: str) -> Thing:
        return thing_of(finding, text)

    def __call__(self, a: Thing, b: Thing) -> Verdict:
        return compare(a, b, self._forests)


@cache
def shipped() -> Mapping[str, Forest]:
    return forests_of(SHIPPED.read_bytes())


def forests_of(data: bytes) -> dict[str, Forest]:
    """By `TOLD` and `STORED`. Raises `ValueError` on other bytes."""
    table: Any = json.loads(data)
    if not isinstance(table, dict) or not {TOLD, STORED} <= table.keys():
        raise ValueError("no forests")
    return {name: forest_of(table[name]) for name in (TOLD, STORED)}


def main(files: list[str]) -> int:
    """How far the verdicts agree with the labelled pairs of each file."""
    from nlp import pairs, pipeline  # pairs imports this module, and the pipeline takes its time to import

    triage = pipeline.load()
    for file in files:
        lines = Path(file).read_text(encoding="utf-8").splitlines()
        told = pairs.agreement(triage, map(json.loads, lines)).table(closed=Path(file).name in pairs.CLOSED)
        sys.stdout.write(f"{file}\n{told}\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
