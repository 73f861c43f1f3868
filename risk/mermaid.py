"""A lifecycle table as a page: Mermaid picture, table of its rows, and the odd ones with their reasons."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TypeVar

from risk.lifecycle import Lifecycle, Rule
from risk.lifecycles import Captions

State = TypeVar("State", bound=StrEnum)
Command = TypeVar("Command", bound=StrEnum)


def picture(lifecycle: Lifecycle[State, Command], captions: Captions) -> str:
    """A Mermaid `stateDiagram-v2`; every edge says what is done and which article it carries out."""
    edges: dict[tuple[State, State], list[str]] = {}
    for (state, command), rule in lifecycle.rules.items():
        label = f"{captions.commands[command]} {_words(command)} ({articles(rule.article)})"
        edges.setdefault((state, rule.to), []).append(label)
    states = list(dict.fromkeys([lifecycle.initial, *(state for edge in edges for state in edge)]))
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{captions.states[state]}<br/>{_words(state)}" as {state.value}' for state in states]
    lines.append(f"    [*] --> {lifecycle.initial.value}")
    lines += [f"    {at.value} --> {to.value}: {'<br/>'.join(labels)}" for (at, to), labels in edges.items()]
    lines += [f"    {state.value} --> [*]" for state in states if state in lifecycle.final]
    return "\n".join(lines) + "\n"


def page(lifecycle: Lifecycle[State, Command], captions: Captions) -> str:
    """The Markdown page of one lifecycle."""
    heading = f"# {captions.title} {_words(lifecycle.name).capitalize()}"
    about = f"{captions.about} Generated from the table by `python -m fenghuo.pictures`; do not edit."
    drawn = f"```mermaid\n{picture(lifecycle, captions)}```"
    parts = [heading, about, drawn, _rows(lifecycle, captions)]
    odd = _odd(lifecycle)
    if odd:
        parts += ["## Odd transitions and their reasons", odd]
    return "\n\n".join(parts) + "\n"


def _rows(lifecycle: Lifecycle[State, Command], captions: Captions) -> str:
    lines = ["| From | Command | To | Condition | Event | Carries out |", "|---|---|---|---|---|---|"]
    for (state, command), rule in lifecycle.rules.items():
        cells = (
            f"{captions.states[state]} {_words(state)}",
            f"{captions.commands[command]} {_words(command)}",
            f"{captions.states[rule.to]} {_words(rule.to)}",
            _condition(rule),
            f"`{rule.event}`",
            articles(rule.article),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _odd(lifecycle: Lifecycle[State, Command]) -> str:
    """One line per reason and target; the states and commands that share it stand together."""
    groups: dict[tuple[str, State], tuple[list[str], list[str]]] = {}
    for (state, command), rule in lifecycle.rules.items():
        if rule.odd:
            states, commands = groups.setdefault((rule.odd, rule.to), ([], []))
            states += [_words(state)] if _words(state) not in states else []
            commands += [_words(command)] if _words(command) not in commands else []
    return "\n".join(
        f"- {', '.join(states)} → *{', '.join(commands)}* → {_words(to)}: {reason}"
        for (reason, to), (states, commands) in groups.items()
    )


def articles(cited: str) -> str:
    """`16, 22` -> `Art. 16, 22`; tasks of the Plan stay as they are."""
    tokens = [token.strip() for token in cited.split(",")]
    measures = [token for token in tokens if not token.startswith("Plan")]
    plan = [token for token in tokens if token.startswith("Plan")]
    return ", ".join(([f"Art. {', '.join(measures)}"] if measures else []) + plan)


def _condition(rule: Rule[State]) -> str:
    """The guard's docstring is its condition."""
    return re.sub(r"\s+", " ", (rule.guard.__doc__ or "").strip()) if rule.guard else ""


def _words(code: str) -> str:
    return code.replace("_", " ")
