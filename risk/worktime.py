"""Working time: deadlines that run only while the office is open. Pure; the calendar comes in as an argument."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final, Protocol

from risk.deadline import Deadline, DeadlineKind, OfficeClocks
from risk.errors import Invalid, UnknownYear

_ZERO: Final = timedelta()
_LONGEST_CLOSURE: Final = 366  # days without a working day: then the calendar is wrong


class WorkDays(Protocol):
    """As `casework.ports.Calendar`."""

    def is_workday(self, day: date) -> bool: ...


@dataclass(frozen=True, kw_only=True)
class OfficeHours:
    """Local opening times within one day, in order, apart from one another."""

    spans: tuple[tuple[time, time], ...] = ((time(9), time(12)), (time(13, 30), time(17, 30)))


@dataclass(frozen=True, kw_only=True)
class WorkTime:
    """When an office works: on which days, in which time zone, at what hours."""

    days: WorkDays
    zone: tzinfo
    hours: OfficeHours = field(default_factory=OfficeHours)


def add_working_days(start: datetime, days: int, *, work: WorkTime) -> datetime:
    """Closing time (UTC) of the `days`-th working day after the day of `start`, which does not count.

    Civil Code 民法典 art. 201 and 203. Raises `Invalid` if `days` < 1.
    """
    if days < 1:
        raise Invalid(field="days")
    day = _local_day(start, work) + timedelta(days=1)
    for working in _working_days(day, work):
        days -= 1
        if days == 0:
            return end_of(working, work=work)
    raise UnknownYear(year=day.year)


def add_working_hours(start: datetime, hours: float, *, work: WorkTime) -> datetime:
    """The moment (UTC) at which `hours` of working time have passed since `start`. Raises `Invalid` if negative."""
    return _advance(start, timedelta(hours=hours), work)


def working_hours_between(start: datetime, end: datetime, *, work: WorkTime) -> timedelta:
    """Working time from `start` to `end`; nothing if `end` is not later."""
    total = _ZERO
    if end <= start:
        return total
    day, last = _local_day(start, work), _local_day(end, work)
    while day <= last:
        if work.days.is_workday(day):
            for opens, closes in _spans(day, work):
                total += max(_ZERO, min(closes, end) - max(opens, start))
        day += timedelta(days=1)
    return total


def marks(start: datetime, due: datetime, *, work: WorkTime) -> tuple[datetime, datetime]:
    """(half_at, most_at): when 50 % and 80 % of the working time from `start` to `due` have passed (UTC).

    Where there is none in between, both are `due`.
    """
    whole = working_hours_between(start, due, work=work)
    if whole == _ZERO:
        return due.astimezone(UTC), due.astimezone(UTC)
    return _advance(start, whole / 2, work), _advance(start, whole * 4 / 5, work)


def end_of(day: date, *, work: WorkTime) -> datetime:
    """When the office closes on `day` (UTC), be it a working day or not."""
    return _spans(day, work)[-1][1]


def start_deadline(
    *,
    id: str,
    kind: DeadlineKind,
    subject_id: str,
    office_id: str,
    starts_at: datetime,
    clocks: OfficeClocks,
    work: WorkTime,
    grave: bool = False,
    due_on: date | None = None,
    responsible_id: str | None = None,
) -> Deadline:
    """A running clock of the length that the office has set; `due_on`, where given, goes before it.

    `grave`: serious harm is acknowledged within working hours, not days. ASSESS and REPLY need `due_on`
    (`Invalid` without); a `due_on` in the past gives a clock that is due at once.
    """
    if due_on is not None:
        due_at = max(end_of(due_on, work=work), starts_at)
    elif kind is DeadlineKind.ACKNOWLEDGE and grave:
        due_at = add_working_hours(starts_at, clocks.acknowledge_grave_hours, work=work)
    else:
        due_at = add_working_days(starts_at, _days(kind, clocks), work=work)
    half_at, most_at = marks(starts_at, due_at, work=work)
    return Deadline(
        id=id,
        kind=kind,
        subject_id=subject_id,
        office_id=office_id,
        starts_at=starts_at,
        half_at=half_at,
        most_at=most_at,
        due_at=due_at,
        responsible_id=responsible_id,
        next_at=half_at,
    )


def _days(kind: DeadlineKind, clocks: OfficeClocks) -> int:
    lengths = {
        DeadlineKind.ACKNOWLEDGE: clocks.acknowledge_days,
        DeadlineKind.VERIFY: clocks.verify_days,
        DeadlineKind.ANSWER_TIPSTER: clocks.answer_days,
        DeadlineKind.RECEIPT: clocks.receipt_days,
    }
    if kind not in lengths:
        raise Invalid(field="due_on")
    return lengths[kind]


def _advance(start: datetime, amount: timedelta, work: WorkTime) -> datetime:
    if amount < _ZERO:
        raise Invalid(field="hours")
    day = _local_day(start, work)
    for working in _working_days(day, work):
        for opens, closes in _spans(working, work):
            begin = max(opens, start.astimezone(UTC))
            if begin <= closes and closes - begin >= amount:
                return begin + amount
            amount -= max(_ZERO, closes - begin)
    raise UnknownYear(year=day.year)


def _working_days(first: date, work: WorkTime) -> Iterator[date]:
    """From `first` on; ends only where a whole year has none."""
    day, closed = first, 0
    while closed < _LONGEST_CLOSURE:
        if work.days.is_workday(day):
            closed = 0
            yield day
        else:
            closed += 1
        day += timedelta(days=1)


def _spans(day: date, work: WorkTime) -> list[tuple[datetime, datetime]]:
    return [
        (
            datetime.combine(day, opens, work.zone).astimezone(UTC),
            datetime.combine(day, closes, work.zone).astimezone(UTC),
        )
        for opens, closes in work.hours.spans
    ]


def _local_day(moment: datetime, work: WorkTime) -> date:
    return moment.astimezone(work.zone).date()
