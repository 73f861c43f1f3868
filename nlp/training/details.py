"""Fits the weights over people and measures how sure the details are: `python -m nlp.training.details [--check]`.

Everything on training tips; each writing batch is judged by weights that have not seen it.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from nlp.ages import find_ages
from nlp.choosing import Chooser
from nlp.decide import Decision
from nlp.details import who_was_hurt
from nlp.entities import find_entities, names_of
from nlp.model import Model, load_model
from nlp.names import KINDS
from nlp.reader import Reader, load_reader
from nlp.score import TIPS, plain_form
from nlp.sureness import NO_CANDIDATE, SHIPPED
from nlp.training.cited import cited_shares
from nlp.training.corpus import Example, examples, phrases, read_rows, split, terms
from nlp.training.fit import fit
from nlp.training.names import PAIRED, Named, fit_names, named, paired
from nlp.training.tune import ALWAYS_IN, FOLDS, Scored, decided_on, plain
from nlp.urgency import of_now
from nlp.victims import GRAM, READ, UNHURT, Head, Victims, clues, grams
from risk.finding import VULNERABLE, Harm, Scope, Urgency
from risk.severity import severity_rank
from risk.urgency import Judged, UrgencyReason, judge_urgency

STRENGTH: Final = {UNHURT: 0.2, "unsaid": 0.2}
_STRENGTH: Final = 0.5
SEEN: Final = 3  # tips in which a clue must stand
_LIGHTEST: Final = 0.05  # a weight below it is left out
_TOP: Final = 3000  # clues that are weighed, by chi-square
_RULES: Final = 3.0  # how much more easily a finding of the rules gets a weight than a string
_KNOTS: Final = 10
ABSTAINED, SURE = 0.2, 0.8  # at most this share of tips; only where fewer than four of five are right
Booleans = NDArray[np.bool_]
_SILENT: Final = np.zeros(0, np.float32)  # no second opinion


@dataclass(frozen=True, kw_only=True)
class Case:
    """A tip, what weights that have not seen it made of it, and its clues."""

    tip: Example
    decision: Decision | None  # None: of a batch that always trains
    clues: frozenset[str]
    strings: frozenset[str]


def cases(tips: Sequence[Example]) -> list[Case]:
    decided = {id(tip): decision for tip, decision in _unseen(tips, load_reader(wide=False))}
    return [_case(tip, decided.get(id(tip))) for tip in tips]


def _unseen(tips: Sequence[Example], reader: Reader) -> Iterator[tuple[Example, Decision]]:
    """What weights say that were fitted without the tip's hand, before any second opinion."""
    about, small, few = load_model().about, terms(), phrases(reader)
    hands = sorted({tip.batch for tip in tips} - ALWAYS_IN)
    for left in (hands[fold::FOLDS] for fold in range(FOLDS)):
        lessons = [lesson for lesson in (*(tip.lesson for tip in tips), *few) if lesson.hand not in left]
        model = Model(plain(fit(lessons, small)), "left out")
        for tip in (tip for tip in tips if tip.batch in left):
            scores = model(tip.lesson.text, tip.lesson.signs)
            yield tip, decided_on(Scored(tip, scores, _SILENT, model.about), about)


def _case(tip: Example, decision: Decision | None) -> Case:
    found = clues(
        tip.rules,
        list(find_ages(tip.rules.reading.text)),
        product=decision.product if decision else tip.row["product"],
        harm=decision.harm if decision else Harm(tip.row["harm"]),
    )
    strings = frozenset(grams(tip.lesson.text[:READ]))
    return Case(tip=tip, decision=decision, clues=frozenset(found), strings=strings)


def _truths(tips: Sequence[Example]) -> dict[str, Booleans]:
    truth = {code: np.array([code in tip.row["vulnerable"] for tip in tips]) for code in VULNERABLE}
    truth["unhurt"] = np.array([tip.row["injured"] == 0 for tip in tips])
    truth["unsaid"] = np.array([tip.row["injured"] is None for tip in tips])
    return truth


@dataclass(frozen=True, slots=True)
class Table:
    clues: tuple[str, ...]
    rows: Any  # tips × clues


def _table(found: Sequence[AbstractSet[str]]) -> Table:
    counts = Counter(clue for clues_ in found for clue in clues_)
    known = tuple(sorted(clue for clue, count in counts.items() if count >= SEEN))
    index = {clue: at for at, clue in enumerate(known)}
    columns = [sorted(index[clue] for clue in clues_ if clue in index) for clues_ in found]
    pointers = np.cumsum([0] + [len(row) for row in columns])
    flat = np.concatenate([np.array(row, dtype=np.int64) for row in columns])
    return Table(known, sparse.csr_matrix((np.ones(len(flat)), flat, pointers), shape=(len(found), len(known))))


