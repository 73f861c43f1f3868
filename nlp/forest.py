"""Boosted decision trees, read: a chance from named numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import tanh
from typing import Any

# Of which trait, its threshold, the node where the trait is not above it, the node where it is.
Node = tuple[int, float, int, int]


@dataclass(frozen=True, kw_only=True)
class Forest:
    """`trees`: nodes, the root first; a leaf has trait -1 and its log-odds in place of the threshold.

    `bias`: log-odds before any tree. `least`: the chance from which it is one thing.
    """

    traits: Sequence[str]
    trees: Sequence[Sequence[Node]]
    bias: float
    least: float

    def __call__(self, told: Mapping[str, float]) -> float:
        """The chance. A trait that is not told is 0."""
        row = [told.get(name, 0.0) for name in self.traits]
        odds = self.bias
        for tree in self.trees:
            trait, value, low, high = tree[0]
            while trait >= 0:
                trait, value, low, high = tree[high if row[trait] > value else low]
            odds += value
        return (1 + tanh(odds / 2)) / 2


def forest_of(table: Mapping[str, Any]) -> Forest:
    """Of parsed JSON."""
    trees = [[(int(trait), value, int(low), int(high)) for trait, value, low, high in tree] for tree in table["trees"]]
    return Forest(traits=tuple(table["traits"]), trees=trees, bias=table["bias"], least=table["least"])


def pack(forests: Mapping[str, Forest]) -> bytes:
    """JSON, the same bytes for the same trees."""
    table = {
        name: {"bias": one.bias, "least": one.least, "traits": list(one.traits), "trees": [list(t) for t in one.trees]}
        for name, one in forests.items()
    }
    return json.dumps(table, sort_keys=True, separators=(",", ":")).encode()
