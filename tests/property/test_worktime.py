from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from risk.worktime import WorkTime, add_working_days, add_working_hours, end_of, marks, working_hours_between


class Weekdays:
    """Monday to Friday but the first week of October, and Saturday 10 October 2026 to make up."""

    def is_workday(self, day: date) -> bool:
        if day == date(2026, 10, 10):
            return True
        return day.weekday() < 5 and not (day.month == 10 and day.day < 8)


def office(zone: tzinfo = ZoneInfo("Asia/Shanghai")) -> WorkTime:  # noqa: B008 - a constant
    return WorkTime(days=Weekdays(), zone=zone)


CHINA = office()
# Office hours lie far from two o'clock at night, when New York changes its clocks.
ZONES = st.sampled_from([CHINA, office(UTC), office(ZoneInfo("America/New_York"))])
moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(lambda naive: naive.replace(tzinfo=UTC))  # noqa: DTZ001 - made aware here
hours = st.floats(min_value=0, max_value=200)


def is_open(moment: datetime, work: WorkTime) -> bool:
    local = moment.astimezone(work.zone)
    return work.days.is_workday(local.date()) and any(
        opens <= local.time() <= closes for opens, closes in work.hours.spans
    )


@given(moments, hours, ZONES)
def test_a_deadline_in_hours_ends_while_the_office_is_open(start: datetime, length: float, work: WorkTime) -> None:
    assert is_open(add_working_hours(start, length, work=work), work)


@given(moments, hours, ZONES)
def test_as_much_working_time_passes_as_was_added(start: datetime, length: float, work: WorkTime) -> None:
    end = add_working_hours(start, length, work=work)
    assert end >= start
    assert working_hours_between(start, end, work=work) == timedelta(hours=length)


@given(moments, moments, hours)
def test_who_starts_later_is_never_due_earlier(one: datetime, other: datetime, length: float) -> None:
    first, second = sorted((one, other))
    assert add_working_hours(first, length, work=CHINA) <= add_working_hours(second, length, work=CHINA)
    assert add_working_days(first, 3, work=CHINA) <= add_working_days(second, 3, work=CHINA)


@given(moments, hours, hours)
def test_more_hours_are_never_due_earlier(start: datetime, one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert add_working_hours(start, less, work=CHINA) <= add_working_hours(start, more, work=CHINA)


@given(moments, st.integers(min_value=1, max_value=60), ZONES)
def test_a_deadline_in_days_is_the_close_of_a_working_day_with_as_many_in_between(
    start: datetime, days: int, work: WorkTime
) -> None:
    due = add_working_days(start, days, work=work)
    first, last = start.astimezone(work.zone).date(), due.astimezone(work.zone).date()
    between = [first + timedelta(days=n + 1) for n in range((last - first).days)]
    assert due == end_of(last, work=work)
    assert sum(work.days.is_workday(day) for day in between) == days
    assert work.days.is_workday(last)


@given(moments, st.integers(min_value=1, max_value=30), ZONES)
def test_the_marks_lie_at_half_and_four_fifths_of_the_working_time(start: datetime, days: int, work: WorkTime) -> None:
    due = add_working_days(start, days, work=work)
    half_at, most_at = marks(start, due, work=work)
    whole = working_hours_between(start, due, work=work)
    assert start <= half_at <= most_at <= due
    assert working_hours_between(start, half_at, work=work) == whole / 2
    assert working_hours_between(start, most_at, work=work) == whole * 4 / 5
    assert is_open(half_at, work)
    assert is_open(most_at, work)


@given(moments, moments, moments)
def test_working_time_adds_up(one: datetime, two: datetime, three: datetime) -> None:
    a, b, c = sorted((one, two, three))
    assert working_hours_between(a, c, work=CHINA) == working_hours_between(a, b, work=CHINA) + working_hours_between(
        b, c, work=CHINA
    )
    assert working_hours_between(c, a, work=CHINA) == timedelta()
