"""Which lane what is said of a circular takes: an exercise always goes last, so that it never delays a real one."""

from __future__ import annotations

from casework.ports import Lane
from risk.circular import Circular, emergency


def lane_of(circular: Circular) -> Lane:
    """Of the circular itself."""
    return Lane.EMERGENCY if emergency(circular) else notice_lane(circular)


def notice_lane(circular: Circular) -> Lane:
    """Of news about it, such as its end."""
    return Lane.EXERCISE if circular.exercise else Lane.CIRCULAR
