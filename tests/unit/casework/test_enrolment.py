"""Organisations in their lines, and an enterprise's claim to its credit code."""

from __future__ import annotations

import pytest

from casework.credit_codes import check_uscc
from casework.enrolment import (
    add_organisation,
    add_person,
    confirm_binding,
    people_listed,
    refuse_binding,
    request_binding,
)
from risk.errors import Invalid, NotAllowed
from risk.organisation import BindingRequest, Level, Role
from tests.support.customs import NOBODYS_USCC, TOYS_USCC, World, world


@pytest.fixture
def here() -> World:
    return world()


def claim(here: World, code: str = NOBODYS_USCC) -> BindingRequest:
    return here.do(
        lambda uow: request_binding(uow, here.env, here.people["citizen"], uscc=code, company="江门新企业有限公司")
    )


@pytest.mark.parametrize("code", ["", "123", TOYS_USCC[:-1] + "0", "9144070OMA4UKAE10G"])
def test_a_wrong_credit_code_is_refused(code: str) -> None:
    with pytest.raises(Invalid):
        check_uscc(code)


def test_a_credit_code_is_tidied() -> None:
    assert check_uscc(f" {TOYS_USCC.lower()} ") == TOYS_USCC


@pytest.mark.parametrize(
    ("level", "parent"),
    [
        (Level.SUBORDINATE, "national"),
        (Level.REGIONAL, "local"),
        (Level.DEPARTMENT, "regional"),
        (Level.ENTERPRISE, "regional"),
    ],
)
def test_nobody_stands_under_an_office_of_another_line(here: World, level: Level, parent: str) -> None:
    with pytest.raises(Invalid) as refused:
        here.do(
            lambda uow: add_organisation(uow, here.env, name="某单位", level=level, parent_id=here.offices[parent].id)
        )
    assert refused.value.params["field"] == "parent"


def test_an_office_is_not_enrolled_twice(here: World) -> None:
    with pytest.raises(Invalid):
        here.do(lambda uow: add_organisation(uow, here.env, name="江门海关", level=Level.REGIONAL))


def test_everybody_has_an_address_on_our_own_page(here: World) -> None:
    office = here.offices["regional"].id
    person = here.do(lambda uow: add_person(uow, here.env, org_id=office, role=Role.OFFICER, name="吴关员"))
    (address,) = here.do(lambda uow: uow.addresses.of(person.id))
    assert (address.channel, address.address.reveal()) == ("webchat", person.id)


def test_lists_mask_the_names_of_the_public(here: World) -> None:
    listed = {str(row["role"]): row["name"] for row in here.do(lambda uow: people_listed(uow))}
    assert listed["signer"] == "林关长"
    assert "女士" not in str(listed["citizen"])


def test_a_claim_waits_for_an_officer_of_the_competent_office(here: World) -> None:
    request = claim(here)
    assert request.office_id == here.offices["regional"].id
    assert claim(here) == request
    assert "binding-card" in here.told("officer")[-1].reply.reveal()


def test_a_confirmed_claim_makes_the_person_the_enterprises(here: World) -> None:
    request = claim(here)
    first = here.do(lambda uow: confirm_binding(uow, here.env, here.people["officer"], request.id))
    again = here.do(lambda uow: confirm_binding(uow, here.env, here.people["officer"], request.id))
    person = here.do(lambda uow: uow.people.get(here.people["citizen"].id))
    company = here.do(lambda uow: uow.organisations.by_uscc(NOBODYS_USCC))
    assert company is not None
    assert (first, person.org_id, person.role) == (again, company.id, Role.ENTERPRISE)


def test_a_claim_to_an_enrolled_enterprise_joins_it(here: World) -> None:
    request = claim(here, TOYS_USCC)
    here.do(lambda uow: confirm_binding(uow, here.env, here.people["officer"], request.id))
    assert here.do(lambda uow: uow.people.get(here.people["citizen"].id)).org_id == here.offices["toys"].id


def test_a_refusal_needs_a_reason_and_tells_it(here: World) -> None:
    request = claim(here)
    officer = here.people["officer"]
    with pytest.raises(Invalid):
        here.do(lambda uow: refuse_binding(uow, here.env, officer, request.id, reason=" "))
    here.do(lambda uow: refuse_binding(uow, here.env, officer, request.id, reason="执照不符"))
    assert "执照不符" in here.told("citizen")[-1].reply.reveal()
    assert here.do(lambda uow: uow.people.get(here.people["citizen"].id)).role is Role.CITIZEN


def test_an_officer_of_another_office_does_not_decide(here: World) -> None:
    request = claim(here)
    with pytest.raises(NotAllowed):
        here.do(lambda uow: confirm_binding(uow, here.env, here.people["neighbour"], request.id))
