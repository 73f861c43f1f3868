"""`fenghuo holidays`: working days set by hand, before or instead of what the calendar library knows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Final

import typer

from casework.ports import UnitOfWork
from fenghuo.cli.exits import Exit
from fenghuo.cli.language import tell
from fenghuo.cli.opening import opened
from fenghuo.cli.printing import AsJson, show, show_json

app = typer.Typer(help="Working days set by hand.", no_args_is_help=True)
_WORDS: Final = {"off": False, "work": True}


@app.command("import")
def importing(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help='Lines such as "2027-01-01 off".')],
    as_json: AsJson = False,
) -> None:
    """Set days: a line each, "2027-01-01 off" or "2027-02-14 work"; "#" begins a comment.

    Good lines are kept, bad ones named on standard error and lead to exit code 1. Running processes learn the days
    within a minute.

    Example: fenghuo holidays import 2027.txt
    """
    days: dict[date, bool] = {}
    bad = 0
    for number, line in enumerate(file.read_text(encoding="utf-8-sig", errors="replace").splitlines(), 1):
        words = line.partition("#")[0].split()
        if not words:
            continue
        day = _day(words)
        if day is None:
            tell("cli-bad-day", line=str(number))
            bad += 1
        else:
            days[day] = _WORDS[words[1].lower()]

    def body(uow: UnitOfWork) -> None:
        for day, working in days.items():
            uow.holidays.put(day, working=working)

    with opened() as shop:
        shop.transactions.run_now(body)
    if as_json:
        show_json({"set": len(days), "bad": bad})
    else:
        show("cli-days-set", count=str(len(days)))
    if bad:
        raise typer.Exit(Exit.FAILED)


@app.command("list")
def listing(as_json: AsJson = False) -> None:
    """List the days that were set, in the form that `import` reads.

    Example: fenghuo holidays list --json
    """
    with opened() as shop:
        days = sorted(shop.transactions.run_now(lambda uow: dict(uow.holidays.all())).items())
    if as_json:
        show_json([{"day": day.isoformat(), "working": working} for day, working in days])
        return
    for day, working in days:
        typer.echo(f"{day.isoformat()} {'work' if working else 'off'}")


def _day(words: list[str]) -> date | None:
    if len(words) != 2 or words[1].lower() not in _WORDS:
        return None
    try:
        return date.fromisoformat(words[0])
    except ValueError:
        return None
