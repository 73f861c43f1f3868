"""The language in which a person is spoken to, on every channel."""

from __future__ import annotations

from dataclasses import replace

from casework.enrolment import LOCALES
from casework.env import Env
from casework.ports import UnitOfWork
from risk.errors import Invalid
from risk.organisation import Person


def choose_language(uow: UnitOfWork, env: Env, actor: Person, locale: str) -> Person:
    """Everything is said in `locale` from now on. Raises `Invalid` for a language that we do not speak."""
    if locale not in LOCALES:
        raise Invalid(field="locale")
    person = uow.people.get(actor.id)
    if person.locale == locale:
        return person
    return uow.people.save(replace(person, locale=locale))
