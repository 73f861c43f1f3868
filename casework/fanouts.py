"""What is written for everybody whom a circular goes to, at issue or later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from casework.env import Env
from casework.lanes import lane_of
from casework.notices import ANSWERING
from casework.ports import Notice, Reply, UnitOfWork
from casework.ports.encoding import dump_reply
from casework.ports.ledger import Bundle, Fanout
from casework.reminders import first_reminder
from casework.subscriptions import rest_now
from casework.tell import WEBCHAT
from casework.turns import ORDER, TOGETHER, turns
from risk.circular import Circular, WarningLevel
from risk.identity import Secret
from risk.organisation import Role

NO_ADDRESS: Final = "no-address"
BUNDLED: Final = "bundled"  # why a message waits: its reader wants what is not urgent with the digest


def fanout_of(uow: UnitOfWork, env: Env, circular: Circular, words: Callable[[bool], Reply]) -> Fanout:
    """From now on. `words`: what it says, to those who are asked for an answer and to the others."""
    now = env.now()

    def notice(*, answer: bool) -> Notice:
        reply = Secret(dump_reply(words(answer)))
        return Notice(id=env.ids.new(), circular_id=circular.id, created_at=now, reply=reply)

    return Fanout(
        circular_id=circular.id,
        at=now,
        lane=lane_of(circular),
        notice=notice(answer=False),
        asking=notice(answer=True) if circular.reply_by is not None else None,
        answering=ANSWERING,
        answer_due=circular.reply_by,
        remind_at=first_reminder(uow, env, circular),
        # Citizens asked to be told, nobody chases them for a receipt; and nobody at all for that of an exercise.
        spared=set(Role) if circular.exercise else {Role.CITIZEN},
        shown=WEBCHAT,
        turns=turns(uow, env, circular, now),
        order=ORDER,
        together=TOGETHER,
        owner_id=circular.drafted_by,
        no_address=NO_ADDRESS,
        delivery_prefix=env.ids.new(),
        message_prefix=env.ids.new(),
        bundle=_bundle(uow, env, circular),
    )


def _bundle(uow: UnitOfWork, env: Env, circular: Circular) -> Bundle | None:
    """Never of an emergency, of what asks for an answer, and of an exercise, which measures how fast we are."""
    if circular.level is WarningLevel.RED or circular.reply_by is not None or circular.exercise:
        return None
    return Bundle(reason=BUNDLED, clock=rest_now(uow, env))
