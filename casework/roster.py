"""An officer's roster 企业名录 as CSV: enterprises, whom to reach there, and what they want to hear of."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice

from casework.address_forms import MAIL, SMS, checked, mobile
from casework.audiences import ROLE_WORDS
from casework.circular_fields import known_hazards, known_product
from casework.credit_codes import check_uscc
from casework.encoding import decoded, is_marked_utf_16
from casework.enrolment import LOCALES, SYSTEM, add_organisation, add_person, open_address
from casework.env import Env
from casework.ports import Transactions, UnitOfWork
from casework.subscriptions import subscribe
from risk.circular import WarningLevel
from risk.errors import DomainError, Invalid, TooLarge
from risk.identity import Secret
from risk.organisation import Level, Organisation, Person, Role
from risk.permission import Act, demand
from risk.taxonomy import hazards as hazard_table
from risk.taxonomy import products as product_table

COLUMNS = (
    "name",
    "uscc",
    "region",
    "contact",
    "phone",
    "email",
    "telegram_chat_id",
    "locale",
    "customs_code",
    "roles",
    "products",
    "hazards",
    "min_level",
)
NEEDED = ("name", "uscc")
TELEGRAM = "telegram"
BATCH = 100  # rows of one transaction: chats that wait for the writer wait less than a second
_LIST_SEPARATORS = str.maketrans("；、", ";;")
_CELL_LIMIT, _RECORD_LIMIT = 500, 20_000  # characters
_CELL_LINES = 5
_DEFAULT_LOCALE = "zh-CN"


@dataclass(frozen=True, kw_only=True)
class RowError:
    """`line` counts from 1, the heading included; `column` is a name of `COLUMNS`; "" = the row as a whole."""

    line: int
    column: str
    code: str = "invalid"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One good line, its values checked."""

    line: int
    name: str
    uscc: str
    region: str
    contact: str
    phone: str
    email: str
    telegram_chat_id: str
    locale: str
    customs_code: str
    roles: tuple[str, ...]
    products: tuple[str, ...]
    hazards: tuple[str, ...]
    min_level: WarningLevel


