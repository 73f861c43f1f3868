"""The contract of a dialogue step (STYLE 27): (state, input, context) -> (state, replies, command or None)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from casework.env import Env
from casework.ports import Render, Reply, Triage, UnitOfWork
from risk.finding import Finding
from risk.organisation import Address, Person

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, kw_only=True)
class State:
    """Where the dialogue stands: `flow` and `step` name a row of the flow's table, `data` is what was collected.

    `prompt` is the id of the message whose buttons answer the step; an older button is stale. `held`: dialogues that
    this one interrupted, the newest last; its end takes them up again.
    """

    flow: str = ""
    step: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    prompt: str = ""
    held: tuple[State, ...] = ()

    def at(self, step: str, **data: Any) -> State:
        """The same flow at another step, with `data` put over what is there."""
        return replace(self, step=step, data={**self.data, **data})


IDLE = State()


@dataclass(frozen=True, kw_only=True)
class Input:
    """What a step sees. A button's `value` (of the current question) or `action`+`subject` (an act of its own)."""

    text: str = ""
    value: str = ""
    action: str = ""
    subject: str = ""
    files: tuple[str, ...] = ()
    contact_phone: str = ""
    command: str = ""  # "/queue" -> "queue"; its words are in `text`
    finding: Finding | None = None  # triage of `text`, made before the transaction


@dataclass(frozen=True, kw_only=True)
class Context:
    """Read-only view for steps. They look things up through `uow`, and change nothing: acts are the command's."""

    uow: UnitOfWork
    env: Env
    person: Person
    address: Address
    render: Render
    triage: Triage
    prepared: Any = None  # what `Turn.prepare` gave
    base_url: str = ""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """`state` after it; `replies` in order; then `command`, whose result `then` turns into what follows.

    `prepare` is awaited outside the transaction (rendering), then the step runs again with `Context.prepared` set.
    """

    state: State
    replies: tuple[Reply, ...] = ()
    command: Callable[[], Any] | None = None
    then: Callable[[Any], Turn] | None = None
    prepare: Callable[[], Any] | None = None  # synchronous, slow; run in a worker thread


Step = Callable[[State, Input, Context], Turn]


@dataclass(frozen=True, kw_only=True)
class Flow:
    """One dialogue: its steps by name, and its commands and button actions, each a step of its own.

    `roles` are the roles that may enter; an action or command of another role is answered by the engine.
    """

    name: str
    roles: frozenset[str]
    steps: Mapping[str, Step] = field(default_factory=dict)
    commands: Mapping[str, Step] = field(default_factory=dict)
    actions: Mapping[str, Step] = field(default_factory=dict)


def say_only(state: State, *replies: Reply) -> Turn:
    """A turn without an act."""
    return Turn(state=state, replies=replies)
