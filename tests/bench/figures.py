"""A measured value, with what we aim at."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Figure:
    """`name`: its key in the JSON line. `most`/`least`: the aim, None where there is none."""

    name: str
    what: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None

    @property
    def aim(self) -> str:
        if self.most is not None:
            return f"at most {self.most:g}"
        return f"at least {self.least:g}" if self.least is not None else ""

    @property
    def met(self) -> bool:
        if self.most is not None:
            return self.value <= self.most
        return self.least is None or self.value >= self.least


def percentile(values: list[float], share: float) -> float:
    """The smallest value that at least `share` of the values do not exceed."""
    return sorted(values)[math.ceil(share * len(values)) - 1]
