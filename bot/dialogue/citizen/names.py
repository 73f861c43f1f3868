"""Art. 9: under one's real name, given on our own page; a refusal keeps the tip as an unnamed lead."""

from __future__ import annotations

from functools import partial

from bot.dialogue.turn import IDLE, Context, Input, State, Turn
from casework import access
from casework.ports import LinkPurpose, OpenLink, Option, Reply, Say, Text
from risk.information import RiskInformation


def offer(context: Context, information: RiskInformation, before: Reply) -> Turn:
    """After the case number: what the name is for, the link to the page, and the way to decline."""
    decline_ = Option(label=Text(key="citizen-real-name-decline"), action="realname.decline")
    after = Say(text=Text(key="citizen-real-name-or-not"), options=((decline_,),))
    return _linked(IDLE, context, information.id, (before,), (after,))


def link(state: State, input_: Input, context: Context) -> Turn:
    """`/realname`: the page once more."""
    if context.uow.real_names.current(context.person.id) is not None:
        return Turn(state=state, replies=(Say(text=Text(key="citizen-real-name-known")),))
    return _linked(state, context, "", (), ())


def decline(state: State, input_: Input, context: Context) -> Turn:
    """Their choice: the tip stays as an unnamed lead."""
    if context.uow.real_names.current(context.person.id) is not None:
        return Turn(state=state, replies=(Say(text=Text(key="citizen-real-name-known")),))
    return Turn(state=state, replies=(Say(text=Text(key="citizen-real-name-declined")),))


def _linked(
    state: State, context: Context, information_id: str, before: tuple[Reply, ...], after: tuple[Reply, ...]
) -> Turn:
    def page(token: str) -> Turn:
        path = access.link_path(token, purpose=LinkPurpose.REAL_NAME)
        opened = OpenLink(text=Text(key="citizen-real-name-why"), label=Text(key="citizen-real-name-button"), path=path)
        return Turn(state=state, replies=(opened, *after))

    return Turn(
        state=state,
        replies=before,
        command=partial(
            access.make_link,
            context.uow,
            context.env,
            context.person.id,
            LinkPurpose.REAL_NAME,
            subject=information_id,
        ),
        then=page,
    )
