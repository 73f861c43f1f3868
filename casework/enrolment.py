"""Who takes part: organisations, people, their addresses, and an enterprise's claim to its credit code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from casework.credit_codes import check_uscc
from casework.env import Env
from casework.ports import Option, Say, Text, UnitOfWork
from casework.tell import WEBCHAT, tell, tell_office
from risk.competence import competent_office
from risk.errors import Invalid
from risk.identity import NOTHING, Secret
from risk.organisation import (
    Address,
    BindingRequest,
    Level,
    OperatorRole,
    Organisation,
    Person,
    Post,
    Role,
)
from risk.permission import Act, demand

SYSTEM = "system"
REQUESTED, CONFIRMED, REFUSED = "requested", "confirmed", "refused"
LOCALES = ("zh-CN", "zh-HK", "en")
# Whom an office may stand under: its line (DESIGN §1). What is not here has no superior.
_PARENTS = {
    Level.REGIONAL: {Level.NATIONAL},
    Level.SUBORDINATE: {Level.REGIONAL},
    Level.MONITORING_CENTRE: {Level.NATIONAL},
    Level.TECHNICAL: {Level.NATIONAL, Level.REGIONAL},
    Level.DEPARTMENT: {Level.DEPARTMENT},
}


def add_organisation(
    uow: UnitOfWork,
    env: Env,
    *,
    name: str,
    level: Level,
    parent_id: str | None = None,
    uscc: str | None = None,
    region: str = "",
    customs_code: str = "",
    operator_roles: Iterable[str] = (),
    products: Iterable[str] = (),
    actor_id: str = SYSTEM,
) -> Organisation:
    """Raises `Invalid` with the field: name empty or taken, credit code wrong or taken, a superior of another line."""
    if not name.strip():
        raise Invalid(field="name")
    # Two companies may bear one name, their credit codes tell them apart; an office is found by its name.
    if level is not Level.ENTERPRISE and uow.organisations.by_name(name.strip()) is not None:
        raise Invalid(field="name")
    if parent_id is not None:
        parent = uow.organisations.find(parent_id)
        if parent is None or parent.level not in _PARENTS.get(level, set()):
            raise Invalid(field="parent")
    code = check_uscc(uscc) if uscc else None
    if code is not None and uow.organisations.by_uscc(code) is not None:
        raise Invalid(field="uscc")
    roles = tuple(operator_roles)
    if not set(roles) <= set(OperatorRole):
        raise Invalid(field="roles")
    organisation = Organisation(
        id=env.ids.new(),
        name=name.strip(),
        level=level,
        created_at=env.now(),
        parent_id=parent_id,
        uscc=code,
        region=region.strip(),
        customs_code=customs_code.strip(),
        operator_roles=roles,
        products=tuple(products),
    )
    uow.organisations.add(organisation)
    _note(uow, env, organisation.id, actor_id, "organisation.add", f"organisation:{organisation.id}")
    return organisation


def add_person(
    uow: UnitOfWork,
    env: Env,
    *,
    org_id: str,
    role: Role,
    name: str,
    locale: str = "zh-CN",
    post: Post = Post.STAFF,
    phone: str = "",
    email: str = "",
    actor_id: str = SYSTEM,
) -> Person:
    """With an address in our own web chat, so that everybody can be reached. Raises `NotFound`, `Invalid`."""
    uow.organisations.get(org_id)
    if not name.strip():
        raise Invalid(field="name")
    if locale not in LOCALES:
        raise Invalid(field="locale")
    person = Person(
        id=env.ids.new(),
        org_id=org_id,
        role=role,
        created_at=env.now(),
        name=Secret(name.strip()),
        phone=Secret(phone.strip()) if phone.strip() else NOTHING,
        email=Secret(email.strip()) if email.strip() else NOTHING,
        locale=locale,
        post=post,
    )
    uow.people.add(person)
    open_address(uow, env, person, WEBCHAT, person.id)
    _note(uow, env, org_id, actor_id, "person.add", f"person:{person.id}", role=role.value)
    return person


def open_address(uow: UnitOfWork, env: Env, person: Person, channel: str, address: str) -> Address:
    """The address, opened unless it is already this person's. Raises `Invalid` if it is somebody else's."""
    known = uow.addresses.at(channel, address)
    if known is not None:
        if known.person_id != person.id:
            raise Invalid(field="address")
        return known
    opened = Address(
        id=env.ids.new(),
        person_id=person.id,
        channel=channel,
        address=Secret(address),
        created_at=env.now(),
    )
    uow.addresses.add(opened)
    return opened


def organisations_listed(uow: UnitOfWork) -> list[dict[str, object]]:
    """For the command line: id, name, role and level (the same), parent, uscc, region."""
    return [
        {
            "id": organisation.id,
            "name": organisation.name,
            "role": organisation.level.value,
            "level": organisation.level.value,
            "parent": organisation.parent_id,
            "uscc": organisation.uscc,
            "region": organisation.region,
        }
        for organisation in uow.organisations.all()
    ]


def people_listed(uow: UnitOfWork, *, role: Role | None = None) -> list[dict[str, object]]:
    """For the command line: id, name (masked for citizens and enterprises), role, org, locale."""
    return [
        {
            "id": person.id,
            "name": person.name.mask() if person.role in (Role.CITIZEN, Role.ENTERPRISE) else person.name.reveal(),
            "role": person.role.value,
            "org": person.org_id,
            "locale": person.locale,
        }
        for person in uow.people.all(role=role)
    ]


def request_binding(
    uow: UnitOfWork, env: Env, actor: Person, *, uscc: str, company: str, contact: str = "", phone: str = ""
) -> BindingRequest:
    """The claim goes to the competent office's officers. A claim that still waits is given back, not made twice.

    `contact` and `phone`: whom the officer may call to confirm; kept with the person.
    """
    demand(actor, Act.BIND_ENTERPRISE)
    code = check_uscc(uscc)
    if not company.strip():
        raise Invalid(field="company")
    known = uow.organisations.by_uscc(code)
    if known is not None and known.id == actor.org_id:
        raise Invalid(field="uscc", reason="bound")
    waiting = waiting_binding(uow, actor)
    if waiting is not None:
        return waiting
    place = f"{known.region} {known.name}" if known is not None else company
    request = BindingRequest(
        id=env.ids.new(),
        person_id=actor.id,
        uscc=code,
        company=company.strip(),
        requested_at=env.now(),
        office_id=_office_for(uow, env, place).id,
    )
    uow.bindings.add(request)
    person = replace(
        actor,
        name=Secret(contact.strip()) if contact.strip() else actor.name,
        phone=Secret(phone.strip()) if phone.strip() else actor.phone,
    )
    if person != actor:
        person = uow.people.save(person)
    _note(uow, env, request.office_id, actor.id, "binding.request", f"binding:{request.id}")
    card = binding_card(request, person)
    tell_office(uow, env, request.office_id, Role.OFFICER, card, dedupe=f"binding:{request.id}")
    return request


def waiting_binding(uow: UnitOfWork, person: Person) -> BindingRequest | None:
    """The person's claim that no officer has decided yet."""
    return next((request for request in uow.bindings.of(person.id) if request.state == REQUESTED), None)


