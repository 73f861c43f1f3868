"""`fenghuo migrate`: the database's schema."""

from __future__ import annotations

import typer

from fenghuo.cli.opening import settings
from fenghuo.cli.printing import AsJson, show, show_json
from storage.migrate import migrate as migrate_database

app = typer.Typer()


@app.command()
def migrate(as_json: AsJson = False) -> None:
    """Bring the database to this release's schema; two at once stand in line.

    Whatever else works on the database does it first, but doctor, backup and migrate-engine.

    Example: fenghuo migrate
    """
    found = settings()
    found.data_dir.mkdir(parents=True, exist_ok=True)
    schema = migrate_database(found.database_url.get_secret_value())
    if as_json:
        show_json({"schema": schema})
    else:
        show("cli-migrated", schema=schema)
