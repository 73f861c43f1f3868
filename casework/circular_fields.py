"""The fields of a circular as somebody gives them: checked, tidied, or refused by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from casework.audiences import directory, parse_audience
from casework.env import Env
from casework.ports import UnitOfWork
from risk.circular import CircularKind, WarningLevel
from risk.errors import Invalid, TooLarge
from risk.taxonomy import hazards as hazard_table
from risk.taxonomy import products as product_table

TITLE_LIMIT, BODY_LIMIT, MEASURE_LIMIT, MEASURES_LIMIT = 200, 20_000, 1_000, 30  # characters; last: how many

T = TypeVar("T")


def today(env: Env) -> date:
    """The office's date."""
    return env.now().astimezone(env.timezone).date()


def known_product(value: object) -> str:
    """A code of the list, or a part of one (`toys.magnetic`); raises `Invalid`."""
    if not isinstance(value, str) or value.split(".")[0] not in product_table():
        raise Invalid(field="product")
    return value


def known_hazards(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Each once; raises `Invalid`."""
    if not set(codes) <= set(hazard_table()):
        raise Invalid(field="hazards")
    return tuple(dict.fromkeys(codes))


def known_origin(value: object) -> str:
    """ISO 3166-1 alpha-2 in capitals; raises `Invalid`."""
    code = str(value).strip().upper()
    if not (len(code) == 2 and code.isascii() and code.isalpha()):
        raise Invalid(field="origin")
    return code


def checked(uow: UnitOfWork, env: Env, fields: Mapping[str, object]) -> dict[str, Any]:
    """The fields as `Circular` takes them. Raises `Invalid` or `TooLarge` with the field."""
    return {name: FIELDS[name](uow, env, value) for name, value in fields.items()}


_Check = Callable[[UnitOfWork, Env, object], Any]


def _words(name: str, limit: int, *, one_line: bool = False) -> _Check:
    def check(_uow: UnitOfWork, _env: Env, value: object) -> str:
        if not isinstance(value, str):
            raise Invalid(field=name)
        text = " ".join(value.split()) if one_line else value.strip()
        if len(text) > limit:
            raise TooLarge(field=name, limit=limit)
        return text

    return check


def _one_of(name: str, values: Callable[[str], T]) -> _Check:
    def check(_uow: UnitOfWork, _env: Env, value: object) -> T:
        try:
            return values(str(value).strip().lower())
        except ValueError as unknown:
            raise Invalid(field=name) from unknown

    return check


def _product(_uow: UnitOfWork, _env: Env, value: object) -> str | None:
    return None if value is None or value == "" else known_product(value)


def _hazards(_uow: UnitOfWork, _env: Env, value: object) -> tuple[str, ...]:
    return known_hazards(_list("hazards", value))


def _origin(_uow: UnitOfWork, _env: Env, value: object) -> str:
    return known_origin(value) if value else ""


def _measures(_uow: UnitOfWork, _env: Env, value: object) -> tuple[str, ...]:
    lines = value.splitlines() if isinstance(value, str) else _list("measures", value)
    measures = tuple(" ".join(line.split()) for line in lines if line.strip())
    if len(measures) > MEASURES_LIMIT or any(len(measure) > MEASURE_LIMIT for measure in measures):
        raise TooLarge(field="measures")
    return measures


def _day(name: str) -> _Check:
    def check(_uow: UnitOfWork, env: Env, value: object) -> date | None:
        if value is None or value == "":
            return None
        try:
            day = value if isinstance(value, date) else date.fromisoformat(str(value).strip())
        except ValueError as wrong:
            raise Invalid(field=name) from wrong
        if day < today(env):
            raise Invalid(field=name)
        return day

    return check


def _list(name: str, value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise Invalid(field=name)
    items = tuple(value)
    if not all(isinstance(item, str) for item in items):
        raise Invalid(field=name)
    return items


FIELDS: Mapping[str, _Check] = {
    "kind": _one_of("kind", CircularKind),
    "level": _one_of("level", WarningLevel),
    "title": _words("title", TITLE_LIMIT, one_line=True),
    "body": _words("body", BODY_LIMIT),
    "product": _product,
    "hazards": _hazards,
    "origin": _origin,
    "measures": _measures,
    "audience": lambda uow, _env, value: parse_audience(value, directory(uow)),
    "reply_by": _day("reply_by"),
    "valid_until": _day("valid_until"),
}
