"""What somebody wants to be told of, when they want their rest, and at what hour they want a digest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from casework.circular_fields import known_hazards, known_origin, known_product
from casework.env import Env
from casework.ports import UnitOfWork
from casework.ports.ledger import Rest
from risk.circular import WarningLevel
from risk.errors import Invalid
from risk.organisation import Person
from risk.permission import Act, demand
from risk.subscription import Subscription

_HOURS = range(24)
UNSUBSCRIBED = "unsubscribed"  # why a message stayed here


def subscribe(
    uow: UnitOfWork,
    env: Env,
    actor: Person,
    *,
    products: Iterable[str] = (),
    hazards: Iterable[str] = (),
    origins: Iterable[str] = (),
    min_level: WarningLevel = WarningLevel.BLUE,
    quiet: tuple[int, int] | None = None,
    digest_hour: int | None = None,
    zone: str = "",
    bundled: bool = False,
    actor_id: str = "",
) -> Subscription:
    """The person's one subscription, as given; empty means all. `quiet`: hours (from, to), may span midnight. `zone`:
    by whose clock, "" = that of the installation. `bundled` needs a digest.

    Raises `Invalid` with the field. The same again changes nothing.
    """
    demand(actor, Act.SUBSCRIBE)
    for hour in (*(quiet or ()), *(() if digest_hour is None else (digest_hour,))):
        if hour not in _HOURS:
            raise Invalid(field="hours")
    current = uow.subscriptions.of(actor.id)
    wanted = replace(
        current or Subscription(id=env.ids.new(), person_id=actor.id, created_at=env.now()),
        products=tuple(known_product(code) for code in dict.fromkeys(products)),
        hazards=known_hazards(tuple(hazards)),
        origins=tuple(known_origin(code) for code in dict.fromkeys(origins)),
        min_level=min_level,
        quiet_from=quiet[0] if quiet and quiet[0] != quiet[1] else None,
        quiet_to=quiet[1] if quiet and quiet[0] != quiet[1] else None,
        digest_hour=digest_hour,
        zone=known_zone(zone) if zone else "",
        bundled=bundled and digest_hour is not None,
        active=True,
    )
    if wanted == current:
        return wanted
    return _keep(uow, env, actor, current, wanted, "subscription.set", actor_id)


def unsubscribe(uow: UnitOfWork, env: Env, actor: Person) -> Subscription | None:
    """No more by subscription, digests included; who is addressed by law is still told, and who had a warning learns
    that it is over. None if there was no subscription.

    What has not left yet stays here, but for an emergency; nobody is reminded of what came by subscription.
    """
    demand(actor, Act.SUBSCRIBE)
    current = uow.subscriptions.of(actor.id)
    if current is None or not current.active:
        return current
    uow.digests.drop(actor.id, UNSUBSCRIBED)
    return _keep(uow, env, actor, current, replace(current, active=False), "subscription.end", "")


def resubscribe(uow: UnitOfWork, env: Env, actor: Person) -> Subscription | None:
    """As it was before the subscription ended; what has been held back since then is on our own page."""
    demand(actor, Act.SUBSCRIBE)
    current = uow.subscriptions.of(actor.id)
    if current is None or current.active:
        return current
    return _keep(uow, env, actor, current, replace(current, active=True), "subscription.set", "")


def quiet_until(subscription: Subscription | None, now: datetime, zone: tzinfo) -> datetime | None:
    """When the quiet hours that `now` lies in are over; None outside of them. `zone`: of whoever has set none."""
    if subscription is None or not subscription.active:
        return None
    here = clock_of(subscription.zone, zone)
    return rest_at(now, here).until(subscription.quiet_from, subscription.quiet_to)


def rest_now(uow: UnitOfWork, env: Env, at: datetime | None = None) -> Rest:
    """For all quiet hours that there may be: by our clock, and by every one that somebody has set."""
    moment = at or env.now()
    there = {name: rest_at(moment, clock_of(name, env.timezone)) for name in uow.subscriptions.zones()}
    return replace(rest_at(moment, env.timezone), elsewhere=there)


def rest_at(now: datetime, zone: tzinfo) -> Rest:
    """By one clock: which hour it is, and when each hour comes next."""
    local = now.astimezone(zone)
    ends = [local.replace(hour=hour, minute=0, second=0, microsecond=0) for hour in _HOURS]
    return Rest(hour=local.hour, ends=tuple(end if end > local else end + timedelta(days=1) for end in ends))


def clock_of(zone: str, home: tzinfo) -> tzinfo:
    """The time zone of that name; `home` for "", and for one that this machine does not know any more."""
    try:
        return ZoneInfo(zone) if zone else home
    except (ZoneInfoNotFoundError, ValueError):
        return home


def known_zone(name: str) -> str:
    """The IANA name, however it was written. Raises `Invalid`."""
    wanted = "_".join(name.split()).lower()
    found = next((zone for zone in sorted(available_timezones()) if zone.lower() == wanted), None)
    if found is None:
        raise Invalid(field="zone")
    return found


def _keep(
    uow: UnitOfWork,
    env: Env,
    actor: Person,
    current: Subscription | None,
    wanted: Subscription,
    act: str,
    actor_id: str,
) -> Subscription:
    if current is None:
        uow.subscriptions.add(wanted)
    else:
        wanted = uow.subscriptions.save(wanted)
    uow.audit.append(
        org_id=actor.org_id,
        at=env.now(),
        actor_id=actor_id or actor.id,
        act=act,
        subject=f"subscription:{wanted.id}",
    )
    return wanted
