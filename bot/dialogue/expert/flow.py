"""The table of the expert's dialogues."""

from __future__ import annotations

from bot.dialogue.expert import report, tasks
from bot.dialogue.turn import Flow
from risk.organisation import Role

FLOW = Flow(
    name="expert",
    roles=frozenset({Role.EXPERT}),
    steps={"assess": report.STEP, "decline": tasks.STEP},
    commands={"tasks": tasks.tasks},
    actions={
        "assessment.show": tasks.show,
        "assessment.accept": tasks.accept,
        "assessment.decline": tasks.start_declining,
        "assessment.write": report.start,
    },
)
