"""`fenghuo org`: organisations."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from casework.enrolment import add_organisation, organisations_listed
from casework.ports import UnitOfWork
from fenghuo.cli.opening import opened
from fenghuo.cli.printing import AsJson, show, show_json, show_rows
from risk.organisation import Level

app = typer.Typer(help="Organisations: offices, institutions, departments, enterprises.", no_args_is_help=True)


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="Full name.")],
    level: Annotated[Level, typer.Option(help="What it is.")],
    parent: Annotated[str | None, typer.Option(metavar="ID", help="The office above it.")] = None,
    uscc: Annotated[str | None, typer.Option(help="Unified social credit code, of an enterprise.")] = None,
    region: Annotated[str, typer.Option(help="Where it is, such as 江门.")] = "",
    as_json: AsJson = False,
) -> None:
    """Add an organisation.

    Example: fenghuo org add 江门海关 --level regional --region 江门 --json
    """
    with opened() as shop:
        add_one = partial(
            add_organisation, env=shop.env, name=name, level=level, parent_id=parent, uscc=uscc, region=region
        )

        def body(uow: UnitOfWork) -> dict[str, object]:
            new = add_one(uow)
            return next(row for row in organisations_listed(uow) if row["id"] == new.id)

        row = shop.transactions.run_now(body)
    if as_json:
        show_json(row)
    else:
        show("cli-added", name=row["name"], id=row["id"])


@app.command("list")
def listing(as_json: AsJson = False) -> None:
    """List the organisations, oldest first.

    Example: fenghuo org list --json
    """
    with opened() as shop:
        rows = shop.transactions.run_now(organisations_listed)
    if as_json:
        show_json(rows)
    else:
        show_rows(rows, "id", "name", "level", "parent", "uscc", "region")
