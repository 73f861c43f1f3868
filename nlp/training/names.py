"""Fits the weights by which brand, model, port and origin are chosen among the candidates of a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from nlp.choosing import Chooser
from nlp.entities import names_of
from nlp.names import KINDS, Candidate, Surroundings, marks, may_be
from nlp.reader import Reader
from nlp.score import plain_form
from nlp.training.corpus import Example

SEEN: Final = 2  # candidates on which a mark must stand
STRENGTH: Final = 3.0
_GRID: Final = np.arange(-2.0, 1.01, 0.25)


@dataclass(frozen=True, slots=True)
class Named:
    """One tip with its candidates; `truth[i]`: which of `KINDS` the i-th is, -1 for neither."""

    tip: Example
    around: Surroundings
    among: tuple[Candidate, ...]
    marks: tuple[tuple[str, ...], ...]
    truth: tuple[int, ...]


def named(tips: Sequence[Example], reader: Reader) -> list[Named]:
    return [_named(tip, reader) for tip in tips if tip.inside]


def _named(tip: Example, reader: Reader) -> Named:
    rules = tip.rules
    hit = rules.contest.hits.get(rules.contest.best_product() or "")
    around, among = names_of(rules.reading, hit, known=reader.words.has_word)
    wanted = [plain_form(tip.row["entities"][kind] or "") for kind in KINDS]
    return Named(
        tip=tip,
        around=around,
        among=tuple(among),
        marks=tuple(tuple(marks(around, one)) for one in among),
        truth=tuple(_truth(one, around, wanted) for one in among),
    )


def _truth(one: Candidate, around: Surroundings, wanted: Sequence[str]) -> int:
    value = plain_form(one.code or around.text[one.start : one.end])
    fitting = (at for at, kind in enumerate(KINDS) if value and value == wanted[at] and may_be(kind, one))
    return next(fitting, -1)


def fit_names(rows: Sequence[Named]) -> tuple[tuple[str, ...], NDArray[np.float16]]:
    """(marks, weights by mark and kind, the bias last)."""
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    counts = Counter(mark for row in rows for of_one in row.marks for mark in set(of_one))
    known = tuple(sorted(mark for mark, count in counts.items() if count >= SEEN and "\n" not in mark))
    index = {mark: at for at, mark in enumerate(known)}
    pointers, columns = [0], []
    for row in rows:
        for of_one in row.marks:
            columns.extend(sorted({index[mark] for mark in of_one if mark in index}))
            pointers.append(len(columns))
    shape = (len(pointers) - 1, len(known))
    table: Any = sparse.csr_matrix((np.ones(len(columns)), columns, pointers), shape=shape)
    truth = [(kind, one) for row in rows for kind, one in zip(row.truth, row.among, strict=True)]
    heads = []
    with threadpool_limits(1):  # sums in one order
        for at, kind in enumerate(KINDS):
            used = [line for line, (_, one) in enumerate(truth) if may_be(kind, one)]
            head = LogisticRegression(C=STRENGTH, max_iter=1000, tol=1e-3)
            head.fit(table[used], [truth[line][0] == at for line in used])
            heads.append(np.append(head.coef_[0], head.intercept_[0]))
    return known, np.stack(heads, axis=1).astype(np.float16)


def tune_names(rows: Sequence[Named]) -> tuple[float, ...]:
    """The least log-odds of each kind, where F1 on left-out batches is best."""
    tops: list[list[tuple[float, bool, bool]]] = [[] for _ in KINDS]  # (best score, is it right, is there one)
    for batch in sorted({row.tip.batch for row in rows}):
        known, weights = fit_names([row for row in rows if row.tip.batch != batch])
        of_marks = [[float(weight) for weight in row] for row in weights]
        chooser = Chooser(dict(zip(known, of_marks, strict=False)), of_marks[-1], ())
        for row in rows:
            if row.tip.batch == batch:
                _best(row, chooser, tops)
    return tuple(_least(found) for found in tops)


def _best(row: Named, chooser: Chooser, tops: list[list[tuple[float, bool, bool]]]) -> None:
    scores = [chooser.score(of_one) for of_one in row.marks]
    for at, kind in enumerate(KINDS):
        there = row.tip.row["entities"][kind] is not None
        among = [(scores[line][at], row.truth[line] == at) for line, one in enumerate(row.among) if may_be(kind, one)]
        score, right = max(among, key=lambda pair: pair[0], default=(-99.0, False))
        tops[at].append((score, right, there))


def _least(tops: Sequence[tuple[float, bool, bool]]) -> float:
    def f1(cut: float) -> float:
        said = [right for score, right, _ in tops if score >= cut]
        return 2 * sum(said) / max(1, len(said) + sum(there for _, _, there in tops))

    return float(max(_GRID, key=f1))