def _fit(table: Table, truth: Booleans, used: Booleans, strength: float) -> tuple[NDArray[np.float64], float]:
    """(weight of each clue, bias): few of them are not zero."""
    from sklearn.feature_selection import chi2
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    ruled = np.array([not clue.startswith(GRAM) for clue in table.clues])
    with threadpool_limits(1):  # sums in one order
        score = np.nan_to_num(chi2(table.rows[used], truth[used])[0])
        columns = np.sort(np.argsort(-np.where(ruled, 5 * score, score), kind="stable")[:_TOP])
        scale = np.where(ruled[columns], _RULES, 1.0)
        head = LogisticRegression(C=strength, l1_ratio=1, solver="liblinear", max_iter=300, random_state=0)
        head.fit(table.rows[used][:, columns] @ sparse.diags(scale), truth[used])
    weights = np.zeros(len(table.clues))
    weights[columns] = head.coef_[0] * scale
    return weights, float(head.intercept_[0])


def _head(table: Table, fitted: tuple[NDArray[np.float64], float], least: float) -> Head:
    weights, bias = fitted
    kept = {table.clues[at]: round(float(weights[at]), 3) for at in np.flatnonzero(np.abs(weights) >= _LIGHTEST)}
    return Head(round(bias, 3), least, kept)


