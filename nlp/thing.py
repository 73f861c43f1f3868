"""What a finding and its words tell of the thing: folded brand and model, kind, and what failed."""

from __future__ import annotations

import re
from collections.abc import Collection

from nlp.codes import codes
from nlp.hints import hints_of
from nlp.kinds import COMPONENTS, DETAILS, Found, kinds
from nlp.naming import names_of
from nlp.normalise import normalise, term_form
from nlp.whereabouts import regions_in
from risk.finding import Finding, Scope
from risk.likeness import Thing

# What the details say where triage found no hazard.
_HAZARD_OF = {
    "flame": "fire",
    "smoke": "fire",
    "burst": "explosion",
    "shock": "electric_shock",
    "swallow": "choking",
    "neck": "strangulation",
    "breath": "suffocation",
    "fall": "mechanical_injury",
    "tip_over": "mechanical_injury",
    **dict.fromkeys(("lead", "phthalate", "formaldehyde", "cadmium", "nickel", "smell", "rash"), "chemical"),
}
# Told of the place or of what was hurt more often than as the product: 摔在地板上, the curtain caught fire.
_BYSTANDERS = frozenset({
    "flooring", "tile", "carpet", "curtain", "bedding", "blanket", "sofa", "desk", "coffee_table", "mattress", "pillow",
    "wall_socket", "tent", "backpack", "handbag", "glass_panel", "wallpaper", "phone", "towel", "wardrobe", "wire",
})  # fmt: skip


def thing_of(finding: Finding, text: str) -> Thing:
    """`text`: what the finding was made of."""
    source = normalise(text)
    folded = source.text
    found = kinds().find(folded)
    inside = finding.scope is Scope.IN
    details = tuple(sorted({code for code, product, *_ in found if product == DETAILS}))
    kind, product = _kind(finding, folded, found) if inside else ("", None)
    brand, model = names_of(finding, source, found)
    return Thing(
        product=product,
        hazards=(_told_hazards(finding, folded, found) or _implied(details)) if inside else (),
        brand=brand,
        model=model,
        kind=kind,
        details=details,
        text=folded,
        day=_day(finding),
        places=_places(finding, folded),
        chances=finding.chances,
        injured=finding.injured,
        hints=hints_of(folded, (brand, model), codes(folded), found),
    )


def _places(finding: Finding, text: str) -> tuple[str, ...]:
    named = (normalise(name).text for name in (finding.place, finding.entities.get("port")) if name)
    return tuple(sorted({*regions_in(text), *(name for name in named if len(name) > 2)}))


def _day(finding: Finding) -> str:
    """MM-DD, the year told or not."""
    day = finding.entities.get("date") or ""
    return day[-5:] if re.fullmatch(r"(?:\d{4}|-)-\d{2}-\d{2}", day) else ""


def _told_hazards(finding: Finding, words: str, found: list[Found]) -> tuple[str, ...]:
    """Without those that only the product's name speaks of: 炸 in 空气炸锅 is no explosion."""
    spans = [(start, end) for _, product, start, end in found if product != DETAILS]
    rest, last = [], 0
    for start, end in sorted(spans):
        rest.append(words[last:start])
        last = max(last, end)
    unnamed, named = "\n".join((*rest, words[last:])), "\n".join(words[start:end] for start, end in spans)

    def only_named(hazard: str) -> bool:
        spoken = [term_form(e.text) for e in finding.evidence if e.label == f"hazard:{hazard}"]
        return bool(spoken) and all(word in named and word not in unnamed for word in spoken)

    return tuple(hazard for hazard in finding.hazards if not only_named(hazard))


def _implied(details: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted({_HAZARD_OF[code] for code in details if code in _HAZARD_OF}))


def _kind(finding: Finding, words: str, found: list[Found]) -> tuple[str, str | None]:
    """With its product group: the one at the product's evidence, else the first of the product.

    A battery, a plug or a switch is a part of the thing that was told before it.
    """
    spoken = [term_form(e.text) for e in finding.evidence if e.label == f"product:{finding.product}"]
    sorts = [hit for hit in found if hit[1] != DETAILS]
    others = [hit for hit in sorts if hit[0] not in _BYSTANDERS and hit[0] not in COMPONENTS]
    own = [hit for hit in sorts if hit[1] == finding.product]
    shown = [
        hit for word in spoken for hit in sorts if word in words[hit[2] : hit[3]] or words[hit[2] : hit[3]] in word
    ]
    first = [hit for hit in shown if hit[1] == finding.product]
    code, product, start, _ = next(iter([*first, *own, *shown]), ("", finding.product, 0, 0))
    if code in COMPONENTS and finding.product == "batteries_power":
        whole = [(other, group) for other, group, begin, _ in others if begin < start]
        if whole:
            return whole[-1]
    if code in _BYSTANDERS and product != finding.product:
        code = ""
    return code, finding.product
