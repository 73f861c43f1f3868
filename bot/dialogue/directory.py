"""Which step answers: a button's act, a command, the open question, or the role's way of taking free words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.turn import Flow, Input, State, Step
from casework.ports import Text
from risk.organisation import Role

FREE_WORDS = ""  # the step that takes words said out of the blue


class Directory:
    """All dialogues. Commands and actions of one name may exist for several roles, once for each."""

    def __init__(self, flows: Sequence[Flow]) -> None:
        self._flows = tuple(flows)

    def step(self, role: Role, state: State, input_: Input) -> Step | Text:
        """The step to run, or the sentence that says why there is none."""
        if input_.action:
            return self._first(role, "actions", input_.action) or self._why_not("actions", input_.action)
        if input_.command:
            return self._first(role, "commands", input_.command) or self._why_not("commands", input_.command)
        if state.flow:
            for flow in self._flows:
                if flow.name == state.flow and role in flow.roles and state.step in flow.steps:
                    return flow.steps[state.step]
        return self._first(role, "steps", FREE_WORDS) or Text(key="engine-not-understood")

    def _first(self, role: Role, table: str, name: str) -> Step | None:
        for flow in self._flows:
            steps: dict[str, Step] = getattr(flow, table)
            if role in flow.roles and name in steps:
                return steps[name]
        return None

    def _why_not(self, table: str, name: str) -> Text:
        known = any(name in getattr(flow, table) for flow in self._flows)
        return Text(key="engine-not-for-your-role" if known else "engine-unknown-command")
