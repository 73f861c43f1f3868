"""The daily digest at the hour that a subscriber chose: what came in a day, and what is still owed."""

from __future__ import annotations

from datetime import timedelta

from casework.env import Env
from casework.notices import confidential
from casework.ports import Lane, Option, Say, Text, UnitOfWork
from casework.receipts import due_list
from casework.tell import tell
from risk.organisation import Person, Role
from risk.subscription import Subscription

_JOB = "digest"
_LISTED = 10  # titles


def send_digests(uow: UnitOfWork, env: Env) -> int:
    """To everybody whose hour it is, once a day; nothing to say, nothing sent. Returns how many were sent."""
    local = env.now().astimezone(env.timezone)
    sent = 0
    for subscription in uow.subscriptions.active():
        if subscription.digest_hour == local.hour and uow.ticks.claim(
            _JOB, f"{subscription.person_id}:{local:%Y-%m-%d}", env.now()
        ):
            sent += _send(uow, env, subscription)
    return sent


def _send(uow: UnitOfWork, env: Env, subscription: Subscription) -> int:
    person = uow.people.get(subscription.person_id)
    if not person.active or person.contact_withdrawn_at is not None:
        return 0
    digest = _digest(uow, env, person)
    if digest is None:
        return 0
    day = env.now().astimezone(env.timezone)
    tell(uow, env, person, digest, dedupe=f"digest:{person.id}:{day:%Y-%m-%d}", lane=Lane.DIGEST)
    return 1


def _digest(uow: UnitOfWork, env: Env, person: Person) -> Say | None:
    since = env.now() - timedelta(days=1)
    fresh = {row.circular_id for row in uow.deliveries.of_person(person.id) if row.created_at > since}
    circulars = sorted((uow.circulars.get(id_) for id_ in fresh), key=lambda circular: circular.official_number)
    owed = due_list(uow, person)
    if not circulars and not owed:
        return None
    listed = "\n".join(f"· {circular.official_number} {circular.title}" for circular in circulars[:_LISTED])
    key = "digest-citizen" if person.role is Role.CITIZEN else "digest-enterprise"
    due = Option(label=Text(key="due-open"), action="due.open")
    return Say(
        text=Text(key=key, params={"count": len(circulars), "titles": listed or "—", "owed": len(owed)}),
        options=((due,),) if owed else (),
        confidential=any(confidential(circular) for circular in circulars),
        brief=Text(key="digest-brief", params={"count": len(circulars)}),
    )
