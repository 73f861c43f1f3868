"""What endangers people while they write to us; each kind asks for advice of its own."""

from __future__ import annotations

from enum import StrEnum


class Peril(StrEnum):
    """Not stored with a case: it is over when the case is read."""

    GAS = "gas"  # fuel gas or carbon monoxide
    BATTERY = "battery"  # it smokes, burns or is too hot to touch
    FIRE = "fire"  # flames of anything else
    SMOKE = "smoke"  # of anything else, and no flames yet
    SHOCK = "shock"  # mains electricity where hands can be
    PERSON = "person"  # trapped, unconscious, out of breath
    SWALLOWED = "swallowed"
    OTHER = "other"
