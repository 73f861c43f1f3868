"""How sure each statement about people, names and urgency is: measured shares, kept as data."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Final, NamedTuple

Knots = Sequence[tuple[float, float]]
SHIPPED: Final = Path(__file__).parent / "data" / "details" / "weights.json"
CELLS: Final = 128  # of a scale
NO_CANDIDATE: Final = -20.0  # log-odds where nothing might be the name


class Scale(NamedTuple):
    """A field's confidences at equal steps from `low` on: found by one multiplication."""

    low: float
    steps: float  # to a unit of the raw confidence
    values: tuple[float, ...]


def scale(knots: Knots) -> Scale:
    """Between the knots straight lines, to three places, in the middle of each cell."""
    low, high = knots[0][0], knots[-1][0]
    steps = CELLS / (high - low) if high > low else 0.0
    xs, ys = zip(*knots, strict=True)
    middles = [low + (cell + 0.5) / steps if steps else low for cell in range(CELLS)]
    return Scale(low, steps, tuple(round(_between(xs, ys, x), 3) for x in middles))


def _between(xs: Sequence[float], ys: Sequence[float], x: float) -> float:
    at = bisect_left(xs, x)
    if at in (0, len(xs)):
        return ys[min(at, len(xs) - 1)]
    return ys[at - 1] + (ys[at] - ys[at - 1]) * (x - xs[at - 1]) / (xs[at] - xs[at - 1])


@dataclass(frozen=True, slots=True)
class Sureness:
    """`scales`: by field (`brand:said`, `injured`, `urgency:grave-harm`) from the raw confidence or the log-odds.

    `shares`: by field and form (`date:iso`), the share that is right. `least`: below it, it abstains.
    """

    scales: Mapping[str, Scale]
    shares: Mapping[str, float]
    least: Mapping[str, float]

    def between(self, field: str, raw: float) -> float:
        low, steps, values = self.scales[field]
        step = int((raw - low) * steps)
        return values[0 if step < 0 else step if step < CELLS else -1]

    def share(self, field: str, form: str) -> float:
        return self.shares[f"{field}:{form}"]

    def abstained(self, confidence: Mapping[str, float]) -> tuple[str, ...]:
        return tuple([field for field, least in self.least.items() if confidence[field] < least])


def read_table() -> tuple[Mapping[str, Any], bytes]:
    """The shipped table and its bytes, of which the version is made."""
    data = resources.files("nlp").joinpath("data", "details", "weights.json").read_bytes()
    return json.loads(data), data


def sureness(table: Mapping[str, Any]) -> Sureness:
    scales = {field: scale([(x, y) for x, y in knots]) for field, knots in table["knots"].items()}
    return Sureness(scales=scales, shares=table["shares"], least=table["least"])
