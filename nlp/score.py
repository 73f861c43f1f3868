"""Scores triage against labelled tips: `python -m nlp.score [--fast] [--wrong] [--pictures FOLDER] [FILE…]`."""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from nlp.lines import finding_row
from nlp.model import FIELDS
from nlp.pictures import write_pictures
from nlp.pipeline import Pipeline, load
from risk.finding import ENTITIES

Row = Mapping[str, Any]
Pair = tuple[Row, Row]
TIPS = Path(__file__).parent / "data" / "tips"
# Whole batches, each by another hand: never trained on, never looked into for errors or words; figures only. Those of
# the first were written to avoid the words that lists know, those of the second are like the labelled sample.
HARD = frozenset({"north", "village"})
TYPICAL = frozenset({"forum", "gate", "hall", "stall", "counter"})
TEST = HARD | TYPICAL
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
        "injured_accuracy": _share(sum(gold["injured"] == found["injured"] for gold, found in inside), len(inside)),
        "vulnerable_micro_f1": _micro(inside, lambda row: set(row["vulnerable"])),
        "entities_f1": _entities(inside, ENTITIES),
        **{f"entity_{kind}_f1": _entities(inside, (kind,)) for kind in ENTITIES},
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _f1(hit: int, extra: int, missed: int) -> float:
    return _share(2 * hit, 2 * hit + extra + missed)


def _micro(pairs: Sequence[Pair], codes: Callable[[Row], set[str | None]]) -> float:
    sets = [(codes(gold), codes(found)) for gold, found in pairs]
    return _f1(sum(len(g & f) for g, f in sets), sum(len(f - g) for g, f in sets), sum(len(g - f) for g, f in sets))


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
    return plain_form(wanted) == plain_form(got)


def plain_form(value: str) -> str:
    """In which two names are compared: width, case, spaces and punctuation aside."""
    return "".join(char for char in unicodedata.normalize("NFKC", value).lower() if char.isalnum())


def read_tips(paths: Iterable[Path], batch: str | None = None) -> list[Row]:
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [row for row in rows if batch is None or row.get("batch") == batch]


def batch_of(row: Row) -> str:
    """The hand that wrote it: seed-a, seed-b and seed-c are one."""
    return str(row.get("batch", "local")).partition("-")[0]


def unseen_tips(batches: Collection[str] = TEST) -> list[Row]:
    """The shipped tips that nothing was trained or tuned on."""
    return [row for row in read_tips(sorted(TIPS.glob("*.jsonl"))) if batch_of(row) in batches]


def predict(tips: Iterable[Row], triage: Pipeline | None = None) -> list[Pair]:
    """With the shipped weights, or with the pipeline that is given."""
    triage = triage or load()
    return [(tip, finding_row(triage(tip["text"]))) for tip in tips]


def groups(pairs: Sequence[Pair]) -> Iterator[tuple[str, list[Pair]]]:
    """The tips of each batch, language and style."""
    for field in ("batch", "lang", "style"):
        for name in sorted({gold[field] for gold, _ in pairs if field in gold}):
            yield name, [pair for pair in pairs if pair[0].get(field) == name]


def table(pairs: Sequence[Pair]) -> list[str]:
    """One line for the whole, then one for each batch, language and style."""
    width = 16
    lines = [" " * width + "".join(f"{name.replace('_', ' ')[-16:]:>18}" for name in COLUMNS)]
    for name, group in (("all", pairs), *groups(pairs)):
        found = figures(group)
        cells = (f"{found[c]:>18.3f}" if c != "n" else f"{int(found[c]):>18}" for c in COLUMNS)
        lines.append(f"{name:<{width}}" + "".join(cells))
    return lines


def people(pairs: Sequence[Pair]) -> list[str]:
    """Beside the table: how many were hurt, and who is named."""
    found = figures(pairs)
    return [f"{name.replace('_', ' ')} {found[name]:.3f}" for name in ("injured_accuracy", "vulnerable_micro_f1")]


def abstention(pairs: Sequence[Pair]) -> list[str]:
    """By field: on how many tips the triage abstains, and which share of its errors these hold."""
    lines = []
    for field in FIELDS:
        rows = [(g, f) for g, f in pairs if field in ("scope", "harm") or g["scope"] == "in"]
        left = [g[field] != f[field] for g, f in rows if field in f["abstained"]]
        errors = sum(g[field] != f[field] for g, f in rows)
        share, held = _share(len(left), len(rows)), _share(sum(left), errors)
        lines.append(f"abstains on {field:<8} {share:.3f} of the tips, which hold {held:.3f} of {errors} errors")
    return lines


def wrong(pairs: Sequence[Pair]) -> list[str]:
    """The tips where scope, product, hazards or harm differ: wanted → got. Those of `TEST` stay closed."""
    lines = []
    for gold, found in pairs:
        if batch_of(gold) in TEST:
            continue
        fields = ("scope", "product", "hazards", "harm") if gold["scope"] == "in" else ("scope",)
        if apart := [f"{f} {gold[f]} → {found[f]}" for f in fields if gold[f] != found[f]]:
            lines.append(f"{gold['id']}: {'; '.join(apart)} | {gold['text']}")
    return lines


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "files", nargs="*", type=Path, help="labelled tips (JSON Lines); default: those shipped for the test"
    )
    parser.add_argument("--batch", help="only this writing batch")
    parser.add_argument("--wrong", action="store_true", help="also list the tips that went wrong, unless of the test")
    parser.add_argument("--pictures", type=Path, metavar="FOLDER", help="also draw confusion and reliability (SVG)")
    parser.add_argument("--fast", action="store_true", help="without the second opinion")
    options = parser.parse_args(arguments)
    triage = load(fast=options.fast)
    pairs = predict(read_tips(options.files, options.batch) if options.files else unseen_tips(), triage)
    hard, typical = ([pair for pair in pairs if batch_of(pair[0]) in some] for some in (HARD, TYPICAL))
    for some in (typical, hard) if typical and hard else (pairs,):
        sys.stdout.write("\n".join((*table(some), *people(some), *abstention(some), "\n")))
    if options.wrong:
        sys.stdout.writelines(f"{line}\n" for line in wrong(pairs))
    if options.pictures:
        write_pictures(pairs, options.pictures)


if __name__ == "__main__":
    main()
