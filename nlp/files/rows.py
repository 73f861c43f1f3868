"""Boxes of text put back into rows, so that a label and its value stand on one line. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

GAP: Final = "  "  # between two boxes of a row
_SAME_ROW: Final = 0.5  # of a line's height


@dataclass(frozen=True, kw_only=True)
class Box:
    """A line of text: its middle, its sides and its slope (radians) in pixels of the picture."""

    text: str
    x: float
    y: float
    width: float
    height: float
    slope: float

    @classmethod
    def of(cls, corners: Sequence[Sequence[float]], text: str) -> Box:
        """`corners` clockwise from the upper left."""
        (ax, ay), (bx, by), _, (dx, dy) = ((float(x), float(y)) for x, y in corners)
        return cls(
            text=text.strip(),
            x=sum(float(corner[0]) for corner in corners) / 4,
            y=sum(float(corner[1]) for corner in corners) / 4,
            width=math.hypot(bx - ax, by - ay),
            height=math.hypot(dx - ax, dy - ay),
            slope=math.atan2(by - ay, bx - ax),
        )

    @property
    def tall(self) -> bool:
        return self.height > 1.5 * self.width


def rows(boxes: Sequence[Box]) -> tuple[str, ...]:
    """The texts from top to bottom; what stands side by side is one row, from left to right."""
    if not boxes:
        return ()
    slope = median(box.slope for box in boxes)
    cos, sin = math.cos(slope), math.sin(slope)
    # As if the picture had been held straight: (down, right, box).
    placed = sorted(((box.y * cos - box.x * sin, box.x * cos + box.y * sin, box) for box in boxes), key=lambda p: p[0])
    lines: list[list[tuple[float, float, Box]]] = []
    for place in placed:
        last = lines[-1][-1] if lines else None
        if last is not None and place[0] - last[0] < _SAME_ROW * min(place[2].height, last[2].height):
            lines[-1].append(place)
        else:
            lines.append([place])
    return tuple(GAP.join(box.text for _, _, box in sorted(line, key=lambda p: p[1])) for line in lines)
