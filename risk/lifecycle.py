"""A lifecycle is one table: (state, command) -> Rule. An unknown pair raises `IllegalTransition` (STYLE 10)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from risk.errors import DomainError, IllegalTransition

State = TypeVar("State", bound=StrEnum)
Command = TypeVar("Command", bound=StrEnum)


@dataclass(frozen=True, kw_only=True)
class Rule(Generic[State]):
    """One row. `guard` gets the subject and returns the refusal or None; `article` is what the row carries out."""

    to: State
    event: str
    article: str
    guard: Callable[..., DomainError | None] | None = None
    odd: str = ""  # why this row surprises, where it does (STYLE 11)


@dataclass(frozen=True, kw_only=True)
class Lifecycle(Generic[State, Command]):
    """From a `final` state nothing leads on; what may still knock there stays in it, with its reason (`odd`)."""

    name: str
    initial: State
    rules: Mapping[tuple[State, Command], Rule[State]]
    final: frozenset[State] = field(default_factory=frozenset)

    def rule(self, state: State, command: Command, subject: object = None) -> Rule[State]:
        """The row for the pair, its guard passed; raises `IllegalTransition` or what the guard says."""
        row = self.rules.get((state, command))
        if row is None:
            raise IllegalTransition(lifecycle=self.name, state=state.value, command=command.value)
        if row.guard is not None:
            refusal = row.guard(subject)
            if refusal is not None:
                raise refusal
        return row

    def commands(self, state: State) -> tuple[Command, ...]:
        """What can be done from `state`, in table order."""
        return tuple(command for (at, command) in self.rules if at is state)
