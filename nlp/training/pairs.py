"""Grows the trees that decide which tips are about the same thing: `python -m nlp.training.pairs [--check]`.

Gradient boosting (Friedman 2001) by scikit-learn, on labelled pairs; whole hands are left out in turn to find the
chance from which two are one. Also writes the tables of what is common in tips (`nlp.rare`).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import log
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

from casework.ports import Triage
from nlp.compare import SHIPPED, STORED, TOLD, compare
from nlp.forest import Forest, Node, pack
from nlp.kinds import CIRCUMSTANCES, DETAILS, kinds
from nlp.normalise import normalise
from nlp.pairs import CLOSED, Agreement
from nlp.rare import COMMON, WORTH, strings_of
from nlp.score import TEST as TEST_BATCHES
from nlp.score import TIPS, Row, read_tips
from nlp.thing import thing_of
from nlp.training.corpus import PHRASES
from nlp.traits import Names, names, traits
from risk.likeness import Thing

PAIRS: Final = SHIPPED.parent
SEEN: Final = 2  # texts in which a string stands that is common
SHAPE: Final[Mapping[str, Any]] = {
    "max_iter": 100,
    "learning_rate": 0.12,
    "max_leaf_nodes": 10,
    "min_samples_leaf": 20,
    "l2_regularization": 3.0,
    "max_features": 0.3,
    "early_stopping": False,
}
SEEDS: Final = (1, 2, 3)  # of three forests the mean is taken, for what one of them says is in part chance
# What can only speak for one thing, and only against it, however the pairs may have come together.
FOR: Final = frozenset({
    "brand-agree", "model-agree", "names-cross", "codes-meet", "product-same", "products-alike", "kind-same",
    "kind-related", "kinds-shared", "hazards-meet", "hazards-shared", "hazards-of-one-event", "hazards-alike",
    "hazards-likeliest", "failures-shared", "failures-alike", "failures-worth", "failures-worth-alike",
    "failures-worth-most", "part-meets", "failure-meets", "whom-meets", "variant-meets", "where-meets", "day-same",
    "place-same", "injured-same",
})  # fmt: skip
AGAINST: Final = frozenset({
    "brand-differ", "model-differ", "names-clash", "codes-clash", "latin-names-clash", "latin-names-half",
    "product-unknown", "kind-other", "failures-alone-least", "failures-alone-most", "failures-worth-alone",
    "part-clashes", "failure-clashes", "whom-clashes", "where-clashes", "variant-clashes", "day-other", "place-other",
    "injured-other", "swaps-telling", "is-copy-with-telling", "is-copy-with-kinds",
})  # fmt: skip
# Of F1 what is given for fewer false merges; more where one of the two has no text, and much is guessed.
SLACK: Final = {TOLD: 0.025, STORED: 0.2}
COPIES: Final = "copies.jsonl"  # pairs of nearly the same words, of which there are few here and many in life
COPY_WEIGHT: Final = 2.0
HELD: Final = 3000  # tips
AT_LARGE: Final = 300  # pairs
AT_LARGE_WHY: Final = "large"
FOLDS: Final = 6  # whole hands are left out, a sixth of them in turn
_GRID: Final = tuple(round(0.3 + step / 100, 2) for step in range(61))
Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]
Pair = Mapping[str, Any]
Models = Sequence[HistGradientBoostingClassifier]


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A labelled pair and what was read in its texts."""

    pair: Pair
    a: Thing
    b: Thing
    weight: float = 1.0

    @property
    def same(self) -> bool:
        return bool(self.pair["same"])

    @property
    def hand(self) -> str:
        """Who wrote it; of officers' decisions, all are one."""
        name, _, number = str(self.pair["id"]).partition("-")
        return name if number else "officers"


def shipped_pairs(*, test: bool = False) -> list[Pair]:
    """Those to train on, or those never trained on."""
    return read_tips([path for path in sorted(PAIRS.glob("*.jsonl")) if (path.name in CLOSED) is test])


def see(triage: Triage, pairs: Iterable[Pair]) -> list[Seen]:
    return [
        Seen(pair=pair, a=thing_of(triage(pair["a"]), pair["a"]), b=thing_of(triage(pair["b"]), pair["b"]))
        for pair in pairs
    ]


