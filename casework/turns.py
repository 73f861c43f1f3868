"""In which order the channels of a person are tried, and when: one after another; all at once if it presses."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Final

from casework.address_forms import GROUPS, MAIL, PUSH, SMS
from casework.clocks import OfficeDays
from casework.env import Env
from casework.ports import UnitOfWork
from casework.ports.ledger import Turn
from casework.subscriptions import rest_now
from casework.tell import WEBCHAT
from risk.circular import WARNING_ORDER, Circular, emergency
from risk.deadline import OfficeClocks
from risk.worktime import WorkTime, add_working_hours

# Where people talk with us anyhow, then what they look at every day, then what costs money and carries little.
ORDER: Final = ("telegram", MAIL, SMS)
# Nobody's turn: our own page waits for its reader, a browser's notice only points there, and in a group it is for
# everybody there.
TOGETHER: Final = GROUPS | {WEBCHAT, PUSH}


def turns(uow: UnitOfWork, env: Env, circular: Circular, at: datetime) -> tuple[Turn, ...]:
    """From `at` on. Quiet hours count but for an emergency."""
    clocks = uow.clocks.of(circular.org_id)
    work = work_time(uow, env)

    @cache  # the quiet hours of all time zones end at a few moments
    def over(since: datetime) -> datetime:
        return add_working_hours(since, clocks.colleague_hours, work=work)

    found = []
    for _ in ORDER:
        turn = Turn(at=at, over=over(at))
        if not emergency(circular):
            rest = rest_now(uow, env, at)
            turn = replace(turn, rest=rest, over_after=rest.then(over))
        found.append(turn)
        if not all_at_once(circular, clocks):
            at = add_working_hours(at, clocks.channel_hours, work=work)
    return tuple(found)


def all_at_once(circular: Circular, clocks: OfficeClocks) -> bool:
    """An emergency, or a level from which on the office wants it."""
    from_level = WARNING_ORDER.index(clocks.all_channels_from)
    return emergency(circular) or (not circular.exercise and WARNING_ORDER.index(circular.level) >= from_level)


def work_time(uow: UnitOfWork, env: Env) -> WorkTime:
    """Of the offices of this installation."""
    return WorkTime(days=OfficeDays(by_hand=uow.holidays.all(), calendar=env.calendar), zone=env.timezone)


def rest_over(uow: UnitOfWork, env: Env, person_id: str, circular: Circular) -> datetime:
    """Now, or when this person's quiet hours are over."""
    subscription = uow.subscriptions.of(person_id)
    if emergency(circular) or subscription is None or not subscription.active:
        return env.now()
    rest = rest_now(uow, env).at(subscription.zone)
    return rest.until(subscription.quiet_from, subscription.quiet_to) or env.now()
