"""Migrations up and down on both engines, and that the models are what they make."""

from __future__ import annotations

import dataclasses
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from risk.identity import Secret
from storage import migrate
from storage.errors import NewerSchema, OlderSchema
from storage.opening import open_storage
from storage.rows import METADATA
from storage.vault import KeyRing
from tests.support.raw import raw
from tests.support.storage_records import SIGNAL


def tables(url: str) -> set[str]:
    with raw(url) as connection:
        return set(sa.inspect(connection).get_table_names()) - {"alembic_version"}


def test_up_makes_every_table_and_down_removes_them(empty_database_url: str) -> None:
    assert migrate.current(empty_database_url) is None
    assert migrate.migrate(empty_database_url) == migrate.head()
    assert migrate.current(empty_database_url) == migrate.head()
    assert tables(empty_database_url) == set(METADATA.tables)
    assert migrate.downgrade(empty_database_url) is None
    assert tables(empty_database_url) == set()
    assert migrate.migrate(empty_database_url) == migrate.head()


def test_the_models_equal_the_migrated_schema(database_url: str) -> None:
    with raw(database_url) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_the_checks_of_the_models_are_in_the_migrated_schema(database_url: str) -> None:
    wanted = {
        (table.name, str(check.name))
        for table in METADATA.tables.values()
        for check in table.constraints
        if isinstance(check, sa.CheckConstraint)
    }
    with raw(database_url) as connection:
        inspector = sa.inspect(connection)
        found = {
            (table, str(check["name"])) for table in METADATA.tables for check in inspector.get_check_constraints(table)
        }
    assert found == wanted
    assert len(wanted) > 20


def test_an_illegal_state_is_refused_by_the_database_itself(database_url: str) -> None:
    columns = "id, name, level, created_at, region, customs_code, operator_roles, products, version"
    values = "'x', 'x', 'galactic', '2026-01-01', '', '', '[]', '[]', 0"
    with pytest.raises(sa.exc.IntegrityError, match="ck_organisations_level"), raw(database_url) as connection:
        connection.exec_driver_sql(f"INSERT INTO organisations ({columns}) VALUES ({values})")  # noqa: S608 - ours


def test_a_newer_schema_is_refused(database_url: str, key_ring: KeyRing, tmp_path: Path) -> None:
    with raw(database_url) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'from the future'")
    for attempt in (
        lambda: migrate.migrate(database_url),
        lambda: migrate.current(database_url),
        lambda: migrate.downgrade(database_url),
        lambda: open_storage(database_url, keys=key_ring, anchor_dir=tmp_path),
    ):
        with pytest.raises(NewerSchema):
            attempt()


def test_an_unmigrated_database_is_refused(empty_database_url: str, key_ring: KeyRing, tmp_path: Path) -> None:
    with pytest.raises(OlderSchema):
        open_storage(empty_database_url, keys=key_ring, anchor_dir=tmp_path)


def test_the_first_release_takes_back_signals_that_only_their_things_told_apart(
    database_url: str, key_ring: KeyRing, tmp_path: Path
) -> None:
    storage = open_storage(database_url, keys=key_ring, anchor_dir=tmp_path)
    for number, brand in ((1, "星汪"), (2, "月汪")):
        one = dataclasses.replace(
            SIGNAL, id=f"s{number}", number=number, brand=Secret(brand), identity=Secret(brand), owner_id=None
        )
        storage.transactions.run_now(lambda uow, s=one: uow.signals.add(s))
    storage.close()
    assert migrate.downgrade(database_url, "0001") == "0001"
    with raw(database_url) as connection:
        rows = connection.exec_driver_sql("SELECT pattern FROM signals ORDER BY number").all()
    assert [row[0] for row in rows] == [SIGNAL.pattern, f"{SIGNAL.pattern}|s2"]
    assert migrate.migrate(database_url) == migrate.head()


def test_two_migrators_at_once_migrate_once(empty_database_url: str) -> None:
    told: list[str] = []
    line = threading.Barrier(2)

    def go() -> None:
        line.wait()
        told.append(migrate.migrate(empty_database_url))

    threads = [threading.Thread(target=go) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == [migrate.head()] * 2
