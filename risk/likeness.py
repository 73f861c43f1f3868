"""Whether two pieces of information are about the same thing: what is compared, and the verdict with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, kw_only=True)
class Thing:
    """What a text tells of a product and of what went wrong with it; "" and () = not told.

    `brand`, `model`: folded, so that width, case, script, spaces and hyphens do not count. `kind`: which sort of the
    product (a kettle, a toy car). `details`: codes of the part at fault and of how it failed. `text`: the folded
    words, in which a name that the other text gives may stand; "" for a stored thing. `day`: of the event, MM-DD;
    `places`: folded names of regions, of the place and the port; `chances`: as in a finding; `injured`: people. All of
    these only where the text is at hand. `hints`: all names, codes and kinds in the text and its rare words, by which
    tips that may be about the same thing are found.
    """

    product: str | None
    hazards: tuple[str, ...] = ()
    brand: str = ""
    model: str = ""
    kind: str = ""
    details: tuple[str, ...] = ()
    text: str = ""
    day: str = ""
    places: tuple[str, ...] = ()
    chances: tuple[tuple[str, float], ...] = ()
    injured: int | None = None
    hints: tuple[str, ...] = ()


class JoinReason(StrEnum):
    """Why two pieces of information belong together, or why not."""

    SAME_TEXT = "same_text"  # the very same message
    SAME_MODEL = "same_model"
    SAME_BRAND_PATTERN = "same_brand_pattern"  # the model is not told by both
    SAME_KIND_PATTERN = "same_kind_pattern"  # neither names brand or model, or only one does
    DIFFERENT_PRODUCT = "different_product"
    DIFFERENT_BRAND = "different_brand"
    DIFFERENT_MODEL = "different_model"
    DIFFERENT_THING = "different_thing"  # another sort within the product group
    DIFFERENT_HAZARD = "different_hazard"
    DIFFERENT_FAILURE = "different_failure"  # or another day, place or injured person
    BRAND_UNTOLD = "brand_untold"  # one text names a brand, the other tells too little else
    NO_COMMON_GROUND = "no_common_ground"
    OPENED = "opened"  # nothing to compare it with: it opened the signal
    BY_OFFICER = "by_officer"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """`likely`: how likely it is the same, where that was weighed."""

    same: bool
    reason: JoinReason
    likely: float = 0.0


SURER = (
    JoinReason.SAME_TEXT,
    JoinReason.SAME_MODEL,
    JoinReason.SAME_BRAND_PATTERN,
    JoinReason.SAME_KIND_PATTERN,
)  # of several that are the same, the surest comes first


class JoinDecision(StrEnum):
    """What an officer did with information that the program had joined or kept apart."""

    SPLIT = "split"
    MOVE = "move"
    MERGE = "merge"


@dataclass(frozen=True, kw_only=True)
class JoinCase:
    """An officer's decision on a pair, kept to measure and to train by; only ever added. Ids only."""

    id: str
    information_id: str
    other_id: str  # the information that it was compared with
    same: bool
    decision: JoinDecision
    reason: str  # what the program says of the pair, a `JoinReason`
    actor_id: str
    at: datetime
