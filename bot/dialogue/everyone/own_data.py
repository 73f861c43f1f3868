"""`/privacy`: what is stored, a copy of it, and what can go."""

from __future__ import annotations

from datetime import UTC, datetime, time
from functools import partial

from bot.dialogue.turn import IDLE, Context, Input, State, Turn
from casework import privacy
from casework.ports import Key, Moment, Option, Say, SendFile, Text
from casework.ports.replies import Param


def overview(state: State, input_: Input, context: Context) -> Turn:
    """What there is, and the buttons."""
    held = privacy.holdings(context.uow, context.env, context.person)
    params: dict[str, Param] = {
        "cases": len(held.cases),
        "messages": held.messages,
        "files": held.files,
        "named": Key(key="privacy-named" if held.named else "privacy-not-named"),
    }
    rows = (
        (Option(label=Text(key="privacy-export"), action="privacy.export"),),
        (Option(label=Text(key="privacy-erase"), action="privacy.erase"),),
        (Option(label=Text(key="privacy-withdraw"), action="privacy.withdraw"),),
    )
    said = [Say(text=Text(key="privacy-overview", params=params), options=rows)]
    if held.kept_until is not None:
        until = Moment(at=datetime.combine(held.kept_until, time(12), tzinfo=UTC), day_only=True)
        said.insert(0, Say(text=Text(key="privacy-kept-until", params={"until": until})))
    return Turn(state=state, replies=tuple(said))


def export(state: State, input_: Input, context: Context) -> Turn:
    """A file of everything, made when it is fetched."""
    file = SendFile(
        text=Text(key="privacy-export-ready"),
        document=f"export:{context.person.id}",
        file_name="fenghuo-export.json",
        confidential=True,
    )
    return Turn(state=state, replies=(file,))


def ask_erase(state: State, input_: Input, context: Context) -> Turn:
    """Said plainly before it happens."""
    yes = Option(label=Text(key="privacy-erase-yes"), action="privacy.erase.yes")
    return Turn(state=state, replies=(Say(text=Text(key="privacy-erase-sure"), options=((yes,),)),))


def erase(state: State, input_: Input, context: Context) -> Turn:
    """Drafts and chat outside a case."""
    return Turn(
        state=IDLE,
        command=partial(privacy.erase_own_data, context.uow, context.env, context.person, here=context.address.id),
        then=lambda count: Turn(state=IDLE, replies=(Say(text=Text(key="privacy-erased", params={"count": count})),)),
    )


def withdraw(state: State, input_: Input, context: Context) -> Turn:
    """No more contact; the case goes on."""
    return Turn(
        state=state,
        command=partial(privacy.withdraw_contact, context.uow, context.env, context.person),
        then=lambda _: Turn(state=state, replies=(Say(text=Text(key="privacy-withdrawn")),)),
    )
