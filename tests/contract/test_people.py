"""Organisations, people, addresses, links."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest

from casework.ports import Transactions
from risk.errors import Conflict
from risk.identity import NOTHING, Secret
from risk.organisation import Level, Role
from tests.support.storage_records import (
    ADDRESS,
    BINDING,
    CONVERSATION,
    LATER,
    LINK,
    NOW,
    ORGANISATION,
    PERSON,
    SESSION,
    make_person,
)


def test_organisations_are_found_by_code_name_level_and_parent(transactions: Transactions) -> None:
    child = dataclasses.replace(
        ORGANISATION, id="child", name="新会海关", level=Level.SUBORDINATE, parent_id="org", uscc=None, created_at=LATER
    )
    transactions.run_now(lambda uow: (uow.organisations.add(ORGANISATION), uow.organisations.add(child)))
    assert transactions.run_now(lambda uow: uow.organisations.by_uscc(ORGANISATION.uscc or "")) == ORGANISATION
    assert transactions.run_now(lambda uow: uow.organisations.by_name("新会海关")) == child
    assert transactions.run_now(lambda uow: uow.organisations.all()) == [ORGANISATION, child]
    assert transactions.run_now(lambda uow: uow.organisations.all(level=Level.SUBORDINATE)) == [child]
    assert transactions.run_now(lambda uow: uow.organisations.children("org")) == [child]


def test_a_credit_code_belongs_to_one_organisation_and_none_is_not_a_code(transactions: Transactions) -> None:
    without = [dataclasses.replace(ORGANISATION, id=id_, uscc=None) for id_ in ("a", "b")]
    transactions.run_now(lambda uow: [uow.organisations.add(one) for one in (ORGANISATION, *without)])
    with pytest.raises(Conflict):
        transactions.run_now(lambda uow: uow.organisations.add(dataclasses.replace(ORGANISATION, id="c")))
    with pytest.raises(Conflict):
        transactions.run_now(
            lambda uow: uow.organisations.save(dataclasses.replace(without[0], uscc=ORGANISATION.uscc))
        )


def test_people_of_an_organisation_are_the_active_ones_by_creation(transactions: Transactions) -> None:
    young = dataclasses.replace(PERSON, id="a", created_at=LATER, role=Role.SIGNER)
    gone = dataclasses.replace(PERSON, id="b", active=False)
    transactions.run_now(make_person)
    transactions.run_now(lambda uow: (uow.people.add(young), uow.people.add(gone)))
    assert transactions.run_now(lambda uow: uow.people.of("org")) == [PERSON, young]
    assert transactions.run_now(lambda uow: uow.people.of("org", role=Role.SIGNER)) == [young]
    assert transactions.run_now(lambda uow: uow.people.all()) == [gone, PERSON, young]
    assert transactions.run_now(lambda uow: uow.people.all(role=Role.SIGNER)) == [young]
    assert transactions.run_now(lambda uow: uow.people.by_phone("13800138000")) == [PERSON, young]


def test_an_erased_person_has_no_name_phone_or_mail_and_cannot_be_looked_up(transactions: Transactions) -> None:
    transactions.run_now(make_person)
    before = transactions.run_now(lambda uow: uow.people.get("person"))
    transactions.run_now(lambda uow: uow.people.erase("person"))
    after = transactions.run_now(lambda uow: uow.people.get("person"))
    assert after == dataclasses.replace(PERSON, name=NOTHING, phone=NOTHING, email=NOTHING, version=1)
    assert transactions.run_now(lambda uow: uow.people.by_phone("13800138000")) == []
    with pytest.raises(Conflict):  # a save begun before the erasure must not bring the name back
        transactions.run_now(lambda uow: uow.people.save(before))


def test_an_address_is_found_by_its_value_while_open(transactions: Transactions) -> None:
    transactions.run_now(make_person)
    assert transactions.run_now(lambda uow: uow.addresses.at("telegram", "70012345")) == ADDRESS
    assert transactions.run_now(lambda uow: uow.addresses.at("webchat", "70012345")) is None
    assert transactions.run_now(lambda uow: uow.addresses.of("person")) == [ADDRESS]
    transactions.run_now(lambda uow: uow.addresses.save(dataclasses.replace(ADDRESS, closed_at=NOW)))
    assert transactions.run_now(lambda uow: uow.addresses.at("telegram", "70012345")) is None
    assert transactions.run_now(lambda uow: uow.addresses.of("person")) == []


def test_one_address_is_open_for_one_person_only(transactions: Transactions) -> None:
    transactions.run_now(make_person)
    second = dataclasses.replace(ADDRESS, id="second")
    with pytest.raises(Conflict):
        transactions.run_now(lambda uow: uow.addresses.add(second))
    transactions.run_now(lambda uow: uow.addresses.save(dataclasses.replace(ADDRESS, closed_at=NOW)))
    transactions.run_now(lambda uow: uow.addresses.add(second))
    transactions.run_now(lambda uow: uow.addresses.add(dataclasses.replace(ADDRESS, id="third", address=Secret("7"))))
    assert transactions.run_now(lambda uow: uow.addresses.at("telegram", "70012345")) == second


def test_bindings_wait_for_the_office_until_decided(transactions: Transactions) -> None:
    transactions.run_now(make_person)
    done = dataclasses.replace(BINDING, id="done", state="confirmed", requested_at=NOW - timedelta(days=1))
    transactions.run_now(lambda uow: (uow.bindings.add(BINDING), uow.bindings.add(done)))
    assert transactions.run_now(lambda uow: uow.bindings.waiting("org")) == [BINDING]
    assert transactions.run_now(lambda uow: uow.bindings.of("person")) == [done, BINDING]


def test_links_sessions_and_conversations_are_found_by_what_the_visitor_brings(transactions: Transactions) -> None:
    transactions.run_now(make_person)
    transactions.run_now(
        lambda uow: (uow.links.add(LINK), uow.sessions.add(SESSION), uow.conversations.add(CONVERSATION))
    )
    assert transactions.run_now(lambda uow: uow.links.by_digest("d1")) == LINK
    assert transactions.run_now(lambda uow: uow.links.by_digest("d2")) is None
    assert transactions.run_now(lambda uow: uow.sessions.by_digest("d2")) == SESSION
    assert transactions.run_now(lambda uow: uow.conversations.at("address")) == CONVERSATION
    with pytest.raises(Conflict):
        transactions.run_now(lambda uow: uow.conversations.add(dataclasses.replace(CONVERSATION, id="second")))
