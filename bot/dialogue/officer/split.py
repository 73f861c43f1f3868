"""A tip is taken off its signal: 拆出, into a signal of its own or into another one of the office."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.dialogue.forms import Answers, Form, begin, choice, step
from bot.dialogue.officer.desk import card, row_label
from bot.dialogue.officer.transfer import target_gone, target_typed
from bot.dialogue.turn import IDLE, Context, Input, State, Turn, say_only
from casework.likeness import likest_first
from casework.ports import Say, Text
from casework.splitting import split_tip, splittable
from casework.transfers import merge_targets
from risk.signal import Signal

_OWN = "own"


def start(state: State, input_: Input, context: Context) -> Turn:
    """The button below the tip in the details."""
    information, signal = splittable(context.uow, context.person, input_.subject)
    answers = {"tip": information.id, "signal": signal.id, "number": signal.number, "name": information.number}
    return begin(FORM, answers, context)


def _ask(answers: Answers, _context: Context) -> Text:
    return Text(key="split-ask-into", params={"tip": answers["name"], "number": answers["number"]})


def _signals(answers: Answers, context: Context) -> Sequence[tuple[str, Text]]:
    others = likest_first(
        context.env,
        context.uow.informations.get(answers["tip"]),
        merge_targets(context.uow, context.uow.signals.get(answers["signal"])),
    )
    own = (_OWN, Text(key="split-own"))
    return [own, *((other.id, row_label(context, other)) for other in others)]


def _split(answers: Answers, context: Context) -> Turn:
    def then(into: Signal) -> Turn:
        params = {"tip": answers["name"], "number": answers["number"], "into": into.number}
        return say_only(IDLE, Say(text=Text(key="officer-split", params=params)), card(context, into))

    into_id = "" if answers["into"] == _OWN else answers["into"]
    return Turn(
        state=IDLE,
        command=partial(
            split_tip,
            context.uow,
            context.env,
            context.person,
            answers["tip"],
            from_id=answers["signal"],
            into_id=into_id,
        ),
        then=then,
    )


FORM = Form(
    flow="officer",
    name="split",
    questions=(choice("into", _ask, _signals, typed=target_typed, gone=target_gone),),
    finish=_split,
)
STEP = step(FORM)
