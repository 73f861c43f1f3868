"""`fenghuo org`: organisations."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import partial
from typing import Annotated, Any

import typer

from casework.clocks import set_office_clocks
from casework.enrolment import add_organisation, organisations_listed
from casework.ports import UnitOfWork
from fenghuo.cli import confirmation
from fenghuo.cli.opening import opened
from fenghuo.cli.people import find_person
from fenghuo.cli.printing import AsJson, show, show_json, show_rows
from risk.circular import WarningLevel
from risk.deadline import OfficeClocks
from risk.organisation import Level

app = typer.Typer(help="Organisations: offices, institutions, departments, enterprises.", no_args_is_help=True)
app.add_typer(confirmation.app, name="address-confirmation")


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


@app.command()
def clocks(
    org: Annotated[str, typer.Argument(metavar="ID", help="The office.")],
    acknowledge_grave_hours: Annotated[int | None, typer.Option(help="Working hours, serious harm.")] = None,
    acknowledge_days: Annotated[int | None, typer.Option(help="Working days, otherwise.")] = None,
    verify_days: Annotated[int | None, typer.Option(help="Working days to verify.")] = None,
    answer_days: Annotated[int | None, typer.Option(help="Working days to answer a real-name tipster.")] = None,
    receipt_days: Annotated[int | None, typer.Option(help="Working days before a receipt is reminded of.")] = None,
    escalate_hours: Annotated[int | None, typer.Option(help="Working hours between two rungs of escalation.")] = None,
    channel_hours: Annotated[int | None, typer.Option(help="Working hours before the next channel is used.")] = None,
    colleague_hours: Annotated[
        int | None, typer.Option(help="Working hours after the last channel before a colleague is told.")
    ] = None,
    all_channels_from: Annotated[
        WarningLevel | None, typer.Option(help="From this level on, all channels at once.")
    ] = None,
    as_person: Annotated[str | None, typer.Option("--as", metavar="PERSON", help="An administrator, to set.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show the deadlines of an office, or set those that are given; running clocks keep theirs.

    Example: fenghuo org clocks ID --verify-days 3 --as 管理员 --json
    """
    given = {
        "acknowledge_grave_hours": acknowledge_grave_hours,
        "acknowledge_days": acknowledge_days,
        "verify_days": verify_days,
        "answer_days": answer_days,
        "receipt_days": receipt_days,
        "escalate_hours": escalate_hours,
        "channel_hours": channel_hours,
        "colleague_hours": colleague_hours,
        "all_channels_from": all_channels_from,
    }
    changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    with opened() as shop:

        def body(uow: UnitOfWork) -> OfficeClocks:
            now = uow.clocks.of(uow.organisations.get(org).id)
            if not changes:
                return now
            wanted = replace(now, **changes)
            set_office_clocks(uow, shop.env, find_person(uow, as_person or ""), wanted)
            return wanted

        row = asdict(shop.transactions.run_now(body))
    row.pop("version")
    if as_json:
        show_json(row)
    else:
        show_rows([row], *row)
