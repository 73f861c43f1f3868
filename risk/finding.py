"""What triage says about a text, each statement with its evidence and confidence. Fields as in the labelled sample."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from risk.peril import Peril


class Scope(StrEnum):
    """Art. 2: food, cosmetics, animals and plants (and medicines) are outside."""

    IN = "in"
    FOOD = "out_food"
    COSMETICS = "out_cosmetics"
    ANIMAL_PLANT = "out_animal_plant"
    MEDICINE = "out_medicine"
    OTHER = "out_other"


class Harm(StrEnum):
    """The worst that happened, in rising order (see `HARM_ORDER`)."""

    NONE = "none"
    NEAR_MISS = "near_miss"
    PROPERTY = "property"
    MINOR = "minor"
    SERIOUS = "serious"
    FATAL = "fatal"


class Urgency(StrEnum):
    """How soon an officer must look, in falling order; the rule is `risk.urgency`."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    ROUTINE = "routine"


HARM_ORDER: tuple[Harm, ...] = tuple(Harm)
GRAVE = frozenset({Harm.SERIOUS, Harm.FATAL})
VULNERABLE = ("child", "infant", "elderly", "pregnant", "disabled")
ENTITIES = ("brand", "model", "batch", "hs_code", "origin", "port", "date", "quantity")
CITED = ("standard", "place")  # entities without labels to measure them by


class Evidence(NamedTuple):
    """`start`/`end`: offsets in the original text, in code points. `label`: e.g. `product:toys`, `hazard:fire`."""

    start: int
    end: int
    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One text's triage.

    `confidence` and `abstained` are keyed by field: `scope`, `product`, `hazards`, `harm`, `injured`, `vulnerable`,
    `urgency`, and each of `ENTITIES` and `CITED`; of what is not said, how sure it is that nothing is.
    """

    scope: Scope
    product: str | None
    hazards: tuple[str, ...]
    harm: Harm
    injured: int | None
    vulnerable: tuple[str, ...]
    entities: dict[str, str | None]
    severity_rank: int
    lang: str
    confidence: dict[str, float]
    evidence: tuple[Evidence, ...]
    version: str
    abstained: tuple[str, ...] = field(default_factory=tuple)
    trade: str = "unknown"  # a value of `risk.information.Trade`, where the text says it
    urgency: Urgency = Urgency.ROUTINE
    urgency_reason: str = "none"  # a value of `risk.urgency.UrgencyReason`
    standards: tuple[str, ...] = ()  # that the text cites, in its words
    place: str | None = None  # where it happened or was bought, in the words of the text
    refer_to: str = ""  # where an out-of-scope tip belongs: a catalogue key suffix, e.g. "food"
    chances: tuple[tuple[str, float], ...] = ()  # of what may be meant: `product:` or `hazard:` and the code
    peril: Peril | None = None  # what goes on while they write; advice comes first then
