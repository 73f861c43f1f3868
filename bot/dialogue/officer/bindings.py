"""Enterprises' claims to a credit code, which an officer confirms or refuses."""

from __future__ import annotations

from functools import partial

from bot.dialogue.forms import Answers, Form, begin, step, words
from bot.dialogue.turn import IDLE, Context, Input, State, Turn, say_only
from casework.enrolment import binding_card, confirm_binding, refuse_binding
from casework.ports import Done, Say, Text
from risk.organisation import BindingRequest
from risk.permission import Act, demand

_SHOWN = 10


def waiting(state: State, input_: Input, context: Context) -> Turn:
    """`/bindings`: the oldest claims that wait, each with its buttons."""
    demand(context.person, Act.SEE_QUEUE)
    requests = context.uow.bindings.waiting(context.person.org_id)
    if not requests:
        return say_only(state, Say(text=Text(key="officer-bindings-none")))
    cards = [binding_card(request, context.uow.people.get(request.person_id)) for request in requests[:_SHOWN]]
    head = Say(text=Text(key="officer-bindings", params={"count": len(requests), "shown": len(cards)}))
    return say_only(state, head, *cards)


def confirm(state: State, input_: Input, context: Context) -> Turn:
    """One press; a second press, or a colleague's, finds it decided."""
    return Turn(
        state=state,
        command=partial(confirm_binding, context.uow, context.env, context.person, input_.subject),
        then=lambda request: say_only(state, _decided(request)),
    )


def start_refusal(state: State, input_: Input, context: Context) -> Turn:
    """Asks for the reason, unless it is decided already."""
    request = context.uow.bindings.get(input_.subject)
    demand(context.person, Act.CONFIRM_BINDING, subject=request)
    if request.decided_at is not None:
        return say_only(state, _decided(request))
    return begin(FORM, {"request": request.id}, context)


def _finish(answers: Answers, context: Context) -> Turn:
    return Turn(
        state=IDLE,
        command=partial(
            refuse_binding,
            context.uow,
            context.env,
            context.person,
            answers["request"],
            reason=answers["reason"],
        ),
        then=lambda request: say_only(IDLE, _decided(request)),
    )


def _decided(request: BindingRequest) -> Done:
    key = "officer-binding-confirmed" if request.state == "confirmed" else "officer-binding-refused"
    return Done(text=Text(key=key, params={"company": request.company, "uscc": request.uscc}))


FORM = Form(flow="officer", name="refuse", questions=(words("reason", "binding-ask-reason"),), finish=_finish)
STEP = step(FORM)
