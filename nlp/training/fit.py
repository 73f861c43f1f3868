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
from nlp.training.corpus import Lesson
from risk.finding import HARM_ORDER

LONGEST: Final = 4  # characters of an n-gram
LONGEST_WORD: Final = 24
SEEN: Final = 2  # texts in which a string must stand
MOST: Final = 20_000  # strings that are kept
STRENGTH: Final = 20.0  # C of the logistic regressions
TELLING_STRENGTH: Final = 5.0  # C of those whose columns are scaled by how much they tell
SIGN_SCALE: Final = 0.15  # how lightly the rules' findings are regularised beside the strings
HARMS: Final = tuple(harm.value for harm in HARM_ORDER)


@dataclass(frozen=True, kw_only=True)
class Fitted:
    grams: tuple[str, ...]
    signs: tuple[str, ...]
    matrix: NDArray[np.float16]
    squares: Floats
    bias: Floats
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
    columns, bias = _heads(everything, rows, classes, hazards)
    columns[: len(grams)] *= rarity[:, None]
    columns[len(grams) :] *= SIGN_SCALE
    return Fitted(
        grams=grams,
        signs=signs,
        matrix=columns.astype(np.float16),
        squares=(rarity**2).astype(np.float32),
        bias=bias.astype(np.float32),
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


def targets(lessons: Sequence[Lesson], hazards: Sequence[str]) -> Iterable[tuple[list[int], list[Any]]]:
    """By head: (lessons that say something about it, what they say); products, each hazard, harm."""
    known = [at for at, one in enumerate(lessons) if one.label is not None]
    yield known, [lessons[at].label for at in known]
    known = [at for at, one in enumerate(lessons) if one.hazards is not None]
    for code in hazards:
        yield known, [code in (lessons[at].hazards or ()) for at in known]
    known = [at for at, one in enumerate(lessons) if one.harm is not None]
    yield known, [HARMS.index(lessons[at].harm or "") for at in known]


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


def _heads(
    lessons: Sequence[Lesson], rows: Any, classes: Sequence[str], hazards: Sequence[str]
) -> tuple[NDArray[Any], NDArray[Any]]:
    """(coefficients by row and column, bias by column).

    Hazards and harm: the mean of two regressions, of which one sees each column scaled by how much it tells (Wang and
    Manning 2012, *Baselines and Bigrams*). Their errors differ, and the mean of two linear models is one again.
    """
    from threadpoolctl import threadpool_limits

    weights = np.array([one.weight for one in lessons])
    present = (rows > 0).astype(np.float64)
    pieces = []
    with threadpool_limits(1):  # sums in one order
        for at, (known, target) in enumerate(targets(lessons, hazards)):
            table, here, weight = rows[known], present[known], weights[known]
            plain = regression(table, target, weight, STRENGTH)
            if at == 0:
                pieces.append(plain)
                continue
            wanted = [True] if at <= len(hazards) else range(len(HARMS))
            columns, bias = [], []
            for one in wanted:
                scale = _telling(here, np.array([value == one for value in target]), weight)
                told = regression(table @ sparse.diags(scale), [v == one for v in target], weight, TELLING_STRENGTH)
                columns.append(told[0] * scale[:, None])
                bias.append(told[1])
            pieces.append(((plain[0] + np.hstack(columns)) / 2, (plain[1] + np.concatenate(bias)) / 2))
    return np.hstack([columns for columns, _ in pieces]), np.concatenate([bias for _, bias in pieces])


def _telling(present: Any, wanted: NDArray[np.bool_], weight: NDArray[Any]) -> NDArray[Any]:
    """By column how far its share among the wanted texts lies from its share among the others, as a log ratio."""
    among = 1 + present.T @ (weight * wanted)
    others = 1 + present.T @ (weight * ~wanted)
    ratio: NDArray[Any] = np.abs(np.log((among / among.sum()) / (others / others.sum())))
    ratio /= ratio.mean()
    return ratio


def regression(rows: Any, target: Sequence[Any], weight: NDArray[Any], strength: float) -> tuple[Any, Any]:
    from sklearn.linear_model import LogisticRegression

    head = LogisticRegression(C=strength, max_iter=1000, tol=1e-3).fit(rows, target, sample_weight=weight)
    return head.coef_.T, head.intercept_
