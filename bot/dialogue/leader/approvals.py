"""`/approvals`: the signing leader reads exactly the rendered circular and approves that digest, or returns it."""

from __future__ import annotations

from functools import partial

from bot.dialogue.forms import Answers, Form, begin, step, words
from bot.dialogue.turn import IDLE, Context, Input, State, Turn, say_only
from casework.circulars import approve_circular, return_circular
from casework.notices import approval_request, approved_notice, name_of
from casework.ports import Done, Option, Say, Text
from casework.ports.replies import Param
from casework.terms import term
from risk.circular import Circular, CircularState
from risk.errors import NotFound
from risk.permission import Act, demand

_LISTED = 10
_MARK = ":"  # between id and digest


def waiting(state: State, input_: Input, context: Context) -> Turn:
    """What waits for a signature; a single one is shown at once."""
    circulars = context.uow.circulars.of(context.person.org_id, CircularState.SUBMITTED)
    if not circulars:
        return say_only(state, Say(text=Text(key="approvals-none")))
    if len(circulars) == 1:
        return say_only(state, _request(circulars[0], context))
    rows = tuple(
        (Option(label=Text(key="circular-row", params=_row(each)), action="circular.review", subject=each.id),)
        for each in reversed(circulars[-_LISTED:])
    )
    return say_only(state, Say(text=Text(key="approvals-list", params={"count": len(circulars)}), options=rows))


def review(state: State, input_: Input, context: Context) -> Turn:
    """One of them, as rendered."""
    circular = context.uow.circulars.get(input_.subject)
    demand(context.person, Act.RETURN_CIRCULAR, subject=circular)
    if circular.state is not CircularState.SUBMITTED:
        return say_only(state, _moved_on(circular))
    return say_only(state, _request(circular, context))


def approve(state: State, input_: Input, context: Context) -> Turn:
    """Of the digest that the pressed button carries."""
    circular, digest = _pressed(input_.subject, context)
    demand(context.person, Act.APPROVE_CIRCULAR, subject=circular)
    if circular.state is not CircularState.SUBMITTED or circular.digest != digest:
        return say_only(state, _moved_on(circular))
    return Turn(
        state=state,
        command=partial(approve_circular, context.uow, context.env, context.person, circular.id, digest=digest),
        then=lambda approved: say_only(state, _approved(approved)),
    )


def start_return(state: State, input_: Input, context: Context) -> Turn:
    """Asks what is to be changed."""
    circular, digest = _pressed(input_.subject, context)
    demand(context.person, Act.RETURN_CIRCULAR, subject=circular)
    if circular.state not in (CircularState.SUBMITTED, CircularState.APPROVED) or circular.digest != digest:
        return say_only(state, _moved_on(circular))
    return begin(RETURN, {"circular": circular.id}, context)


def _finish_return(answers: Answers, context: Context) -> Turn:
    return Turn(
        state=IDLE,
        command=partial(
            return_circular,
            context.uow,
            context.env,
            context.person,
            answers["circular"],
            reason=answers["reason"],
        ),
        then=lambda circular: say_only(IDLE, Done(text=Text(key="approval-returned", params=name_of(circular)))),
    )


def _pressed(subject: str, context: Context) -> tuple[Circular, str]:
    circular_id, _, digest = subject.partition(_MARK)
    return context.uow.circulars.get(circular_id), digest


def _request(circular: Circular, context: Context) -> Say:
    rendition = context.uow.renditions.of(circular.id, final=False)
    if rendition is None or rendition.digest != circular.digest:
        raise NotFound(circular=circular.number)
    return approval_request(circular, rendition.text)


def _approved(circular: Circular) -> Done:
    notice = approved_notice(circular)
    return Done(text=Text(key="approval-done", params=name_of(circular)), options=notice.options)


def _moved_on(circular: Circular) -> Say:
    """A stale or second press: says where the circular stands."""
    params = {**name_of(circular), "state": term("circular-state", circular.state.value)}
    return Say(text=Text(key="approval-moved-on", params=params))


def _row(circular: Circular) -> dict[str, Param]:
    return {**name_of(circular), "state": term("circular-state", circular.state.value)}


RETURN = Form(
    flow="leader",
    name="return",
    questions=(words("reason", "approval-ask-reason"),),
    finish=_finish_return,
)
RETURN_STEP = step(RETURN)