def see_shipped(triage: Triage) -> list[Seen]:
    """All that trees are grown on."""
    copies = {pair["id"] for pair in read_tips([PAIRS / COPIES])}
    seen = [*see(triage, shipped_pairs()), *see_at_large(triage)]
    return [replace(one, weight=COPY_WEIGHT) if one.pair["id"] in copies else one for one in seen]


def tips_at_large() -> list[Row]:
    """Training tips in scope, in an order of chance. The first `HELD` are for figures only."""
    rows = read_tips(_training_tips())
    rows = [row for row in rows if row["scope"] == "in"]
    Random(1).shuffle(rows)  # noqa: S311 # no secret
    return rows


def see_at_large(triage: Triage) -> list[Seen]:
    """Tips of one kind that chance brought together: hardly any two are about the same event."""
    rows = tips_at_large()[HELD:]
    by_kind: dict[str, list[Thing]] = {}
    for row in rows:
        thing = thing_of(triage(row["text"]), row["text"])
        if thing.kind:
            by_kind.setdefault(f"{thing.product} {thing.kind}", []).append(thing)
    pairs = [pair for things in by_kind.values() for pair in combinations(things, 2)]
    pairs = [(a, b) for a, b in pairs if Names.DIFFER not in names(a, b)]
    Random(2).shuffle(pairs)  # noqa: S311 # no secret
    return [
        Seen(pair={"id": f"large{at % FOLDS}-{at}", "same": False, "why": AT_LARGE_WHY}, a=a, b=b)
        for at, (a, b) in enumerate(pairs[:AT_LARGE])
    ]


def stored(thing: Thing) -> Thing:
    """What is left of it where its text is gone."""
    return replace(thing, text="", day="", places=(), chances=(), injured=None)


def grow_forests(seen: Sequence[Seen], least: Mapping[str, float] | None = None) -> dict[str, Forest]:
    """By `TOLD` and `STORED`. `least`: by the same, from which chance two are one; chosen where nothing is given."""
    tables = {
        TOLD: _table([(one.a, one.b) for one in seen]),
        STORED: _table([(one.a, stored(one.b)) for one in seen]),
    }
    least = least or {name: _chosen(table, seen, SLACK[name]) for name, table in tables.items()}
    everything = np.ones(len(seen), bool)
    return {name: _forest(_fit(table, seen, everything), table, least[name]) for name, table in tables.items()}


@dataclass(frozen=True, kw_only=True)
class _Table:
    """`rows`: a line for each pair, a column for each trait. `vetoed`: names that differ."""

    traits: tuple[str, ...]
    rows: Floats
    vetoed: Booleans


def _table(pairs: Sequence[tuple[Thing, Thing]]) -> _Table:
    told = [traits(a, b) for a, b in pairs]
    columns = tuple(sorted({name for row in told for name in row}))
    return _Table(
        traits=columns,
        rows=np.array([[row.get(name, 0.0) for name in columns] for row in told]),
        vetoed=np.array([Names.DIFFER in names(a, b) for a, b in pairs]),
    )


def _chosen(table: _Table, seen: Sequence[Seen], slack: float) -> float:
    """From which chance two are one, by trees that have not seen them."""
    chances = np.zeros(len(seen))
    for models, out in _left_out(table, seen):
        odds = np.mean([model.decision_function(table.rows[out]) for model in models], axis=0)
        chances[out] = 1 / (1 + np.exp(-odds))
    chances[table.vetoed] = 0.0
    return _least(chances, _same(seen), slack)


def _left_out(table: _Table, seen: Sequence[Seen]) -> Iterator[tuple[Models, Booleans]]:
    """Trees that have seen no pair of some hands, and which pairs those are."""
    order = {hand: at for at, hand in enumerate(sorted({one.hand for one in seen}))}
    folds = np.array([order[one.hand] % FOLDS for one in seen])
    for fold in sorted(set(folds)):
        yield _fit(table, seen, folds != fold), folds == fold


def _forest(models: Models, table: _Table, least: float) -> Forest:
    """Their mean, as one forest: each leaf weighs as much less."""
    return Forest(
        traits=table.traits,
        trees=[_nodes(tree.nodes, 1 / len(models)) for model in models for (tree,) in model._predictors],
        bias=round(float(np.mean([model._baseline_prediction.item() for model in models])), 6),
        least=least,
    )


