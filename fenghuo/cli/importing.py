"""`fenghuo import`: rosters in bulk."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from casework.roster import Imported, RowError, import_enterprises
from fenghuo.cli.exits import Exit
from fenghuo.cli.language import tell
from fenghuo.cli.opening import opened
from fenghuo.cli.people import find_person
from fenghuo.cli.printing import AsJson, show, show_json
from fenghuo.cli.progress import bar
from fenghuo.cli.wording import problem

app = typer.Typer(help="Import rosters.", no_args_is_help=True)


@app.callback()
def imports() -> None:
    """Keeps `import` a group while it has one command."""


@app.command()
def enterprises(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="CSV in UTF-8, GB18030 or Big5.")
    ],
    person: Annotated[
        str, typer.Option("--as", metavar="PERSON", help="The officer whose roster it is; else the installation's.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Import enterprises from an officer's roster.

    Columns: name, uscc, region, contact, phone, email, telegram_chat_id, locale, customs_code, roles, products,
    hazards, min_level. Lists are separated by ";". Good rows are kept, bad ones named on standard error and lead to
    exit code 1. The same file again changes nothing.

    Example: fenghuo import enterprises roster.csv --json
    """
    raw = file.read_bytes()
    with opened() as shop, bar("cli-importing", total=max(raw.count(b"\n"), 1)) as advance:
        actor = shop.transactions.run_now(partial(find_person, wanted=person)) if person else None
        done = import_enterprises(shop.transactions, shop.env, raw, actor=actor, progress=advance)
    for error in done.errors:
        _report(error)
    _sum_up(done, as_json=as_json)
    if done.errors:
        raise typer.Exit(Exit.FAILED)


def _report(error: RowError) -> None:
    if error.column:
        reason = problem(error.code, error.column)
        tell("cli-bad-cell", line=str(error.line), column=error.column, reason=reason)
    else:
        tell("cli-bad-row", line=str(error.line))


def _sum_up(done: Imported, *, as_json: bool) -> None:
    if as_json:
        show_json(asdict(done))
        return
    show(
        "cli-imported",
        added=str(done.added),
        changed=str(done.changed),
        unchanged=str(done.unchanged),
        bad=str(len(done.errors)),
    )
