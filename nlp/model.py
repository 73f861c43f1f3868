"""The model: one matrix over strings that occur in a text and over what the rules found in it."""

from __future__ import annotations

import hashlib
import io
import json
import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from importlib import resources
from math import sqrt
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.choosing import Chooser
from nlp.strings import Spotted, Strings
from risk.finding import GRAVE, Harm

Floats = NDArray[np.float32]
FIELDS: Final = ("scope", "product", "hazards", "harm")
READ: Final = 2048  # characters of the squeezed text; what follows is seen by the rules only
_SPACE = re.compile(r"\s+")
_LOOSE = re.compile(r"(?<![a-z0-9]) | (?![a-z0-9])")


def squeeze(text: str) -> str:
    """Without white space, except one blank between Latin words: so that spacing changes no string."""
    if _SPACE.search(text) is None:
        return text[:READ]
    return _LOOSE.sub("", _SPACE.sub(" ", text))[:READ]


class Scores(NamedTuple):
    """Probabilities by class (product codes and out-of-scope codes together), by hazard and by harm."""

    classes: Floats
    hazards: Floats
    harm: Floats
    spotted: Spotted
    found: Sequence[int]  # indices of grams in `spotted`, each once, in order
    block: Floats  # their weights
    size: float  # length of the vector of strings, by which the sum of their weights is divided


