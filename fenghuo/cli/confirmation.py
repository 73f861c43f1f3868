"""`fenghuo org address-confirmation`: signed confirmations of service addresses 送达地址确认书 on file."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from casework.address_confirmations import (
    ConfirmationOf,
    addressee_named,
    confirmations_of_office,
    register_confirmation,
    withdraw_confirmation,
)
from casework.ports import UnitOfWork
from fenghuo.cli.opening import opened
from fenghuo.cli.people import As, find_person
from fenghuo.cli.printing import AsJson, show, show_json, show_rows
from risk.errors import NotFound

app = typer.Typer(help="Signed confirmations of service addresses.", no_args_is_help=True)

Addressee = Annotated[str, typer.Argument(help="Id, credit code or full name of the organisation that signed.")]


@app.command()
def add(
    addressee: Addressee,
    signed_on: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The day on the paper.")],
    reference: Annotated[str, typer.Option(help="Where the original is kept.")],
    person: As,
    channel: Annotated[list[str] | None, typer.Option(help="A channel that it names; repeatable, none = all.")] = None,
    as_json: AsJson = False,
) -> None:
    """Register a signed paper for the office of the person; from now on its receipts are certificates of service.

    A newer paper takes the place of the one on file.

    Example: fenghuo org address-confirmation add 91440703MA5DEM014K --signed-on 2026-03-01 --reference 送确2026-7
    --as 陈值班
    """
    with opened() as shop:

        def body(uow: UnitOfWork) -> ConfirmationOf:
            organisation = addressee_named(uow, addressee)
            made = register_confirmation(
                uow,
                shop.env,
                find_person(uow, person),
                organisation.id,
                signed_on=signed_on.date(),
                reference=reference,
                channels=channel or (),
            )
            return ConfirmationOf(confirmation=made, addressee=organisation)

        made = shop.transactions.run_now(body)
    if as_json:
        show_json(_row(made))
    else:
        show("cli-confirmation-registered", company=made.addressee.name, id=made.confirmation.id)


@app.command()
def withdraw(
    addressee: Addressee,
    reason: Annotated[str, typer.Option(help="Why, for the records.")],
    person: As,
    as_json: AsJson = False,
) -> None:
    """Withdraw the one in force; receipts that were given before stay what they are.

    Example: fenghuo org address-confirmation withdraw 91440703MA5DEM014K --reason 书面撤回 --as 陈值班
    """
    with opened() as shop:

        def body(uow: UnitOfWork) -> ConfirmationOf:
            actor, organisation = find_person(uow, person), addressee_named(uow, addressee)
            current = uow.address_confirmations.current(organisation.id, actor.org_id)
            if current is None:
                raise NotFound(kind="address_confirmation")
            ended = withdraw_confirmation(uow, shop.env, actor, current.id, reason=reason)
            return ConfirmationOf(confirmation=ended, addressee=organisation)

        ended = shop.transactions.run_now(body)
    if as_json:
        show_json(_row(ended))
    else:
        show("cli-confirmation-withdrawn", company=ended.addressee.name, id=ended.confirmation.id)


@app.command("list")
def listing(
    person: As,
    withdrawn: Annotated[bool, typer.Option("--all", help="The withdrawn ones too.")] = False,
    as_json: AsJson = False,
) -> None:
    """List those of the person's office, newest first.

    Example: fenghuo org address-confirmation list --as 陈值班
    """
    with opened() as shop:
        found = shop.transactions.run_now(
            lambda uow: confirmations_of_office(uow, find_person(uow, person), all_=withdrawn)
        )
    rows = [_row(each) for each in found]
    if as_json:
        show_json(rows)
    else:
        show_rows(rows, "id", "name", "signed_on", "reference", "channels", "withdrawn_at")


def _row(item: ConfirmationOf) -> dict[str, object]:
    confirmation = item.confirmation
    return {
        "id": confirmation.id,
        "name": item.addressee.name,
        "org": item.addressee.id,
        "signed_on": confirmation.signed_on.isoformat(),
        "reference": confirmation.reference,
        "channels": list(confirmation.channels),
        "registered_at": confirmation.registered_at.isoformat(),
        "withdrawn_at": confirmation.withdrawn_at.isoformat() if confirmation.withdrawn_at else None,
        "reason": confirmation.reason,
    }