@dataclass(frozen=True, kw_only=True)
class Imported:
    """How many lines led to what; `errors` in the order of the file."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    errors: tuple[RowError, ...] = field(default_factory=tuple)


def decode(raw: bytes) -> str:
    """UTF-8 or UTF-16 by the byte-order mark, UTF-8 without, else GB18030 or Big5; raises `Invalid` (field "file")."""
    try:
        text = raw.decode("utf-16") if is_marked_utf_16(raw) else decoded(raw)
    except UnicodeDecodeError:
        text = None
    if text is None or "\x00" in text:
        raise Invalid(field="file")
    return text


def read_rows(text: str) -> Iterator[Row | RowError]:
    """Line by line. Raises `Invalid` with the missing column if the heading is not that of a roster."""
    records = _records(text)
    _, first = next(records, (1, ""))
    heading = [name.strip().lower() for name in next(csv.reader([first[:_RECORD_LIMIT]]), [])]
    for name in NEEDED:
        if name not in heading:
            raise Invalid(field=name)
    for line, record in records:
        if not _closed([record]) or len(record) > _RECORD_LIMIT:
            yield RowError(line=line, column="")
            continue
        cells = [cell.strip() for cell in next(csv.reader([record]), [])]
        if not any(cells):
            continue
        if any(cells[len(heading) :]):
            yield RowError(line=line, column="")
            continue
        yield _row(line, dict(zip(heading, cells, strict=False)))


def _records(text: str) -> Iterator[tuple[int, str]]:
    """(first line, record). A quoted cell may run over a few lines; a quote that never closes costs its line only."""
    lines = list(io.StringIO(text, newline=None))
    at = 0
    while at < len(lines):
        length = next((n for n in range(1, _CELL_LINES + 1) if _closed(lines[at : at + n])), 1)
        yield at + 1, " ".join(line.rstrip("\n") for line in lines[at : at + length])
        at += length


def _closed(lines: list[str]) -> bool:
    return sum(line.count('"') for line in lines) % 2 == 0


def import_enterprises(
    transactions: Transactions,
    env: Env,
    raw: bytes,
    *,
    actor: Person | None = None,
    progress: Callable[[int], None] = lambda lines: None,
) -> Imported:
    """Good rows are kept, bad ones reported; the same file again changes nothing. `actor` None: the command line.

    `progress` is told after each transaction how many more lines are done.
    """
    if actor is not None:
        demand(actor, Act.IMPORT_ENTERPRISES)
    rows = read_rows(decode(raw))
    total = Imported()
    while batch := list(islice(rows, BATCH)):
        total = _sum(total, transactions.run_now(partial(_import_batch, env=env, batch=batch)))
        progress(len(batch))
    return total


def _import_batch(uow: UnitOfWork, env: Env, batch: Iterable[Row | RowError]) -> Imported:
    done = Imported()
    for row in batch:
        if isinstance(row, RowError):
            done = _sum(done, Imported(errors=(row,)))
            continue
        done = _sum(done, _import_row(uow, env, row))
    return done


def _import_row(uow: UnitOfWork, env: Env, row: Row) -> Imported:
    known = uow.organisations.by_uscc(row.uscc)
    if known is not None and known.level is not Level.ENTERPRISE:
        return Imported(errors=(RowError(line=row.line, column="uscc"),))
    address = uow.addresses.at(TELEGRAM, row.telegram_chat_id) if row.telegram_chat_id else None
    holder = uow.people.get(address.person_id) if address is not None else None
    # Somebody who wrote to us as a citizen before may turn out to be the contact; another firm's person may not.
    if holder is not None and holder.role is not Role.CITIZEN and (known is None or holder.org_id != known.id):
        return Imported(errors=(RowError(line=row.line, column="telegram_chat_id"),))
    for column, channel, to in _outgoing(env, row):
        there = uow.addresses.at(channel, to)
        if there is not None and (known is None or uow.people.get(there.person_id).org_id != known.id):
            return Imported(errors=(RowError(line=row.line, column=column),))
    organisation, moved = _organisation(uow, env, row, known)
    person, new = _contact(uow, env, row, organisation, holder)
    if row.telegram_chat_id and holder is None:
        open_address(uow, env, person, TELEGRAM, row.telegram_chat_id)
        new = True
    new |= _open_outgoing(uow, env, row, person)
    new |= _subscribe(uow, env, row, person)
    if known is None:
        return Imported(added=1)
    return Imported(changed=1) if moved or new else Imported(unchanged=1)


def _outgoing(env: Env, row: Row) -> list[tuple[str, str, str]]:
    """(column, channel, address) of what the roster vouches for, on channels that are set up here."""
    told = (("email", MAIL, row.email), ("phone", SMS, mobile(row.phone)))
    return [(column, channel, to) for column, channel, to in told if to and channel in env.outgoing]


def _open_outgoing(uow: UnitOfWork, env: Env, row: Row, person: Person) -> bool:
    """True if one is new; one that a colleague has already stays the colleague's."""
    new = False
    for _, channel, to in _outgoing(env, row):
        if uow.addresses.at(channel, to) is None:
            open_address(uow, env, person, channel, to)
            new = True
    return new


def _organisation(uow: UnitOfWork, env: Env, row: Row, known: Organisation | None) -> tuple[Organisation, bool]:
    """(enterprise, whether anything of it is new). An empty cell says nothing and takes nothing away."""
    if known is None:
        added = add_organisation(
            uow,
            env,
            name=row.name,
            level=Level.ENTERPRISE,
            uscc=row.uscc,
            region=row.region,
            customs_code=row.customs_code,
            operator_roles=row.roles,
            products=row.products,
        )
        return added, True
    told = replace(
        known,
        name=row.name,
        region=row.region or known.region,
        customs_code=row.customs_code or known.customs_code,
        operator_roles=row.roles or known.operator_roles,
        products=row.products or known.products,
    )
    return (known, False) if told == known else (uow.organisations.save(told), True)


