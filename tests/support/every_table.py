"""Made-up rows for every table, every column filled, so that none is forgotten; whatever tables there will be."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from storage.rows import METADATA
from storage.upsert import insert_or
from tests.support.raw import raw

ROWS = 3  # of each table; in the last one whatever may be empty is
# Kept by triggers, or linked to each other: these are filled by acts.
LINKED = frozenset({"audit_entries", "audit_heads", "wrapped_keys", "signed_receipts", "receipt_heads"})
DERIVED = frozenset({"operator_roles", "subscription_facets"})


def fill(url: str, *, spared: Collection[str] = LINKED | DERIVED) -> None:
    with raw(url) as connection:
        for table in METADATA.sorted_tables:
            if table.name not in spared:
                for number in range(ROWS):
                    row = insert_or(table).values(_row(connection, table, number))
                    # A row that is one to one with its parent, of which there are fewer.
                    connection.execute(row.on_conflict_do_nothing())


def _row(connection: sa.Connection, table: sa.Table, number: int) -> dict[str, Any]:
    return {column.name: _value(connection, column, number) for column in table.columns}


def _value(connection: sa.Connection, column: sa.Column[Any], number: int) -> Any:
    if column.nullable and number == ROWS - 1:
        return None
    for key in column.foreign_keys:
        if key.column.table is column.table:
            return f"{column.table.name}.{key.column.name} 0" if number else None
        parents = connection.execute(sa.select(key.column).order_by(key.column)).scalars().all()
        return parents[number % len(parents)]
    match column.type.impl_instance if isinstance(column.type, sa.TypeDecorator) else column.type:
        case sa.Enum() as kind:
            return sa.type_coerce(kind.enums[number % len(kind.enums)], sa.Text)
        case sa.JSON():
            return [f"甲{number}", "\N{FIRE} é"]
        case sa.LargeBinary():
            return bytes(range(256)) + bytes([number])
        case sa.Date():
            return date(2026, 2, 28) + timedelta(days=number)
        case sa.Boolean():
            return bool(number % 2)
        case sa.BigInteger():
            return 5_000_000_000 + number
        case sa.Float():
            return 0.1 + number
        case sa.Integer():
            return 7 + number
        case sa.DateTime():
            return datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC) + timedelta(seconds=number)
    if column.primary_key:
        return f"{column.table.name}.{column.name} {number}"
    return f"{column.name} {number} \N{FIRE} 'é\\\t\n"
