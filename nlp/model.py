"""The linear model: one matrix over strings that occur in a text and over what the rules found in it."""

from __future__ import annotations

import hashlib
import io
import json
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any, Final

import numpy as np
from ahocorasick_rs import AhoCorasick, MatchKind
from numpy.typing import NDArray

from nlp.names import Chooser

Floats = NDArray[np.float32]
FIELDS: Final = ("scope", "product", "hazards", "harm")
READ: Final = 2048  # characters of the squeezed text; what follows is seen by the rules only
_SPACE = re.compile(r"\s+")
_LOOSE = re.compile(r"(?<![a-z0-9]) | (?![a-z0-9])")


def squeeze(text: str) -> str:
    """Without white space, except one blank between Latin words: so that spacing changes no string."""
    return _LOOSE.sub("", _SPACE.sub(" ", text))[:READ]


@dataclass(frozen=True, slots=True)
class Scores:
    """Probabilities by class (product codes and out-of-scope codes together), by hazard and by harm."""

    classes: Floats
    hazards: Floats
    harm: Floats
    matches: Sequence[tuple[int, int, int]]  # (row, start, end) of each string
    rows: NDArray[np.intp]
    size: float  # length of the vector of strings, by which the sum of their weights is divided


@dataclass(frozen=True, kw_only=True)
class About:
    """`classes`, `hazards`, `harm`: the columns of the matrix in this order. `thresholds`: of each hazard.

    `inside`, `grave`: how likely a tip must be in scope, and somebody gravely hurt, to be taken for it.

    `knots`: by field the (raw, calibrated) confidences between which is interpolated. `abstain`: by field.
    `least`: log-odds that each of `names.KINDS` needs.
    """

    classes: tuple[str, ...]
    hazards: tuple[str, ...]
    harm: tuple[str, ...]
    thresholds: tuple[float, ...]
    inside: float
    grave: float
    knots: Mapping[str, tuple[tuple[float, float], ...]]
    abstain: Mapping[str, float]
    least: tuple[float, ...]

    @cached_property
    def products(self) -> NDArray[np.bool_]:
        """Which of the classes are products."""
        return np.array([not code.startswith("out_") for code in self.classes])

    @cached_property
    def limits(self) -> Floats:
        return np.array(self.thresholds, np.float32)

    def calibrated(self, field: str, raw: float) -> float:
        """Between the knots a straight line."""
        knots = self.knots[field]
        at = bisect_left(knots, (raw,))
        if at in (0, len(knots)):
            return knots[min(at, len(knots) - 1)][1]
        (x, y), (right, top) = knots[at - 1], knots[at]
        return y + (top - y) * (raw - x) / (right - x)


@dataclass(frozen=True, kw_only=True)
class Weights:
    """What training makes. `matrix`: a row for each of `grams`, then of `signs`; `squares`: of each gram's weight.

    `names`: for each of `names.KINDS` a column, a row for each of `marks`, then the bias.
    """

    grams: tuple[str, ...]
    signs: tuple[str, ...]
    matrix: NDArray[np.float16]
    squares: Floats
    bias: Floats
    marks: tuple[str, ...]
    names: NDArray[np.float16]
    about: About

    def pack(self) -> bytes:
        """The same bytes for the same weights: npz members carry no time."""
        out = io.BytesIO()
        np.savez_compressed(
            out,
            grams=_letters("\n".join(self.grams)),
            signs=_letters("\n".join(self.signs)),
            matrix=self.matrix,
            squares=self.squares,
            bias=self.bias,
            marks=_letters("\n".join(self.marks)),
            names=self.names,
            about=_letters(
                json.dumps({f.name: getattr(self.about, f.name) for f in fields(self.about)}, sort_keys=True)
            ),
        )
        return out.getvalue()


def _letters(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(), dtype=np.uint8)


