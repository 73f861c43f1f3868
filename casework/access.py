"""Who is at the other end: one-time links, browser sessions, visitors. Only digests of tokens are stored."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta

from casework.env import Env
from casework.ports import Link, LinkPurpose, Session, UnitOfWork
from casework.tell import WEBCHAT
from risk.errors import Conflict, LinkSpent
from risk.identity import Secret
from risk.organisation import Address, Level, Organisation, Person, Role

LINK_HOURS = 24
# The one organisation that citizens stand in has a fixed id, so that two processes cannot found it twice.
PUBLIC_ID = "0" * 32
_PUBLIC_NAME = "公众"
_PAGES = {LinkPurpose.SIGN_IN: "enter", LinkPurpose.REAL_NAME: "real-name", LinkPurpose.DOCUMENT: "enter"}
# A citizen's browser is the only key to their case; an officer's opens other people's.
_SESSION_DAYS = {Role.CITIZEN: 365, Role.ENTERPRISE: 90}
_STAFF_DAYS = 14


def make_link(
    uow: UnitOfWork,
    env: Env,
    person_id: str,
    purpose: LinkPurpose,
    *,
    subject: str = "",
    hours: float = LINK_HOURS,
) -> str:
    """A fresh token for the person; `link_path` makes it a path. `subject`: the id or path it is about."""
    token = env.ids.token()
    now = env.now()
    uow.links.add(
        Link(
            id=env.ids.new(),
            token_digest=digest(token),
            person_id=person_id,
            purpose=purpose,
            subject=subject,
            created_at=now,
            expires_at=now + timedelta(hours=hours),
        )
    )
    return token


def link_path(token: str, *, purpose: LinkPurpose = LinkPurpose.SIGN_IN) -> str:
    """The page of ours that takes the token, e.g. `/enter/<token>`."""
    return f"/{_PAGES[purpose]}/{token}"


def peek_link(uow: UnitOfWork, env: Env, token: str) -> Link:
    """The link, unspent and in date; changes nothing, as a link preview must not. Raises `LinkSpent`."""
    link = uow.links.by_digest(digest(token))
    if link is None or link.spent_at is not None or env.now() >= link.expires_at:
        raise LinkSpent
    person = uow.people.find(link.person_id)
    if person is None or not person.active:
        raise LinkSpent
    return link


def use_link(uow: UnitOfWork, env: Env, token: str, *purposes: LinkPurpose) -> Link:
    """Spends a link of one of the purposes; of two at once one gets `LinkSpent`."""
    link = peek_link(uow, env, token)
    if link.purpose not in purposes:
        raise LinkSpent
    try:
        spent = uow.links.save(replace(link, spent_at=env.now()))
    except Conflict as lost:
        raise LinkSpent from lost
    person = uow.people.get(link.person_id)
    _note(uow, env, person, "link.spend", f"link:{link.id}", purpose=link.purpose.value)
    return spent


def spend_link(uow: UnitOfWork, env: Env, token: str) -> tuple[Session, str]:
    """Signs the link's person in: (session, token for the cookie)."""
    link = use_link(uow, env, token, LinkPurpose.SIGN_IN, LinkPurpose.DOCUMENT)
    person = uow.people.get(link.person_id)
    web_address(uow, env, person)
    return begin_session(uow, env, person)


def bind_address(uow: UnitOfWork, env: Env, token: str, channel: str, address: str) -> Address:
    """Spends a sign-in link in a chat (`/start TOKEN`): from now on that address speaks for the link's person."""
    link = use_link(uow, env, token, LinkPurpose.SIGN_IN)
    person = uow.people.get(link.person_id)
    known = uow.addresses.at(channel, address)
    if known is not None and known.person_id == person.id:
        return known
    if known is not None:
        uow.addresses.save(replace(known, closed_at=env.now(), closed_reason="moved"))
    return _open_address(uow, env, person, channel, address)


def new_citizen(uow: UnitOfWork, env: Env, *, channel: str, address: str, locale: str) -> tuple[Person, Address]:
    """Somebody who wrote to us for the first time, without a name yet."""
    person = Person(
        id=env.ids.new(),
        org_id=ensure_public_organisation(uow, env).id,
        role=Role.CITIZEN,
        created_at=env.now(),
        locale=locale,
    )
    uow.people.add(person)
    return person, _open_address(uow, env, person, channel, address or person.id)


def new_visitor(uow: UnitOfWork, env: Env, *, locale: str) -> tuple[Person, Session, str]:
    """A citizen at our own page: (person, session, token for the cookie). Their web-chat address is their id."""
    person, _ = new_citizen(uow, env, channel=WEBCHAT, address="", locale=locale)
    session, token = begin_session(uow, env, person)
    return person, session, token


def begin_session(uow: UnitOfWork, env: Env, person: Person) -> tuple[Session, str]:
    """(session, token for the cookie)."""
    token = env.ids.token()
    now = env.now()
    session = Session(
        id=env.ids.new(),
        token_digest=digest(token),
        person_id=person.id,
        csrf=env.ids.token(),
        created_at=now,
        expires_at=now + timedelta(days=_SESSION_DAYS.get(person.role, _STAFF_DAYS)),
    )
    uow.sessions.add(session)
    return session, token


def session_of(uow: UnitOfWork, env: Env, token: str) -> tuple[Session, Person] | None:
    """Whose browser it is, while the session lasts and the person is active."""
    session = uow.sessions.by_digest(digest(token))
    if session is None or session.ended_at is not None or env.now() >= session.expires_at:
        return None
    person = uow.people.find(session.person_id)
    return (session, person) if person is not None and person.active else None


def end_session(uow: UnitOfWork, env: Env, session: Session) -> None:
    """Signs the browser out; again does nothing."""
    current = uow.sessions.find(session.id)
    if current is not None and current.ended_at is None:
        uow.sessions.save(replace(current, ended_at=env.now()))


def web_address(uow: UnitOfWork, env: Env, person: Person) -> Address:
    """The person's address in the web chat, opened on first use."""
    known = uow.addresses.at(WEBCHAT, person.id)
    return known if known is not None else _open_address(uow, env, person, WEBCHAT, person.id)


def ensure_public_organisation(uow: UnitOfWork, env: Env) -> Organisation:
    """The organisation that citizens stand in, founded on first use."""
    known = uow.organisations.find(PUBLIC_ID)
    if known is not None:
        return known
    public = Organisation(id=PUBLIC_ID, name=_PUBLIC_NAME, level=Level.PUBLIC, created_at=env.now())
    uow.organisations.add(public)
    return public


def digest(token: str) -> str:
    """SHA-256, hex."""
    return hashlib.sha256(token.encode()).hexdigest()


def _open_address(uow: UnitOfWork, env: Env, person: Person, channel: str, address: str) -> Address:
    opened = Address(
        id=env.ids.new(),
        person_id=person.id,
        channel=channel,
        address=Secret(address),
        created_at=env.now(),
    )
    uow.addresses.add(opened)
    _note(uow, env, person, "address.open", f"address:{opened.id}", channel=channel)
    return opened


def _note(uow: UnitOfWork, env: Env, person: Person, act: str, subject: str, **detail: str) -> None:
    uow.audit.append(org_id=person.org_id, at=env.now(), actor_id=person.id, act=act, subject=subject, **detail)
