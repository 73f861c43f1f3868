"""Clocks: started and stopped by the acts, called out to people at 50 %, 80 % and when missed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from casework.env import Env
from casework.ports import Calendar, Key, Moment, Option, Say, Text, UnitOfWork
from casework.tell import tell
from casework.terms import term
from risk.deadline import Deadline, DeadlineKind, Escalation, OfficeClocks
from risk.errors import Invalid, UnknownYear
from risk.information import FINAL_STATUSES
from risk.organisation import Person, Post, Role
from risk.permission import Act, demand
from risk.worktime import WorkTime, add_working_hours, start_deadline

_WARNINGS = (Escalation.HALF, Escalation.MOST)
_MISSED = (Escalation.DEPUTY, Escalation.HEAD, Escalation.SUPERIOR)
_ORDER = tuple(Escalation)


@dataclass(frozen=True, kw_only=True)
class OfficeDays:
    """Working days: what was set by hand, then the calendar; an unknown year counts Monday to Friday and is noted."""

    by_hand: Mapping[date, bool]
    calendar: Calendar
    unknown: set[int] = field(default_factory=set)

    def is_workday(self, day: date) -> bool:
        if day in self.by_hand:
            return self.by_hand[day]
        try:
            return self.calendar.is_workday(day)
        except UnknownYear:
            self.unknown.add(day.year)
            return day.weekday() < 5


def start_clock(
    uow: UnitOfWork,
    env: Env,
    kind: DeadlineKind,
    *,
    subject_id: str,
    office_id: str,
    grave: bool = False,
    responsible_id: str | None = None,
    due_on: date | None = None,
) -> Deadline:
    """The running clock on the subject; one that runs already is only ever made shorter (fresh grave harm).

    In a year whose working days are not known yet the deadline is provisional, and the office is told once.
    """
    days = _days(uow, env)
    wanted = start_deadline(
        id=env.ids.new(),
        kind=kind,
        subject_id=subject_id,
        office_id=office_id,
        starts_at=env.now(),
        clocks=uow.clocks.of(office_id),
        work=WorkTime(days=days, zone=env.timezone),
        grave=grave,
        due_on=due_on,
        responsible_id=responsible_id,
    )
    _tell_unknown_years(uow, env, days, office_id=office_id)
    running = uow.deadlines.open_of(subject_id, kind)
    if running is None:
        uow.deadlines.add(wanted)
        return wanted
    if running.due_at <= wanted.due_at:
        return running
    return uow.deadlines.save(
        replace(
            running,
            half_at=wanted.half_at,
            most_at=wanted.most_at,
            due_at=wanted.due_at,
            next_at=wanted.next_at,
            escalation=Escalation.NONE,
        )
    )


def stop_clock(uow: UnitOfWork, env: Env, kind: DeadlineKind, *, subject_id: str) -> Deadline | None:
    """The clock that was running, None if there was none."""
    running = uow.deadlines.open_of(subject_id, kind)
    if running is None:
        return None
    return uow.deadlines.save(replace(running, done_at=env.now(), next_at=None))


def stop_clocks(uow: UnitOfWork, env: Env, *, subject_id: str) -> None:
    """All that run on the subject."""
    for running in uow.deadlines.running(subject_id):
        uow.deadlines.save(replace(running, done_at=env.now(), next_at=None))


def call_clocks(uow: UnitOfWork, env: Env) -> int:
    """Calls out what has become due and returns how many clocks that were. Safe to run twice: each call is said once.

    After a jump over several marks only the latest warning is worth saying; every missed rung is told.
    """
    due = uow.deadlines.to_call(env.now())
    for deadline in due:
        _call(uow, env, deadline)
    return len(due)


def set_office_clocks(uow: UnitOfWork, env: Env, actor: Person, clocks: OfficeClocks) -> None:
    """New lengths for clocks that start from now on. Raises `Invalid` on a length under 1."""
    demand(actor, Act.ADMINISTER)
    lengths = {
        "hours": (
            clocks.acknowledge_grave_hours,
            clocks.escalate_hours,
            clocks.channel_hours,
            clocks.colleague_hours,
        ),
        "days": (clocks.acknowledge_days, clocks.verify_days, clocks.answer_days, clocks.receipt_days),
    }
    for name, values in lengths.items():
        if min(values) < 1:
            raise Invalid(field=name)
    uow.clocks.put(clocks)
    _note(uow, env, actor, "clocks.set", f"organisation:{clocks.org_id}")


def set_workday(uow: UnitOfWork, env: Env, actor: Person, day: date, *, working: bool) -> None:
    """One row of the holiday table, which goes before the calendar library."""
    demand(actor, Act.ADMINISTER)
    uow.holidays.put(day, working=working)
    _note(uow, env, actor, "holiday.set", f"day:{day.isoformat()}", working=str(working).lower())


def _days(uow: UnitOfWork, env: Env) -> OfficeDays:
    return OfficeDays(by_hand=uow.holidays.all(), calendar=env.calendar)


def _call(uow: UnitOfWork, env: Env, deadline: Deadline) -> None:
    if _settled(uow, deadline):
        uow.deadlines.save(replace(deadline, done_at=env.now(), next_at=None))
        return
    times = _times(uow, env, deadline)
    now = env.now()
    called = _ORDER.index(deadline.escalation)
    reached = [rung for rung, at in times.items() if at <= now and _ORDER.index(rung) > called]
    for rung in _useful(reached):
        for told_as, person in _whom(uow, deadline, rung):
            # Keyed by the rung that the person stands on: where a rung is empty the next is told early, and only once.
            tell(uow, env, person, _message(uow, deadline, rung, person), dedupe=f"clock:{deadline.id}:{told_as}")
    ahead = [at for at in times.values() if at > now]
    uow.deadlines.save(
        replace(
            deadline,
            escalation=reached[-1] if reached else deadline.escalation,
            next_at=min(ahead, default=None),
        )
    )


def _settled(uow: UnitOfWork, deadline: Deadline) -> bool:
    """The tipster was told the end by another way than this clock's own acts, e.g. by the warning itself."""
    if deadline.kind is not DeadlineKind.ANSWER_TIPSTER:
        return False
    information = uow.informations.find(deadline.subject_id)
    if information is None:
        return True
    return information.status in FINAL_STATUSES and bool(uow.addresses.of(information.person_id))


