"""The short form of a verification 调查核实 (Art. 11)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.dialogue.forms import Answers, Form, begin, choice, step, words, yes_no
from bot.dialogue.officer.desk import card, done
from bot.dialogue.turn import IDLE, Context, Input, State, Turn, say_only
from casework.ports import Key, Text
from casework.signals import see_signal
from casework.terms import term
from casework.verifications import DELEGATE, METHODS, VerificationForm, institutions, verify_signal
from risk.permission import Act, demand
from risk.signal import SIGNAL, SignalCommand, Verification

_SELF = "self"


def start(state: State, input_: Input, context: Context) -> Turn:
    """The button on the card."""
    signal = see_signal(context.uow, context.person, input_.subject)
    demand(context.person, Act.VERIFY_SIGNAL, subject=signal)
    SIGNAL.rule(signal.state, SignalCommand.VERIFY, signal)
    return begin(FORM, {"signal": signal.id, "number": signal.number}, context)


def _methods(_answers: Answers, _context: Context) -> Sequence[tuple[str, Text]]:
    return [(code, Text(key=term("verification-method", code).key)) for code in METHODS]


def _investigators(answers: Answers, context: Context) -> Sequence[tuple[str, Text]]:
    own = [] if answers.get("method") == DELEGATE else [(_SELF, Text(key="officer-investigator-self"))]
    return own + [(org.id, Text(key="form-name", params={"name": org.name})) for org in institutions(context.uow)]


def _review(answers: Answers, context: Context) -> Text:
    delegate = context.uow.organisations.find(answers["investigator"])
    return Text(
        key="verify-review",
        params={
            "number": answers["number"],
            "method": term("verification-method", answers["method"]),
            "investigator": delegate.name if delegate else Key(key="officer-investigator-self"),
            "checks": answers["checks"],
            "finding": answers["finding"],
            "evidence": answers.get("evidence") or "—",
            "holds": int(answers["holds"] == "yes"),
        },
    )


def _finish(answers: Answers, context: Context) -> Turn:
    investigator = answers["investigator"]
    form = VerificationForm(
        method=answers["method"],
        checks=answers["checks"],
        finding=answers["finding"],
        evidence=answers.get("evidence", ""),
        holds=answers["holds"] == "yes",
        delegate_org_id=None if investigator == _SELF else investigator,
    )

    def then(verification: Verification) -> Turn:
        signal = context.uow.signals.get(verification.signal_id)
        key = "officer-verified" if verification.holds else "officer-not-verified"
        return say_only(IDLE, done(key, signal), card(context, signal))

    return Turn(
        state=IDLE,
        command=partial(verify_signal, context.uow, context.env, context.person, answers["signal"], form),
        then=then,
    )


FORM = Form(
    flow="officer",
    name="verify",
    questions=(
        choice("method", "verify-ask-method", _methods),
        choice("investigator", "verify-ask-investigator", _investigators),
        words("checks", "verify-ask-checks"),
        words("finding", "verify-ask-finding"),
        words("evidence", "verify-ask-evidence", optional=True),
        yes_no("holds", "verify-ask-holds", yes="verify-holds", no="verify-holds-not"),
    ),
    finish=_finish,
    review=_review,
)
STEP = step(FORM)