def binding_card(request: BindingRequest, person: Person | None = None) -> Say:
    """What the officer sees of a claim, with the buttons that decide it; `person` = who makes it, to be called back."""
    return Say(
        text=Text(
            key="binding-card",
            params={
                "company": request.company,
                "uscc": request.uscc,
                "contact": person.name.reveal() if person and person.name else "—",
                "phone": person.phone.reveal() if person and person.phone else "—",
            },
        ),
        confidential=True,
        brief=Text(key="binding-brief"),
        options=(
            (
                Option(label=Text(key="binding-confirm"), action="binding.confirm", subject=request.id),
                Option(label=Text(key="binding-refuse"), action="binding.refuse", subject=request.id),
            ),
        ),
    )


def confirm_binding(uow: UnitOfWork, env: Env, actor: Person, request_id: str) -> BindingRequest:
    """The person now acts for the enterprise. Decided already: the request as it is, nothing changes."""
    request = uow.bindings.get(request_id)
    demand(actor, Act.CONFIRM_BINDING, subject=request)
    if request.state != REQUESTED:
        return request
    enterprise = uow.organisations.by_uscc(request.uscc) or _found(uow, env, actor, request)
    person = uow.people.get(request.person_id)
    uow.people.save(replace(person, org_id=enterprise.id, role=Role.ENTERPRISE))
    decided = _decide(uow, env, actor, request, CONFIRMED)
    tell(
        uow,
        env,
        person,
        Say(
            text=Text(key="binding-confirmed", params={"company": enterprise.name}),
            options=((Option(label=Text(key="subscription-open"), action="subscription.open"),),),
        ),
        dedupe=f"binding-decided:{request.id}",
    )
    return decided


def refuse_binding(uow: UnitOfWork, env: Env, actor: Person, request_id: str, *, reason: str) -> BindingRequest:
    """The person stays who they were, and is told why. Decided already: the request as it is."""
    request = uow.bindings.get(request_id)
    demand(actor, Act.CONFIRM_BINDING, subject=request)
    if request.state != REQUESTED:
        return request
    if not reason.strip():
        raise Invalid(field="reason")
    decided = _decide(uow, env, actor, request, REFUSED)
    tell(
        uow,
        env,
        uow.people.get(request.person_id),
        Say(text=Text(key="binding-refused", params={"company": request.company, "reason": reason.strip()})),
        dedupe=f"binding-decided:{request.id}",
    )
    return decided


def _office_for(uow: UnitOfWork, env: Env, place: str) -> Organisation:
    name = competent_office(env.competence, region=place).office
    office = uow.organisations.by_name(name) if name else None
    if office is None:
        raise Invalid(field="competence")
    return office


def _found(uow: UnitOfWork, env: Env, actor: Person, request: BindingRequest) -> Organisation:
    return add_organisation(
        uow, env, name=request.company, level=Level.ENTERPRISE, uscc=request.uscc, actor_id=actor.id
    )


def _decide(uow: UnitOfWork, env: Env, actor: Person, request: BindingRequest, state: str) -> BindingRequest:
    decided = uow.bindings.save(replace(request, state=state, decided_by=actor.id, decided_at=env.now()))
    _note(uow, env, request.office_id, actor.id, f"binding.{state}", f"binding:{request.id}")
    return decided


def _note(uow: UnitOfWork, env: Env, org_id: str, actor_id: str, act: str, subject: str, **detail: str) -> None:
    uow.audit.append(org_id=org_id, at=env.now(), actor_id=actor_id, act=act, subject=subject, **detail)
