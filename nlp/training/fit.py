"""Fits the matrix with scikit-learn, which only training needs. The same rows give the same bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from nlp.model import Floats
from nlp.training.corpus import HARMS, Lesson, targets
from nlp.training.hidden import Hidden, fit_hidden, thinned

LONGEST: Final = 4  # characters of an n-gram
LONGEST_WORD: Final = 24
SEEN: Final = 2  # texts in which a string must stand
MOST: Final = 20_000  # strings that are kept
STRENGTH: Final = 20.0  # C of the logistic regressions
WHOLE_STRENGTH: Final = 8.0  # C of the one for products and out-of-scope codes that sees whole texts
THINNED: Final = 0.3  # share of their strings that the other one's texts lack
COPIES: Final = 2  # of each text, so thinned
TELLING_STRENGTH: Final = 5.0  # C of those whose columns are scaled by how much they tell
CLOSE: Final = 1e-4  # of the gradient; further away, weights are those of an unfinished search
SIGN_SCALE: Final = 0.15  # how lightly the rules' findings are regularised beside the strings


@dataclass(frozen=True, kw_only=True)
class Fitted:
    grams: tuple[str, ...]
    signs: tuple[str, ...]
    matrix: NDArray[np.float16]
    squares: Floats
    bias: Floats
    hidden: Hidden
    classes: tuple[str, ...]
    hazards: tuple[str, ...]


def strings(text: str, words: Sequence[str] = ()) -> set[str]:
    """Character 1- to 4-grams, words and pairs of words; every one of them occurs in the text as it is."""
    found = {text[at : at + n] for n in range(1, LONGEST + 1) for at in range(len(text) - n + 1)}
    found.update(word for word in words if LONGEST < len(word) <= LONGEST_WORD)
    for first, second in pairwise(words):
        for pair in (first + second, f"{first} {second}"):
            if LONGEST < len(pair) <= LONGEST_WORD and pair in text:
                found.add(pair)
    return found


def fit(lessons: Sequence[Lesson], terms: Sequence[Lesson]) -> Fitted:
    """One multinomial head over products and out-of-scope codes, one head for each hazard, one for harm.

    `lessons`: tips and phrases, from which strings and their rarity are taken; `terms`: of the lexicon.
    """
    bags = [strings(one.text, one.words) for one in lessons]
    small = [strings(term.text, term.words) for term in terms]
    hazards = tuple(sorted({code for one in lessons for code in one.hazards or ()}))
    grams = _choose(bags, lessons, hazards)
    counts = Counter(gram for bag in bags for gram in bag)
    rarity = np.array([log((1 + len(lessons)) / (1 + counts[gram])) + 1 for gram in grams])
    signs = tuple(sorted({name for one in lessons for name in one.signs}))
    index = {gram: at for at, gram in enumerate(grams)}
    of_signs = _signs(lessons, {name: at for at, name in enumerate(signs)})
    rows = sparse.vstack(
        [
            sparse.hstack([_bags(bags, index, rarity), of_signs]),
            sparse.hstack([_bags(small, index, rarity), sparse.csr_matrix((len(terms), len(signs)))]),
        ]
    ).tocsr()
    everything = [*lessons, *terms]
    classes = tuple(sorted({one.label for one in everything if one.label is not None}))
    columns, bias = _heads(everything, rows, hazards)
    scale = np.concatenate([rarity, np.full(len(signs), SIGN_SCALE)])
    columns *= scale[:, None]
    return Fitted(
        grams=grams,
        signs=signs,
        matrix=columns.astype(np.float16),
        squares=(rarity**2).astype(np.float32),
        bias=bias.astype(np.float32),
        hidden=fit_hidden(everything, rows, hazards, scale),
        classes=classes,
        hazards=hazards,
    )


def _choose(bags: Sequence[set[str]], lessons: Sequence[Lesson], hazards: Sequence[str]) -> tuple[str, ...]:
    """The strings that tell most about the labels (chi-square over every head), sorted."""
    from sklearn.feature_selection import chi2

    counts = Counter(gram for bag in bags for gram in bag)
    grams = sorted(gram for gram, count in counts.items() if count >= SEEN)
    index = {gram: at for at, gram in enumerate(grams)}
    plain = _bags(bags, index, np.ones(len(grams)), normed=False)
    best = np.zeros(len(grams))
    for known, target in targets(lessons, hazards):
        score = np.nan_to_num(chi2(plain[known], target)[0])
        best = np.maximum(best, score / (len(set(target)) ** 0.5))
    kept = np.argsort(-best, kind="stable")[:MOST]
    return tuple(grams[at] for at in sorted(kept))


def _bags(bags: Iterable[set[str]], index: dict[str, int], rarity: NDArray[Any], *, normed: bool = True) -> Any:
    pointers, columns = [0], []
    for bag in bags:
        columns.extend(sorted(index[gram] for gram in bag if gram in index))
        pointers.append(len(columns))
    found = sparse.csr_matrix((rarity[columns], columns, pointers), shape=(len(pointers) - 1, len(index)))
    if not normed:
        return found
    sizes = np.sqrt(np.asarray(found.multiply(found).sum(axis=1)).ravel())
    return sparse.diags(1 / np.maximum(sizes, 1e-9)) @ found


def _signs(lessons: Sequence[Lesson], row: dict[str, int]) -> Any:
    cells = [(at, row[name], value * SIGN_SCALE) for at, one in enumerate(lessons) for name, value in one.signs.items()]
    lines, columns, values = zip(*cells, strict=True)
    return sparse.csr_matrix((values, (lines, columns)), shape=(len(lessons), len(row)))


def _heads(lessons: Sequence[Lesson], rows: Any, hazards: Sequence[str]) -> tuple[NDArray[Any], NDArray[Any]]:
    """(coefficients by row and column, bias by column).

    Each head is the mean of two regressions: their errors differ, and the mean of two linear models is one again.
    """
    from threadpoolctl import threadpool_limits

    weights = np.array([one.weight for one in lessons])
    present = (rows > 0).astype(np.float64)
    pieces = []
    with threadpool_limits(1):  # sums in one order
        for at, (known, target) in enumerate(targets(lessons, hazards)):
            table, weight = rows[known], weights[known]
            if at == 0:
                first = regression(table, target, weight, WHOLE_STRENGTH)
                second = _of_thinned(table, target, weight)
            else:
                first = regression(table, target, weight, STRENGTH)
                wanted = [True] if at <= len(hazards) else range(len(HARMS))
                second = _of_telling(table, present[known], target, weight, wanted)
            pieces.append(((first[0] + second[0]) / 2, (first[1] + second[1]) / 2))
    return np.hstack([columns for columns, _ in pieces]), np.concatenate([bias for _, bias in pieces])


def _of_thinned(rows: Any, target: Sequence[Any], weight: NDArray[Any]) -> tuple[Any, Any]:
    """Also sees texts that lack some of their strings, so that it leans on no single one."""
    random = np.random.default_rng(0)
    table = sparse.vstack([rows, *(thinned(rows, THINNED, random) for _ in range(COPIES))]).tocsr()
    times = COPIES + 1
    return regression(table, [*target] * times, np.tile(weight, times) / times, STRENGTH)


def _of_telling(
    rows: Any, present: Any, target: Sequence[Any], weight: NDArray[Any], wanted: Iterable[Any]
) -> tuple[Any, Any]:
    """Each column scaled by how much it tells (Wang and Manning 2012, *Baselines and Bigrams*)."""
    columns, bias = [], []
    for one in wanted:
        scale = _telling(present, np.array([value == one for value in target]), weight)
        told = regression(rows @ sparse.diags(scale), [v == one for v in target], weight, TELLING_STRENGTH)
        columns.append(told[0] * scale[:, None])
        bias.append(told[1])
    return np.hstack(columns), np.concatenate(bias)


def _telling(present: Any, wanted: NDArray[np.bool_], weight: NDArray[Any]) -> NDArray[Any]:
    """By column how far its share among the wanted texts lies from its share among the others, as a log ratio."""
    among = 1 + present.T @ (weight * wanted)
    others = 1 + present.T @ (weight * ~wanted)
    ratio: NDArray[Any] = np.abs(np.log((among / among.sum()) / (others / others.sum())))
    ratio /= ratio.mean()
    return ratio


def regression(rows: Any, target: Sequence[Any], weight: NDArray[Any], strength: float) -> tuple[Any, Any]:
    from sklearn.linear_model import LogisticRegression

    head = LogisticRegression(C=strength, max_iter=1000, tol=CLOSE).fit(rows, target, sample_weight=weight)
    return head.coef_.T, head.intercept_
