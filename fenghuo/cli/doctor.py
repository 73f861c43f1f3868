"""`fenghuo doctor`: what is wrong with this installation, and what to do."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import chain

import typer

from fenghuo.cli.channel_checks import check_channels
from fenghuo.cli.checks import Health, check_all
from fenghuo.cli.exits import Exit
from fenghuo.cli.language import locale
from fenghuo.cli.opening import settings
from fenghuo.cli.printing import AsJson, show_json
from texts.catalogue import say

app = typer.Typer()
_MARKS = {Health.FINE: "✓", Health.DOUBTFUL: "!", Health.BROKEN: "✗"}
_COLOURS = {Health.FINE: typer.colors.GREEN, Health.DOUBTFUL: typer.colors.YELLOW, Health.BROKEN: typer.colors.RED}


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Check settings, clock, disk, key file, database, calendar, address and channels; exit code 1 if one is broken.

    Example: fenghuo doctor
    """
    rows = []
    found = settings()
    for check in chain(check_all(found, datetime.now(UTC)), check_channels(found)):
        words = say(locale(), check.text.key, check.text.params)
        rows.append({"check": check.name, "health": check.health.value, "message": words})
        if not as_json:
            typer.echo(f"{typer.style(_MARKS[check.health], fg=_COLOURS[check.health])} {words}")
    if as_json:
        show_json(rows)
    if any(row["health"] == Health.BROKEN for row in rows):
        raise typer.Exit(Exit.FAILED)