@dataclass(frozen=True, kw_only=True)
class About:
    """`classes`, `hazards`, `harm`: the columns of the matrix in this order. `thresholds`: of each hazard.

    `inside`, `grave`: how likely a tip must be in scope, and somebody gravely hurt, to be taken for it.

    `knots`: by field the (raw, calibrated) confidences between which is interpolated. `abstain`: by field.
    `least`: log-odds that each of `names.KINDS` needs. `second`: the share of the second opinion where it is asked;
    `doubt`: by field the raw confidence below which it is.
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
    second: float
    doubt: Mapping[str, float]

    @cached_property
    def products(self) -> tuple[int, ...]:
        """Which of the classes are products."""
        return tuple(at for at, code in enumerate(self.classes) if not code.startswith("out_"))

    @cached_property
    def outside(self) -> tuple[int, ...]:
        """Which of the classes are none."""
        return tuple(at for at, code in enumerate(self.classes) if code.startswith("out_"))

    @cached_property
    def of_products(self) -> Callable[[Sequence[float]], tuple[float, ...]]:
        """Of a number for each class those of the products, in their order."""
        products = self.products
        return itemgetter(*products) if len(products) > 1 else lambda row: tuple([row[at] for at in products])

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """By class, by `hazard:` and a hazard, by `harm:` and a harm: where it stands in the matrix."""
        labels = (*self.classes, *[f"hazard:{code}" for code in self.hazards], *[f"harm:{code}" for code in self.harm])
        return {label: at for at, label in enumerate(labels)}

    @cached_property
    def told(self) -> tuple[str, ...]:
        """The names of classes and hazards, in this order, as findings tell their chances."""
        return (*[f"product:{code}" for code in self.classes], *[f"hazard:{code}" for code in self.hazards])

    @cached_property
    def harms(self) -> tuple[Harm, ...]:
        return tuple(map(Harm, self.harm))

    @cached_property
    def graves(self) -> tuple[int, ...]:
        """Which of the harms are grave."""
        return tuple(at for at, harm in enumerate(self.harms) if harm in GRAVE)

    @cached_property
    def milder(self) -> tuple[int, ...]:
        """Which of them are not."""
        return tuple(at for at, harm in enumerate(self.harms) if harm not in GRAVE)

    @cached_property
    def _lines(self) -> Mapping[str, tuple[list[float], list[float]]]:
        return {field: ([x for x, _ in knots], [y for _, y in knots]) for field, knots in self.knots.items()}

    def calibrated(self, field: str, raw: float) -> float:
        """Between the knots a straight line."""
        xs, ys = self._lines[field]
        at = bisect_left(xs, raw)
        if at == 0:
            return ys[0]
        if at == len(xs):
            return ys[-1]
        x, y = xs[at - 1], ys[at - 1]
        return y + (ys[at] - y) * (raw - x) / (xs[at] - x)


@dataclass(frozen=True, kw_only=True)
class Weights:
    """What training makes. `matrix`: a row for each of `grams`, then of `signs`; `squares`: of each gram's weight.

    `hidden`: a column for each hidden unit, rows as in `matrix`, in steps of `steps` (a number for each row); `rests`:
    the units' bias. `outward`: a row for each unit, then the bias; a column for each hazard.
    `names`: for each of `names.KINDS` a column, a row for each of `marks`, then the bias. `second`: of the second
    opinion, see there.
    """

    grams: tuple[str, ...]
    signs: tuple[str, ...]
    matrix: NDArray[np.float16]
    squares: Floats
    bias: Floats
    hidden: NDArray[np.int8]
    steps: Floats
    rests: Floats
    outward: Floats
    marks: tuple[str, ...]
    names: NDArray[np.float16]
    second: NDArray[np.float16]
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
            hidden=self.hidden,
            steps=self.steps,
            rests=self.rests,
            outward=self.outward,
            marks=_letters("\n".join(self.marks)),
            names=self.names,
            second=self.second,
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
            hidden=arrays["hidden"],
            steps=arrays["steps"],
            rests=arrays["rests"],
            outward=arrays["outward"],
            marks=tuple(text["marks"].split("\n")),
            names=arrays["names"],
            second=arrays["second"],
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
                second=about["second"],
                doubt=about["doubt"],
            ),
        )


class Model:
    """Scores a text: strings by one pass of an automaton, weights by gather and sum.

    Hazards are the mean, as log-odds, of a linear model and of one with a hidden layer over the same strings.
    """

    def __init__(self, weights: Weights, version: str) -> None:
        self.about = weights.about
        self.second = weights.second
        self.version = version
        self.grams = weights.grams
        self._telling = bytes(len(gram) > 1 for gram in weights.grams)
        self._signs = {name: len(weights.grams) + at for at, name in enumerate(weights.signs)}
        self._hazards = len(self.about.classes)
        self._harm = self._hazards + len(self.about.hazards)
        self._end = self._harm + len(self.about.harm)
        # The hidden units' columns, and one more that has the squares: one sum gives everything.
        self._matrix = np.zeros((len(weights.matrix), self._end + len(weights.rests) + 1), np.float32)
        self._matrix[:, : self._end] = weights.matrix
        np.multiply(weights.hidden, weights.steps[:, None], out=self._matrix[:, self._end : -1])
        self._matrix[: len(weights.squares), -1] = weights.squares
        self._bias = np.concatenate([weights.bias, weights.rests, [0]]).astype(np.float32)
        self._outward, self._outward_bias = weights.outward[:-1], weights.outward[-1]
        rows = [[float(weight) for weight in row] for row in weights.names]
        self.choose = Chooser(dict(zip(weights.marks, rows, strict=False)), rows[-1], self.about.least)

    @cached_property
    def _strings(self) -> Strings:
        return Strings(grams=self.grams)

    def __call__(self, squeezed: str, signs: Mapping[str, float], spotted: Spotted | None = None) -> Scores:
        """`spotted`: what one pass over the squeezed text found, where somebody has made it already."""
        spotted = spotted or self._strings(squeezed)
        matches, first = spotted
        found = sorted({index for index, _, _ in matches if index >= first})
        known = [name for name in signs if name in self._signs]
        rows = np.fromiter([*found, *[self._signs[name] + first for name in known]], np.intp, len(found) + len(known))
        rows -= first
        gathered = self._matrix.take(rows, axis=0)
        block = gathered[: len(found)]
        total = np.add.reduce(block, axis=0)
        size = sqrt(total[-1]) or 1.0
        total /= size
        total += self._bias
        if known:
            total += np.fromiter([signs[name] for name in known], np.float32, len(known)) @ gathered[len(found) :]
        nonlinear = np.maximum(total[self._end : -1], 0) @ self._outward
        nonlinear += self._outward_bias
        linear = total[self._hazards : self._harm]
        linear += nonlinear
        linear *= 0.5
        powers = np.exp(total[: self._end], dtype=np.float64)
        odds = powers[self._hazards : self._harm]
        return Scores(
            classes=_shares(powers[: self._hazards]),
            hazards=odds / (1 + odds),
            harm=_shares(powers[self._harm :]),
            spotted=spotted,
            found=found,
            block=block,
            size=size,
        )

    def told_harm(self, scores: Scores) -> Floats:
        """The chances of harm if single characters said nothing: 世 of 博世 is no 去世. `scores`: of these weights."""
        first = scores.spotted.first
        lone = [at for at, index in enumerate(scores.found) if not self._telling[index - first]]
        said = scores.block[lone, self._harm : self._end].sum(axis=0) / scores.size
        return softmax(np.log(scores.harm + _LEAST) - said)

    def spans(self, scores: Scores, column: int, *, most: int) -> list[tuple[int, int]]:
        """Where the strings stand that spoke loudest for this column, in the squeezed text."""
        pulls = scores.block[:, column]
        if column < self._hazards:  # against the mean of the other classes
            pulls = pulls - np.add.reduce(scores.block[:, : self._hazards], axis=1) / self._hazards
        elif column >= self._harm:
            pulls = pulls - np.add.reduce(scores.block[:, self._harm : self._end], axis=1) / len(self.about.harm)
        found, telling = scores.found, self._telling  # a single character tells a reader nothing
        matches, first = scores.spotted
        loud = [at for at in (pulls > LOUD * scores.size).nonzero()[0].tolist() if telling[found[at] - first]]
        if loud:
            best = {index for _, index in sorted([(-pulls[at], found[at]) for at in loud])[:most]}
        else:
            told = [(-pull, at) for pull, at in zip(pulls.tolist(), found, strict=True) if pull > 0]
            told = [(pull, at) for pull, at in told if telling[at - first]]
            best = {min(told)[1]} if told else set()
        return [(start, end) for index, start, end in matches if index in best]


_LEAST: Final = np.float32(1e-9)  # a chance of nothing at all has no logarithm
LOUD: Final = 0.25  # log-odds below which a string is no evidence beside the loudest one


def softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max())
    found: Floats = powers / powers.sum()
    return found


def _shares(powers: NDArray[np.float64]) -> Floats:
    shares: Floats = powers / np.add.reduce(powers)
    return shares


SHIPPED: Final = Path(__file__).parent / "data" / "model" / "weights.npz"


def load_model() -> Model:
    """The shipped weights; the version is a digest of their file."""
    return open_model(resources.files("nlp").joinpath("data", "model", "weights.npz").read_bytes())


def open_model(data: bytes) -> Model:
    return Model(unpack(data), hashlib.sha256(data).hexdigest()[:8])
