"""`/confirmations`: signed confirmations of service addresses 送达地址确认书, registered and withdrawn."""

from __future__ import annotations

from datetime import date
from functools import partial

from bot.dialogue.forms import Answers, Form, Question, begin, several, step, words
from bot.dialogue.turn import IDLE, Context, Input, State, Turn, say_only
from casework.address_confirmations import (
    CHANNELS,
    ConfirmationOf,
    addressee_named,
    confirmations_of_office,
    register_confirmation,
    withdraw_confirmation,
)
from casework.circular_fields import today
from casework.notices import day_of
from casework.ports import Ask, Done, Option, Say, Text
from casework.ports.replies import Param
from casework.terms import term, terms
from risk.errors import NotFound
from risk.organisation import Level
from risk.permission import Act, demand
from risk.receipt import AddressConfirmation

_SHOWN = 10


def listed(state: State, input_: Input, context: Context) -> Turn:
    """Those in force, newest first, each with its button."""
    found = confirmations_of_office(context.uow, context.person)
    new = ((Option(label=Text(key="confirmation-new"), action="confirmation.new"),),)
    if not found:
        return say_only(state, Say(text=Text(key="confirmations-none"), options=new))
    cards = [_card(each, context) for each in found[:_SHOWN]]
    key = "confirmations-list" if len(found) <= _SHOWN else "confirmations-shown"
    head = Say(text=Text(key=key, params={"count": len(found), "shown": len(cards)}), options=new)
    return say_only(state, head, *cards)


def start(state: State, input_: Input, context: Context) -> Turn:
    """Register one from the signed paper."""
    demand(context.person, Act.REGISTER_CONFIRMATION)
    return begin(FORM, {}, context)


def start_withdrawal(state: State, input_: Input, context: Context) -> Turn:
    """Asks for the reason, unless it is withdrawn already."""
    confirmation = context.uow.address_confirmations.get(input_.subject)
    demand(context.person, Act.REGISTER_CONFIRMATION, subject=confirmation)
    if confirmation.withdrawn_at is not None:
        return say_only(state, _withdrawn(confirmation, context))
    return begin(WITHDRAW_FORM, {"confirmation": confirmation.id}, context)


def _card(item: ConfirmationOf, context: Context) -> Say:
    confirmation = item.confirmation
    withdraw = Option(label=Text(key="confirmation-withdraw"), action="confirmation.withdraw", subject=confirmation.id)
    params: dict[str, Param] = {
        "company": item.addressee.name,
        "date": day_of(confirmation.signed_on, context.env.timezone),
        "reference": confirmation.reference,
        "channels": _channels(confirmation.channels),
    }
    return Say(
        text=Text(key="confirmation-card", params=params),
        options=((withdraw,),),
        confidential=True,
        brief=Text(key="confirmation-brief"),
    )


def _channels(channels: tuple[str, ...] | list[str]) -> Param:
    return terms("channel", channels) if channels else term("confirmation-channels", "all")


def _addressee() -> Question:
    def ask(_answers: Answers, _context: Context, _page: int) -> Ask:
        return Ask(text=Text(key="confirmation-ask-addressee"))

    def read(input_: Input, _answers: Answers, context: Context) -> object:
        try:
            found = addressee_named(context.uow, input_.text)
        except NotFound:
            return Text(key="confirmation-addressee-unknown")
        if found.level is Level.PUBLIC or found.id == context.person.org_id:
            return Text(key="confirmation-addressee-unknown")
        return found.id

    return Question(name="addressee", ask=ask, read=read)


def _date() -> Question:
    def ask(_answers: Answers, _context: Context, _page: int) -> Ask:
        return Ask(text=Text(key="confirmation-ask-date"))

    def read(input_: Input, _answers: Answers, context: Context) -> object:
        try:
            day = date.fromisoformat(input_.text.strip())
        except ValueError:
            return Text(key="confirmation-date-wrong")
        return day.isoformat() if day <= today(context.env) else Text(key="confirmation-date-wrong")

    return Question(name="date", ask=ask, read=read)


def _review(answers: Answers, context: Context) -> Text:
    return Text(
        key="confirmation-review",
        params={
            "company": context.uow.organisations.get(answers["addressee"]).name,
            "date": day_of(date.fromisoformat(answers["date"]), context.env.timezone),
            "reference": answers["reference"],
            "channels": _channels(answers["channels"]),
        },
    )


def _finish(answers: Answers, context: Context) -> Turn:
    return Turn(
        state=IDLE,
        command=partial(
            register_confirmation,
            context.uow,
            context.env,
            context.person,
            answers["addressee"],
            signed_on=date.fromisoformat(answers["date"]),
            reference=answers["reference"],
            channels=answers["channels"],
        ),
        then=lambda made: say_only(IDLE, Done(text=_named("confirmation-registered", made, context))),
    )


def _finish_withdrawal(answers: Answers, context: Context) -> Turn:
    return Turn(
        state=IDLE,
        command=partial(
            withdraw_confirmation,
            context.uow,
            context.env,
            context.person,
            answers["confirmation"],
            reason=answers["reason"],
        ),
        then=lambda withdrawn: say_only(IDLE, _withdrawn(withdrawn, context)),
    )


def _withdrawn(confirmation: AddressConfirmation, context: Context) -> Done:
    return Done(text=_named("confirmation-withdrawn", confirmation, context))


def _named(key: str, confirmation: AddressConfirmation, context: Context) -> Text:
    company = context.uow.organisations.get(confirmation.org_id).name
    return Text(key=key, params={"company": company, "reference": confirmation.reference})


def _reason() -> Question:
    asked = words("reason", "confirmation-ask-reason")

    def ask(answers: Answers, context: Context, _page: int) -> Ask:
        confirmation = context.uow.address_confirmations.get(answers["confirmation"])
        company = context.uow.organisations.get(confirmation.org_id).name
        return Ask(text=Text(key="confirmation-ask-reason", params={"company": company}))

    return Question(name="reason", ask=ask, read=asked.read)


FORM = Form(
    flow="officer",
    name="confirmation",
    questions=(
        _addressee(),
        _date(),
        words("reference", "confirmation-ask-reference"),
        several(
            "channels",
            "confirmation-ask-channels",
            lambda _answers, _context: [(channel, Text(key=f"channel-{channel}")) for channel in CHANNELS],
        ),
    ),
    finish=_finish,
    review=_review,
)
STEP = step(FORM)
WITHDRAW_FORM = Form(flow="officer", name="withdraw_confirmation", questions=(_reason(),), finish=_finish_withdrawal)
WITHDRAW_STEP = step(WITHDRAW_FORM)
