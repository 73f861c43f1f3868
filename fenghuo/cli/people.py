"""PERSON on the command line: an id, or a name that only one person has."""

from __future__ import annotations

from typing import Annotated

import typer

from casework.ports import UnitOfWork
from fenghuo.cli.exits import Exit, Stopped
from risk.organisation import Person

As = Annotated[str, typer.Option("--as", metavar="PERSON", help="Who acts: an id, or a name that only one has.")]


def find_person(uow: UnitOfWork, wanted: str) -> Person:
    """Active. Raises `Stopped` where nobody or more than one person is meant."""
    known = uow.people.find(wanted)
    if known is not None and known.active:
        return known
    named = [person for person in uow.people.all() if person.active and person.name.reveal() == wanted.strip()]
    if not named or not wanted.strip():
        raise Stopped("cli-no-such-person", code=Exit.NOT_FOUND, person=wanted)
    if len(named) > 1:
        ids = ", ".join(person.id for person in named)
        raise Stopped("cli-person-ambiguous", code=Exit.NOT_FOUND, person=wanted, ids=ids)
    return named[0]
