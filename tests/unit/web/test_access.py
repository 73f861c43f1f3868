"""casework.access: links, sessions, visitors."""

from __future__ import annotations

import pytest

from casework import access
from casework.env import Env
from casework.fakes import FrozenClock
from casework.ports import LinkPurpose, UnitOfWork
from casework.tell import WEBCHAT
from risk.errors import LinkSpent
from risk.organisation import Person, Role
from storage.memory import MemoryTransactions
from tests.support.web_house import web_env


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
def env(clock: FrozenClock) -> Env:
    return web_env(clock)


def _visitor(uow: UnitOfWork, env: Env) -> Person:
    return access.new_visitor(uow, env, locale="en")[0]


def _link(memory: MemoryTransactions, env: Env, person: Person, **more: object) -> str:
    return memory.run_now(
        lambda uow: access.make_link(uow, env, person.id, LinkPurpose.SIGN_IN, **more)  # type: ignore[arg-type]
    )


def test_a_visitor_is_a_citizen_of_the_public_with_a_web_chat_address(memory: MemoryTransactions, env: Env) -> None:
    person, session, token = memory.run_now(lambda uow: access.new_visitor(uow, env, locale="zh-HK"))
    assert (person.role, person.org_id, person.locale) == (Role.CITIZEN, access.PUBLIC_ID, "zh-HK")
    address = memory.run_now(lambda uow: uow.addresses.at(WEBCHAT, person.id))
    assert address is not None
    assert memory.run_now(lambda uow: access.session_of(uow, env, token)) == (session, person)


def test_all_visitors_stand_in_one_organisation(memory: MemoryTransactions, env: Env) -> None:
    first, second = (memory.run_now(lambda uow: _visitor(uow, env)) for _ in range(2))
    assert first.org_id == second.org_id
    assert len(memory.run_now(lambda uow: uow.organisations.all())) == 1


def test_only_the_digest_of_a_token_is_stored(memory: MemoryTransactions, env: Env) -> None:
    person, session, cookie = memory.run_now(lambda uow: access.new_visitor(uow, env, locale="en"))
    token = _link(memory, env, person)
    link = memory.run_now(lambda uow: access.peek_link(uow, env, token))
    assert token not in repr(link)
    assert cookie not in repr(session)


def test_looking_at_a_link_does_not_spend_it(memory: MemoryTransactions, env: Env) -> None:
    person = memory.run_now(lambda uow: _visitor(uow, env))
    token = _link(memory, env, person)
    for _ in range(3):
        memory.run_now(lambda uow: access.peek_link(uow, env, token))
    session, _ = memory.run_now(lambda uow: access.spend_link(uow, env, token))
    assert session.person_id == person.id


def test_a_link_signs_in_once(memory: MemoryTransactions, env: Env) -> None:
    token = _link(memory, env, memory.run_now(lambda uow: _visitor(uow, env)))
    memory.run_now(lambda uow: access.spend_link(uow, env, token))
    with pytest.raises(LinkSpent):
        memory.run_now(lambda uow: access.spend_link(uow, env, token))


def test_a_link_ends_when_its_hours_are_over(memory: MemoryTransactions, env: Env, clock: FrozenClock) -> None:
    token = _link(memory, env, memory.run_now(lambda uow: _visitor(uow, env)), hours=1)
    clock.pass_(hours=1)
    with pytest.raises(LinkSpent):
        memory.run_now(lambda uow: access.peek_link(uow, env, token))


def test_a_real_name_link_does_not_sign_in(memory: MemoryTransactions, env: Env) -> None:
    person = memory.run_now(lambda uow: _visitor(uow, env))
    token = memory.run_now(lambda uow: access.make_link(uow, env, person.id, LinkPurpose.REAL_NAME))
    with pytest.raises(LinkSpent):
        memory.run_now(lambda uow: access.spend_link(uow, env, token))


def test_a_session_ends_by_signing_out_and_by_the_calendar(
    memory: MemoryTransactions, env: Env, clock: FrozenClock
) -> None:
    _, session, token = memory.run_now(lambda uow: access.new_visitor(uow, env, locale="en"))
    _, _, other = memory.run_now(lambda uow: access.new_visitor(uow, env, locale="en"))
    memory.run_now(lambda uow: access.end_session(uow, env, session))
    assert memory.run_now(lambda uow: access.session_of(uow, env, token)) is None
    clock.pass_(days=366)
    assert memory.run_now(lambda uow: access.session_of(uow, env, other)) is None


def test_a_deep_link_moves_a_chat_address_to_its_person(memory: MemoryTransactions, env: Env) -> None:
    """A stranger on Telegram opens the invitation: the citizen that they were gives the address up."""
    stranger, _ = memory.run_now(
        lambda uow: access.new_citizen(uow, env, channel="telegram", address="99", locale="zh-CN")
    )
    invited = memory.run_now(lambda uow: _visitor(uow, env))
    token = _link(memory, env, invited)
    memory.run_now(lambda uow: access.bind_address(uow, env, token, "telegram", "99"))
    address = memory.run_now(lambda uow: uow.addresses.at("telegram", "99"))
    assert address is not None
    assert address.person_id == invited.id
    assert memory.run_now(lambda uow: uow.addresses.of(stranger.id)) == []
