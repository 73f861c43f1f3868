"""Migrations: one migrator at a time, all or nothing, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, text

from storage.engines import lone
from storage.errors import NewerSchema, OrphanedRow

_LOCK: Final = 0x66656E67  # "feng"; any number that all migrators agree on


def migrate(url: str) -> str:
    """Brings the schema to the head and returns it. Raises `NewerSchema`, `Unreachable`, `StorageBusy`."""
    return _under_lock(url, lambda config: command.upgrade(config, "head")) or ""


def downgrade(url: str, revision: str = "base") -> str | None:
    """Takes the schema back, with all that only the newer one can hold."""
    return _under_lock(url, lambda config: command.downgrade(config, revision))


def current(url: str) -> str | None:
    """The database's revision; None = empty. Raises `NewerSchema` or `Unreachable`."""
    with lone(url) as engine:
        return checked_version(engine)


@cache
def head() -> str:
    """The revision that this release works with."""
    return _scripts().get_current_head() or ""


def is_known(revision: str) -> bool:
    """False for one that only a newer release knows."""
    return any(script.revision == revision for script in _scripts().walk_revisions())


def checked_version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return _checked(connection)


def _under_lock(url: str, act: Callable[[Config], None]) -> str | None:
    with lone(url) as engine, engine.begin() as connection:  # on SQLite this is BEGIN IMMEDIATE: the lock itself
        if connection.dialect.name == "postgresql":
            _stand_in_line(connection)
        _checked(connection)
        act(_config(connection))
        if connection.dialect.name == "sqlite":
            _refuse_orphans(connection)
        return _checked(connection)


def _stand_in_line(connection: Connection) -> None:
    """For as long as another migration takes; only what comes then has to hurry."""
    patience = connection.execute(text("SELECT current_setting('lock_timeout')")).scalar_one()
    setting = text("SELECT set_config('lock_timeout', :patience, true)")
    connection.execute(setting, {"patience": "0"})
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    connection.execute(setting, {"patience": patience})


def _checked(connection: Connection) -> str | None:
    version = MigrationContext.configure(connection).get_current_revision()
    if version is not None:
        try:
            _scripts().get_revision(version)
        except CommandError:
            raise NewerSchema(found=version, known=head()) from None
    return version


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _refuse_orphans(connection: Connection) -> None:
    orphan = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if orphan is not None:
        raise OrphanedRow(table=str(orphan[0]))
