"""`/approvals`: the signing leader reads exactly the rendered circular and approves that digest, or returns it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from bot.dialogue.forms import Answers, Form, begin, step, words
from bot.dialogue.turn import IDLE, Context, Input, State, Turn, say_only
from casework.circulars import approve_circular, return_circular
from casework.exercise_marks import marked
from casework.notices import approval_request, approved_notice, name_of
from casework.ports import Done, Option, Say, Text
from casework.ports.replies import Param
from casework.terms import term
from risk.circular import Circular, CircularState, CircularStatus
from risk.errors import NotFound
from risk.permission import Act, demand

_LISTED = 10
_MARK = ":"  # between id and digest


def waiting(state: State, input_: Input, context: Context) -> Turn:
    """What waits for a signature; a single one is shown at once."""
    circulars = [
        circular
        for status in CircularStatus
        for circular in context.uow.circulars.of(context.person.org_id, CircularState.SUBMITTED, status=status)
    ]
    if not circulars:
        return say_only(state, Say(text=Text(key="approvals-none")))
    if len(circulars) == 1:
        return say_only(state, _request(circulars[0], context))
    rows = tuple((Option(label=_row(each), action="circular.review", subject=each.id),) for each in _listed(circulars))
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
        then=lambda circular: say_only(IDLE, Done(text=_named(circular, Text(key="approval-returned")))),
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
    return Done(text=_named(circular, Text(key="approval-done")), options=notice.options)


def _moved_on(circular: Circular) -> Say:
    """A stale or second press: says where the circular stands."""
    params = {**name_of(circular), "state": term("circular-state", circular.state.value)}
    return Say(text=marked(circular, Text(key="approval-moved-on", params=params)))


def _listed(circulars: Sequence[Circular]) -> Sequence[Circular]:
    """The oldest first, exercises after all that is meant."""
    meant = [each for each in circulars if not each.exercise]
    exercises = [each for each in circulars if each.exercise]
    return [*reversed(meant[-_LISTED:]), *reversed(exercises)][:_LISTED]


def _row(circular: Circular) -> Text:
    params: dict[str, Param] = {**name_of(circular), "state": term("circular-state", circular.state.value)}
    return marked(circular, Text(key="circular-row", params=params))


def _named(circular: Circular, text: Text) -> Text:
    return marked(circular, replace(text, params=name_of(circular)))


RETURN = Form(
    flow="leader",
    name="return",
    questions=(words("reason", "approval-ask-reason"),),
    finish=_finish_return,
)
RETURN_STEP = step(RETURN)
