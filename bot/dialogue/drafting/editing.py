"""`修改` under a draft, whichever kind of draft it is."""

from __future__ import annotations

from bot.dialogue.drafting import draft, drill
from bot.dialogue.turn import Context, Input, State, Turn
from risk.circular import CircularState
from risk.errors import Conflict
from risk.permission import Act, demand


def start_edit(state: State, input_: Input, context: Context) -> Turn:
    """The review page of a draft, where each field can be changed."""
    circular = context.uow.circulars.get(input_.subject)
    demand(context.person, Act.DRAFT_CIRCULAR, subject=circular)
    if circular.state is not CircularState.DRAFT:
        raise Conflict(number=circular.number)
    start = drill.start_edit if circular.exercise else draft.start_edit
    return start(state, circular, context)