def _times(uow: UnitOfWork, env: Env, deadline: Deadline) -> dict[Escalation, datetime]:
    """When each rung is called, in order."""
    days = _days(uow, env)
    work = WorkTime(days=days, zone=env.timezone)
    hours = uow.clocks.of(deadline.office_id).escalate_hours
    times = {
        Escalation.HALF: deadline.half_at,
        Escalation.MOST: deadline.most_at,
        Escalation.DEPUTY: deadline.due_at,
        Escalation.HEAD: add_working_hours(deadline.due_at, hours, work=work),
        Escalation.SUPERIOR: add_working_hours(deadline.due_at, 2 * hours, work=work),
    }
    _tell_unknown_years(uow, env, days, office_id=deadline.office_id)
    return times


def _useful(reached: list[Escalation]) -> list[Escalation]:
    """All rungs of a missed clock; of mere warnings the last."""
    missed = [rung for rung in reached if rung in _MISSED]
    return missed or reached[-1:]


def _whom(uow: UnitOfWork, deadline: Deadline, rung: Escalation) -> Iterable[tuple[str, Person]]:
    """(rung the person stands on, person). A rung without anybody who can be reached passes to the next."""
    if rung in _WARNINGS:
        return [(rung.value, person) for person in _responsible(uow, deadline)]
    found: list[tuple[str, Person]] = []
    if rung is Escalation.DEPUTY:
        found = [("missed", person) for person in _responsible(uow, deadline)]
    for higher in _MISSED[_MISSED.index(rung) :]:
        people = _on_rung(uow, deadline.office_id, higher)
        if people:
            return found + [(higher.value, person) for person in people]
    return found


