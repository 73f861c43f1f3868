"""`fenghuo migrate-engine`: from SQLite to PostgreSQL."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from fenghuo.cli.exits import Exit, Stopped, complain
from fenghuo.cli.language import tell
from fenghuo.cli.opening import settings
from fenghuo.cli.printing import AsJson, show, show_json
from fenghuo.cli.progress import measured
from fenghuo.compose import ANCHORS
from storage.engines import database_name
from storage.errors import KeyFileMissing
from storage.opening import holds_sealed_data
from storage.shifting import CopiesDiffer, shift
from storage.vault import KeyRing

app = typer.Typer()


@app.command("migrate-engine")
def migrate_engine(
    to: Annotated[str, typer.Option(help="postgresql+psycopg://user:password@host/name, an empty database.")] = "",
    to_file: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="A file with that address.")] = None,
    as_json: AsJson = False,
) -> None:
    """Move the installation from SQLite to PostgreSQL: copy every row, then compare every row.

    The program must not run. All or nothing: whatever goes wrong, the target holds no row, the source is only read, and
    the command can be run again. A password is better kept in --to-file than on the command line.

    Example: fenghuo migrate-engine --to-file /run/secrets/postgres
    """
    target = to_file.read_text(encoding="utf-8").strip() if to_file is not None else to
    if not target:
        raise Stopped("error-not-a-postgres-target", code=Exit.USAGE)
    found = settings()
    source = found.database_url.get_secret_value()
    if not found.key_file.exists() and holds_sealed_data(source):
        raise KeyFileMissing(file=str(found.key_file))
    ring = KeyRing.load(found.key_file)
    try:
        with measured("cli-shifting") as progress:
            done = shift(source, target, ring=ring, anchors=found.data_dir / ANCHORS, progress=progress)
    except CopiesDiffer as differ:
        for each in differ.differences:
            tell(
                "cli-shift-difference",
                table=each.table,
                row=each.key,
                kind=each.kind.value,
                columns=", ".join(each.columns),
            )
        raise typer.Exit(complain(differ)) from None
    if as_json:
        show_json([asdict(tally) for tally in done.tallies])
        return
    for tally in done.tallies:
        if tally.rows:
            typer.echo(f"{tally.rows:>12}  {tally.table}  {tally.digest[:16]}")
    show("cli-shifted", rows=sum(tally.rows for tally in done.tallies), tables=len(done.tallies))
    show("cli-shifted-next", file=database_name(source))
