"""Moves an installation from SQLite to PostgreSQL: every row as it is, in one transaction, compared before its end.

Sealed columns, blind indexes and wrapped keys go over as bytes; nothing is opened, numbered or dated anew. Whatever
goes wrong, the target holds no row, and the source is only read.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg import sql
from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Enum,
    String,
    Table,
    Text,
    TypeDecorator,
    cast,
    func,
    inspect,
    select,
    text,
    type_coerce,
)
from sqlalchemy.types import TypeEngine

from risk.errors import DomainError
from storage import migrate
from storage.audit import Anchor
from storage.chains import broken_links
from storage.engines import database_name, is_sqlite, lone, sqlite_engine
from storage.errors import OlderSchema
from storage.presence import alone
from storage.row_check import Difference, Tally, compare
from storage.rows import METADATA
from storage.vault import KeyRing

Progress = Callable[[int, int], None]  # rows done, rows to copy and to compare
_FETCH: Final = 1000  # rows at a time
_PLACE: Final = re.compile(r"line (\d+)")  # in what PostgreSQL says about a failed COPY


class NotAPostgresTarget(DomainError):
    """An installation is moved from SQLite to PostgreSQL, and in no other direction."""

    code = "not-a-postgres-target"


class TargetNotEmpty(DomainError):
    """There is something in the target already; nothing is mixed or overwritten."""

    code = "target-not-empty"


class RowRefused(DomainError):
    """The target does not take a row; nothing was moved."""

    code = "row-refused"


class CopiesDiffer(DomainError):
    """The copy is not what the source holds; it was undone."""

    code = "copies-differ"

    def __init__(self, differences: Sequence[Difference]) -> None:
        super().__init__(count=len(differences))
        self.differences = tuple(differences)


class ChainsBroken(DomainError):
    """Audit log or receipts do not verify, on the source as little as on the copy; it was undone."""

    code = "chains-broken"

    def __init__(self, links: Sequence[str]) -> None:
        super().__init__(count=len(links), first=links[0])
        self.links = tuple(links)


@dataclass(frozen=True, kw_only=True)
class Shifted:
    """By table, in the order in which they were copied."""

    tallies: tuple[Tally, ...]


def _silent(_done: int, _total: int) -> None:
    """No progress shown."""


def shift(source: str, target: str, *, ring: KeyRing, anchors: Path, progress: Progress = _silent) -> Shifted:
    """Raises `NotAPostgresTarget`, `StillRunning`, `OlderSchema`, `TargetNotEmpty`, `RowRefused`, `CopiesDiffer` or
    `ChainsBroken`; then nothing was moved.
    """
    if not is_sqlite(source) or is_sqlite(target):
        raise NotAPostgresTarget
    with alone(source):
        found = migrate.current(source)
        if found != migrate.head():
            raise OlderSchema(database=database_name(source), found=found or "", needed=migrate.head())
        _refuse_foreign(target)
        migrate.migrate(target)
        reading = sqlite_engine(source, connections=1, writes=False)
        try:
            with reading.begin() as here, lone(target) as engine, engine.begin() as there:
                return _moved(here, there, ring=ring, anchors=anchors, progress=progress)
        finally:
            reading.dispose()


def _moved(here: Connection, there: Connection, *, ring: KeyRing, anchors: Path, progress: Progress) -> Shifted:
    tables = METADATA.sorted_tables
    advance = _advancing(progress, total=2 * sum(_count(here, table) for table in tables))
    there.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))  # to check the chains takes its time
    for table in tables:  # nobody else writes there until the end
        there.execute(text(f'LOCK TABLE "{table.name}" IN EXCLUSIVE MODE'))
        if there.execute(select(table).limit(1)).first() is not None:
            raise TargetNotEmpty(what=table.name)
    for table in tables:
        # What the triggers would derive is copied like the rest.
        there.execute(text(f'ALTER TABLE "{table.name}" DISABLE TRIGGER USER'))
        _copy(here, there, table, advance)
        there.execute(text(f'ALTER TABLE "{table.name}" ENABLE TRIGGER USER'))
    tallies, differences = compare_copies(here, there, advance)
    if differences:
        raise CopiesDiffer(differences)
    if broken := list(broken_links(there, Anchor(anchors), ring)):
        raise ChainsBroken(broken)
    there.execute(text("ANALYZE"))
    return Shifted(tallies=tuple(tallies))


def compare_copies(
    here: Connection, there: Connection, advance: Callable[[int], None] = lambda _count: None
) -> tuple[list[Tally], list[Difference]]:
    """Every row of every table, on both sides."""
    tallies, differences = list[Tally](), list[Difference]()
    for table in METADATA.sorted_tables:
        tally, found = compare(table, rows(here, table), rows(there, table), advance)
        tallies.append(tally)
        differences += found
    return tallies, differences


def rows(connection: Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    """In the order of the key, the same on both engines; documents as the text that they were written as."""
    on_postgres = connection.dialect.name == "postgresql"
    order = [
        column.collate("C") if on_postgres and isinstance(_kind(column), String) else column
        for column in table.primary_key
    ]
    statement = select(*map(_plain, table.columns)).order_by(*order).execution_options(yield_per=_FETCH)
    for row in connection.execute(statement):
        yield tuple(row)


def _kind(column: Column[Any]) -> TypeEngine[Any]:
    return column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type


def _plain(column: Column[Any]) -> Any:
    kind = _kind(column)
    if isinstance(kind, JSON):
        return cast(column, Text).label(column.name)
    return type_coerce(column, Text).label(column.name) if isinstance(kind, Enum) else column


def _copy(here: Connection, there: Connection, table: Table, advance: Callable[[int], None]) -> None:
    columns = sql.SQL(", ").join(sql.Identifier(column.name) for column in table.columns)
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), columns)
    driver: psycopg.Connection[Any] = there.connection.driver_connection  # type: ignore[assignment]
    done = 0
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows(here, table):
                copy.write_row(row)
                done += 1
                if done % _FETCH == 0:
                    advance(_FETCH)
    except psycopg.Error as error:
        # The engine's own message quotes values.
        what = error.diag.constraint_name or error.diag.column_name or type(error).__name__
        raise RowRefused(table=table.name, key=_refused(here, table, error), reason=what) from None
    advance(done % _FETCH)


def _refused(here: Connection, table: Table, error: psycopg.Error) -> str:
    """The key of the row that the engine names by its place; "?" where it names none."""
    place = _PLACE.search(error.diag.context or "")
    if place is None:
        return "?"
    (row,) = itertools.islice(rows(here, table), int(place[1]) - 1, int(place[1]))
    names = [column.name for column in table.columns]
    return " ".join(str(row[names.index(column.name)]) for column in table.primary_key)


def _advancing(progress: Progress, *, total: int) -> Callable[[int], None]:
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        progress(done, total)

    return advance


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _refuse_foreign(target: str) -> None:
    """Tables that are not ours belong to somebody else's database."""
    with lone(target) as engine, engine.connect() as connection:
        names = inspect(connection).get_table_names()
    if names and "alembic_version" not in names:
        raise TargetNotEmpty(what=names[0])
