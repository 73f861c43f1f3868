"""A pressed button: looked up in the message that we stored, never trusted from the wire."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogue.states import rows_of
from bot.dialogue.turn import Input, State
from casework.ports import Text, UnitOfWork
from casework.ports.encoding import load_reply
from risk.organisation import Address
from texts.catalogue import say


@dataclass(frozen=True, kw_only=True)
class Press:
    """`refused`: why the button no longer answers anything."""

    input: Input
    label: str = ""
    refused: Text | None = None


def press_of(message_id: str, row: int, column: int) -> str:
    """What a channel puts behind a button."""
    return f"{message_id}:{row}:{column}"


def resolve(uow: UnitOfWork, address: Address, state: State, press: str, locale: str) -> Press:
    """The button's meaning. Buttons of other people, of no message and of answered questions are refused."""
    unknown = Press(input=Input(), refused=Text(key="engine-unknown-button"))
    message_id, _, place = press.partition(":")
    row, _, column = place.partition(":")
    if not (row.isascii() and row.isdigit() and column.isascii() and column.isdigit()):
        return unknown
    message = uow.outbox.find(message_id)
    if message is None or message.incoming or message.address_id != address.id or not message.reply:
        return unknown
    rows = rows_of(load_reply(message.reply.reveal()))
    if int(row) >= len(rows) or int(column) >= len(rows[int(row)]):
        return unknown
    option = rows[int(row)][int(column)]
    label = say(locale, option.label.key, option.label.params)
    if option.action:
        return Press(input=Input(action=option.action, subject=option.subject), label=label)
    if state.prompt != message_id:
        return Press(input=Input(), label=label, refused=Text(key="engine-stale-button"))
    return Press(input=Input(value=option.value), label=label)
