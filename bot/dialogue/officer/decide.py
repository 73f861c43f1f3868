"""Judgement 研判 -> decision 处置决定: warnings (Art. 16), measures (Art. 17), or none with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.dialogue.forms import Answers, Form, begin, several, step, words
from bot.dialogue.officer.desk import card, done
from bot.dialogue.turn import IDLE, Context, Input, State, Turn, say_only
from casework.decisions import decide_signal, is_emergency
from casework.ports import Key, Text
from casework.signals import see_signal
from casework.terms import term, terms
from risk.assessment import Decision
from risk.circular import CircularKind
from risk.measure import MeasureKind
from risk.permission import Act, demand
from risk.signal import SIGNAL, SignalCommand


def start(state: State, input_: Input, context: Context) -> Turn:
    """The button on the card. Without an assessment it is an emergency (Art. 18)."""
    signal = see_signal(context.uow, context.person, input_.subject)
    demand(context.person, Act.DECIDE_SIGNAL, subject=signal)
    emergency = is_emergency(signal)
    if emergency:
        office = context.uow.organisations.get(signal.office_id)
        demand(context.person, Act.TAKE_EMERGENCY, office=office, subject=signal)
    SIGNAL.rule(signal.state, SignalCommand.DECIDE, signal)
    return begin(FORM, {"signal": signal.id, "number": signal.number, "emergency": emergency}, context)


def _warnings(_answers: Answers, _context: Context) -> Sequence[tuple[str, Text]]:
    return [(kind.value, Text(key=term("circular-kind", kind.value).key)) for kind in CircularKind]


def _measures(_answers: Answers, _context: Context) -> Sequence[tuple[str, Text]]:
    return [(kind.value, Text(key=term("measure-kind", kind.value).key)) for kind in MeasureKind]


def _nothing(answers: Answers) -> bool:
    return not answers.get("warnings") and not answers.get("measures")


def _review(answers: Answers, context: Context) -> Text:
    reason = answers.get("reason", "") if _nothing(answers) else ""
    return Text(
        key="decide-review",
        params={
            "number": answers["number"],
            "warnings": terms("circular-kind", answers["warnings"]) if answers["warnings"] else _none(),
            "measures": terms("measure-kind", answers["measures"]) if answers["measures"] else _none(),
            "reasoned": int(bool(reason)),
            "reason": reason,
            "uncertain": int(answers["emergency"]),
        },
    )


def _none() -> Key:
    return Key(key="officer-none")


def _finish(answers: Answers, context: Context) -> Turn:
    def then(decision: Decision) -> Turn:
        signal = context.uow.signals.get(decision.signal_id)
        key = "officer-decided-warn" if decision.warnings else "officer-decided"
        return say_only(IDLE, done(key, signal), card(context, signal))

    return Turn(
        state=IDLE,
        command=partial(
            decide_signal,
            context.uow,
            context.env,
            context.person,
            answers["signal"],
            warnings=tuple(answers["warnings"]),
            measures=tuple(answers["measures"]),
            none_reason=answers.get("reason", "") if _nothing(answers) else "",
        ),
        then=then,
    )


FORM = Form(
    flow="officer",
    name="decide",
    questions=(
        several("warnings", "decide-ask-warnings", _warnings),
        several("measures", "decide-ask-measures", _measures),
        words("reason", "decide-ask-reason", when=_nothing),
    ),
    finish=_finish,
    review=_review,
)
STEP = step(FORM)
