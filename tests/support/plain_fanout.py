"""Who gets a circular, and what is written for them, in the plainest Python: what the ledger is compared with."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from risk.circular import Circular, CircularKind
from risk.organisation import CUSTOMS, Address, Level, Organisation, Person, Role
from risk.subscription import NotifyReason, Subscription, match

_HOUSE = ("telegram", "mail", "sms", "carrier pigeon")
_STAFF = (Role.OFFICER, Role.ENTERPRISE, Role.EXPERT)


@dataclass(frozen=True, kw_only=True)
class Register:
    """All that is known of whom."""

    organisations: list[Organisation] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    subscriptions: list[Subscription] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A delivery and its message, without their names."""

    person_id: str
    channel: str
    because: str
    state: str
    address_id: str | None
    asked: bool
    reminded: bool
    due: datetime | None
    turn: int
    waited_for: datetime | None
    kept: bool


def lines(register: Register, circular: Circular, now: datetime, zone: tzinfo) -> list[Line]:
    """In no order."""
    found: dict[str, NotifyReason] = {}
    for person, reason in _addressed(register, circular):
        found.setdefault(person.id, reason)
    people = {person.id: person for person in register.people}
    return [line for id_, why in found.items() for line in _of(register, circular, people[id_], why, now, zone)]


def unmanned(register: Register, circular: Circular) -> set[str]:
    """Names of the organisations addressed in which nobody can be."""
    return {each.name for each, _why in _organisations(register, circular) if not list(_staff(register, each))}


def _of(
    register: Register, circular: Circular, person: Person, why: NotifyReason, now: datetime, zone: tzinfo
) -> Iterator[Line]:
    first: dict[str, Address] = {}
    mine = [a for a in register.addresses if a.person_id == person.id and a.closed_at is None]
    for address in sorted(mine, key=lambda a: (math.inf if a.place is None else a.place, a.created_at, a.id)):
        first.setdefault(address.channel, address)
    asked = circular.reply_by is not None and person.role in (Role.ENTERPRISE, Role.EXPERT)
    in_turn = [a for a in first.values() if a.channel not in ("webchat", "wecom")]
    in_turn.sort(key=lambda a: (math.inf if a.place is None else a.place, _HOUSE.index(a.channel)))
    turns = {a.channel: turn for turn, a in enumerate(in_turn)}
    kept = _kept(register, circular, person, why, now, zone)
    chased = person.role is not Role.CITIZEN and kept is None
    for channel in first or [""]:
        turn = turns.get(channel, 0)
        at = now + timedelta(hours=5 * min(turn, 2))  # from one to the next, and 8 more before anybody else is asked
        rest = None if circular.level == "red" else _rest_over(register, person, at, zone)
        left = at if channel == "webchat" else rest or at
        yield Line(
            person_id=person.id,
            channel=channel,
            because=why.value,
            state={"": "dead", "webchat": "sent"}.get(channel, "queued"),
            address_id=first[channel].id if channel else None,
            asked=asked,
            reminded=bool(channel) and chased,
            due=None if channel in ("", "webchat") else kept or rest or at,
            turn=turn,
            waited_for=None if not chased else left + timedelta(hours=8) if channel else now,
            kept=kept is not None and channel not in ("", "webchat"),
        )


def _kept(
    register: Register, circular: Circular, person: Person, why: NotifyReason, now: datetime, zone: tzinfo
) -> datetime | None:
    """Until when it waits for the digest: the next full hour of that name, and an hour for those who write digests."""
    if why is not NotifyReason.SUBSCRIBED or circular.level == "red" or circular.reply_by is not None:
        return None
    (theirs,) = [s for s in register.subscriptions if s.person_id == person.id]
    if not theirs.bundled or theirs.digest_hour is None:
        return None
    moment = now.astimezone(ZoneInfo(theirs.zone) if theirs.zone else zone).replace(minute=0, second=0, microsecond=0)
    moment += timedelta(hours=1)
    while moment.hour != theirs.digest_hour:
        moment += timedelta(hours=1)
    return moment + timedelta(hours=1)


def _rest_over(register: Register, person: Person, now: datetime, zone: tzinfo) -> datetime | None:
    """Hour by hour from now until one is outside of the quiet hours."""
    theirs = [s for s in register.subscriptions if s.person_id == person.id and s.active]
    if not theirs or theirs[0].quiet_from is None or theirs[0].quiet_to is None:
        return None
    hours = {hour % 24 for hour in range(theirs[0].quiet_from, theirs[0].quiet_to + 24)}
    if theirs[0].quiet_from < theirs[0].quiet_to:
        hours = set(range(theirs[0].quiet_from, theirs[0].quiet_to))
    moment = now.astimezone(ZoneInfo(theirs[0].zone) if theirs[0].zone else zone)
    if moment.hour not in hours:
        return None
    moment = moment.replace(minute=0, second=0, microsecond=0)
    while moment.hour in hours:
        moment += timedelta(hours=1)
    return moment


def _addressed(register: Register, circular: Circular) -> Iterator[tuple[Person, NotifyReason]]:
    for organisation, reason in _organisations(register, circular):
        for person in _staff(register, organisation):
            yield person, reason
    announced = circular.kind is CircularKind.ANNOUNCEMENT
    if circular.kind is CircularKind.BULLETIN or not (announced or circular.audience.subscribers):
        return
    people = {person.id: person for person in register.people}
    for subscription in register.subscriptions:
        person = people[subscription.person_id]
        if match(subscription, circular) is not NotifyReason.SUBSCRIBED:
            continue
        if person.active and person.contact_withdrawn_at is None and (announced or person.role is Role.ENTERPRISE):
            yield person, NotifyReason.SUBSCRIBED


def _organisations(register: Register, circular: Circular) -> Iterator[tuple[Organisation, NotifyReason]]:
    audience = circular.audience
    bulletin = circular.kind is CircularKind.BULLETIN
    for each in register.organisations:
        there = any(region in each.region for region in audience.regions)
        if bulletin:
            named = each.id in audience.organisations or (each.level in CUSTOMS and there)
        else:
            named = each.level is Level.ENTERPRISE and (
                there or each.uscc in audience.usccs or bool(set(each.operator_roles) & set(audience.roles))
            )
            named = named or each.id in audience.organisations
        if named and each.level is not Level.PUBLIC:
            yield each, NotifyReason.NAMED
    if bulletin and (audience.everyone or audience.subscribers):
        yield from ((o, NotifyReason.EVERYONE) for o in _below(register, circular.org_id) if o.level in CUSTOMS)
    elif audience.everyone and not bulletin:
        yield from ((o, NotifyReason.EVERYONE) for o in register.organisations if o.level is Level.ENTERPRISE)


def _below(register: Register, org_id: str) -> Iterable[Organisation]:
    for each in register.organisations:
        if each.parent_id == org_id:
            yield each
            yield from _below(register, each.id)


def _staff(register: Register, organisation: Organisation) -> Iterator[Person]:
    return (p for p in register.people if p.org_id == organisation.id and p.active and p.role in _STAFF)
