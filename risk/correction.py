"""An officer puts right what triage said of information (Art. 11): the labels before and after, only ever added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from risk.errors import Invalid
from risk.finding import Harm, Scope
from risk.taxonomy import hazards, products


class LabelField(StrEnum):
    """What of the labels can be put right."""

    SCOPE = "scope"
    PRODUCT = "product"
    HAZARDS = "hazards"
    HARM = "harm"


@dataclass(frozen=True, kw_only=True)
class Labels:
    """How information is sorted. Out of scope there is neither product nor hazard; `hazards` are sorted codes."""

    scope: str
    product: str | None
    hazards: tuple[str, ...]
    harm: str

    def differing(self, other: Labels) -> tuple[LabelField, ...]:
        """The fields in which the two differ."""
        return tuple(field for field in LabelField if getattr(self, field) != getattr(other, field))


@dataclass(frozen=True, kw_only=True)
class Correction:
    """One piece of information put right by one act; corrections with the same `act_id` were made at once.

    `said`: what triage of that `version` had found. `read`: how many characters of the information's text were there
    to read; the text itself stays with the information, so that it is erased with it. `undoes`: the `act_id` that is
    taken back.
    """

    id: str
    act_id: str
    information_id: str
    signal_id: str
    actor_id: str
    at: datetime
    before: Labels
    after: Labels
    said: Labels
    triage_version: str
    read: int
    undoes: str | None = None


def checked(labels: Labels) -> Labels:
    """The labels, hazards sorted. Raises `Invalid` with the field that no rule allows."""
    if labels.scope not in set(Scope):
        raise Invalid(field="scope")
    if labels.harm not in set(Harm):
        raise Invalid(field="harm_described")
    inside = labels.scope == Scope.IN
    if (labels.product is not None and labels.product not in products()) or (not inside and labels.product):
        raise Invalid(field="product")
    if not set(labels.hazards) <= set(hazards()) or (not inside and labels.hazards):
        raise Invalid(field="hazards")
    return Labels(
        scope=labels.scope, product=labels.product, hazards=tuple(sorted(set(labels.hazards))), harm=labels.harm
    )


def standing(corrections: Iterable[Correction]) -> Sequence[Correction]:
    """In order, without those taken back and those that took back."""
    made = list(corrections)
    undone = {(item.undoes, item.information_id) for item in made if item.undoes}
    return [item for item in made if not item.undoes and (item.act_id, item.information_id) not in undone]
