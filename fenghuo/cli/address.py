"""`fenghuo address`: where people and groups are reached besides the chats."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from casework.address_forms import DINGTALK, FEISHU, MAIL, SMS, WEBHOOK, WECOM
from casework.addresses import (
    Proof,
    Registered,
    addresses_listed,
    close_address,
    masked,
    prove_address,
    register_address,
)
from casework.enrolment import SYSTEM
from casework.ports import UnitOfWork
from fenghuo.cli.exits import Stopped
from fenghuo.cli.opening import opened
from fenghuo.cli.people import find_person
from fenghuo.cli.printing import AsJson, show, show_json, show_rows

app = typer.Typer(help="Addresses: e-mail, text messages, group robots, webhooks.", no_args_is_help=True)
PERSON = typer.Argument(metavar="PERSON", help="An id, or a name that only one person has.")


class Channel(StrEnum):
    MAIL = MAIL
    SMS = SMS
    WECOM = WECOM
    DINGTALK = DINGTALK
    FEISHU = FEISHU
    WEBHOOK = WEBHOOK


@app.command()
def add(
    person: Annotated[str, PERSON],
    channel: Annotated[Channel, typer.Option(help="What kind of address it is.")],
    to: Annotated[str, typer.Option(help="E-mail address, phone number, or the robot's or webhook's address.")],
    secret_file: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Holds the robot's or webhook's signing secret.")
    ] = None,
    vouched: Annotated[bool, typer.Option("--vouched", help="The office vouches for it: no code is sent.")] = False,
    as_json: AsJson = False,
) -> None:
    """Register an address for a person, or for the group that the person stands for.

    A code goes there, which `fenghuo address confirm` takes. A webhook without a secret of its own is given one, which
    is shown once.

    Example: fenghuo address add 陈值班 --channel dingtalk --to https://… --secret-file secret.txt
    """
    whole = f"{to} {secret_file.read_text(encoding='utf-8').strip()}" if secret_file is not None else to
    with opened() as shop:

        def body(uow: UnitOfWork) -> tuple[str, Registered]:
            found = find_person(uow, person)
            act = partial(register_address, uow, shop.env, found, channel.value, whole)
            return found.id, act(vouched=vouched, actor_id=SYSTEM)

        person_id, done = shop.transactions.run_now(body)
    shown = masked(done.address)
    if as_json:
        show_json(
            {
                "id": done.address.id,
                "person": person_id,
                "channel": channel.value,
                "address": shown,
                "waiting": done.waiting,
                "secret": done.secret,
            }
        )
        return
    show(
        "cli-address-waiting" if done.waiting else "cli-address-open",
        address=shown,
        id=done.address.id,
        **({"person": person_id} if done.waiting else {}),
    )
    if done.secret:
        show("cli-address-secret", secret=done.secret)


@app.command()
def confirm(
    person: Annotated[str, PERSON],
    address: Annotated[str, typer.Argument(metavar="ID", help="The address, as `add` gave it.")],
    code: Annotated[str, typer.Argument(help="The six digits that came there.")],
) -> None:
    """Open an address with the code that came there; after fifteen minutes or five tries a new one is needed.

    Example: fenghuo address confirm 陈值班 019c1f0e2a4b… 123456
    """
    with opened() as shop:

        def body(uow: UnitOfWork) -> tuple[Proof, str]:
            proof = prove_address(uow, shop.env, find_person(uow, person), address, code)
            return proof, masked(uow.addresses.get(address))

        proof, shown = shop.transactions.run_now(body)
    if proof is Proof.WRONG:
        raise Stopped("cli-address-wrong-code")
    if proof is Proof.LATE:
        raise Stopped("cli-address-late-code")
    show("cli-address-open", address=shown, id=address)


@app.command("list")
def listing(person: Annotated[str, PERSON], as_json: AsJson = False) -> None:
    """List a person's addresses; they are masked.

    Example: fenghuo address list 陈值班 --json
    """
    with opened() as shop:
        rows = shop.transactions.run_now(lambda uow: addresses_listed(uow, find_person(uow, person)))
    if as_json:
        show_json(rows)
    else:
        show_rows(rows, "id", "channel", "address", "since")


@app.command()
def close(
    person: Annotated[str, PERSON],
    address: Annotated[str, typer.Argument(metavar="ID", help="As `list` shows it.")],
) -> None:
    """Send nothing there any more.

    Example: fenghuo address close 陈值班 019c1f0e2a4b…
    """
    with opened() as shop:

        def body(uow: UnitOfWork) -> str:
            closed = close_address(uow, shop.env, find_person(uow, person), address, actor_id=SYSTEM)
            return masked(closed)

        shown = shop.transactions.run_now(body)
    show("cli-address-closed", address=shown)
