"""How many pairs of tips of one product group are merged: `python -m tests.bench.merges`.

Most are about different events. No pair is labelled: the rate shows whether new trees merge more at large than those
before, and merges of two different labelled brands are wrong for certain.
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import combinations

from nlp.compare import compare
from nlp.pipeline import load
from nlp.thing import thing_of
from nlp.training.pairs import HELD, stored, tips_at_large


def main() -> int:
    rows = tips_at_large()[:HELD]
    triage = load(fast=True)
    things = [thing_of(triage(row["text"]), row["text"]) for row in rows]
    left = [stored(thing) for thing in things]
    groups: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        groups.setdefault(row["product"], []).append(at)
    for others, name in ((things, "two texts"), (left, "a text and a stored thing")):
        pairs = two_brands = 0
        reasons: Counter[str] = Counter()
        for group in groups.values():
            for one, other in combinations(group, 2):
                pairs += 1
                verdict = compare(things[one], others[other])
                if verdict.same:
                    reasons[verdict.reason.value] += 1
                    brands = {(rows[at]["entities"].get("brand") or "").casefold() for at in (one, other)} - {""}
                    two_brands += len(brands) == 2
        merged = reasons.total()
        sys.stdout.write(f"{name}: pairs {pairs}, merged {merged}: {1e4 * merged / pairs:.1f} of 10,000\n")
        sys.stdout.write(f"    {dict(reasons)}, of two labelled brands {two_brands}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
