"""Buttons under a circular: 签收, 查看PDF, 答复; and `/due`, what is still owed."""

from __future__ import annotations

from functools import partial

from bot.dialogue.enterprise.receipts import acknowledged
from bot.dialogue.enterprise.uploads import files
from bot.dialogue.forms import Answers, Form, begin, step, words, yes_no
from bot.dialogue.turn import IDLE, Context, Input, State, Turn, say_only
from casework.exercise_marks import marked
from casework.notices import circular_notice, confidential, day_of, name_of, pdf_option, wants_answer
from casework.ports import Done, Key, Option, Say, SendFile, Text
from casework.reading import readable_circular
from casework.receipts import Due, acknowledge_receipt, answer_circular, due_list
from risk.circular import Circular
from risk.delivery import Answer
from risk.errors import ExerciseWall, NotFound

_LISTED = 10


def acknowledge(state: State, input_: Input, context: Context) -> Turn:
    """签收: an open question stays open, a second press says when it was done."""
    return Turn(
        state=state,
        command=partial(
            acknowledge_receipt,
            context.uow,
            context.env,
            context.person,
            input_.subject,
            channel=context.address.channel,
        ),
        then=lambda result: say_only(state, acknowledged(result, context)),
    )


def pdf(state: State, input_: Input, context: Context) -> Turn:
    """The circular's PDF, for whoever may read it."""
    circular = _readable(input_.subject, context)
    number = circular.official_number or circular.number
    file = SendFile(
        text=marked(circular, Text(key="circular-pdf-sent", params=name_of(circular))),
        document=f"circular-pdf:{circular.id}",
        file_name=f"{number}.pdf",
        confidential=confidential(circular),
    )
    return say_only(state, file)


def show(state: State, input_: Input, context: Context) -> Turn:
    """The circular once more, as it was sent."""
    circular = _readable(input_.subject, context)
    rendition = context.uow.renditions.of(circular.id, final=True)
    if rendition is None:
        raise NotFound(circular=circular.number)
    answer = wants_answer(circular, context.person)
    return say_only(state, circular_notice(circular, rendition.text, context.env.timezone, answer=answer))


def due(state: State, input_: Input, context: Context) -> Turn:
    """`/due`: the next to answer first."""
    owed = due_list(context.uow, context.person)
    if not owed:
        return say_only(state, Say(text=Text(key="due-nothing")))
    rows = tuple(
        (
            Option(
                label=_due_label(item, context),
                action="circular.show",
                subject=item.circular.id,
            ),
        )
        for item in owed[:_LISTED]
    )
    return say_only(state, Say(text=Text(key="due-list", params={"count": len(owed)}), options=rows))


def start_answer(state: State, input_: Input, context: Context) -> Turn:
    """答复: whether we are concerned, and what we do about it."""
    circular = context.uow.circulars.get(input_.subject)
    if not context.uow.deliveries.between(circular.id, context.person.id):
        raise NotFound(circular=circular.number)
    if circular.exercise:
        raise ExerciseWall(number=circular.official_number)
    return begin(ANSWER, {"circular": circular.id, "number": circular.official_number}, context)


def _due_label(item: Due, context: Context) -> Text:
    params = name_of(item.circular)
    if item.answer_due is None:
        return marked(item.circular, Text(key="due-row-receipt", params=params))
    return Text(key="due-row-answer", params={**params, "date": day_of(item.answer_due, context.env.timezone)})


def _readable(circular_id: str, context: Context) -> Circular:
    circular = context.uow.circulars.get(circular_id)
    if not readable_circular(context.uow, circular, context.person):
        raise NotFound(circular=circular.number)
    return circular


def _involved(answers: Answers) -> bool:
    return answers.get("involved") == "yes"


def _review(answers: Answers, _context: Context) -> Text:
    if not _involved(answers):
        return Text(key="answer-review-no", params={"number": answers["number"]})
    return Text(
        key="answer-review",
        params={
            "number": answers["number"],
            "batches": answers.get("batches") or "—",
            "quantity": answers.get("quantity") or "—",
            "action": answers.get("action") or "—",
            "files": len(answers.get("evidence") or ()),
        },
    )


def _finish(answers: Answers, context: Context) -> Turn:
    involved = _involved(answers)

    def then(answer: Answer) -> Turn:
        circular = context.uow.circulars.get(answer.circular_id)
        involved_text = Key(key=f"circular-involved-{'yes' if answer.involved else 'no'}")
        text = Text(key="answer-done", params={"number": circular.official_number, "involved": involved_text})
        return say_only(IDLE, Done(text=text, options=((pdf_option(circular),),)))

    return Turn(
        state=IDLE,
        command=partial(
            answer_circular,
            context.uow,
            context.env,
            context.person,
            answers["circular"],
            involved=involved,
            batches=(answers.get("batches") or "") if involved else "",
            quantity_sold=(answers.get("quantity") or "") if involved else "",
            action=(answers.get("action") or "") if involved else "",
            evidence_ids=tuple(answers.get("evidence") or ()),
            channel=context.address.channel,
        ),
        then=then,
    )


ANSWER = Form(
    flow="circular",
    name="answer",
    questions=(
        yes_no("involved", "answer-ask-involved", yes="answer-involved-yes", no="answer-involved-no"),
        words("batches", "answer-ask-batches", optional=True, when=_involved),
        words("quantity", "answer-ask-quantity", optional=True, when=_involved),
        words("action", "answer-ask-action", when=_involved),
        files("evidence", "answer-ask-evidence"),
    ),
    finish=_finish,
    review=_review,
)
ANSWER_STEP = step(ANSWER)
