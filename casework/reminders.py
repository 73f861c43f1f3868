"""Reminders of receipts that have not come: in working days, a few times, then the office is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.circulars import tell_drafter
from casework.clocks import OfficeDays
from casework.env import Env
from casework.notices import brief, confidential, full_name_of, name_of, pdf_option
from casework.ports import Option, Say, Text, UnitOfWork
from casework.tell import tell
from risk.circular import Circular, CircularState
from risk.delivery import Delivery, DeliveryState
from risk.organisation import Person
from risk.worktime import WorkTime, add_working_days

MOST_REMINDERS = 3


def first_reminder(uow: UnitOfWork, env: Env, circular: Circular) -> datetime:
    """When a receipt is missed: the issuing office's number of working days from now."""
    work = WorkTime(days=OfficeDays(by_hand=uow.holidays.all(), calendar=env.calendar), zone=env.timezone)
    return add_working_days(env.now(), uow.clocks.of(circular.org_id).receipt_days, work=work)


def remind_receipts(uow: UnitOfWork, env: Env) -> int:
    """Reminds everybody whose receipt is due, each person once whatever the channels; returns how many people."""
    reminded: set[tuple[str, str]] = set()
    for due in uow.deliveries.to_remind(env.now()):
        pair = (due.circular_id, due.person_id)
        if pair not in reminded:
            reminded.add(pair)
            _remind(uow, env, due)
    return len(reminded)


def _remind(uow: UnitOfWork, env: Env, due: Delivery) -> None:
    circular = uow.circulars.get(due.circular_id)
    person = uow.people.get(due.person_id)
    rows = [
        row
        for row in uow.deliveries.between(due.circular_id, due.person_id)
        if row.state not in (DeliveryState.ACKNOWLEDGED, DeliveryState.DEAD)
    ]
    wanted = circular.state is CircularState.ISSUED and person.active
    number = due.reminders + 1
    last = not wanted or number >= MOST_REMINDERS
    for row in rows:
        uow.deliveries.save(
            replace(
                row,
                reminders=number if wanted else row.reminders,
                remind_at=None if last else first_reminder(uow, env, circular),
            )
        )
    if not wanted:
        return
    tell(uow, env, person, _reminder(circular), dedupe=f"remind:{circular.id}:{person.id}:{number}")
    if last:
        tell_drafter(uow, env, circular, _silent(uow, circular, person), dedupe=f"silent:{circular.id}:{person.id}")


def _reminder(circular: Circular) -> Say:
    acknowledge = Option(label=Text(key="circular-acknowledge"), action="circular.acknowledge", subject=circular.id)
    return Say(
        text=Text(key="circular-reminder", params=full_name_of(circular)),
        options=((acknowledge, pdf_option(circular)),),
        confidential=confidential(circular),
        brief=brief(circular),
    )


def _silent(uow: UnitOfWork, circular: Circular, person: Person) -> Say:
    company = uow.organisations.get(person.org_id).name
    return Say(text=Text(key="circular-silent-told", params={**name_of(circular), "company": company}))
