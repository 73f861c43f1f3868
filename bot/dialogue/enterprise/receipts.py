"""What 签收 gives back: the receipt as chat text, and its PDF by a button."""

from __future__ import annotations

from functools import partial

from bot.dialogue.turn import Context, Input, State, Turn, say_only
from casework.exercise_marks import marked
from casework.notices import confidential, wants_answer
from casework.ports import Done, Key, Moment, Option, ReceiptsPaper, SendFile, Text
from casework.ports.replies import Param
from casework.receipt_signing import receipt_paper
from casework.receipts import Acknowledged
from casework.terms import term
from risk.errors import NotFound
from risk.receipt import SignedReceipt

_DIGITS = 16  # of a checksum, in a chat


def acknowledged(result: Acknowledged, context: Context) -> Done:
    """What was recorded, or when it was; and what is still owed."""
    circular = result.circular
    key = "circular-acknowledged" if result.first else "circular-acknowledged-before"
    rows = context.uow.deliveries.between(circular.id, context.person.id)
    answer = Option(label=Text(key="circular-answer"), action="circular.answer", subject=circular.id)
    owes = wants_answer(circular, context.person) and not any(row.answered_at for row in rows)
    pdf = Option(label=Text(key="receipt-pdf"), action="receipt.pdf", subject=result.receipt.id)
    told = _told(result.receipt) if result.first else {}
    params: dict[str, Param] = {"number": circular.official_number, "at": Moment(at=result.at), **told}
    return Done(text=marked(circular, Text(key=key, params=params)), options=((answer, pdf),) if owes else ((pdf,),))


def pdf(state: State, input_: Input, context: Context) -> Turn:
    """The receipt's PDF, made once; only for the one whose receipt it is."""
    signed = context.uow.receipt_book.find(input_.subject)
    if signed is None or signed.person_id != context.person.id:
        raise NotFound(kind="receipt")
    file = _file(signed, context)
    if context.uow.receipt_book.paper(signed.id) is not None:
        return say_only(state, file)
    if context.prepared is None:
        paper = ReceiptsPaper(receipts=(receipt_paper(signed),), timezone=str(context.env.timezone))
        return Turn(state=state, prepare=partial(context.render.receipts, paper))
    return Turn(
        state=state,
        command=partial(context.uow.receipt_book.keep_paper, signed.id, context.prepared),
        then=lambda _: say_only(state, file),
    )


def _told(signed: SignedReceipt) -> dict[str, Param]:
    paper = receipt_paper(signed)
    return {
        "title": term("receipt-title", paper.title),
        "receipt": paper.number,
        "capacity": term("capacity", paper.capacity),
        "channel": term("channel", paper.channel),
        "digest": paper.digest[:_DIGITS],
    }


def _file(signed: SignedReceipt, context: Context) -> SendFile:
    paper = receipt_paper(signed)
    circular = context.uow.circulars.get(signed.circular_id)
    params: dict[str, Param] = {
        "title": Key(key=f"receipt-title-{paper.title}"),
        "receipt": paper.number,
        "number": paper.circular_number,
    }
    return SendFile(
        text=marked(circular, Text(key="receipt-pdf-sent", params=params)),
        document=f"receipt-pdf:{signed.id}",
        file_name=f"{paper.circular_number}-{paper.number}.pdf",
        confidential=confidential(circular),
    )
