"""The table of everybody's commands."""

from __future__ import annotations

from bot.dialogue.everyone import channels, language, own_data, warnings, welcome
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

# Whoever is enrolled; a visitor could have codes sent to anybody.
CHANNELS_FLOW = Flow(
    name=channels.FLOW_NAME,
    roles=frozenset(Role) - {Role.CITIZEN, Role.ADMIN},
    steps=channels.STEPS,
    commands={"channels": channels.open_},
    actions=channels.ACTIONS,
)
