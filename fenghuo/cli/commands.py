"""The command line `fenghuo …`: one module per noun."""

from __future__ import annotations

import sys

import typer

from fenghuo.cli import (
    address,
    audit,
    backup,
    circular,
    compare,
    demo,
    doctor,
    drill,
    engine,
    holidays,
    importing,
    keys,
    mail,
    migrate,
    nlp,
    org,
    receipt,
    serve,
    triage,
    user,
)
from fenghuo.cli.exits import Exit, Stopped, complain
from fenghuo.settings import SettingsError
from fenghuo.version import VERSION
from risk.errors import DomainError

__all__ = ["app", "run"]

app = typer.Typer(name="fenghuo", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
for commands in (
    serve.app,
    migrate.app,
    backup.app,
    engine.app,
    doctor.app,
    demo.app,
    triage.app,
    compare.app,
):
    app.add_typer(commands)
for name, group in (
    ("org", org.app),
    ("user", user.app),
    ("import", importing.app),
    ("circular", circular.app),
    ("drill", drill.app),
    ("receipt", receipt.app),
    ("address", address.app),
    ("mail", mail.app),
    ("audit", audit.app),
    ("keys", keys.app),
    ("holidays", holidays.app),
    ("nlp", nlp.app),
):
    app.add_typer(group, name=name)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(VERSION)
        raise typer.Exit


@app.callback()
def fenghuo(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Fenghuo: early warning and rapid response for unsafe industrial goods.

    Settings come from the environment (FENGHUO_…) or from fenghuo.toml, see docs/settings.md.

    Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 wrong settings, 4 not found, 5 database of a newer
    release, 6 not allowed, 130 interrupted.
    """


def run() -> None:
    """The command that was typed; ends the process."""
    try:
        app()
    except (Stopped, DomainError, SettingsError, OSError) as refused:
        sys.exit(complain(refused))
    except KeyboardInterrupt:
        sys.exit(Exit.INTERRUPTED)
