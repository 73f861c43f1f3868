"""`fenghuo user`: people, and their ways in."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Final

import typer

from casework.access import LINK_HOURS, link_path, make_link
from casework.enrolment import add_person, people_listed
from casework.ports import LinkPurpose, UnitOfWork
from fenghuo.cli.opening import opened
from fenghuo.cli.people import find_person
from fenghuo.cli.printing import AsJson, show, show_json, show_rows
from risk.organisation import Post, Role

app = typer.Typer(help="People and their one-time sign-in links.", no_args_is_help=True)
_DEFAULT_LOCALE: Final = "zh-CN"


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="Full name.")],
    org: Annotated[str, typer.Option(metavar="ID", help="The organisation that they belong to.")],
    role: Annotated[Role, typer.Option(help="What they do there.")],
    post: Annotated[Post, typer.Option(help="Where a missed deadline goes next.")] = Post.STAFF,
    locale: Annotated[str, typer.Option(help="Their language: zh-CN, zh-HK or en.")] = _DEFAULT_LOCALE,
    phone: Annotated[str, typer.Option()] = "",
    email: Annotated[str, typer.Option()] = "",
    as_json: AsJson = False,
) -> None:
    """Add a person to an organisation.

    Example: fenghuo user add 陈值班 --org 019c1f0e2a4b… --role officer --json
    """
    with opened() as shop:
        add_one = partial(
            add_person,
            env=shop.env,
            org_id=org,
            role=role,
            name=name,
            locale=locale,
            post=post,
            phone=phone,
            email=email,
        )

        def body(uow: UnitOfWork) -> dict[str, object]:
            new = add_one(uow)
            return next(row for row in people_listed(uow, role=role) if row["id"] == new.id)

        row = shop.transactions.run_now(body)
    if as_json:
        show_json(row)
    else:
        show("cli-added", name=row["name"], id=row["id"])


@app.command("list")
def listing(
    role: Annotated[Role | None, typer.Option(help="Only these.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the people; names of citizens and enterprises are masked.

    Example: fenghuo user list --role officer --json
    """
    with opened() as shop:
        rows = shop.transactions.run_now(partial(people_listed, role=role))
    if as_json:
        show_json(rows)
    else:
        show_rows(rows, "id", "name", "role", "org", "locale")


@app.command()
def link(
    person: Annotated[str, typer.Argument(help="An id, or a name that only one person has.")],
    hours: Annotated[float, typer.Option(min=0.1, max=168, help="How long it can be used.")] = LINK_HOURS,
    as_json: AsJson = False,
) -> None:
    """Print a one-time link that signs the person in.

    Example: fenghuo user link 陈值班
    """
    with opened() as shop:

        def body(uow: UnitOfWork) -> tuple[str, str]:
            found = find_person(uow, person)
            return found.id, link_path(make_link(uow, shop.env, found.id, LinkPurpose.SIGN_IN, hours=hours))

        person_id, path = shop.transactions.run_now(body)
        url = f"{shop.settings.base_url}{path}"
    if as_json:
        show_json({"person": person_id, "url": url, "hours": hours})
    else:
        typer.echo(url)
