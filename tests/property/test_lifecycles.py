"""Every lifecycle table, walked in every way."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from risk.errors import IllegalTransition
from risk.lifecycle import Lifecycle
from risk.lifecycles import LIFECYCLES, captions

every = pytest.mark.parametrize("lifecycle", LIFECYCLES, ids=lambda lifecycle: lifecycle.name)
CITED = re.compile(r"(?:[1-9]|[12]\d|3[0-2])|Plan (?:[1-9]|1\d|20)")


def states_of(lifecycle: Lifecycle[Any, Any]) -> list[Any]:
    return list(type(lifecycle.initial))


def commands_of(lifecycle: Lifecycle[Any, Any]) -> list[Any]:
    return list(type(next(iter(lifecycle.rules))[1]))


def reachable(lifecycle: Lifecycle[Any, Any], start: Any) -> set[Any]:
    seen, ahead = {start}, [start]
    while ahead:
        state = ahead.pop()
        for command in lifecycle.commands(state):
            to = lifecycle.rules[state, command].to
            if to not in seen:
                seen.add(to)
                ahead.append(to)
    return seen


def test_no_two_lifecycles_share_a_name() -> None:
    names = [lifecycle.name for lifecycle in LIFECYCLES]
    assert sorted(set(names)) == sorted(names)


@every
def test_every_pair_that_is_not_in_the_table_is_refused(lifecycle: Lifecycle[Any, Any]) -> None:
    for state in states_of(lifecycle):
        for command in commands_of(lifecycle):
            if (state, command) not in lifecycle.rules:
                with pytest.raises(IllegalTransition):
                    lifecycle.rule(state, command)


@every
def test_every_state_can_be_reached_and_every_command_is_used(lifecycle: Lifecycle[Any, Any]) -> None:
    assert reachable(lifecycle, lifecycle.initial) == set(states_of(lifecycle))
    assert {command for _, command in lifecycle.rules} == set(commands_of(lifecycle))


@every
def test_every_matter_can_come_to_an_end_from_wherever_it_stands(lifecycle: Lifecycle[Any, Any]) -> None:
    for state in states_of(lifecycle):
        assert reachable(lifecycle, state) & lifecycle.final, state


@every
def test_a_final_state_is_never_left_and_what_knocks_there_has_a_reason(lifecycle: Lifecycle[Any, Any]) -> None:
    for (state, command), row in lifecycle.rules.items():
        if state in lifecycle.final:
            assert (row.to, bool(row.odd)) == (state, True), command


@every
def test_a_row_that_changes_no_state_says_why(lifecycle: Lifecycle[Any, Any]) -> None:
    assert [pair for pair, row in lifecycle.rules.items() if row.to is pair[0] and not row.odd] == []


@every
def test_every_row_cites_articles_that_exist(lifecycle: Lifecycle[Any, Any]) -> None:
    for pair, row in lifecycle.rules.items():
        for token in row.article.split(","):
            assert CITED.fullmatch(token.strip()), (pair, row.article)


@every
def test_every_guard_says_its_condition_and_refuses_a_matter_that_is_not_there(lifecycle: Lifecycle[Any, Any]) -> None:
    for pair, row in lifecycle.rules.items():
        if row.guard is not None:
            assert row.guard.__doc__, pair
            assert row.guard(None) is not None, pair


@every
def test_every_state_and_command_has_a_chinese_name_and_no_other_has(lifecycle: Lifecycle[Any, Any]) -> None:
    told = captions()[lifecycle.name]
    assert set(told.states) == {state.value for state in states_of(lifecycle)}
    assert set(told.commands) == {command.value for command in commands_of(lifecycle)}


@every
def test_any_run_of_commands_stays_within_the_table(lifecycle: Lifecycle[Any, Any]) -> None:
    class Walk(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.state = lifecycle.initial
            self.ended_in: Any = None

        @rule(command=st.sampled_from(commands_of(lifecycle)))
        def attempt(self, command: Any) -> None:
            before = self.state
            row = lifecycle.rules.get((before, command))
            if row is None:
                with pytest.raises(IllegalTransition):
                    lifecycle.rule(before, command)
                assert command not in lifecycle.commands(before)
                return
            assert command in lifecycle.commands(before)
            self.state = row.to
            if self.ended_in is None and self.state in lifecycle.final:
                self.ended_in = self.state

        @invariant()
        def an_end_is_an_end(self) -> None:
            assert self.ended_in in (None, self.state)
            assert self.state in states_of(lifecycle)

    run_state_machine_as_test(Walk, settings=settings(max_examples=30, stateful_step_count=25, deadline=None))
