"""For the office: who acknowledged a circular, as whom, when and over which channel."""

from __future__ import annotations

from bot.dialogue.drafting.pages import turn_pages
from bot.dialogue.turn import Context, Input, State, Turn, say_only
from casework.exercise_marks import marked
from casework.notices import full_name_of
from casework.ports import Moment, Say, Text
from casework.terms import term
from risk.delivery import Receipt
from risk.permission import Act, demand
from texts.catalogue import say

_PAGE = 20  # people in one message


def listed(state: State, input_: Input, context: Context) -> Turn:
    """`subject`: the circular's id, and after a colon the page."""
    circular_id, _, wanted = input_.subject.partition(":")
    circular = context.uow.circulars.get(circular_id)
    demand(context.person, Act.DRAFT_CIRCULAR, subject=circular)
    receipts = context.uow.receipts.of_circular(circular.id)
    if not receipts:
        return say_only(state, Say(text=Text(key="receipts-none")))
    pages = -(-len(receipts) // _PAGE)
    page = min(max(1, int(wanted) if wanted.isdecimal() and len(wanted) < 6 else 1), pages)
    rows = [_row(receipt, context) for receipt in receipts[(page - 1) * _PAGE : page * _PAGE]]
    params = {**full_name_of(circular), "count": len(receipts), "rows": "\n".join(rows)}
    return say_only(
        state,
        Say(
            text=marked(circular, Text(key="receipts-list", params=params)),
            options=turn_pages(page, pages, action="circular.receipts", subject=f"{circular.id}:"),
            confidential=True,
            brief=marked(circular, Text(key="receipts-brief", params={"number": circular.official_number})),
        ),
    )


def _row(receipt: Receipt, context: Context) -> str:
    params = {
        "company": context.uow.organisations.get(receipt.org_id).name,
        "name": context.uow.people.get(receipt.person_id).name.reveal() or "—",
        "capacity": term("capacity", receipt.capacity.value),
        "at": Moment(at=receipt.at),
        "channel": term("channel", receipt.channel),
    }
    return say(context.person.locale, "receipts-row", params, tz=str(context.env.timezone))
