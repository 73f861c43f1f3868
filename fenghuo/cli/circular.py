"""`fenghuo circular`: from a draft in a file to the counts of its deliveries."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from casework import circulars, endings, issuing
from casework.ports import UnitOfWork
from fenghuo.cli.exits import Stopped
from fenghuo.cli.incoming import standard_input
from fenghuo.cli.language import locale
from fenghuo.cli.opening import opened
from fenghuo.cli.people import As, find_person
from fenghuo.cli.printing import AsJson, show, show_json
from fenghuo.compose import Workshop
from risk.circular import Circular, CircularStatus
from risk.organisation import Person
from texts.catalogue import say, term

app = typer.Typer(help="Circulars: draft, submit, approve, issue, lift, withdraw, show.", no_args_is_help=True)

Number = Annotated[str, typer.Argument(help="The draft's number or the official one.")]
Reason = Annotated[str, typer.Option(help="Why; the recipients are told.")]


@app.command()
def draft(
    file: Annotated[
        Path,
        # Not `exists`: the library would look for a file of the name "-".
        typer.Option(dir_okay=False, allow_dash=True, help='JSON; "-": standard input.'),
    ],
    person: As,
) -> None:
    """Draft a circular from a JSON object and print its number as JSON.

    Fields: kind (bulletin, advisory, announcement), level (blue, yellow, orange, red), title, body, product, hazards,
    origin, measures, reply_by, valid_until, audience ("subscribers", "all", or a list of credit codes, roles, regions).

    Example: fenghuo circular draft --file warning.json --as 陈值班
    """
    fields = _read(file)
    with opened() as shop:
        made = shop.transactions.run_now(
            lambda uow: circulars.draft_from(uow, shop.env, find_person(uow, person), fields)
        )
    show_json({"number": made.number})


@app.command()
def submit(number: Number, person: As, as_json: AsJson = False) -> None:
    """Render a draft and lay it before the signing leaders.

    Example: fenghuo circular submit D2026-0001 --as 陈值班
    """
    with opened() as shop:
        actor, circular = _found(shop, person, number)
        circulars.submit_now(shop.transactions, shop.env, shop.render, actor, circular.id)
        _show_state(shop, circular.id, as_json=as_json)


@app.command()
def approve(
    number: Number,
    person: As,
    digest: Annotated[str, typer.Option(help="SHA-256 of the text that was read; without it, the present one.")] = "",
    as_json: AsJson = False,
) -> None:
    """Approve the submitted text, as a signing leader who did not draft it.

    Example: fenghuo circular approve D2026-0001 --as 梁签发
    """
    with opened() as shop:
        actor, circular = _found(shop, person, number)
        seen = digest or circular.digest
        shop.transactions.run_now(
            lambda uow: circulars.approve_circular(uow, shop.env, actor, circular.id, digest=seen)
        )
        _show_state(shop, circular.id, as_json=as_json)


@app.command()
def issue(number: Number, person: As, as_json: AsJson = False) -> None:
    """Number, date and send an approved circular.

    Example: fenghuo circular issue D2026-0001 --as 陈值班 --json
    """
    with opened() as shop:
        actor, circular = _found(shop, person, number)
        issuing.issue_now(shop.transactions, shop.env, shop.render, actor, circular.id)
        _show_state(shop, circular.id, as_json=as_json)


@app.command()
def lift(number: Number, person: As, reason: Reason, as_json: AsJson = False) -> None:
    """Lift an issued circular: the risk is gone or low enough. Whoever received it is told.

    Example: fenghuo circular lift 江关警〔2026〕1号 --as 梁签发 --reason 风险已消除
    """
    _end(endings.lift_circular, number, person, reason, as_json=as_json)


@app.command()
def withdraw(number: Number, person: As, reason: Reason, as_json: AsJson = False) -> None:
    """Withdraw a circular that was issued in error. Whoever received it is told.

    Example: fenghuo circular withdraw 江关警〔2026〕1号 --as 梁签发 --reason 型号有误
    """
    _end(endings.withdraw_circular, number, person, reason, as_json=as_json)


@app.command("show")
def showing(number: Number, as_json: AsJson = False) -> None:
    """Show a circular with how many deliveries are in which state.

    Example: fenghuo circular show D2026-0001 --json
    """
    with opened() as shop:
        circular = shop.transactions.run_now(lambda uow: circulars.circular_numbered(uow, number))
        _show_state(shop, circular.id, as_json=as_json, whole=True)


def _read(file: Path) -> dict[str, Any]:
    raw = standard_input().read() if str(file) == "-" else file.read_bytes()
    try:
        fields = json.loads(raw)
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict):
        raise Stopped("cli-not-json", file=str(file))
    return fields


def _found(shop: Workshop, person: str, number: str) -> tuple[Person, Circular]:
    return shop.transactions.run_now(
        lambda uow: (find_person(uow, person), circulars.circular_numbered(uow, number)),
    )


def _end(act: Callable[..., Circular], number: str, person: str, reason: str, *, as_json: bool) -> None:
    with opened() as shop:
        actor, circular = _found(shop, person, number)
        shop.transactions.run_now(lambda uow: act(uow, shop.env, actor, circular.id, reason=reason))
        _show_state(shop, circular.id, as_json=as_json)


def _show_state(shop: Workshop, circular_id: str, *, as_json: bool, whole: bool = False) -> None:
    def body(uow: UnitOfWork) -> dict[str, Any]:
        return circulars.describe(uow, uow.circulars.get(circular_id))

    told = shop.transactions.run_now(body)
    if as_json:
        show_json(told)
        return
    mark = say(locale(), "exercise-mark") if told["status"] == CircularStatus.EXERCISE else ""
    show(
        "cli-circular",
        number=told["official_number"] or told["number"],
        state=say(locale(), term("circular-state", told["state"])),
        title=f"{mark}{told['title']}",
    )
    if whole:
        typer.echo(f"\n{told['body']}\n")
    for state, count in told["deliveries"].items():
        typer.echo(f"  {say(locale(), term('delivery-state', state))}  {count}")
