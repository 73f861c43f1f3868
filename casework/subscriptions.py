"""What somebody wants to be told of, when they want their rest, and at what hour they want a digest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

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
    actor_id: str = "",
) -> Subscription:
    """The person's one subscription, as given; empty means all. `quiet`: local hours (from, to), may span midnight.

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
        active=True,
    )
    if wanted == current:
        return wanted
    return _keep(uow, env, actor, current, wanted, "subscription.set", actor_id)


def unsubscribe(uow: UnitOfWork, env: Env, actor: Person) -> Subscription | None:
    """No more by subscription; who is addressed by law is still told. None if there was no subscription."""
    demand(actor, Act.SUBSCRIBE)
    current = uow.subscriptions.of(actor.id)
    if current is None or not current.active:
        return current
    return _keep(uow, env, actor, current, replace(current, active=False), "subscription.end", "")


def quiet_until(subscription: Subscription | None, now: datetime, zone: tzinfo) -> datetime | None:
    """When the quiet hours that `now` lies in are over; None outside of them."""
    if subscription is None:
        return None
    return rest_at(now, zone).until(subscription.quiet_from, subscription.quiet_to)


def rest_at(now: datetime, zone: tzinfo) -> Rest:
    """For all quiet hours there may be: which of them `now` lies in, and when they are over."""
    local = now.astimezone(zone)
    ends = [local.replace(hour=hour, minute=0, second=0, microsecond=0) for hour in _HOURS]
    return Rest(hour=local.hour, ends=tuple(end if end > local else end + timedelta(days=1) for end in ends))


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
