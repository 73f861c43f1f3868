"""Who receives a circular, and why (Art. 16): offices a bulletin, operators an advisory, everybody an announcement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casework.ports import UnitOfWork
from risk.circular import Audience, Circular, CircularKind
from risk.organisation import CUSTOMS, Level, Organisation, Person, Role
from risk.subscription import NotifyReason, match

_ADDRESSED_ROLES = frozenset({Role.OFFICER, Role.ENTERPRISE, Role.EXPERT})


@dataclass(frozen=True, kw_only=True)
class Recipients:
    """Each person once, with the strongest reason. `unreached`: addressed, but nobody is enrolled there."""

    people: tuple[tuple[Person, NotifyReason], ...] = ()
    unreached: tuple[Organisation, ...] = ()


def recipients(uow: UnitOfWork, circular: Circular) -> Recipients:
    """By the audience of the circular, as the register stands now."""
    addressed = _offices(uow, circular) if circular.kind is CircularKind.BULLETIN else _operators(uow, circular)
    staff = _staff(uow)
    found: dict[str, tuple[Person, NotifyReason]] = {}
    unreached = []
    for organisation, reason in addressed:
        people = staff.get(organisation.id, [])
        if not people:
            unreached.append(organisation)
        for person in people:
            found.setdefault(person.id, (person, reason))
    if circular.kind is not CircularKind.BULLETIN:
        for person in _subscribers(uow, circular):
            found.setdefault(person.id, (person, NotifyReason.SUBSCRIBED))
    return Recipients(people=tuple(found.values()), unreached=tuple(unreached))


def _offices(uow: UnitOfWork, circular: Circular) -> list[tuple[Organisation, NotifyReason]]:
    """Named offices and departments; of a bulletin to all, every customs office below the one that issues."""
    audience = circular.audience
    named = [
        (each, NotifyReason.NAMED)
        for each in uow.organisations.all()
        if each.id in audience.organisations or (each.level in CUSTOMS and _in_regions(each, audience.regions))
    ]
    if not (audience.everyone or audience.subscribers):
        return named
    below = list(_below(uow, circular.org_id))
    return named + [(office, NotifyReason.EVERYONE) for office in below if office.level in CUSTOMS]


def _below(uow: UnitOfWork, org_id: str) -> Iterable[Organisation]:
    for child in uow.organisations.children(org_id):
        yield child
        yield from _below(uow, child.id)


def _operators(uow: UnitOfWork, circular: Circular) -> list[tuple[Organisation, NotifyReason]]:
    """Named ones first; no subscription is asked of them."""
    audience = circular.audience
    everybody = [each for each in uow.organisations.all() if each.level is not Level.PUBLIC]
    named = [(each, NotifyReason.NAMED) for each in everybody if _named(each, audience)]
    if not audience.everyone:
        return named
    return named + [(each, NotifyReason.EVERYONE) for each in everybody if each.level is Level.ENTERPRISE]


def _named(organisation: Organisation, audience: Audience) -> bool:
    if organisation.id in audience.organisations:
        return True
    if organisation.level is not Level.ENTERPRISE:
        return False
    return (
        organisation.uscc in audience.usccs
        or bool(set(organisation.operator_roles) & set(audience.roles))
        or _in_regions(organisation, audience.regions)
    )


def _in_regions(organisation: Organisation, regions: tuple[str, ...]) -> bool:
    """江门 is meant by 江门市, and by 广东省江门市."""
    return any(region in organisation.region for region in regions)


def _staff(uow: UnitOfWork) -> dict[str, list[Person]]:
    """Active people who may be addressed, by organisation."""
    found: dict[str, list[Person]] = {}
    for role in sorted(_ADDRESSED_ROLES):
        for person in uow.people.all(role=role):
            if person.active:
                found.setdefault(person.org_id, []).append(person)
    return found


def _subscribers(uow: UnitOfWork, circular: Circular) -> Iterable[Person]:
    """Whose subscription matches. An announcement is for citizens too, and needs no audience."""
    announced = circular.kind is CircularKind.ANNOUNCEMENT
    if not (announced or circular.audience.subscribers):
        return
    for subscription in uow.subscriptions.active():
        if match(subscription, circular) is not NotifyReason.SUBSCRIBED:
            continue
        person = uow.people.get(subscription.person_id)
        if not person.active or person.contact_withdrawn_at is not None:
            continue
        if announced or person.role is Role.ENTERPRISE:
            yield person
