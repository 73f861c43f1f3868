"""Scores triage against labelled tips: `python -m nlp.score [--batch NAME] [--wrong] [FILE…]`."""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from nlp.lines import finding_row
from nlp.pipeline import load
from risk.finding import ENTITIES

Row = Mapping[str, Any]
Pair = tuple[Row, Row]
TIPS = Path(__file__).parent / "data" / "tips"
GRAVE = frozenset({"serious", "fatal"})
COLUMNS = ("n", "scope_precision", "scope_recall", "product_accuracy", "product_macro_f1", "hazards_micro_f1",
           "hazards_macro_f1", "grave_precision", "grave_recall", "harm_macro_f1", "entities_f1")  # fmt: skip


def figures(pairs: Sequence[Pair]) -> dict[str, float]:
    """`pairs`: (label, prediction). Everything but scope is measured on tips labelled as in scope; 0/0 counts as 1."""
    inside = [(gold, found) for gold, found in pairs if gold["scope"] == "in"]
    kept = [(gold, found) for gold, found in pairs if found["scope"] == "in"]
    both = sum(found["scope"] == "in" for _, found in inside)
    grave_gold = [found["harm"] in GRAVE for gold, found in inside if gold["harm"] in GRAVE]
    grave_said = [gold["harm"] in GRAVE for gold, found in inside if found["harm"] in GRAVE]
    return {
        "n": len(pairs),
        "scope_precision": _share(both, len(kept)),
        "scope_recall": _share(both, len(inside)),
        "scope_accuracy": _share(sum(gold["scope"] == found["scope"] for gold, found in pairs), len(pairs)),
        "product_accuracy": _share(sum(gold["product"] == found["product"] for gold, found in inside), len(inside)),
        "product_macro_f1": _macro(inside, lambda row: {row["product"]}),
        "hazards_micro_f1": _micro(inside, lambda row: set(row["hazards"])),
        "hazards_macro_f1": _macro(inside, lambda row: set(row["hazards"])),
        "grave_precision": _share(sum(grave_said), len(grave_said)),
        "grave_recall": _share(sum(grave_gold), len(grave_gold)),
        "harm_accuracy": _share(sum(gold["harm"] == found["harm"] for gold, found in inside), len(inside)),
        "harm_macro_f1": _macro(inside, lambda row: {row["harm"]}),
        "entities_f1": _entities(inside, ENTITIES),
        **{f"entity_{kind}_f1": _entities(inside, (kind,)) for kind in ENTITIES},
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _f1(hit: int, extra: int, missed: int) -> float:
    return _share(2 * hit, 2 * hit + extra + missed)


def _micro(pairs: Sequence[Pair], codes: Callable[[Row], set[str | None]]) -> float:
    sets = [(codes(gold), codes(found)) for gold, found in pairs]
    return _f1(
        *(sum(len(part) for part in parts) for parts in zip(*((g & f, f - g, g - f) for g, f in sets), strict=True))
    )


def _macro(pairs: Sequence[Pair], codes: Callable[[Row], set[str | None]]) -> float:
    """Over the codes that the labels use."""
    sets = [(codes(gold), codes(found)) for gold, found in pairs]
    used = {code for gold, _ in sets for code in gold}
    each = [
        _f1(
            sum(code in g and code in f for g, f in sets),
            sum(code not in g and code in f for g, f in sets),
            sum(code in g and code not in f for g, f in sets),
        )
        for code in used
    ]
    return sum(each) / len(each) if each else 1.0


def _entities(pairs: Iterable[Pair], kinds: Sequence[str]) -> float:
    hit = extra = missed = 0
    for gold, found in pairs:
        for kind in kinds:
            wanted, got = gold["entities"][kind], found["entities"][kind]
            if wanted and got and _same(kind, wanted, got):
                hit += 1
            else:
                extra += bool(got)
                missed += bool(wanted)
    return _f1(hit, extra, missed)


def _same(kind: str, wanted: str, got: str) -> bool:
    """Width, case, spaces and punctuation aside; `--05-28` is met by any year, a month by any of its days."""
    if kind == "date":
        return got == wanted or (got.endswith(wanted[1:]) if wanted.startswith("--") else got.startswith(wanted))
    return _plain(wanted) == _plain(got)


def _plain(value: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", value).lower() if char.isalnum())


def read_tips(paths: Iterable[Path], batch: str | None = None) -> list[Row]:
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [row for row in rows if batch is None or row.get("batch") == batch]


def predict(tips: Iterable[Row]) -> list[Pair]:
    triage = load()
    return [(tip, finding_row(triage(tip["text"]))) for tip in tips]


def table(pairs: Sequence[Pair]) -> list[str]:
    """One line for the whole, then one for each batch, language and style."""
    width = 16
    lines = [" " * width + "".join(f"{name.replace('_', ' ')[-16:]:>18}" for name in COLUMNS)]
    groups = [("all", list(pairs))]
    for field in ("batch", "lang", "style"):
        names = sorted({gold[field] for gold, _ in pairs if field in gold})
        groups += [(name, [pair for pair in pairs if pair[0].get(field) == name]) for name in names]
    for name, group in groups:
        found = figures(group)
        cells = (f"{found[c]:>18.3f}" if c != "n" else f"{int(found[c]):>18}" for c in COLUMNS)
        lines.append(f"{name:<{width}}" + "".join(cells))
    return lines


def wrong(pairs: Sequence[Pair]) -> list[str]:
    """The tips where scope, product, hazards or harm differ: wanted → got."""
    lines = []
    for gold, found in pairs:
        fields = ("scope", "product", "hazards", "harm") if gold["scope"] == "in" else ("scope",)
        if apart := [f"{f} {gold[f]} → {found[f]}" for f in fields if gold[f] != found[f]]:
            lines.append(f"{gold['id']}: {'; '.join(apart)} | {gold['text']}")
    return lines


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="labelled tips (JSON Lines); default: those shipped")
    parser.add_argument("--batch", help="only this writing batch")
    parser.add_argument("--wrong", action="store_true", help="also list the tips that went wrong")
    options = parser.parse_args(arguments)
    pairs = predict(read_tips(options.files or sorted(TIPS.glob("*.jsonl")), options.batch))
    sys.stdout.write("\n".join(table(pairs) + (wrong(pairs) if options.wrong else [])) + "\n")


if __name__ == "__main__":
    main()
