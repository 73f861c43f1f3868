"""Fits the weights by which the thing at fault is chosen among those named: `python -m nlp.training.contest [--check]`.

Prints how often the right product comes first where it is named, each writing batch by weights that have not seen it.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from nlp.harm import find_harm
from nlp.hazard import find_hazards
from nlp.product import SHIPPED, contestants
from nlp.reader import Reader, load_reader
from nlp.rules import spots_of
from nlp.score import TIPS, batch_of
from nlp.training.corpus import read_rows, split
from risk.finding import Scope

SEEN: Final = 5  # names on which a mark must stand
PENALTY: Final = 3.0
STEPS: Final = 800
_LARGE: Final = 30.0  # log-odds
RULED: Final = 3.0  # how much more easily a rule's mark, which few tips show, gets a weight than the rest
FOLDS: Final = 5


@dataclass(frozen=True, slots=True)
class Named:
    """A tip's names: the code and the marks of each. `fault`: the code of what is at fault."""

    hand: str
    fault: str
    names: tuple[tuple[str, tuple[str, ...]], ...]


Weights = tuple[dict[str, float], float]
Floats = NDArray[np.float64]


def named(reader: Reader) -> list[Named]:
    """Of the training tips."""
    found = []
    for row in split(read_rows(sorted(TIPS.glob("*.jsonl"))))[0]:
        reading = reader(row["text"])
        hazards = find_hazards(reading)
        names = contestants(reading, spots_of(hazards, find_harm(reading, hazards.happened)))
        fault = row["product"] if row["scope"] == Scope.IN else row["scope"]
        found.append(Named(batch_of(row), fault, tuple((hit.code, tuple(true)) for hit, true in names)))
    return found


def fit_contest(tips: Iterable[Named]) -> Weights:
    """(log-odds by mark, bias): where the right answers are likeliest, less a penalty on the squares of the weights."""
    table = _table([tip for tip in tips if tip.names])
    start = np.zeros(len(table.marks) + 1)
    best = optimize.minimize(table.loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    *weights, bias = best.x
    return {
        mark: round(float(weight * scale), 3)
        for mark, weight, scale in zip(table.marks, weights, table.scale, strict=True)
    }, round(float(bias), 3)


@dataclass(frozen=True, slots=True)
class _Table:
    """`rows`: names × marks; `tip`: which tip each name is of; `right`: whether it is at fault; `told`: by tip whether
    one of its names is."""

    marks: tuple[str, ...]
    scale: Floats
    rows: Any
    tip: NDArray[np.int64]
    right: Floats
    told: Floats

    def loss(self, weights: Floats) -> tuple[float, Floats]:
        """With its gradient."""
        powers = np.exp(np.clip(self.rows @ weights[:-1] + weights[-1], -_LARGE, _LARGE))
        whole = np.bincount(self.tip, powers, len(self.told)) + 1  # the one: that none of them is
        good = np.bincount(self.tip, powers * self.right, len(self.told)) + (self.told == 0)
        pull = powers * self.right / good[self.tip] - powers / whole[self.tip]
        loss = np.log(whole).sum() - np.log(good).sum() + PENALTY / 2 * (weights[:-1] @ weights[:-1])
        return float(loss), np.append(PENALTY * weights[:-1] - self.rows.T @ pull, -pull.sum())


def _table(tips: Sequence[Named]) -> _Table:
    names = [(at, code == tip.fault, true) for at, tip in enumerate(tips) for code, true in tip.names]
    counts = Counter(mark for _, _, true in names for mark in true)
    known = tuple(sorted(mark for mark, count in counts.items() if count >= SEEN))
    index = {mark: at for at, mark in enumerate(known)}
    columns = [sorted(index[mark] for mark in true if mark in index) for *_, true in names]
    pointers = np.cumsum([0, *map(len, columns)])
    flat = np.concatenate([np.array(row, np.int64) for row in columns])
    scale = np.array([1.0 if "=" in mark else RULED for mark in known])
    tip = np.array([at for at, *_ in names])
    right = np.array([float(is_right) for _, is_right, _ in names])
    return _Table(
        marks=known,
        scale=scale,
        rows=sparse.csr_matrix((scale[flat], flat, pointers), shape=(len(names), len(known))),
        tip=tip,
        right=right,
        told=np.bincount(tip, right, len(tips)).astype(np.float64),
    )


def left_out(tips: Sequence[Named]) -> str:
    """How often the right product is first, of the tips that name it, by weights that have not seen the hand."""
    hands = sorted({tip.hand for tip in tips})
    there = first = 0
    for left in (hands[fold::FOLDS] for fold in range(FOLDS)):
        weights, bias = fit_contest(tip for tip in tips if tip.hand not in left)
        for tip in (tip for tip in tips if tip.hand in left and not tip.fault.startswith("out_")):
            powers: dict[str, float] = {}
            for code, true in tip.names:
                power = exp(bias + sum(weights.get(mark, 0.0) for mark in true))
                powers[code] = powers.get(code, 0.0) + power
            products = {code: power for code, power in powers.items() if not code.startswith("out_")}
            if tip.fault in products:
                there += 1
                first += max(products, key=lambda code: (products[code], code)) == tip.fault
    return f"left out in turn: of {there} tips that name the product at fault it comes first in {first / there:.3f}\n"


def main(arguments: Sequence[str]) -> int:
    tips = named(load_reader())
    weights, bias = fit_contest(tips)
    made = {"made_by": "python -m nlp.training.contest", "bias": bias, "weights": weights}
    text = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    if "--check" in arguments:
        return int(text != SHIPPED.read_text(encoding="utf-8"))
    SHIPPED.write_text(text, encoding="utf-8")
    sys.stdout.write(left_out(tips))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
