"""The labelled phrases: what a row must hold; `python -m nlp.phrases FILE…` checks them before they are merged."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from nlp.tips import LANGUAGES, check
from risk.finding import Harm, Scope
from risk.taxonomy import hazards, products

LONGEST: Final = 160  # characters: a clause or a short sentence, in English some twenty words
_FIELDS: Final = ("text", "lang", "product", "scope", "hazards", "harm")


def problems(row: Mapping[str, Any]) -> Iterator[str]:
    """What breaks the rules; nothing for a good row. None in a field: the phrase says nothing about it."""
    if tuple(row) != _FIELDS:
        yield "fields"
        return
    if not row["text"].strip() or len(row["text"]) > LONGEST:
        yield "text"
    if row["lang"] not in LANGUAGES:
        yield "lang"
    if row["product"] is not None and row["product"] not in products():
        yield "product"
    if row["scope"] is not None and row["scope"] not in set(Scope):
        yield "scope"
    if row["scope"] in set(Scope) - {Scope.IN} and (row["product"] or row["hazards"]):
        yield "out of scope has neither product nor hazards"
    if row["hazards"] is not None and (
        any(code not in hazards() for code in row["hazards"]) or row["hazards"] != sorted(set(row["hazards"]))
    ):
        yield "hazards"
    if row["harm"] is not None and row["harm"] not in set(Harm):
        yield "harm"
    if all(row[field] is None for field in _FIELDS[2:]):
        yield "it says nothing"


if __name__ == "__main__":
    raise SystemExit(check([Path(name) for name in sys.argv[1:]], problems) > 0)
