"""The daily digest at the hour that a subscriber chose: what came in a day, what is owed, what was kept for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from casework.env import Env
from casework.fanouts import BUNDLED
from casework.notices import confidential
from casework.ports import Lane, Option, Say, Text, UnitOfWork
from casework.ports.digests import DigestHour, Kept, News
from casework.ports.ledger import Rest
from casework.subscriptions import clock_of, rest_now
from casework.tell import tell_at
from risk.circular import Circular
from risk.organisation import Address, Role

AT_ONCE: Final = 100  # people in one transaction: others write beside us
_LISTED: Final = 10  # titles of what has come already
_IN_ONE: Final = 20  # circulars that one message carries: each has a button


@dataclass(frozen=True, kw_only=True)
class _Batch:
    """What is common to the people of one transaction."""

    day: str
    rest: Rest
    circulars: dict[str, Circular]


def send_digests(uow: UnitOfWork, env: Env) -> int:
    """To some of those whose hour it is by their own clock, once a day; nothing to say, nothing sent.

    Returns how many people were looked at, 0 = nobody is left. The window begins and ends with the hour, so that what
    comes during the hour is in the next digest, and nothing is in none.
    """
    for zone in ("", *uow.subscriptions.zones()):
        local = env.now().astimezone(clock_of(zone, env.timezone))
        hour = DigestHour(zone=zone, hour=local.hour, day=f"{local:%Y-%m-%d}", at=env.now())
        people = uow.digests.claim(hour, limit=AT_ONCE)
        if people:
            _send(uow, env, people, local.replace(minute=0, second=0, microsecond=0))
            return len(people)
    return 0


def _send(uow: UnitOfWork, env: Env, people: list[str], until: datetime) -> None:
    told = uow.digests.news(people, since=until - timedelta(days=1), until=until)
    kept: dict[str, list[Kept]] = {}
    for each in uow.digests.take(people, BUNDLED):
        kept.setdefault(each.person_id, []).append(each)
    wanted = {id_ for news in told for id_ in news.fresh} | {each.circular_id for one in kept.values() for each in one}
    circulars = {id_: uow.circulars.get(id_) for id_ in sorted(wanted)}
    batch = _Batch(day=f"{until:%Y-%m-%d}", rest=rest_now(uow, env), circulars=circulars)
    for news in told:
        _tell(uow, env, news, kept.get(news.person_id, []), batch)


def _tell(uow: UnitOfWork, env: Env, news: News, kept: list[Kept], batch: _Batch) -> None:
    """On every open address; where circulars were kept for it, it carries them."""
    if not (news.fresh or news.owed or kept):
        return
    theirs = uow.subscriptions.of(news.person_id)
    rest = batch.rest.at(theirs.zone if theirs else "")
    after = rest.until(theirs.quiet_from, theirs.quiet_to) if theirs else None
    addresses = {address.id: address for address in uow.addresses.of(news.person_id)}
    addresses |= {each.address_id: uow.addresses.get(each.address_id) for each in kept}
    for address in addresses.values():
        here = [each for each in kept if each.address_id == address.id]
        carried = {each.circular_id for each in here}
        others = tuple(id_ for id_ in news.fresh if id_ not in carried)
        portions = [here[start : start + _IN_ONE] for start in range(0, len(here), _IN_ONE)]
        for number, portion in enumerate(portions or [[]]):
            # Each circular is told once, in whichever of several messages it is.
            digest = _digest(replace(news, fresh=() if number else others), portion, batch.circulars)
            name = f"{batch.day}.{number}" if number else batch.day
            _carry(uow, env, address, digest, portion, name=f"digest:{news.person_id}:{name}", after=after)


def _carry(
    uow: UnitOfWork, env: Env, address: Address, digest: Say, kept: Sequence[Kept], *, name: str, after: datetime | None
) -> None:
    message = tell_at(uow, env, address, digest, dedupe=f"{name}:{address.id}", lane=Lane.DIGEST, not_before=after)
    if kept:
        uow.digests.carry({message.id: [each.delivery_id for each in kept]})


def _digest(news: News, kept: Sequence[Kept], circulars: dict[str, Circular]) -> Say:
    due = Option(label=Text(key="due-open"), action="due.open")
    settings = Option(label=Text(key="subscription-open"), action="subscription.open")
    carried = _by_number(circulars[each.circular_id] for each in kept)
    come = _by_number(circulars[id_] for id_ in news.fresh)
    plain = "digest-citizen" if news.role is Role.CITIZEN else "digest-enterprise"
    shown = [*carried, *come[: max(_LISTED - len(carried), 0)]]
    count = len(carried) + len(come)
    read = tuple((_read(circular),) for circular in carried)
    return Say(
        text=Text(
            key="digest-bundled" if carried else plain,
            params={"count": count, "titles": _titles(shown), "owed": news.owed},
        ),
        options=(*read, *(((due,),) if news.owed else ()), (settings,)),
        confidential=any(confidential(each) for each in (*carried, *come)),
        brief=Text(key="digest-brief", params={"count": count}),
    )


def _by_number(circulars: Iterable[Circular]) -> list[Circular]:
    return sorted(circulars, key=lambda circular: circular.official_number)


def _titles(circulars: Sequence[Circular]) -> str:
    return "\n".join(f"· {circular.official_number} {circular.title}" for circular in circulars) or "—"


def _read(circular: Circular) -> Option:
    label = Text(key="digest-read", params={"number": circular.official_number})
    return Option(label=label, action="circular.show", subject=circular.id)