def _fit(table: _Table, seen: Sequence[Seen], used: Booleans) -> Models:
    directions = [(name in FOR) - (name in AGAINST) for name in table.traits]
    weights = np.array([one.weight for one in seen])
    with threadpool_limits(1):  # sums in one order
        return [
            HistGradientBoostingClassifier(monotonic_cst=directions, random_state=seed, **SHAPE).fit(
                table.rows[used], _same(seen)[used], sample_weight=weights[used]
            )
            for seed in SEEDS
        ]


def _same(seen: Sequence[Seen]) -> Booleans:
    return np.array([one.same for one in seen])


def _nodes(nodes: Any, share: float) -> list[Node]:
    return [
        (-1, round(float(node["value"]) * share, 6), 0, 0)
        if node["is_leaf"]
        else (int(node["feature_idx"]), round(float(node["num_threshold"]), 6), int(node["left"]), int(node["right"]))
        for node in nodes
    ]


def _least(chances: Floats, same: Booleans, slack: float) -> float:
    """The highest chance from which F1 is near its best: where it costs little, fewer are merged."""

    def f1(cut: float) -> float:
        said = chances >= cut
        return float(2 * (said & same).sum() / max(1, said.sum() + same.sum()))

    best = max(map(f1, _GRID))
    return max(cut for cut in _GRID if f1(cut) >= best - slack)


def by_hand(seen: Sequence[Seen], least: float) -> str:
    """A line for each hand: how well trees do that have not seen its pairs."""
    table = _table([(one.a, one.b) for one in seen])
    found: dict[str, Agreement] = {}
    for models, out in _left_out(table, seen):
        forest = _forest(models, table, least)
        for one in (one for one, is_out in zip(seen, out, strict=True) if is_out and one.pair["why"] != AT_LARGE_WHY):
            verdict = compare(one.a, one.b, {TOLD: forest, STORED: forest})
            for hand in (one.hand, "all"):
                found.setdefault(hand, Agreement()).count(one.pair, verdict)
    rows = (f"{hand:8} F1 {one.f1:.3f}, false merges in 100 {one.false_merges:4.1f}" for hand, one in found.items())
    return "\n".join(("left out in turn:", *sorted(rows), ""))


def common_strings() -> str:
    """Those of the training tips and phrases, one a line."""
    texts = [row["text"] for row in read_tips([*_training_tips(), *sorted(PHRASES.glob("*.jsonl"))])]
    seen = Counter(string for text in texts for string in strings_of(normalise(text).text))
    return "".join(f"{string}\n" for string, count in sorted(seen.items()) if count >= SEEN)


def worth_of_details() -> str:
    """As `nlp.rare.worth` reads it, from the training tips."""
    texts = [normalise(row["text"]).text for row in read_tips(_training_tips())]
    details = {code for code in kinds().details if not code.startswith(CIRCUMSTANCES)}
    told = Counter(dict.fromkeys(details, 0))
    for text in texts:
        told.update({code for code, group, *_ in kinds().find(text) if group == DETAILS and code in details})
    whole = log(len(texts) + 1)
    worth = {detail: round(1 - log(count + 1) / whole, 3) for detail, count in sorted(told.items())}
    return json.dumps(worth, indent=0) + "\n"


def _training_tips() -> list[Path]:
    return [path for path in sorted(TIPS.glob("*.jsonl")) if path.stem not in TEST_BATCHES]


def main(arguments: list[str]) -> int:
    """Prints by hand how well trees do that have not seen it, then writes or checks the files."""
    from nlp.pipeline import load

    tables = {COMMON: common_strings().encode(), WORTH: worth_of_details().encode()}
    if "--check" not in arguments:
        for path, content in tables.items():
            path.write_bytes(content)
    seen = see_shipped(load())
    forests = grow_forests(seen)
    made = {SHIPPED: pack(forests), **tables}
    if "--check" in arguments:
        differ = [path.name for path, content in made.items() if path.read_bytes() != content]
        sys.stdout.write(f"differs: {', '.join(differ)}\n" if differ else "as shipped\n")
        return 1 if differ else 0
    SHIPPED.write_bytes(made[SHIPPED])
    sys.stdout.write(by_hand(seen, forests[TOLD].least))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
