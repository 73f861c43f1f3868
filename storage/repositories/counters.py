"""Numbers given inside a transaction. The row lock lasts until the commit: two at once never get the same."""

from __future__ import annotations

from storage.mapping import table_of
from storage.rows import CounterRow
from storage.upsert import insert_or
from storage.work import Work

_COUNTERS = table_of(CounterRow)


def next_value(work: Work, name: str) -> int:
    """1, 2, 3 … for each name."""
    statement = insert_or(_COUNTERS).values(name=name, value=1)
    statement = statement.on_conflict_do_update(index_elements=["name"], set_={"value": _COUNTERS.c.value + 1})
    (row,) = work.write_returning(statement.returning(_COUNTERS.c.value), kind=_COUNTERS.name)
    return int(row.value)
