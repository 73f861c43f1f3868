"""Numbers given inside a transaction. The row lock lasts until the commit: two at once never get the same."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, literal

from storage.mapping import table_of
from storage.rows import CounterRow
from storage.upsert import insert_or
from storage.work import Work

COUNTERS = table_of(CounterRow)


def next_value(work: Work, name: str) -> int:
    """1, 2, 3 … for each name."""
    statement = insert_or(COUNTERS).values(name=name, value=1)
    statement = statement.on_conflict_do_update(index_elements=["name"], set_={"value": COUNTERS.c.value + 1})
    (row,) = work.write_returning(statement.returning(COUNTERS.c.value), kind=COUNTERS.name)
    return int(row.value)


def bump_all(work: Work, names: Select[Any]) -> None:
    """One more for each, new ones from 1. In order of name: two that bump the same ones never lock each other out."""
    (name,) = names.selected_columns
    rows = names.add_columns(literal(1)).order_by(name)
    statement = insert_or(COUNTERS).from_select(["name", "value"], rows)
    statement = statement.on_conflict_do_update(index_elements=["name"], set_={"value": COUNTERS.c.value + 1})
    work.write(statement, kind=COUNTERS.name)