def unpack(data: bytes) -> Weights:
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        text = {name: arrays[name].tobytes().decode() for name in ("grams", "signs", "marks", "about")}
        about: dict[str, Any] = json.loads(text["about"])
        return Weights(
            grams=tuple(text["grams"].split("\n")),
            signs=tuple(text["signs"].split("\n")),
            matrix=arrays["matrix"],
            squares=arrays["squares"],
            bias=arrays["bias"],
            marks=tuple(text["marks"].split("\n")),
            names=arrays["names"],
            about=About(
                classes=tuple(about["classes"]),
                hazards=tuple(about["hazards"]),
                harm=tuple(about["harm"]),
                thresholds=tuple(about["thresholds"]),
                inside=about["inside"],
                grave=about["grave"],
                knots={field: tuple((x, y) for x, y in knots) for field, knots in about["knots"].items()},
                abstain=about["abstain"],
                least=tuple(about["least"]),
            ),
        )


class Model:
    """Scores a text: strings by one pass of an automaton, weights by gather and sum."""

    def __init__(self, weights: Weights, version: str) -> None:
        self.about = weights.about
        self.version = version
        self._automaton = AhoCorasick(weights.grams, matchkind=MatchKind.Standard)
        self._telling = np.array([len(gram) > 1 for gram in weights.grams])
        self._signs = {name: len(weights.grams) + at for at, name in enumerate(weights.signs)}
        self._matrix = weights.matrix.astype(np.float32)
        self._squares = weights.squares
        self._bias = weights.bias
        rows = [[float(weight) for weight in row] for row in weights.names]
        self.choose = Chooser(dict(zip(weights.marks, rows, strict=False)), rows[-1], self.about.least)
        first, second = len(self.about.classes), len(self.about.classes) + len(self.about.hazards)
        self._heads = slice(0, first), slice(first, second), slice(second, None)

    def __call__(self, squeezed: str, signs: Mapping[str, float]) -> Scores:
        matches = self._automaton.find_matches_as_indexes(squeezed, overlapping=True)
        rows = np.array(sorted({match[0] for match in matches}), np.intp)
        size = float(np.sqrt(self._squares[rows].sum())) or 1.0
        total = self._matrix.take(rows, axis=0).sum(axis=0) / size + self._bias
        if known := [(self._signs[name], value) for name, value in signs.items() if name in self._signs]:
            at, values = zip(*known, strict=True)
            total += np.array(values, np.float32) @ self._matrix.take(at, axis=0)
        classes, hazards, harm = (total[head] for head in self._heads)
        return Scores(
            classes=_softmax(classes),
            hazards=1 / (1 + np.exp(-hazards)),
            harm=_softmax(harm),
            matches=matches,
            rows=rows,
            size=size,
        )

    def spans(self, scores: Scores, column: int, *, most: int) -> list[tuple[int, int]]:
        """Where the strings stand that spoke loudest for this column, in the squeezed text."""
        head = next(head for head in self._heads if column < (head.stop or column + 1))
        rows = scores.rows[self._telling[scores.rows]]  # a single character tells a reader nothing
        pull = self._matrix[rows, column]
        if head is not self._heads[1]:  # against the mean of the other classes
            pull = pull - self._matrix[rows, head].mean(axis=1)
        first, *others = np.argsort(-pull, kind="stable")[:most] if len(pull) else (None,)
        best = {int(rows[at]) for at in others if pull[at] / scores.size > LOUD}
        if first is not None and pull[first] > 0:
            best.add(int(rows[first]))
        return [(start, end) for row, start, end in scores.matches if row in best]


LOUD: Final = 0.25  # log-odds below which a string is no evidence beside the loudest one


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max())
    found: Floats = powers / powers.sum()
    return found


SHIPPED: Final = Path(__file__).parent / "data" / "model" / "weights.npz"


def load_model() -> Model:
    """The shipped weights; the version is a digest of their file."""
    return open_model(resources.files("nlp").joinpath("data", "model", "weights.npz").read_bytes())


def open_model(data: bytes) -> Model:
    return Model(unpack(data), hashlib.sha256(data).hexdigest()[:8])
