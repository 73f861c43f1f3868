"""How far a second, blind labelling agrees with the first: `python -m nlp.agreement`."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from importlib import resources
from typing import Any, Final

FIELDS: Final = ("scope", "product", "harm", "injured")

Row = Mapping[str, Any]


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """Cohen's kappa of two raters (Cohen 1960); 1.0 where chance alone would agree always."""
    size = len(pairs)
    agreed = sum(first == second for first, second in pairs) / size
    firsts, seconds = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
    chance = sum(firsts[label] * seconds[label] for label in firsts) / size**2
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def hazards_f1(pairs: Sequence[tuple[Row, Row]]) -> float:
    """Micro-F1 of the second rater's hazards against the first's; symmetric."""
    first = [set(a["hazards"]) for a, _ in pairs]
    second = [set(b["hazards"]) for _, b in pairs]
    both = sum(len(a & b) for a, b in zip(first, second, strict=True))
    return 2 * both / (sum(map(len, first)) + sum(map(len, second)))


def both_labellings() -> list[tuple[Row, Row]]:
    """(first, second) for every tip that was labelled twice."""
    data = resources.files("nlp").joinpath("data")
    first = {
        row["id"]: row
        for file in sorted(data.joinpath("tips").iterdir(), key=lambda file: file.name)
        for row in map(json.loads, file.read_text(encoding="utf-8").splitlines())
    }
    second = map(json.loads, data.joinpath("second", "second.jsonl").read_text(encoding="utf-8").splitlines())
    return [(first[row["id"]], row) for row in second]


def main() -> None:
    pairs = both_labellings()
    out = sys.stdout.write
    out(f"{len(pairs)} tips labelled twice\n")
    for name in FIELDS:
        values = [(a[name], b[name]) for a, b in pairs]
        same = sum(x == y for x, y in values) / len(values)
        out(f"{name:10} agreement {same:.3f}   kappa {kappa(values):.3f}\n")
    out(f"{'hazards':10} micro-F1  {hazards_f1(pairs):.3f}\n")


if __name__ == "__main__":
    main()
