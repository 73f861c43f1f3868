"""How many pairs of tips of one product group are merged: `python -m tests.bench.merges`.

Most are about different events. No pair is labelled: the rate shows whether new rules merge more at large than the
rules before, and merges of two different labelled brands are wrong for certain.
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import combinations
from random import Random

from nlp.compare import compare
from nlp.encoder import Encoder
from nlp.pipeline import load
from nlp.score import TEST, TIPS, batch_of, read_tips
from nlp.thing import thing_of

TIPS_READ = 3000


def main() -> int:
    rows = [
        row for row in read_tips(sorted(TIPS.glob("*.jsonl"))) if batch_of(row) not in TEST and row["scope"] == "in"
    ]
    Random(1).shuffle(rows)
    rows = rows[:TIPS_READ]
    triage = load(fast=True)
    things = [thing_of(triage(row["text"]), row["text"]) for row in rows]
    vectors = dict(zip((thing.text for thing in things), Encoder()([thing.text for thing in things]), strict=True))
    groups: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        groups.setdefault(row["product"], []).append(at)
    pairs = two_brands = 0
    reasons: Counter[str] = Counter()
    for group in groups.values():
        for one, other in combinations(group, 2):
            pairs += 1
            verdict = compare(things[one], things[other], alike=lambda a, b: float(vectors[a] @ vectors[b]))
            if verdict.same:
                reasons[verdict.reason.value] += 1
                brands = {(rows[at]["entities"].get("brand") or "").casefold() for at in (one, other)} - {""}
                two_brands += len(brands) == 2
    merged = reasons.total()
    sys.stdout.write(f"pairs {pairs}, merged {merged}: {1e4 * merged / pairs:.1f} of 10,000 {dict(reasons)}\n")
    sys.stdout.write(f"merges of two labelled brands: {two_brands}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
