"""Real names 实名 (Art. 9): checked for form, kept sealed, attached to the person's cases."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime

from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from casework.credit_codes import is_credit_code
from casework.env import Env
from casework.ports import UnitOfWork
from risk.errors import DomainError, Incomplete, Invalid, NotFound
from risk.identity import Secret
from risk.information import DocumentKind, NameAssurance, RealName, RiskInformation
from risk.organisation import Address, Person
from risk.permission import Act, demand

NAME_LENGTH = 100
_OLDEST_YEARS = 130
# China, Hong Kong, Macao, Taiwan: mobile and fixed numbers, without the country's code.
_PHONES: Mapping[str, str] = {
    "86": r"1[3-9]\d{9}|[2-9]\d{9,10}|10\d{8}",
    "852": r"[2-9]\d{7}",
    "853": r"[268]\d{7}",
    "886": r"9\d{8}|[2-8]\d{7,8}",
}
_PASSPORT = re.compile(r"[A-Z0-9]{6,12}")
_HK_MACAO = re.compile(r"[HMC][A-Z]?\d{7,10}")  # 港澳居民来往内地通行证 H/M…, 往来港澳通行证 C…
_TAIWAN = re.compile(r"\d{8}|\d{10}|[TL]\d{8}")


def declare_real_name(
    uow: UnitOfWork,
    env: Env,
    person: Person,
    *,
    kind: str,
    name: str,
    number: str,
    phone: str,
    consent: bool,
    information_id: str | None = None,
) -> RealName:
    """Keeps the name and puts it on the person's cases that have none (or on the one named by `information_id`).

    Raises the first of `faults`, each with `field` = kind | name | number | phone | consent.
    """
    demand(person, Act.DECLARE_REAL_NAME)
    refused = faults(kind=kind, name=name, number=number, phone=phone, consent=consent, today=_today(env))
    for refusal in refused.values():
        raise refusal
    cases = _unnamed(uow, person, information_id)
    now = env.now()
    dialled = normal_phone(phone)
    real_name = RealName(
        id=env.ids.new(),
        person_id=person.id,
        document_kind=DocumentKind(kind),
        assurance=_assurance(uow, person, DocumentKind(kind), dialled),
        declared_at=now,
        name=Secret(_plain(name)),
        document_number=Secret(_compact(number)),
        phone=Secret(dialled),
        consented_at=now,
    )
    uow.real_names.add(real_name)
    for case in cases:
        _attach(uow, case, real_name)
    if person.contact_withdrawn_at is not None:
        uow.people.save(replace(person, contact_withdrawn_at=None))
    _note(uow, env, person, "real_name.declare", real_name, kind=kind, cases=str(len(cases)))
    return real_name


def confirm_phone(uow: UnitOfWork, env: Env, person: Person, address: Address, phone: str) -> RealName | None:
    """A channel vouches for the number (Telegram contact); the real name declared with that number rises with it."""
    dialled = normal_phone(phone)
    uow.people.save(replace(person, phone=Secret(dialled)))
    uow.addresses.save(replace(address, phone_confirmed_at=env.now()))
    current = uow.real_names.current(person.id)
    if current is None or current.phone != Secret(dialled) or current.assurance is NameAssurance.VERIFIED:
        return current
    confirmed = uow.real_names.save(replace(current, assurance=NameAssurance.PHONE_CONFIRMED))
    _note(uow, env, person, "real_name.confirm_phone", confirmed)
    return confirmed


def withdraw_consent(uow: UnitOfWork, env: Env, person: Person) -> None:
    """From now on nobody contacts the person about it; the case goes on, and Art. 26 keeps its record."""
    now = env.now()
    current = uow.real_names.current(person.id)
    if current is not None:
        uow.real_names.save(replace(current, withdrawn_at=now))
        _note(uow, env, person, "real_name.withdraw", current)
    if person.contact_withdrawn_at is None:
        uow.people.save(replace(person, contact_withdrawn_at=now))


def faults(*, kind: str, name: str, number: str, phone: str, consent: bool, today: date) -> dict[str, DomainError]:
    """What is wrong, by field, in the order of the form; {} = nothing."""
    found: dict[str, DomainError] = {}
    if kind not in set(DocumentKind):
        found["kind"] = Invalid(field="kind") if kind else Incomplete(field="kind")
    plain = _plain(name)
    if not plain:
        found["name"] = Incomplete(field="name")
    elif len(plain) > NAME_LENGTH or len(plain) < 2 or not any(c.isalpha() for c in plain):
        found["name"] = Invalid(field="name")
    if not number.strip():
        found["number"] = Incomplete(field="number")
    elif "kind" not in found and not _CHECKS[DocumentKind(kind)](_compact(number), today):
        found["number"] = Invalid(field="number")
    if not phone.strip():
        found["phone"] = Incomplete(field="phone")
    else:
        try:
            normal_phone(phone)
        except Invalid as refusal:
            found["phone"] = refusal
    if not consent:
        found["consent"] = Incomplete(field="consent")
    return found


def normal_phone(phone: str) -> str:
    """ "138 0013 8000" -> "+8613800138000". Numbers without + are of the mainland, 0 before an area code may stand.

    Raises `Invalid(field="phone")` for what is no number of +86, +852, +853 or +886.
    """
    digits = re.sub(r"[\s().-]", "", unicodedata.normalize("NFKC", phone))
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    if not digits.startswith("+"):
        digits = f"+86{digits.removeprefix('0')}"
    for code, shape in _PHONES.items():
        if re.fullmatch(rf"\+{code}(?:{shape})", digits, re.ASCII):
            return digits
    raise Invalid(field="phone")


def _plain(name: str) -> str:
    """Composed characters, single spaces, nothing invisible."""
    seen = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c) not in ("Cc", "Cf", "Co"))
    return " ".join(seen.split())


def _compact(number: str) -> str:
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", number)).upper()


def _resident(number: str, today: date) -> bool:
    """GB 11643: check digit, and a birth date that somebody alive can have.

    The place code is not looked up: tables of it are never complete.
    """
    if not re.fullmatch(r"[1-9]\d{16}[\dX]", number, re.ASCII) or ric.calc_check_digit(number) != number[-1]:
        return False
    try:
        born = ric.get_birth_date(number)
    except ValidationError:
        return False
    return born <= today and today.year - born.year <= _OLDEST_YEARS


def _shaped(shape: re.Pattern[str]) -> Callable[[str, date], bool]:
    return lambda number, _: bool(shape.fullmatch(number)) and any(c.isdigit() for c in number)


_CHECKS: Mapping[DocumentKind, Callable[[str, date], bool]] = {
    DocumentKind.RESIDENT_ID: _resident,
    DocumentKind.PASSPORT: _shaped(_PASSPORT),
    DocumentKind.HK_MACAO_PERMIT: _shaped(_HK_MACAO),
    DocumentKind.TAIWAN_PERMIT: _shaped(_TAIWAN),
    DocumentKind.CREDIT_CODE: lambda number, _: is_credit_code(number),
}


def _assurance(uow: UnitOfWork, person: Person, kind: DocumentKind, phone: str) -> NameAssurance:
    """Only a check digit makes a number "format checked": a passport's shape proves nothing."""
    if person.phone == Secret(phone) and any(a.phone_confirmed_at for a in uow.addresses.of(person.id)):
        return NameAssurance.PHONE_CONFIRMED
    if kind in (DocumentKind.RESIDENT_ID, DocumentKind.CREDIT_CODE):
        return NameAssurance.FORMAT_CHECKED
    return NameAssurance.DECLARED


def _unnamed(uow: UnitOfWork, person: Person, information_id: str | None) -> list[RiskInformation]:
    if information_id is None:
        return [case for case in uow.informations.of_person(person.id) if case.real_name_id is None]
    case = uow.informations.get(information_id)
    if case.person_id != person.id:
        raise NotFound
    return [case] if case.real_name_id is None else []


def _attach(uow: UnitOfWork, case: RiskInformation, real_name: RealName) -> None:
    uow.informations.save(replace(case, real_name_id=real_name.id))
    if case.signal_id is not None:
        signal = uow.signals.get(case.signal_id)
        uow.signals.save(replace(signal, named_tips=signal.named_tips + 1))


def _today(env: Env) -> date:
    now: datetime = env.now()
    return now.astimezone(env.timezone).date()


def _note(uow: UnitOfWork, env: Env, person: Person, act: str, real_name: RealName, **detail: str) -> None:
    uow.audit.append(
        org_id=person.org_id, at=env.now(), actor_id=person.id, act=act, subject=f"real_name:{real_name.id}", **detail
    )