def _contact(
    uow: UnitOfWork, env: Env, row: Row, organisation: Organisation, holder: Person | None
) -> tuple[Person, bool]:
    """(person, whether anything of them is new): whoever has the chat, else the one of that name."""
    name = row.contact or row.name
    people = uow.people.of(organisation.id, role=Role.ENTERPRISE)
    person = holder or next((each for each in people if each.name.reveal() == name), None)
    if person is None:
        added = add_person(
            uow,
            env,
            org_id=organisation.id,
            role=Role.ENTERPRISE,
            name=name,
            locale=row.locale or _DEFAULT_LOCALE,
            phone=row.phone,
            email=row.email,
        )
        return added, True
    told = replace(
        person,
        org_id=organisation.id,
        role=Role.ENTERPRISE,
        name=person.name or Secret(name),
        phone=Secret(row.phone) if row.phone else person.phone,
        email=Secret(row.email) if row.email else person.email,
    )
    return (person, False) if told == person else (uow.people.save(told), True)


def _subscribe(uow: UnitOfWork, env: Env, row: Row, person: Person) -> bool:
    """True if it is new. Whoever has chosen for themselves since keeps their choice."""
    if uow.subscriptions.of(person.id) is not None:
        return False
    subscribe(uow, env, person, products=row.products, hazards=row.hazards, min_level=row.min_level, actor_id=SYSTEM)
    return True


def _row(line: int, cells: Mapping[str, str]) -> Row | RowError:
    values: dict[str, object] = {}
    for column in COLUMNS:
        cell = cells.get(column, "")
        try:
            if len(cell) > _CELL_LIMIT:
                raise TooLarge(field=column)
            values[column] = _READ.get(column, _text)(cell)
        except DomainError as wrong:
            return RowError(line=line, column=column, code=wrong.code)
    if not values["name"]:
        return RowError(line=line, column="name", code="incomplete")
    return Row(line=line, **values)  # type: ignore[arg-type] # each column by its reader


def _text(cell: str) -> str:
    return " ".join(cell.split())


def _list(cell: str) -> tuple[str, ...]:
    words = (word.strip() for word in cell.translate(_LIST_SEPARATORS).split(";"))
    return tuple(dict.fromkeys(word for word in words if word))


def _roles(cell: str) -> tuple[str, ...]:
    words = _list(cell)
    if any(word.lower() not in ROLE_WORDS for word in words):
        raise Invalid(field="roles")
    return tuple(dict.fromkeys(ROLE_WORDS[word.lower()].value for word in words))


def _products(cell: str) -> tuple[str, ...]:
    names = {product.zh: code for code, product in product_table().items()}
    return tuple(known_product(names.get(word, word)) for word in _list(cell))


def _hazards(cell: str) -> tuple[str, ...]:
    names = {hazard.zh: code for code, hazard in hazard_table().items()}
    return known_hazards(tuple(names.get(word, word) for word in _list(cell)))


def _chat_id(cell: str) -> str:
    if cell and not cell.removeprefix("-").isdecimal():
        raise Invalid(field="telegram_chat_id")
    return cell


def _locale(cell: str) -> str:
    known = {locale.lower(): locale for locale in ("", *LOCALES)}
    if cell.lower() not in known:
        raise Invalid(field="locale")
    return known[cell.lower()]


def _level(cell: str) -> WarningLevel:
    names = {"蓝色": "blue", "黄色": "yellow", "橙色": "orange", "红色": "red", "": "blue"}
    try:
        return WarningLevel(names.get(cell, cell.lower()))
    except ValueError as unknown:
        raise Invalid(field="min_level") from unknown


def _email(cell: str) -> str:
    return checked(MAIL, cell) if cell else ""


def _phone(cell: str) -> str:
    if cell and not cell.lstrip("+").replace("-", "").replace(" ", "").isdecimal():
        raise Invalid(field="phone")
    return cell


_READ: Mapping[str, Callable[[str], object]] = {
    "uscc": check_uscc,
    "phone": _phone,
    "email": _email,
    "telegram_chat_id": _chat_id,
    "locale": _locale,
    "roles": _roles,
    "products": _products,
    "hazards": _hazards,
    "min_level": _level,
}


def _sum(one: Imported, other: Imported) -> Imported:
    return Imported(
        added=one.added + other.added,
        changed=one.changed + other.changed,
        unchanged=one.unchanged + other.unchanged,
        errors=one.errors + other.errors,
    )
