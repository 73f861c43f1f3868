"""Who receives a circular, and why (Art. 16): offices a bulletin, operators an advisory, everybody an announcement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casework.ports import UnitOfWork
from casework.ports.ledger import Addressees, Wanted
from risk.circular import Circular, CircularKind
from risk.organisation import CUSTOMS, Organisation, Person
from risk.subscription import NotifyReason


@dataclass(frozen=True, kw_only=True)
class Recipients:
    """Each person once, with the strongest reason. `unreached`: names of addressed organisations without anybody."""

    people: tuple[tuple[Person, NotifyReason], ...] = ()
    unreached: tuple[str, ...] = ()


def recipients(uow: UnitOfWork, circular: Circular) -> Recipients:
    """By the audience of the circular, as the register stands now. Loads them all: for a few, to be shown."""
    to = addressees(uow, circular)
    return Recipients(
        people=tuple((uow.people.get(id_), reason) for id_, reason in uow.ledger.addressed(to)),
        unreached=tuple(uow.ledger.unmanned(to)),
    )


def anybody(uow: UnitOfWork, circular: Circular) -> bool:
    """Whether it would reach somebody."""
    return uow.ledger.anybody(addressees(uow, circular))


def addressees(uow: UnitOfWork, circular: Circular) -> Addressees:
    """The audience of the circular as a question to the register."""
    return _offices(uow, circular) if circular.kind is CircularKind.BULLETIN else _operators(circular)


def _offices(uow: UnitOfWork, circular: Circular) -> Addressees:
    """Named offices and departments; of a bulletin to all, every customs office below the one that issues."""
    audience = circular.audience
    customs = [each for level in sorted(CUSTOMS) for each in uow.organisations.all(level=level)]
    there = [each.id for each in customs if any(region in each.region for region in audience.regions)]
    below = _below(uow, circular.org_id) if audience.everyone or audience.subscribers else ()
    return Addressees(
        named=tuple(dict.fromkeys((*audience.organisations, *there))),
        offices=tuple(office.id for office in below if office.level in CUSTOMS),
    )


def _below(uow: UnitOfWork, org_id: str) -> Iterable[Organisation]:
    for child in uow.organisations.children(org_id):
        yield child
        yield from _below(uow, child.id)


def _operators(circular: Circular) -> Addressees:
    """Named ones need no subscription. An announcement is for citizens too, and needs no audience."""
    audience = circular.audience
    announced = circular.kind is CircularKind.ANNOUNCEMENT
    wanted = Wanted(
        product=circular.product,
        hazards=circular.hazards,
        origin=circular.origin,
        level=circular.level,
        enterprises_only=not announced,
    )
    return Addressees(
        named=audience.organisations,
        usccs=audience.usccs,
        roles=audience.roles,
        regions=audience.regions,
        every_enterprise=audience.everyone,
        subscribed=wanted if announced or audience.subscribers else None,
    )
