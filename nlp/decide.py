"""From probabilities and the rules' vetoes to codes with calibrated confidence."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from nlp.hazard import bounded
from nlp.model import About, Scores
from risk.finding import Harm, Scope


class Decision(NamedTuple):
    """`raw`: by field how sure the model is before calibration."""

    scope: Scope
    product: str | None
    hazards: tuple[str, ...]
    harm: Harm
    raw: dict[str, float]

    def confidence(self, about: About) -> dict[str, float]:
        return {field: round(about.calibrated(field, raw), 3) for field, raw in self.raw.items()}


CLEARED: Final = 0.6  # how likely a hazard must be where the text says that all is in order


def decide(scores: Scores, about: About, denied: AbstractSet[str], *, cleared: bool, grave: bool = True) -> Decision:
    """`denied`: hazards of which the text speaks only to deny them; they stay denied, whatever the weights say.

    `grave`: may a grave harm come out (`nlp/grave.py`)? If not, the milder ones share what is left.
    """
    classes: list[float] = scores.classes.tolist()  # arrays this short cost more than they save
    harms: list[float] = scores.harm.tolist()
    of_products = about.of_products(classes)
    within = sum(of_products)
    harm = _worst(harms, about) if grave else max(about.milder, key=harms.__getitem__)
    raw = {"harm": harms[harm] if grave else harms[harm] / (sum([harms[at] for at in about.milder]) or 1.0)}
    if within < about.inside:
        scope = Scope(about.classes[max(about.outside, key=classes.__getitem__)])
        raw["scope"] = raw["product"] = raw["hazards"] = 1 - within
        return Decision(scope=scope, product=None, hazards=(), harm=about.harms[harm], raw=raw)
    likeliest = max(of_products)
    product = about.classes[about.products[of_products.index(likeliest)]]
    said = set()
    nearest = 1.0
    for code, likely, limit in zip(about.hazards, scores.hazards.tolist(), about.thresholds, strict=True):
        if denied and code in denied:
            continue
        if cleared and limit < CLEARED:
            limit = CLEARED
        # 0 at the threshold, 1 or -1 at certainty on either side.
        if likely >= limit:
            said.add(code)
            margin = (likely - limit) / (1 - limit)
        else:
            margin = (limit - likely) / limit
        if margin < nearest:
            nearest = margin
    raw["scope"] = within
    raw["product"] = likeliest / within
    raw["hazards"] = nearest
    return Decision(
        scope=Scope.IN,
        product=product,
        hazards=bounded(said, product),
        harm=about.harms[harm],
        raw=raw,
    )


def _worst(harm: Sequence[float], about: About) -> int:
    """Index of the harm. A grave one is taken for true well before it is the likeliest: missing it costs more."""
    likely = sum([harm[at] for at in about.graves]) >= about.grave
    return max(about.graves if likely else about.milder, key=harm.__getitem__)
