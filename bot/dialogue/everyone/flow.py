"""The table of everybody's commands."""

from __future__ import annotations

from bot.dialogue.everyone import language, own_data, warnings, welcome
from bot.dialogue.turn import Flow
from risk.organisation import Role

FLOW = Flow(
    name="everyone",
    roles=frozenset(Role),
    steps={"": welcome.not_understood},
    commands={
        "start": welcome.start,
        "help": welcome.help_,
        "language": language.choose,
        "privacy": own_data.overview,
        "warnings": warnings.search,
    },
    actions={
        "language.set": language.set_,
        "warnings.show": warnings.search,
        "privacy.export": own_data.export,
        "privacy.erase": own_data.ask_erase,
        "privacy.erase.yes": own_data.erase,
        "privacy.withdraw": own_data.withdraw,
    },
)
