"""送达地址确认书: registered by an officer from the signed paper, withdrawn again; electronic service rests on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from casework.address_forms import CHANNELS as OUTGOING
from casework.address_forms import PUSH
from casework.circular_fields import today
from casework.env import Env
from casework.ports import UnitOfWork
from casework.tell import WEBCHAT
from risk.errors import Incomplete, Invalid, NotFound, TooLarge
from risk.organisation import Level, Organisation, Person
from risk.permission import Act, demand
from risk.receipt import AddressConfirmation

# A browser only hints at what waits on our page: no service address.
CHANNELS: Final = (WEBCHAT, "telegram", *(channel for channel in OUTGOING if channel != PUSH))
_LONGEST: Final = 200  # characters


@dataclass(frozen=True, kw_only=True)
class ConfirmationOf:
    confirmation: AddressConfirmation
    addressee: Organisation


def register_confirmation(
    uow: UnitOfWork,
    env: Env,
    actor: Person,
    addressee_id: str,
    *,
    signed_on: date,
    reference: str,
    channels: Iterable[str] = (),
) -> AddressConfirmation:
    """For receipts given to the actor's office from now on. A newer paper takes the place of the one on file.

    Raises `Invalid` or `Incomplete` with the field.
    """
    demand(actor, Act.REGISTER_CONFIRMATION)
    addressee = uow.organisations.get(addressee_id)
    if addressee.level is Level.PUBLIC or addressee.id == actor.org_id:
        raise Invalid(field="addressee")
    if signed_on > today(env):
        raise Invalid(field="signed_on")
    wanted = tuple(dict.fromkeys(channels))
    if any(channel not in CHANNELS for channel in wanted):
        raise Invalid(field="channel")
    confirmation = AddressConfirmation(
        id=env.ids.new(),
        org_id=addressee.id,
        office_id=actor.org_id,
        signed_on=signed_on,
        reference=_given(reference, "reference"),
        registered_by=actor.id,
        registered_at=env.now(),
        channels=wanted,
    )
    former = uow.address_confirmations.current(addressee.id, actor.org_id)
    if former is not None:
        _withdraw(uow, env, actor, former, reason=confirmation.reference)
    uow.address_confirmations.add(confirmation)
    _note(uow, env, actor, "confirmation.register", confirmation, signed_on=signed_on.isoformat())
    return confirmation


def withdraw_confirmation(
    uow: UnitOfWork, env: Env, actor: Person, confirmation_id: str, *, reason: str
) -> AddressConfirmation:
    """Receipts given before keep their name. Withdrawn already: as it is."""
    confirmation = uow.address_confirmations.get(confirmation_id)
    demand(actor, Act.REGISTER_CONFIRMATION, subject=confirmation)
    if confirmation.withdrawn_at is not None:
        return confirmation
    return _withdraw(uow, env, actor, confirmation, reason=_given(reason, "reason"))


def confirmations_of_office(uow: UnitOfWork, actor: Person, *, all_: bool = False) -> list[ConfirmationOf]:
    """Those in force, newest first; with `all_` the withdrawn ones too."""
    demand(actor, Act.REGISTER_CONFIRMATION)
    return [
        ConfirmationOf(confirmation=each, addressee=uow.organisations.get(each.org_id))
        for each in uow.address_confirmations.of_office(actor.org_id)
        if all_ or each.withdrawn_at is None
    ]


def addressee_named(uow: UnitOfWork, wanted: str) -> Organisation:
    """By id, unified social credit code or full name; raises `NotFound`."""
    words = wanted.strip()
    found = (
        uow.organisations.find(words) or uow.organisations.by_uscc(words.upper()) or uow.organisations.by_name(words)
    )
    if found is None or not words:
        raise NotFound(kind="organisation")
    return found


def _given(text: str, field: str) -> str:
    words = text.strip()
    if not words:
        raise Incomplete(field=field)
    if len(words) > _LONGEST:
        raise TooLarge(field=field, limit=_LONGEST)
    return words


def _withdraw(
    uow: UnitOfWork, env: Env, actor: Person, confirmation: AddressConfirmation, *, reason: str
) -> AddressConfirmation:
    withdrawn = uow.address_confirmations.save(
        replace(confirmation, withdrawn_at=env.now(), withdrawn_by=actor.id, reason=reason)
    )
    _note(uow, env, actor, "confirmation.withdraw", withdrawn)
    return withdrawn


def _note(uow: UnitOfWork, env: Env, actor: Person, act: str, confirmation: AddressConfirmation, **detail: str) -> None:
    uow.audit.append(
        org_id=confirmation.office_id,
        at=env.now(),
        actor_id=actor.id,
        act=act,
        subject=f"confirmation:{confirmation.id}",
        addressee=confirmation.org_id,
        **detail,
    )
