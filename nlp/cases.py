"""Labelled tips out of files that people give to be trained on or measured by: each line a case, or why it is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from nlp.json_lines import BadLine, is_printable, item_of, written
from risk.finding import ENTITIES, VULNERABLE, Harm, Scope
from risk.taxonomy import hazards, products

_SHOWN: Final = 60  # characters of a value in a complaint
Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Case:
    """One line: its number from 1, and either the labelled tip or why it is passed over.

    `problem` is that of a `BadLine`, or `missing` or `wrong` with the `field` and, as JSON, its `value`.
    """

    number: int
    row: dict[str, Any] | None = None
    problem: str = ""
    field: str = ""
    value: str = ""


def cases_in(lines: Iterable[str], *, measured: bool) -> Iterator[Case]:
    """Empty lines are passed over. `measured`: also with the labels that only figures need."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _case(number, line, measured=measured)


def _case(number: int, line: str, *, measured: bool) -> Case:
    try:
        row = item_of(line)
    except BadLine as bad:
        return Case(number=number, problem=bad.problem)
    needed = {**_NEEDED, **(_MEASURED if measured else {})}
    for field, is_right in {**needed, **{name: rule for name, rule in _OPTIONAL.items() if name not in needed}}.items():
        if field in row and not is_right(row):
            return Case(number=number, problem="wrong", field=field, value=written(row[field])[:_SHOWN])
        if field in needed and field not in row:
            return Case(number=number, problem="missing", field=field)
    return Case(number=number, row={**row, "hazards": sorted(set(row["hazards"]))})


def _is_text(row: Row) -> bool:
    text = row["text"]
    return isinstance(text, str) and bool(text.strip()) and is_printable(text)


def _is_product(row: Row) -> bool:
    """In scope one is due, outside there is none."""
    return row["product"] in list(products()) if row["scope"] == Scope.IN else row["product"] is None


def _are_hazards(row: Row) -> bool:
    return _are_of(row["hazards"], hazards()) and (row["scope"] == Scope.IN or not row["hazards"])


def _are_of(codes: object, known: Iterable[str]) -> bool:
    return isinstance(codes, list) and all(isinstance(code, str) for code in codes) and set(codes) <= set(known)


def _is_count(row: Row) -> bool:
    """Of the injured; null where the text does not say."""
    count = row["injured"]
    return count is None or (isinstance(count, int) and not isinstance(count, bool) and count >= 0)


def _are_names(row: Row) -> bool:
    """Those that are there; null stands for a name that the text does not have."""
    names = row["entities"]
    return isinstance(names, dict) and all(isinstance(names.get(name), str | None) for name in ENTITIES)


def _is_word(field: str) -> Callable[[Row], bool]:
    return lambda row: isinstance(row[field], str)


_NEEDED: Final[Mapping[str, Callable[[Row], bool]]] = {
    "text": _is_text,
    "scope": lambda row: row["scope"] in list(Scope),
    "product": _is_product,
    "hazards": _are_hazards,
    "harm": lambda row: row["harm"] in list(Harm),
}
_MEASURED: Final[Mapping[str, Callable[[Row], bool]]] = {
    "injured": _is_count,
    "vulnerable": lambda row: _are_of(row["vulnerable"], VULNERABLE),
    "entities": lambda row: _are_names(row) and set(row["entities"]) >= set(ENTITIES),
}
_OPTIONAL: Final[Mapping[str, Callable[[Row], bool]]] = {
    # Names that a case does not label are read by the weights in use.
    "entities": lambda row: row["entities"] is None or _are_names(row),
    **{name: _is_word(name) for name in ("batch", "lang", "style")},
}
