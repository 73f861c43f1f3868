"""A person's own data: what there is, a copy of it, and what can be erased before Art. 26 allows the rest."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, datetime

from casework.env import Env
from casework.ports import UnitOfWork
from casework.ports.encoding import load_incoming
from casework.what_was_read import content, reading_of
from risk.errors import NotFound
from risk.identity import NOTHING
from risk.organisation import Person, Role
from risk.permission import Act, demand

KEPT_YEARS = 3  # Art. 26, from the closing of the case


@dataclass(frozen=True, kw_only=True)
class Holdings:
    """What is stored about a person. `kept_until`: the earliest day on which Art. 26 lets a case be appraised."""

    cases: tuple[str, ...]
    named: bool
    messages: int
    files: int
    kept_until: date | None


def holdings(uow: UnitOfWork, env: Env, actor: Person) -> Holdings:
    """An overview for `/privacy`."""
    cases = uow.informations.of_person(actor.id)
    newest = max((c.submitted_at for c in cases), default=None)
    files = sum(len(uow.attachments.of_information(case.id)) for case in cases)
    return Holdings(
        cases=tuple(case.number for case in cases),
        named=uow.real_names.current(actor.id) is not None,
        messages=sum(len(uow.outbox.latest(a.id, limit=1000)) for a in uow.addresses.of(actor.id)),
        files=files + len(uow.attachments.loose(actor.id)),
        kept_until=None if newest is None else _years_after(newest, env),
    )


def export_own_data(uow: UnitOfWork, env: Env, actor: Person, person_id: str) -> bytes:
    """Everything about oneself as indented JSON, UTF-8. Only for the person; raises `NotFound` to others."""
    if person_id != actor.id:
        raise NotFound(kind="export")
    demand(actor, Act.EXPORT_OWN_DATA, subject=actor)
    real_name = uow.real_names.current(actor.id)
    data = {
        "person": {"locale": actor.locale, "since": actor.created_at.isoformat(), "phone": actor.phone.reveal()},
        "real_name": None
        if real_name is None
        else {
            "name": real_name.name.reveal(),
            "document": real_name.document_kind.value,
            "number": real_name.document_number.reveal(),
            "phone": real_name.phone.reveal(),
            "assurance": real_name.assurance.value,
        },
        "cases": [
            {
                "number": case.number,
                "at": case.submitted_at.isoformat(),
                "text": case.text.reveal(),
                "where_bought": case.where_bought.reveal(),
                "injuries": case.injuries.reveal(),
                "status": [[event.status.value, event.at.isoformat()] for event in uow.status_events.of(case.id)],
                "files": [a.file_name.reveal() for a in uow.attachments.of_information(case.id)],
                "read_in_files": [
                    content(read).text
                    for file in uow.attachments.of_information(case.id)
                    if (read := reading_of(uow, file)) is not None
                ],
            }
            for case in uow.informations.of_person(actor.id)
        ],
        "written": [
            [message.created_at.isoformat(), load_incoming(message.reply.reveal())[0]]
            for address in uow.addresses.of(actor.id)
            for message in uow.outbox.latest(address.id, limit=10_000)
            if message.incoming and message.reply
        ],
    }
    uow.audit.append(
        org_id=actor.org_id, at=env.now(), actor_id=actor.id, act="privacy.export", subject=f"person:{actor.id}"
    )
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def erase_own_data(uow: UnitOfWork, env: Env, actor: Person, *, here: str = "") -> int:
    """Drafts and chat outside a case are erased; cases stay as Art. 26 demands. Returns how many messages went.

    `here`: the address whose dialogue asks for it and ends its own conversation; a second save would be a conflict.
    """
    demand(actor, Act.ERASE_OWN_DATA, subject=actor)
    for address in uow.addresses.of(actor.id):
        conversation = uow.conversations.at(address.id)
        if conversation is not None and address.id != here:
            uow.conversations.save(replace(conversation, state=NOTHING))
    erased = uow.outbox.erase_of(actor.id)
    evidence = {id_ for answer in uow.answers.of_person(actor.id) for id_ in answer.evidence_ids}
    for attachment in uow.attachments.loose(actor.id):
        if attachment.id not in evidence:
            uow.attachments.erase(attachment.id)
            uow.readings.erase(attachment.id)
    # An operator or an officer is on the register by law, and must stay within reach.
    if actor.role is Role.CITIZEN and not uow.informations.of_person(actor.id):
        uow.people.erase(actor.id)
        uow.receipt_book.erase_of(actor.id)
    uow.audit.append(
        org_id=actor.org_id, at=env.now(), actor_id=actor.id, act="privacy.erase", subject=f"person:{actor.id}"
    )
    return erased


def withdraw_contact(uow: UnitOfWork, env: Env, actor: Person) -> Person:
    """No more messages about the cases, which go on."""
    demand(actor, Act.ERASE_OWN_DATA, subject=actor)
    if actor.contact_withdrawn_at is not None:
        return actor
    uow.audit.append(
        org_id=actor.org_id, at=env.now(), actor_id=actor.id, act="privacy.withdraw", subject=f"person:{actor.id}"
    )
    return uow.people.save(replace(actor, contact_withdrawn_at=env.now()))


def _years_after(moment: datetime, env: Env) -> date:
    day = moment.astimezone(env.timezone).date()
    try:
        return day.replace(year=day.year + KEPT_YEARS)
    except ValueError:  # 29 February
        return day.replace(year=day.year + KEPT_YEARS, day=28)
