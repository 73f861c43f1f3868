"""Fits the weights by which brand, model, port and origin are chosen among the candidates of a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from nlp.choosing import Chooser
from nlp.compare import SHIPPED as FORESTS
from nlp.entities import names_of
from nlp.names import KINDS, Candidate, Surroundings, marks, may_be
from nlp.reader import Reader
from nlp.rules import Rules, apply_rules
from nlp.score import plain_form
from nlp.training.corpus import Example, read_rows

NAMED: Final = Path(__file__).parents[1] / "data" / "named.jsonl"
PAIRS: Final = FORESTS.parent
PAIRED: Final = "pairs"  # the hand of the texts in it
PAIRED_WEIGHT: Final = 0.5  # of one of them beside a tip: they tell names more often
SEEN: Final = 2  # candidates on which a mark must stand
STRENGTH: Final = 3.0
FAINT: Final = 0.03  # log-odds that move nothing
CLOSE: Final = 1e-5  # of the gradient: further away the weights depend on where the search began
FOLDS: Final = 5
_GRID: Final = np.arange(-3.0, 1.01, 0.25)


@dataclass(frozen=True, slots=True)
class Named:
    """One text with its candidates; `truth[i]`: which of `KINDS` the i-th is, -1 for neither.

    `told`: those that the text tells by kind, found or not; `hand`: the writing batch, or `PAIRED`.
    """

    hand: str
    told: Mapping[str, str]
    around: Surroundings
    among: tuple[Candidate, ...]
    marks: tuple[tuple[str, ...], ...]
    truth: tuple[int, ...]


def named(tips: Sequence[Example], reader: Reader) -> list[Named]:
    """`reader`: the one that runs, wide lists and all."""
    return [
        _named(apply_rules(reader(tip.row["text"])), tip.row["entities"], reader, tip.batch)
        for tip in tips
        if tip.inside
    ]


def paired(reader: Reader, file: Path = NAMED) -> list[Named]:
    """One text of many labelled pairs: of these the names alone are marked. An id is the pair's, then a or b."""
    pairs = {row["id"]: row for row in read_rows(sorted(PAIRS.glob("*.jsonl")))}
    rows = read_rows([file])
    texts = [pairs[row["id"][:-1]][row["id"][-1]] for row in rows]
    return [_named(apply_rules(reader(text)), row, reader, PAIRED) for text, row in zip(texts, rows, strict=True)]


def _named(rules: Rules, names: Mapping[str, str | None], reader: Reader, hand: str) -> Named:
    hit = rules.contest.hits.get(rules.contest.best_product() or "")
    around, among = names_of(rules.reading, hit, words=reader.words)
    wanted = [plain_form(names.get(kind) or "") for kind in KINDS]
    return Named(
        hand=hand,
        told={kind: name for kind in KINDS if (name := names.get(kind))},
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
    weights = np.array([PAIRED_WEIGHT if row.hand == PAIRED else 1.0 for row in rows for _ in row.among])
    heads = []
    with threadpool_limits(1):  # sums in one order
        for at, kind in enumerate(KINDS):
            used = [line for line, (_, one) in enumerate(truth) if may_be(kind, one)]
            head = LogisticRegression(C=STRENGTH, max_iter=5000, tol=CLOSE)
            head.fit(table[used], [truth[line][0] == at for line in used], sample_weight=weights[used])
            heads.append(np.append(head.coef_[0], head.intercept_[0]))
    weighed = np.stack(heads, axis=1).astype(np.float16)
    kept = np.append(np.abs(weighed[:-1]).max(axis=1) > FAINT, True)
    return tuple(mark for mark, stays in zip(known, kept, strict=False) if stays), weighed[kept]


def tune_names(rows: Sequence[Named]) -> tuple[float, ...]:
    """The least log-odds of each kind, where F1 on texts left out in turn is best: the mean of that on tips, which
    seldom tell a name, and of that on texts of pairs, which mostly do."""
    tips = [row for row in rows if row.hand != PAIRED]
    told = [row for row in rows if row.hand == PAIRED]
    hands = sorted({row.hand for row in tips})
    groups = [[row for row in tips if row.hand in hands[fold::FOLDS]] + told[fold::FOLDS] for fold in range(FOLDS)]
    tops: dict[bool, list[list[_Top]]] = {True: [[] for _ in KINDS], False: [[] for _ in KINDS]}
    for group in groups:
        left = {id(row) for row in group}
        known, weights = fit_names([row for row in rows if id(row) not in left])
        of_marks = [[float(weight) for weight in row] for row in weights]
        chooser = Chooser(dict(zip(known, of_marks, strict=False)), of_marks[-1], ())
        for row in group:
            _best(row, chooser, tops[row.hand == PAIRED])
    return tuple(_least([tops[True][at], tops[False][at]]) for at in range(len(KINDS)))


class _Top(NamedTuple):
    """The best candidate's score in one text, whether it is right, whether there is a right one."""

    score: float
    right: bool
    there: bool


def _best(row: Named, chooser: Chooser, tops: list[list[_Top]]) -> None:
    scores = [chooser.score(of_one) for of_one in row.marks]
    for at, kind in enumerate(KINDS):
        among = [(scores[line][at], row.truth[line] == at) for line, one in enumerate(row.among) if may_be(kind, one)]
        score, right = max(among, key=lambda pair: pair[0], default=(-99.0, False))
        tops[at].append(_Top(score, right, kind in row.told))


def _least(groups: Sequence[Sequence[_Top]]) -> float:
    def f1(tops: Sequence[_Top], cut: float) -> float:
        said = [top.right for top in tops if top.score >= cut]
        return 2 * sum(said) / max(1, len(said) + sum(top.there for top in tops))

    return float(max(_GRID, key=lambda cut: sum(f1(tops, cut) for tops in groups)))
