"""Reminders of receipts that have not come: in working days, a few times, over the channel that was used last."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from casework.env import Env
from casework.exercise_marks import marked
from casework.lanes import notice_lane
from casework.notices import brief, confidential, full_name_of, pdf_option
from casework.ports import Notice, Option, Say, Text, UnitOfWork
from casework.ports.encoding import dump_reply
from casework.ports.pursuit import Reminding, of_circular
from casework.subscriptions import rest_now
from casework.tell import WEBCHAT
from casework.turns import TOGETHER, work_time
from risk.circular import Circular, CircularState, emergency
from risk.identity import Secret
from risk.worktime import add_working_days

MOST_REMINDERS: Final = 3
AT_ONCE: Final = 4_000  # rows in one transaction: longer ones would hold up the writers of other things


def first_reminder(uow: UnitOfWork, env: Env, circular: Circular) -> datetime:
    """When a receipt is missed: the issuing office's number of working days from now."""
    return add_working_days(env.now(), uow.clocks.of(circular.org_id).receipt_days, work=work_time(uow, env))


def remind_receipts(uow: UnitOfWork, env: Env) -> int:
    """Everybody whose receipt is due, each once whatever the channels; how many people that were, 0 = nobody is left.

    Of a great many those who have waited longest: the next transaction takes the others.
    """
    due = of_circular(uow.pursuit.to_remind(env.now(), limit=AT_ONCE))
    for circular_id, people in due.items():
        circular = uow.circulars.get(circular_id)
        if circular.state is CircularState.ISSUED:
            uow.pursuit.remind(_reminding(uow, env, circular, people))
        else:
            uow.pursuit.let_go(circular_id)
    return sum(len(people) for people in due.values())


def _reminding(uow: UnitOfWork, env: Env, circular: Circular, people: list[str]) -> Reminding:
    words = Secret(dump_reply(_reminder(circular)))
    return Reminding(
        circular_id=circular.id,
        people=people,
        notice=Notice(id=env.ids.new(), circular_id=circular.id, created_at=env.now(), reply=words),
        at=env.now(),
        next_at=first_reminder(uow, env, circular),
        most=MOST_REMINDERS,
        rest=None if emergency(circular) else rest_now(uow, env),
        lane=notice_lane(circular),
        shown=WEBCHAT,
        together=TOGETHER,
        message_prefix=env.ids.new(),
    )


def _reminder(circular: Circular) -> Say:
    acknowledge = Option(label=Text(key="circular-acknowledge"), action="circular.acknowledge", subject=circular.id)
    return Say(
        text=marked(circular, Text(key="circular-reminder", params=full_name_of(circular))),
        options=((acknowledge, pdf_option(circular)),),
        confidential=confidential(circular),
        brief=brief(circular),
    )
