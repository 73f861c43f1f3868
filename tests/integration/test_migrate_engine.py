"""An installation moved from SQLite to PostgreSQL: all of it, exactly, or nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
import sqlalchemy as sa

from casework.receipts import acknowledge_receipt
from storage import migrate, shifting
from storage.engines import lone_engine
from storage.errors import NewerSchema, OlderSchema
from storage.opening import open_storage
from storage.presence import StillRunning, enter
from storage.row_check import Kind
from storage.rows import METADATA
from storage.shifting import ChainsBroken, CopiesDiffer, NotAPostgresTarget, RowRefused, Shifted, TargetNotEmpty, shift
from storage.vault import KeyRing
from tests.support import every_table
from tests.support.command_line import CommandLine
from tests.support.customs import World, world
from tests.support.postgres import Server
from tests.support.raw import raw

pytestmark = pytest.mark.postgres


@dataclass(frozen=True, kw_only=True)
class Move:
    """From a filled SQLite installation to an empty PostgreSQL database."""

    folder: Path
    source: str
    target: str
    here: World

    def __call__(self) -> Shifted:
        return shift(self.source, self.target, ring=KeyRing.load(self.folder / "key"), anchors=self.folder / "audit")

    def file(self) -> bytes:
        """What anybody could notice of the source."""
        return (self.folder / "fenghuo.db").read_bytes()


@pytest.fixture
def move(sqlite_url: str, empty_postgres_url: str, tmp_path: Path) -> Move:
    ring = KeyRing.load(tmp_path / "key")
    storage = open_storage(sqlite_url, keys=ring, anchor_dir=tmp_path / "audit")
    here = world(storage.transactions)
    circular = here.issued()
    here.do(lambda uow: acknowledge_receipt(uow, here.env, here.people["toys"], circular.id, channel="telegram"))
    storage.close()
    every_table.fill(sqlite_url)
    return Move(folder=tmp_path, source=sqlite_url, target=empty_postgres_url, here=here)


def behind(url: str, *statements: str) -> None:
    with raw(url) as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


@contextmanager
def autocommit(url: str) -> Iterator[sa.Connection]:
    engine = lone_engine(url)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        yield connection
    engine.dispose()


def counts(url: str) -> dict[str, int]:
    with raw(url) as connection:
        return {
            table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in METADATA.sorted_tables
        }


def test_every_table_goes_over_row_for_row(move: Move) -> None:
    before = counts(move.source)
    assert all(before.values()), "a table without rows proves nothing"
    tallies = {tally.table: tally.rows for tally in move().tallies}
    assert tallies == before == counts(move.target)


def test_what_goes_over_is_the_same_byte_for_byte(move: Move) -> None:
    move()
    with raw(move.source) as ours, raw(move.target) as theirs:
        for table in METADATA.sorted_tables:
            assert list(shifting.rows(ours, table)) == list(shifting.rows(theirs, table)), table.name


def test_the_source_is_only_read(move: Move) -> None:
    before = sha256(move.file()).hexdigest()
    move()
    assert sha256(move.file()).hexdigest() == before


def test_people_are_found_logs_verify_and_work_goes_on_where_it_stopped(move: Move) -> None:
    move()
    storage = open_storage(move.target, keys=KeyRing.load(move.folder / "key"), anchor_dir=move.folder / "audit")
    try:
        assert storage.verify_audit() == []
        assert (storage.verify_receipts().receipts, storage.verify_receipts().findings) == (1, ())
        found = storage.transactions.run_now(lambda uow: uow.addresses.at("telegram", "4001"))
        assert found is not None
        assert found.person_id == move.here.people["toys"].id
        here = dataclasses.replace(move.here, transactions=storage.transactions)
        assert here.issued().official_number.endswith("2号")
    finally:
        storage.close()


def test_a_target_that_sorts_by_a_language_is_compared_all_the_same(
    move: Move, postgres_server: Server, empty_postgres_url: str
) -> None:
    behind(move.source, "INSERT INTO counters (name, value) VALUES ('a', 1), ('B', 2), ('c', 3), ('é', 4), ('-d', 5)")
    name = "sorted_by_language"
    with autocommit(empty_postgres_url) as connection:
        options = "TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C'"
        connection.exec_driver_sql(f"CREATE DATABASE {name} {options}")
    try:
        assert dataclasses.replace(move, target=postgres_server.url(name))().tallies
    finally:
        postgres_server.drop(name)


def test_the_progress_counts_every_row_twice(move: Move) -> None:
    told: list[tuple[int, int]] = []
    shift(
        move.source,
        move.target,
        ring=KeyRing.load(move.folder / "key"),
        anchors=move.folder / "audit",
        progress=lambda done, total: told.append((done, total)),
    )
    total = 2 * sum(counts(move.source).values())
    assert told[-1] == (total, total)


def test_the_schema_has_no_sequences_that_would_have_to_be_set(move: Move) -> None:
    move()
    with raw(move.target) as connection:
        assert sa.inspect(connection).get_sequence_names() == []


@pytest.mark.parametrize(
    ("meddling", "expected"),
    [
        ("UPDATE people SET locale = 'xx' WHERE id = 'people.id 1'", (Kind.CHANGED, "people.id 1", ("locale",))),
        (
            "UPDATE people SET sealed = sealed || '\\x00'::bytea WHERE id = 'people.id 1'",
            (Kind.CHANGED, "people.id 1", ("sealed",)),
        ),
        ("DELETE FROM holidays WHERE day = '2026-03-01'", (Kind.MISSING, "2026-03-01", ())),
        ("INSERT INTO counters (name, value) VALUES ('more', 1)", (Kind.ADDED, "more", ())),
        (
            "UPDATE deliveries SET sent_at = sent_at + interval '1 microsecond' WHERE id = 'deliveries.id 0'",
            (Kind.CHANGED, "deliveries.id 0", ("sent_at",)),
        ),
        (
            "UPDATE circulars SET hazards = '[]', body = body || ' ' WHERE id = 'circulars.id 0'",
            (Kind.CHANGED, "circulars.id 0", ("body", "hazards")),
        ),
    ],
)
def test_whatever_differs_is_named_by_table_key_and_column(
    move: Move, meddling: str, expected: tuple[Kind, str, tuple[str, ...]]
) -> None:
    move()
    behind(move.target, meddling)
    with raw(move.source) as ours, raw(move.target) as theirs:
        _, differences = shifting.compare_copies(ours, theirs)
    assert [(found.kind, found.key, tuple(sorted(found.columns))) for found in differences] == [expected]


def test_a_target_that_changes_what_it_is_given_gets_nothing(move: Move) -> None:
    migrate.migrate(move.target)
    behind(
        move.target,
        "ALTER TABLE circulars ALTER title TYPE char(90)",
        "ALTER TABLE deadlines ALTER due_at TYPE timestamptz(0)",
    )
    before = move.file()
    with pytest.raises(CopiesDiffer) as raised:
        move()
    assert {found.table for found in raised.value.differences} == {"circulars", "deadlines"}
    assert not any(counts(move.target).values())
    assert move.file() == before


def test_a_row_that_the_target_refuses_is_named_and_the_move_can_be_begun_again(move: Move) -> None:
    migrate.migrate(move.target)
    behind(move.target, "ALTER TABLE bindings ADD CONSTRAINT small CHECK (version < 0 OR id <> 'bindings.id 1')")
    with pytest.raises(RowRefused) as raised:
        move()
    assert raised.value.params == {"table": "bindings", "key": "bindings.id 1", "reason": "small"}
    assert not any(counts(move.target).values())
    behind(move.target, "ALTER TABLE bindings DROP CONSTRAINT small")
    assert move().tallies


def test_a_log_that_does_not_verify_is_not_moved(move: Move) -> None:
    behind(move.source, "UPDATE audit_entries SET act = 'read' WHERE seq = 1")
    with pytest.raises(ChainsBroken):
        move()
    assert not any(counts(move.target).values())


def test_a_target_with_anything_in_it_is_refused(move: Move) -> None:
    behind(move.target, "CREATE TABLE somebodys (id int)")
    with pytest.raises(TargetNotEmpty):
        move()
    behind(move.target, "DROP TABLE somebodys")
    move()
    with pytest.raises(TargetNotEmpty):
        move()


def newer_target(move: Move) -> type[Exception]:
    migrate.migrate(move.target)
    behind(move.target, "UPDATE alembic_version SET version_num = '9999'")
    return NewerSchema


def older_source(move: Move) -> type[Exception]:
    migrate.downgrade(move.source, "0006")
    return OlderSchema


@pytest.mark.parametrize("trouble", [newer_target, older_source])
def test_schemas_of_other_releases_are_refused(move: Move, trouble: Callable[[Move], type[Exception]]) -> None:
    expected = trouble(move)
    with pytest.raises(expected):
        move()


def test_nothing_is_moved_while_somebody_works_with_the_source(move: Move) -> None:
    somebody = enter(move.source)
    with pytest.raises(StillRunning):
        move()
    somebody.leave()


def test_it_only_goes_from_sqlite_to_postgresql(move: Move) -> None:
    ring = KeyRing.load(move.folder / "key")
    for source, target in ((move.target, move.source), (move.source, move.source)):
        with pytest.raises(NotAPostgresTarget):
            shift(source, target, ring=ring, anchors=move.folder / "audit")


@pytest.mark.timeout(180)
def test_the_command_moves_a_used_installation_which_then_works_on_postgresql(
    empty_postgres_url: str, tmp_path: Path
) -> None:
    cli = CommandLine(tmp_path)
    office = cli.json("org", "add", "江门海关", "--level", "regional", "--region", "江门", "--json")["id"]
    cli.json("user", "add", "陈值班", "--org", office, "--role", "officer", "--json")
    (tmp_path / "target").write_text(f"{empty_postgres_url}\n", encoding="utf-8")
    moved = cli("migrate-engine", "--to-file", "target")
    assert (moved.code, "each compared with its source" in moved.out) == (0, True), moved.err
    again = cli("migrate-engine", "--to", empty_postgres_url)
    assert (again.code, "not empty" in again.err) == (1, True)
    there = CommandLine(tmp_path, DATABASE_URL=empty_postgres_url)
    assert there.json("user", "list", "--json") == cli.json("user", "list", "--json")
    assert there("audit", "verify").code == 0


def test_the_command_names_every_row_that_differs(empty_postgres_url: str, tmp_path: Path) -> None:
    cli = CommandLine(tmp_path)
    office = cli.json("org", "add", "江门海关", "--level", "regional", "--region", "江门", "--json")["id"]
    migrate.migrate(empty_postgres_url)
    behind(empty_postgres_url, "ALTER TABLE organisations ALTER region TYPE char(9)")
    told = cli("migrate-engine", "--to", empty_postgres_url)
    assert (told.code, f"organisations, row {office}: different in region" in told.err) == (1, True), told.err
    assert not any(counts(empty_postgres_url).values())
