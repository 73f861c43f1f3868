"""From probabilities and the rules' vetoes to codes with calibrated confidence."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

import numpy as np

from nlp.hazard import bounded
from nlp.model import About, Scores
from risk.finding import GRAVE, Harm, Scope


@dataclass(frozen=True, slots=True)
class Decision:
    """`raw`: by field how sure the model is before calibration."""

    scope: Scope
    product: str | None
    hazards: tuple[str, ...]
    harm: Harm
    raw: dict[str, float]

    def confidence(self, about: About) -> dict[str, float]:
        return {field: round(about.calibrated(field, raw), 3) for field, raw in self.raw.items()}


CLEARED: Final = 0.6  # how likely a hazard must be where the text says that all is in order


def decide(scores: Scores, about: About, denied: AbstractSet[str], *, cleared: bool) -> Decision:
    """`denied`: hazards of which the text speaks only to deny them; they stay denied, whatever the weights say."""
    within = float(scores.classes[about.products].sum())
    harm = _worst(scores, about)
    raw = {"harm": float(scores.harm[harm])}
    if within < about.inside:
        scope = Scope(about.classes[int(np.where(about.products, -1, scores.classes).argmax())])
        raw |= {"scope": 1 - within, "product": 1 - within, "hazards": 1 - within}
        return Decision(scope=scope, product=None, hazards=(), harm=Harm(about.harm[harm]), raw=raw)
    best = int(np.where(about.products, scores.classes, -1).argmax())
    # 0 at the threshold, 1 or -1 at certainty on either side.
    limits = np.maximum(about.limits, CLEARED) if cleared else about.limits
    apart = scores.hazards - limits
    margin = apart / np.where(apart >= 0, 1 - limits, limits)
    if denied:
        margin[[about.hazards.index(code) for code in denied if code in about.hazards]] = -1
    said = {about.hazards[at] for at in np.flatnonzero(margin >= 0)}
    raw |= {"scope": within, "product": float(scores.classes[best]) / within, "hazards": float(np.abs(margin).min())}
    return Decision(
        scope=Scope.IN,
        product=about.classes[best],
        hazards=bounded(said, about.classes[best]),
        harm=Harm(about.harm[harm]),
        raw=raw,
    )


def _worst(scores: Scores, about: About) -> int:
    """Index of the harm. A grave one is taken for true well before it is the likeliest: missing it costs more."""
    grave = np.array([Harm(code) in GRAVE for code in about.harm])
    likely = float(scores.harm[grave].sum()) >= about.grave
    return int(np.where(grave == likely, scores.harm, -1).argmax())