def _least(name: str, chances: NDArray[np.float64], truth: Booleans, used: Booleans) -> float:
    """Best F1 of a code; for the two about the number of hurt, the likelier answer."""
    if name not in VULNERABLE:
        return 0.5
    grid = np.arange(0.2, 0.71, 0.025)
    f1 = [2 * (truth & (chances >= cut))[used].sum() / max(1, truth[used].sum() + (chances >= cut)[used].sum())
          for cut in grid]  # fmt: skip
    smooth = np.convolve(np.pad(f1, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    return round(float(grid[int(np.argmax(smooth))]), 3)


def knots(raw: Sequence[float], outcome: Sequence[bool]) -> list[list[float]]:
    """Share of right answers over equal groups of rising confidence, made monotonic."""
    from sklearn.isotonic import IsotonicRegression

    order = np.argsort(raw, kind="stable")
    groups = [group for group in np.array_split(order, max(1, min(_KNOTS, len(raw) // 25))) if len(group)]
    means = [float(np.mean([raw[at] for at in group])) for group in groups]
    shares = [(sum(bool(outcome[at]) for at in group) + 1) / (len(group) + 2) for group in groups]
    smooth = IsotonicRegression(y_min=0.02, y_max=0.995).fit_transform(means, shares)
    found = {round(x, 4): round(float(y), 3) for x, y in zip(means, smooth, strict=True)}
    return [[x, y] for x, y in sorted(found.items())]


def name_outcomes(rows: Sequence[Named], least: Sequence[float]) -> dict[str, list[tuple[float, bool]]]:
    """By `brand:said` and `brand:unsaid`: (log-odds, is it right) on left-out batches."""
    found: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    hands = sorted({row.hand for row in rows} - {PAIRED})
    for left in (hands[fold::FOLDS] for fold in range(FOLDS)):
        known, weights = fit_names([row for row in rows if row.hand not in left])
        of_marks = [[float(weight) for weight in row] for row in weights]
        chooser = Chooser(dict(zip(known, of_marks, strict=False)), of_marks[-1], least)
        for row in (row for row in rows if row.hand in left):
            choices = chooser(row.around, row.among)
            for kind in KINDS:
                wanted = plain_form(row.told.get(kind, ""))
                choice = choices.get(kind)
                one = choice.candidate if choice is not None else None
                got = plain_form(one.code or row.around.text[one.start : one.end]) if one is not None else ""
                odds = choice.odds if choice is not None else NO_CANDIDATE
                found[f"{kind}:{'said' if got else 'unsaid'}"].append((odds, got == wanted))
    return found


def pattern_shares(tips: Sequence[Example], reader: Reader) -> Iterator[tuple[str, bool]]:
    """(`date:iso`, is it right) of what patterns find, and of what they do not."""
    from nlp.score import _same

    nothing = Chooser({}, (0.0,) * len(KINDS), (1.0,) * len(KINDS))
    for tip in tips:
        if tip.inside:
            names = names_of(tip.rules.reading, None, words=reader.words)
            found = find_entities(tip.rules.reading, names, None, choose=nothing).found
            for kind in ("date", "batch", "hs_code"):
                wanted, one = tip.row["entities"][kind], found.get(kind)
                if one is None:
                    yield f"{kind}:unsaid", wanted is None
                else:
                    yield f"{kind}:{one.form}", wanted is not None and _same(kind, wanted, one.value)


def _judged(tip: Example, row: Mapping[str, Any]) -> Judged:
    now = of_now(tip.rules.reading.text)
    facts: dict[str, Any] = {
        "scope": Scope(row["scope"]),
        "harm": Harm(row["harm"]),
        "hazards": tuple(row["hazards"]),
        "vulnerable": tuple(row["vulnerable"]),
        "injured": row["injured"],
    }
    rank = severity_rank(**facts)
    return judge_urgency(**facts, severity_rank=rank, danger_now=bool(now.danger), on_offer=bool(now.on_offer))


def build(progress: Callable[[str], None] = lambda step: None) -> str:
    """The text of the shipped table."""
    reader = load_reader(wide=False)
    tips = examples(split(read_rows(sorted(TIPS.glob("*.jsonl"))))[0], reader)
    progress("tips left out in turn")
    known = cases(tips)
    plain_table = _table([case.clues for case in known])
    with_strings = _table([case.clues | case.strings for case in known])
    truths = _truths(tips)
    batches = np.array([tip.batch for tip in tips])
    judged = np.array([case.decision is not None for case in known])
    heads: dict[str, Head] = {}
    unseen: dict[str, dict[str, Head]] = defaultdict(dict)  # by batch
    for name, truth in truths.items():
        progress(name)
        table = with_strings if name == UNHURT else plain_table
        strength = STRENGTH.get(name, _STRENGTH)
        chances = np.zeros(len(tips))
        folds = {}
        for batch in sorted(set(batches[judged])):
            fitted = folds[batch] = _fit(table, truth, batches != batch, strength)
            of_batch = batches == batch
            chances[of_batch] = 1 / (1 + np.exp(-(table.rows[of_batch] @ fitted[0] + fitted[1])))
        inside = judged & np.array([tip.inside for tip in tips])
        least = _least(name, chances, truth, inside)
        for batch, fitted in folds.items():
            unseen[batch][name] = _head(table, fitted, least)
        heads[name] = _head(table, _fit(table, truth, np.ones(len(tips), dtype=bool), strength), least)
    progress("sureness")
    sure = _sureness(known, {batch: Victims(of_batch) for batch, of_batch in unseen.items()}, tips, reader)
    rows = {name: {"bias": h.bias, "least": h.least, "weights": h.weights} for name, h in heads.items()}
    made = {"made_by": "python -m nlp.training.details", "heads": rows, **sure}
    return json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _sureness(
    known: Sequence[Case], victims: Mapping[str, Victims], tips: Sequence[Example], reader: Reader
) -> dict[str, Any]:
    outcomes: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    right: dict[str, list[bool]] = defaultdict(list)
    for case in known:
        tip, decision = case.tip, case.decision
        if decision is None:
            continue
        row = tip.row
        people = who_was_hurt(
            tip.rules, decision.product, decision.harm, decision.raw["harm"], tip.lesson.text, victims[tip.batch]
        )
        if tip.inside:
            outcomes["injured"].append((people.raw["injured"], people.injured == row["injured"]))
            same = set(people.vulnerable) == set(row["vulnerable"])
            outcomes["vulnerable"].append((people.raw["vulnerable"], same))
            for code in set(people.vulnerable) | set(row["vulnerable"]):
                right[f"vulnerable f1 {code}"].append(code in people.vulnerable and code in row["vulnerable"])
        said = {
            "scope": decision.scope,
            "harm": decision.harm,
            "hazards": decision.hazards,
            "vulnerable": people.vulnerable,
            "injured": people.injured,
        }
        got, wanted = _judged(tip, said), _judged(tip, row)
        outcomes[f"urgency:{got.reason}"].append((decision.raw["harm"], got.urgency == wanted.urgency))
        if wanted.reason is UrgencyReason.GRAVE_HARM and tip.inside:
            right["grave harm judged urgent or more"].append(got.urgency != Urgency.ROUTINE)
    about = load_model().about
    outcomes |= name_outcomes([*named(tips, wide := load_reader()), *paired(wide)], about.least)
    shares: dict[str, list[bool]] = defaultdict(list)
    for field, good in (*pattern_shares(tips, reader), *cited_shares(tips)):
        shares[field].append(good)
    for reason in UrgencyReason:
        outcomes.setdefault(f"urgency:{reason}", [])
    told = {field: knots([r for r, _ in pairs], [g for _, g in pairs]) if pairs else [[0.0, 0.5]]
            for field, pairs in sorted(outcomes.items())}  # fmt: skip
    return {
        "knots": told,
        "shares": {field: round((sum(good) + 1) / (len(good) + 2), 3) for field, good in sorted(shares.items())},
        "least": dict.fromkeys(sorted({field.partition(":")[0] for field in (*told, *shares)}), SURE),
        "measured": {
            **{field: [sum(good), len(good)] for field, good in sorted(shares.items())},
            **{field: [sum(good for _, good in pairs), len(pairs)] for field, pairs in sorted(outcomes.items())},
            **{name: [sum(good), len(good)] for name, good in sorted(right.items())},
        },
    }


def main(arguments: Sequence[str]) -> int:
    text = build(lambda step: print(step, file=sys.stderr))  # noqa: T201 - a developers' command
    if "--check" in arguments:
        return int(text != SHIPPED.read_text(encoding="utf-8"))
    SHIPPED.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
