"""Promise: while machines are upgraded one after the other, the code of the release before works on the new schema.

What that code says to the database was recorded in its own checkout (tests/old). Here it is said again, to its own
schema and to the newest one, and both have to answer alike.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Final

import pytest
import sqlalchemy as sa

from storage import migrate
from storage.engines import lone_engine
from tests.conftest import ENGINES
from tests.old.statements import Told, recorded, replay, unlike
from tests.support.postgres import Server

OLD: Final = "0006"  # the schema of the release before this one
pytestmark = pytest.mark.timeout(300)


class Schemas:
    """Empty databases of two schemas on one engine, each with one connection that is always rolled back."""

    def __init__(self, engine: str, old: str, new: str) -> None:
        self.engine = engine
        self.old, self.new = lone_engine(old), lone_engine(new)

    def answers(self, told: Told, *changes: str) -> tuple[list[object], list[object]]:
        """Of the old schema, and of the new one after the `changes`."""
        return _answers(self.old, told), _answers(self.new, told, *changes)

    def dispose(self) -> None:
        self.old.dispose()
        self.new.dispose()


def _answers(engine: sa.Engine, told: Told, *changes: str) -> list[object]:
    with engine.connect() as connection:
        transaction = connection.begin()
        for change in changes:
            connection.exec_driver_sql(change)
        answers = replay(connection, told)
        transaction.rollback()
    return answers


@pytest.fixture(scope="module", params=ENGINES)
def schemas(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Schemas]:
    if request.param == "sqlite":
        folder = tmp_path_factory.mktemp("schemas")
        new = f"sqlite:///{folder / 'new.db'}"
        migrate.migrate(new)
        shutil.copyfile(folder / "new.db", folder / "old.db")
        old = f"sqlite:///{folder / 'old.db'}"
        migrate.downgrade(old, OLD)
        found = Schemas("sqlite", old, new)
        yield found
        found.dispose()
        return
    server: Server = request.getfixturevalue("postgres_server")
    names = [server.create(), server.create()]
    old, new = map(server.url, names)
    for url in (old, new):
        migrate.migrate(url)
    migrate.downgrade(old, OLD)
    found = Schemas("postgresql", old, new)
    yield found
    found.dispose()
    for name in names:
        server.drop(name)


def test_what_the_old_code_says_is_answered_alike_by_the_new_schema(schemas: Schemas) -> None:
    differences, refused = [], []
    for told in recorded(OLD, schemas.engine):
        old, new = schemas.answers(told)
        differences += unlike(told, old, new)
        refused += [answer for answer in old if isinstance(answer, str)]
    assert differences == []
    assert refused == [], "a record that its own schema refuses proves nothing"


def test_the_record_speaks_of_every_table_of_the_old_schema(schemas: Schemas) -> None:
    said = "\n".join(text for told in recorded(OLD, schemas.engine) for text, _ in told.statements)
    with schemas.old.connect() as connection:
        tables = set(sa.inspect(connection).get_table_names()) - {"alembic_version"}
    assert {table for table in tables if table not in said} == set()


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE deliveries DROP COLUMN because",
        "ALTER TABLE messages RENAME COLUMN notice_id TO letter_id",
        "ALTER TABLE people RENAME TO persons",
        "CREATE UNIQUE INDEX one_address ON addresses (person_id)",
        "DROP TABLE operator_roles",
        "ALTER TABLE circulars ADD COLUMN must text NOT NULL",
    ],
)
def test_a_step_that_would_break_the_old_code_is_noticed(schemas: Schemas, change: str) -> None:
    told = recorded(OLD, schemas.engine)
    assert any(unlike(each, *schemas.answers(each, change)) for each in told)
