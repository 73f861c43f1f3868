"""What a recipient wants to hear of, and whether a circular is that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from risk.circular import WARNING_ORDER, Circular, WarningLevel


@dataclass(frozen=True, kw_only=True)
class Subscription:
    """Empty tuples mean all. `quiet_from`/`quiet_to`: hours 0..23 local time, None = no quiet hours.

    `zone`: the time zone in which hours are meant, by its IANA name; "" = that of the installation. `bundled`: what is
    not urgent comes once a day with the digest.
    """

    id: str
    person_id: str
    created_at: datetime
    products: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    min_level: WarningLevel = WarningLevel.BLUE
    quiet_from: int | None = None
    quiet_to: int | None = None
    digest_hour: int | None = None  # a daily digest at this local hour
    active: bool = True
    zone: str = ""
    bundled: bool = False
    version: int = 0


class NotifyReason(StrEnum):
    """Why somebody receives a circular, or does not."""

    NAMED = "named"
    EVERYONE = "everyone"
    SUBSCRIBED = "subscribed"
    COLLEAGUE = "colleague"  # nobody before them in their organisation has acknowledged
    OTHER_PRODUCT = "other_product"
    OTHER_HAZARD = "other_hazard"
    OTHER_ORIGIN = "other_origin"
    BELOW_LEVEL = "below_level"
    PAUSED = "paused"


def within(code: str, tree: tuple[str, ...]) -> bool:
    """`toys.magnetic` is within `toys`; an empty tree holds everything."""
    return not tree or any(code == top or code.startswith(f"{top}.") for top in tree)


def match(subscription: Subscription, circular: Circular) -> NotifyReason:
    """`SUBSCRIBED`, or the first reason why not. A circular without a product or origin concerns all of them."""
    if not subscription.active:
        return NotifyReason.PAUSED
    if circular.product is not None and not within(circular.product, subscription.products):
        return NotifyReason.OTHER_PRODUCT
    if circular.hazards and subscription.hazards and not set(circular.hazards) & set(subscription.hazards):
        return NotifyReason.OTHER_HAZARD
    if circular.origin and subscription.origins and circular.origin not in subscription.origins:
        return NotifyReason.OTHER_ORIGIN
    if WARNING_ORDER.index(circular.level) < WARNING_ORDER.index(subscription.min_level):
        return NotifyReason.BELOW_LEVEL
    return NotifyReason.SUBSCRIBED