def _responsible(uow: UnitOfWork, deadline: Deadline) -> list[Person]:
    """Who has the matter in hand, else everybody on duty."""
    holder = uow.people.find(deadline.responsible_id) if deadline.responsible_id else None
    if holder is not None and _reachable(uow, [holder]):
        return [holder]
    return _reachable(uow, uow.people.of(deadline.office_id, role=Role.OFFICER))


def _on_rung(uow: UnitOfWork, office_id: str, rung: Escalation) -> list[Person]:
    if rung is Escalation.SUPERIOR:
        return _superiors(uow, office_id)
    post = Post.DEPUTY if rung is Escalation.DEPUTY else Post.HEAD
    return _reachable(uow, [person for person in uow.people.of(office_id) if person.post is post])


def _superiors(uow: UnitOfWork, office_id: str) -> list[Person]:
    """Of the next office up the line that has anybody: its superiors, else its heads, else its officers."""
    parent_id = uow.organisations.get(office_id).parent_id
    while parent_id is not None:
        people = uow.people.of(parent_id)
        for group in (
            [person for person in people if person.role is Role.SUPERIOR],
            [person for person in people if person.post is Post.HEAD],
            [person for person in people if person.role is Role.OFFICER],
        ):
            if reachable := _reachable(uow, group):
                return reachable
        parent_id = uow.organisations.get(parent_id).parent_id
    return []


def _reachable(uow: UnitOfWork, people: Iterable[Person]) -> list[Person]:
    return [person for person in people if person.active and uow.addresses.of(person.id)]


def _message(uow: UnitOfWork, deadline: Deadline, rung: Escalation, person: Person) -> Say:
    number, option = _matter(uow, deadline, person)
    half_or_most = {Escalation.HALF: 50, Escalation.MOST: 80}
    key = "clock-warning" if rung in _WARNINGS else "clock-missed"
    params: dict[str, str | int | Key | Moment] = {
        "kind": term("deadline-kind", deadline.kind.value),
        "number": number,
        "office": uow.organisations.get(deadline.office_id).name,
        "due": Moment(at=deadline.due_at),
    }
    if rung in _WARNINGS:
        params["percent"] = half_or_most[rung]
    return Say(
        text=Text(key=key, params=params),
        options=((option,),) if option is not None else (),
        urgent=rung not in _WARNINGS,
    )


def _matter(uow: UnitOfWork, deadline: Deadline, person: Person) -> tuple[str, Option | None]:
    """Its number as people know it, and the button that shows it."""
    kind, subject_id = deadline.kind, deadline.subject_id
    if kind in (DeadlineKind.RECEIPT, DeadlineKind.REPLY):
        delivery = uow.deliveries.find(subject_id)
        return (uow.circulars.get(delivery.circular_id).number if delivery else "", None)
    signal_id: str | None = subject_id
    if kind is DeadlineKind.ANSWER_TIPSTER:
        information = uow.informations.find(subject_id)
        signal_id = information.signal_id if information else None
    if kind is DeadlineKind.ASSESS:
        assessment = uow.assessments.find(subject_id)
        signal_id = assessment.signal_id if assessment else None
    signal = uow.signals.find(signal_id) if signal_id else None
    if signal is None:
        return "", None
    if person.role is Role.EXPERT:
        label = Text(key="expert-button-show")
        return f"#{signal.number}", Option(label=label, action="assessment.show", subject=subject_id)
    return f"#{signal.number}", Option(label=Text(key="officer-button-show"), action="signal.show", subject=signal.id)


def _tell_unknown_years(uow: UnitOfWork, env: Env, days: OfficeDays, *, office_id: str) -> None:
    """Once per office and year to its officers, and to the administrators, who can set the table."""
    for year in sorted(days.unknown):
        reply = Say(text=Text(key="clock-unknown-year", params={"year": year}), urgent=True)
        for person in (*uow.people.of(office_id, role=Role.OFFICER), *uow.people.all(role=Role.ADMIN)):
            tell(uow, env, person, reply, dedupe=f"unknown-year:{year}")


def _note(uow: UnitOfWork, env: Env, actor: Person, act: str, subject: str, **detail: str) -> None:
    uow.audit.append(org_id=actor.org_id, at=env.now(), actor_id=actor.id, act=act, subject=subject, **detail)
