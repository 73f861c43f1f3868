"""Which office is competent 主管海关 (Art. 4): a competence computed per case from an editable table, not a level."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources

from risk.errors import Invalid
from risk.information import Trade


class OfficeKind(StrEnum):
    CUSTOMS = "customs"
    DEPARTMENT = "department"


class CompetenceReason(StrEnum):
    """What settled it: the port, the place, the kind of trade, nothing but the default, or there is no office."""

    PORT = "port"
    REGION = "region"
    TRADE = "trade"
    DEFAULT = "default"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class CompetenceRow:
    """Empty columns match everything."""

    office: str
    kind: OfficeKind = OfficeKind.CUSTOMS
    ports: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    trades: tuple[Trade, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CompetenceTable:
    rows: tuple[CompetenceRow, ...]
    defaults: Mapping[OfficeKind, str]


@dataclass(frozen=True, kw_only=True)
class Competence:
    """`office` is the name of the organisation, None if nobody is competent; `row` counts from 1."""

    office: str | None
    reason: CompetenceReason
    row: int | None = None


def competent_office(
    table: CompetenceTable,
    *,
    port: str = "",
    region: str = "",
    trade: Trade = Trade.UNKNOWN,
    kind: OfficeKind = OfficeKind.CUSTOMS,
) -> Competence:
    """The first row that matches, else the default of that kind of office. An unknown port matches no row with one."""
    for number, row in enumerate(table.rows, start=1):
        matches = (
            row.kind is kind
            and _within(port, row.ports)
            and _within(region, row.regions)
            and (not row.trades or trade in row.trades)
        )
        if matches:
            return Competence(office=row.office, reason=_reason(row), row=number)
    office = table.defaults.get(kind)
    return Competence(office=office, reason=CompetenceReason.DEFAULT if office else CompetenceReason.NONE)


def parse_competence(raw: Mapping[str, object]) -> CompetenceTable:
    """A table from loaded TOML (`[default]`, `[[row]]`); raises `Invalid` with the numbers of all the bad rows."""
    defaults, rows = raw.get("default", {}), raw.get("row", [])
    if not isinstance(defaults, Mapping) or not isinstance(rows, list) or set(raw) - {"default", "row"}:
        raise Invalid(field="competence", rows="0")
    if not all(_is_kind(kind) and isinstance(name, str) and name.strip() for kind, name in defaults.items()):
        raise Invalid(field="competence", rows="0")
    parsed = [_row(row) for row in rows]
    bad = [str(number) for number, row in enumerate(parsed, start=1) if row is None]
    if bad:
        raise Invalid(field="competence", rows=", ".join(bad))
    return CompetenceTable(
        rows=tuple(row for row in parsed if row is not None),
        defaults={OfficeKind(kind): str(name).strip() for kind, name in defaults.items()},
    )


def default_competence() -> CompetenceTable:
    """The table that ships with the program."""
    text = resources.files("risk").joinpath("data", "competence.toml").read_text(encoding="utf-8")
    return parse_competence(tomllib.loads(text))


def _within(place: str, words: tuple[str, ...]) -> bool:
    return not words or any(word in place for word in words)


def _reason(row: CompetenceRow) -> CompetenceReason:
    if row.ports:
        return CompetenceReason.PORT
    if row.regions:
        return CompetenceReason.REGION
    return CompetenceReason.TRADE if row.trades else CompetenceReason.DEFAULT


def _row(raw: object) -> CompetenceRow | None:
    if not isinstance(raw, Mapping) or set(raw) - {"office", "kind", "port", "region", "trade"}:
        return None
    office, kind = raw.get("office"), raw.get("kind", OfficeKind.CUSTOMS.value)
    columns = [_words(raw.get(column, [])) for column in ("port", "region", "trade")]
    if not isinstance(office, str) or not office.strip() or not _is_kind(kind) or None in columns:
        return None
    ports, regions, trades = (column or () for column in columns)
    if any(trade not in set(Trade) for trade in trades):
        return None
    return CompetenceRow(
        office=office.strip(),
        kind=OfficeKind(kind),
        ports=ports,
        regions=regions,
        trades=tuple(Trade(trade) for trade in trades),
    )


def _is_kind(value: object) -> bool:
    return isinstance(value, str) and value in set(OfficeKind)


def _words(cell: object) -> tuple[str, ...] | None:
    """A word or a list of words; None if the cell is anything else or has an empty word."""
    words = [cell] if isinstance(cell, str) else cell
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
        return None
    return tuple(word.strip() for word in words)
