"""`/bind`: somebody says that they act for an enterprise; an officer confirms it."""

from __future__ import annotations

from functools import partial

from bot.dialogue.forms import Answers, Form, Question, begin, step, words
from bot.dialogue.turn import IDLE, Context, Input, State, Turn, say_only
from casework.credit_codes import check_uscc
from casework.enrolment import request_binding, waiting_binding
from casework.ports import Ask, Done, Say, Text
from risk.errors import Invalid
from risk.organisation import BindingRequest, Role


def start(state: State, input_: Input, context: Context) -> Turn:
    """A claim that waits is shown instead of a second one."""
    waiting = waiting_binding(context.uow, context.person)
    if waiting is not None:
        return say_only(state, Say(text=_text("bind-waiting", waiting)))
    turn = begin(FORM, {}, context)
    if context.person.role is not Role.ENTERPRISE:
        return turn
    company = context.uow.organisations.get(context.person.org_id).name
    bound = Say(text=Text(key="bind-bound-already", params={"company": company}))
    return Turn(state=turn.state, replies=(bound, *turn.replies))


def _uscc() -> Question:
    def ask(_answers: Answers, _context: Context, _page: int) -> Ask:
        return Ask(text=Text(key="bind-ask-uscc"), placeholder=Text(key="bind-uscc-placeholder"))

    def read(input_: Input, _answers: Answers, context: Context) -> object:
        try:
            code = check_uscc(input_.text)
        except Invalid:
            return Text(key="bind-uscc-wrong")
        known = context.uow.organisations.by_uscc(code)
        if known is not None and known.id == context.person.org_id:
            return Text(key="bind-uscc-yours")
        return code

    return Question(name="uscc", ask=ask, read=read)


def _review(answers: Answers, _context: Context) -> Text:
    return Text(key="bind-review", params={name: answers[name] for name in ("uscc", "company", "contact", "phone")})


def _finish(answers: Answers, context: Context) -> Turn:
    return Turn(
        state=IDLE,
        command=partial(
            request_binding,
            context.uow,
            context.env,
            context.person,
            uscc=answers["uscc"],
            company=answers["company"],
            contact=answers["contact"],
            phone=answers["phone"],
        ),
        then=lambda request: say_only(IDLE, Done(text=_text("bind-requested", request))),
    )


def _text(key: str, request: BindingRequest) -> Text:
    return Text(key=key, params={"company": request.company, "uscc": request.uscc})


FORM = Form(
    flow="binding",
    name="bind",
    questions=(
        _uscc(),
        words("company", "bind-ask-company"),
        words("contact", "bind-ask-contact"),
        words("phone", "bind-ask-phone"),
    ),
    finish=_finish,
    review=_review,
)
STEP = step(FORM)
