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
    """Of parsed JSON. Raises `ValueError` on what `pack` did not write."""
    try:
        trees = [[_node(*node) for node in tree] for tree in table["trees"]]
        bias, least = float(table["bias"]), float(table["least"])
        found = Forest(traits=tuple(table["traits"]), trees=trees, bias=bias, least=least)
    except (KeyError, TypeError) as wrong:
        raise ValueError("no forest") from wrong
    if not all(_is_whole(tree, len(found.traits)) for tree in trees):
        raise ValueError("no tree")
    return found


def _node(trait: int, value: float, low: int, high: int) -> Node:
    return int(trait), float(value), int(low), int(high)


def _is_whole(tree: Sequence[Node], traits: int) -> bool:
    """Every branch asks for a trait that there is and leads on to nodes behind it, so that it ends."""
    return bool(tree) and all(
        trait == -1 or (0 <= trait < traits and at < low < len(tree) and at < high < len(tree))
        for at, (trait, _, low, high) in enumerate(tree)
    )


def pack(forests: Mapping[str, Forest]) -> bytes:
    """JSON, the same bytes for the same trees."""
    table = {
        name: {"bias": one.bias, "least": one.least, "traits": list(one.traits), "trees": [list(t) for t in one.trees]}
        for name, one in forests.items()
    }
    return json.dumps(table, sort_keys=True, separators=(",", ":")).encode()
