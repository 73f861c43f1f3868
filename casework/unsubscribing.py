"""Unsubscribing 退订 by a link, for those whom no button reaches, and taking it back."""

from __future__ import annotations

from typing import Final

from casework.env import Env
from casework.ports import Done, Lane, Message, Option, Text, UnitOfWork
from casework.subscriptions import resubscribe, unsubscribe
from casework.tell import WEBCHAT, tell_at
from casework.terms import term
from risk.delivery import Delivery
from risk.organisation import Person
from risk.permission import Act, could
from risk.subscription import NotifyReason

PATH: Final = "/unsubscribe"
USE: Final = "mail.unsubscribe"  # what the mark in the link is for; as the links in older mails have it
MARK: Final = 12  # hex digits
_CHATS: Final = frozenset({WEBCHAT, "telegram"})


def leave_link(uow: UnitOfWork, message: Message, delivery: Delivery | None) -> str:
    """The path of the page on which the reader of this message unsubscribes; "" for what does not come by subscription.
    `delivery`: the message's own.

    Whoever has the link can do it: the person is told in their chats, and one press there takes it back.
    """
    wished = message.lane is Lane.DIGEST if message.delivery_id is None else delivery and by_subscription(delivery)
    return leave_path(uow, message.id) if wished else ""


def leave_path(uow: UnitOfWork, message_id: str) -> str:
    """The same for any message."""
    return f"{PATH}?m={message_id}.{uow.marks.mark(USE, message_id).hex()[:MARK]}"


def by_subscription(delivery: Delivery) -> bool:
    """Nothing but a wish of theirs brings it to them: no law, no office."""
    return delivery.because == NotifyReason.SUBSCRIBED


def unsubscribe_reader(uow: UnitOfWork, env: Env, message_id: str) -> Person | None:
    """Whoever was sent that message has had enough of what comes by subscription; None if there is no such message.

    What the law has them told still comes (`casework.subscriptions.unsubscribe`).
    """
    message = uow.outbox.find(message_id)
    if message is None:
        return None
    person = uow.people.get(message.person_id)
    before = uow.subscriptions.of(person.id)
    if could(person, Act.SUBSCRIBE).allowed and before is not None and before.active:
        unsubscribe(uow, env, person)
        _tell(uow, env, person, message.channel, name=f"unsubscribed:{before.id}:{before.version}")
    return person


def resubscribe_reader(uow: UnitOfWork, env: Env, message_id: str) -> Person | None:
    """Takes it back: as it was before."""
    message = uow.outbox.find(message_id)
    if message is None:
        return None
    person = uow.people.get(message.person_id)
    if could(person, Act.SUBSCRIBE).allowed:
        resubscribe(uow, env, person)
    return person


def _tell(uow: UnitOfWork, env: Env, person: Person, channel: str, *, name: str) -> None:
    """In the chats, where it can be taken back by a press: in a group somebody else may have followed the link."""
    again = Option(label=Text(key="subscription-resume"), action="subscription.resume")
    text = Text(key="unsubscribed-by-link", params={"channel": term("channel", channel)})
    for address in uow.addresses.of(person.id):
        if address.channel in _CHATS:
            tell_at(uow, env, address, Done(text=text, options=((again,),)), dedupe=f"{name}:{address.id}")
