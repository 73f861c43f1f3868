"""`/report`: what an operator or a laboratory owes us when it finds a risk (Art. 10)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.dialogue.enterprise.uploads import files
from bot.dialogue.forms import Answers, Form, begin, choice, step, words
from bot.dialogue.turn import IDLE, Context, Input, State, Turn, say_only
from casework.ports import Done, Say, Text
from casework.terms import term
from casework.tips import Submitted, Told, submit_report
from risk.finding import Harm, Scope
from risk.information import Source, Trade
from risk.organisation import Role

_GREETING = 12  # characters; "您好，请问在吗" is no report, and longer words are never dropped
_TRADES = (Trade.IMPORT, Trade.EXPORT, Trade.CROSS_BORDER, Trade.UNKNOWN)


def start(state: State, input_: Input, context: Context) -> Turn:
    """`/report`, also with the words behind it."""
    if input_.text:
        return STEP(State(flow=FORM.flow, step=FORM.name, data={"answers": {}, "at": "text"}), input_, context)
    return begin(FORM, {}, context)


def free_words(state: State, input_: Input, context: Context) -> Turn:
    """An enterprise that just writes has begun a report; nothing is sent before its review."""
    finding, text = input_.finding, input_.text.strip()
    if not text or (finding is not None and finding.scope is Scope.OTHER and len(text) <= _GREETING):
        not_understood = Say(text=Text(key="engine-not-understood"))
        return say_only(IDLE, not_understood, Say(text=Text(key="help-enterprise")))
    turn = start(state, input_, context)
    return Turn(state=turn.state, replies=(Say(text=Text(key="report-from-words")), *turn.replies))


def _trades(_answers: Answers, _context: Context) -> Sequence[tuple[str, Text]]:
    return [(trade.value, Text(key=term("trade", trade.value).key)) for trade in _TRADES]


def _harms(_answers: Answers, _context: Context) -> Sequence[tuple[str, Text]]:
    return [(harm.value, Text(key=term("harm", harm.value).key)) for harm in Harm]


def _review(answers: Answers, _context: Context) -> Text:
    return Text(
        key="report-review",
        params={
            "text": answers["text"],
            "trade": term("trade", answers["trade"]),
            "harm": term("harm", answers["harm"]),
            "files": len(answers.get("files") or ()),
        },
    )


def _finish(answers: Answers, context: Context) -> Turn:
    finding = context.prepared
    if finding is None:
        # The words are triaged outside the transaction; then this step runs again.
        state = State(flow=FORM.flow, step=FORM.name, data={"answers": dict(answers), "at": "review"})
        return Turn(state=state, prepare=partial(context.triage, answers["text"]))
    told = Told(
        text=answers["text"],
        finding=finding,
        channel=context.address.channel,
        trade=Trade(answers["trade"]),
        harm=answers["harm"],
        files=tuple(answers.get("files") or ()),
    )
    source = Source.LABORATORY if context.person.role is Role.EXPERT else Source.OPERATOR
    return Turn(
        state=IDLE,
        command=partial(submit_report, context.uow, context.env, context.person, told, source=source),
        then=_done,
    )


def _done(submitted: Submitted) -> Turn:
    text = Text(key="report-done", params={"number": submitted.information.number})
    return say_only(IDLE, Done(text=text))


FORM = Form(
    flow="report",
    name="report",
    questions=(
        words("text", "report-ask-text"),
        choice("trade", "report-ask-trade", _trades),
        choice("harm", "report-ask-harm", _harms),
        files("files", "report-ask-files"),
    ),
    finish=_finish,
    review=_review,
)
STEP = step(FORM)
