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
from nlp.training.corpus import Example, Term
from risk.finding import HARM_ORDER

LONGEST: Final = 4  # characters of an n-gram
LONGEST_WORD: Final = 24
SEEN: Final = 2  # texts in which a string must stand
MOST: Final = 12_000  # strings that are kept
STRENGTH: Final = 20.0  # C of the logistic regressions
SIGN_SCALE: Final = 0.15  # how lightly the rules' findings are regularised beside the strings
TERM_WEIGHT: Final = 0.3  # of a lexicon term beside a tip
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


def fit(tips: Sequence[Example], terms: Sequence[Term]) -> Fitted:
    """One multinomial head over products and out-of-scope codes, one head for each hazard, one for harm."""
    bags = [strings(tip.text, tip.words) for tip in tips]
    small = [strings(term.text, (term.text,)) for term in terms]
    grams = _choose(bags, [tip.label for tip in tips], tips)
    counts = Counter(gram for bag in bags for gram in bag)
    rarity = np.array([log((1 + len(tips)) / (1 + counts[gram])) + 1 for gram in grams])
    signs = tuple(sorted({name for tip in tips for name in tip.signs}))
    sign_row = {name: at for at, name in enumerate(signs)}
    index = {gram: at for at, gram in enumerate(grams)}
    of_tips = sparse.hstack([_bags(bags, index, rarity), _signs(tips, sign_row)]).tocsr()
    of_terms = sparse.hstack([_bags(small, index, rarity), sparse.csr_matrix((len(terms), len(signs)))]).tocsr()
    columns, bias = _heads(tips, terms, of_tips, of_terms)
    columns[: len(grams)] *= rarity[:, None]
    columns[len(grams) :] *= SIGN_SCALE
    return Fitted(
        grams=grams,
        signs=signs,
        matrix=columns.astype(np.float16),
        squares=(rarity**2).astype(np.float32),
        bias=bias.astype(np.float32),
        classes=tuple(sorted({tip.label for tip in tips} | {term.code for term in terms if term.kind == "product"})),
        hazards=_hazards(tips),
    )


def _hazards(tips: Sequence[Example]) -> tuple[str, ...]:
    return tuple(sorted({code for tip in tips for code in tip.row["hazards"]}))


def _choose(bags: Sequence[set[str]], labels: Sequence[str], tips: Sequence[Example]) -> tuple[str, ...]:
    """The strings that tell most about the labels (chi-square over every head), sorted."""
    from sklearn.feature_selection import chi2

    counts = Counter(gram for bag in bags for gram in bag)
    grams = sorted(gram for gram, count in counts.items() if count >= SEEN)
    index = {gram: at for at, gram in enumerate(grams)}
    plain = _bags(bags, index, np.ones(len(grams)), normed=False)
    best = np.zeros(len(grams))
    targets: list[Sequence[Any]] = [labels, [tip.row["harm"] for tip in tips]]
    targets += [[code in tip.row["hazards"] for tip in tips] for code in _hazards(tips)]
    for target in targets:
        score = np.nan_to_num(chi2(plain, target)[0])
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


def _signs(tips: Sequence[Example], row: dict[str, int]) -> Any:
    cells = [(at, row[name], value * SIGN_SCALE) for at, tip in enumerate(tips) for name, value in tip.signs.items()]
    lines, columns, values = zip(*cells, strict=True)
    return sparse.csr_matrix((values, (lines, columns)), shape=(len(tips), len(row)))


def _heads(tips: Sequence[Example], terms: Sequence[Term], of_tips: Any, of_terms: Any) -> tuple[Any, Any]:
    """(coefficients by row and column, bias by column)."""
    inside = np.array([tip.inside for tip in tips])
    pieces = [_head([tip.label for tip in tips], of_tips, terms, of_terms, "product")]
    for code in _hazards(tips):
        labels = [code if code in tip.row["hazards"] else "" for tip in tips]
        kept = [label for label, use in zip(labels, inside, strict=True) if use]
        pieces.append(_head(kept, of_tips[inside], terms, of_terms, "hazard", only=code))
    pieces.append(_head([HARMS.index(tip.row["harm"]) for tip in tips], of_tips, terms, of_terms, "harm"))
    return np.hstack([columns for columns, _ in pieces]), np.concatenate([bias for _, bias in pieces])


def _head(
    labels: Sequence[Any], of_tips: Any, terms: Sequence[Term], of_terms: Any, kind: str, only: str | None = None
) -> tuple[Any, Any]:
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    used = [at for at, term in enumerate(terms) if term.kind == kind]
    extra: list[Any] = [terms[at].code for at in used]
    if only is not None:
        extra = [code if code == only else "" for code in extra]
    if kind == "harm":
        extra = [HARMS.index(code) for code in extra]
    rows = sparse.vstack([of_tips, of_terms[used]]).tocsr()
    weight = np.concatenate([np.ones(len(labels)), np.full(len(used), TERM_WEIGHT)])
    with threadpool_limits(1):  # sums in one order
        head = LogisticRegression(C=STRENGTH, max_iter=1000, tol=1e-3).fit(
            rows, [*labels, *extra], sample_weight=weight
        )
    return head.coef_.T, head.intercept_
