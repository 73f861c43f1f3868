from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from risk.deadline import DeadlineKind, OfficeClocks
from risk.errors import Invalid, UnknownYear
from risk.worktime import WorkTime, add_working_days, add_working_hours, marks, start_deadline, working_hours_between

CHINA = ZoneInfo("Asia/Shanghai")


class SpringFestival:
    """2026: off from 15 to 23 February, Saturdays 14 and 28 February made up."""

    def is_workday(self, day: date) -> bool:
        if day in (date(2026, 2, 14), date(2026, 2, 28)):
            return True
        return day.weekday() < 5 and not date(2026, 2, 15) <= day <= date(2026, 2, 23)


class Never:
    def is_workday(self, day: date) -> bool:
        return False


WORK = WorkTime(days=SpringFestival(), zone=CHINA)
CLOCKS = OfficeClocks(org_id="xinhui")


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        (at(3, 2, 9), 2, at(3, 2, 11)),
        (at(3, 2, 11), 1, at(3, 2, 12)),
        (at(3, 2, 11), 2, at(3, 2, 14, 30)),
        (at(3, 2, 12, 30), 1, at(3, 2, 14, 30)),
        (at(3, 2, 17), 4, at(3, 3, 14)),
        (at(3, 2, 23), 0, at(3, 3, 9)),
        (at(2, 14, 17), 1, at(2, 24, 9, 30)),
        (at(2, 27, 16, 30), 2, at(2, 28, 10)),
    ],
)
def test_hours_run_only_while_the_office_is_open(start: datetime, hours: float, due: datetime) -> None:
    assert add_working_hours(start, hours, work=WORK) == due


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (at(3, 2, 10), 1, at(3, 3, 17, 30)),
        (at(3, 6, 16), 1, at(3, 9, 17, 30)),
        (at(3, 7, 16), 1, at(3, 9, 17, 30)),
        (at(2, 13, 10), 2, at(2, 24, 17, 30)),
        (at(2, 25, 10), 3, at(2, 28, 17, 30)),
    ],
)
def test_days_count_from_the_next_working_day_to_its_close(start: datetime, days: int, due: datetime) -> None:
    assert add_working_days(start, days, work=WORK) == due


def test_the_day_is_the_office_s_own_not_that_of_greenwich() -> None:
    just_after_midnight = datetime(2026, 3, 2, 16, 30, tzinfo=UTC)  # 3 March in China
    assert add_working_days(just_after_midnight, 1, work=WORK) == at(3, 4, 17, 30)


def test_results_are_in_utc() -> None:
    assert add_working_days(at(3, 2, 10), 1, work=WORK).tzinfo is UTC
    assert marks(at(3, 7, 10), at(3, 8, 10), work=WORK) == (at(3, 8, 10), at(3, 8, 10))


def test_the_holidays_hold_no_working_time() -> None:
    assert working_hours_between(at(2, 14, 17, 30), at(2, 24, 9), work=WORK) == timedelta()
    assert working_hours_between(at(2, 14, 17), at(2, 24, 10), work=WORK) == timedelta(hours=1.5)


@pytest.mark.parametrize("days", [0, -1])
def test_no_days_are_no_deadline(days: int) -> None:
    with pytest.raises(Invalid):
        add_working_days(at(3, 2, 10), days, work=WORK)


def test_a_calendar_without_working_days_is_an_error_and_not_an_endless_search() -> None:
    with pytest.raises(UnknownYear):
        add_working_days(at(3, 2, 10), 1, work=WorkTime(days=Never(), zone=CHINA))


def test_serious_harm_is_acknowledged_within_hours_and_the_rest_within_a_day() -> None:
    def due(*, grave: bool) -> datetime:
        return start_deadline(
            id="d",
            kind=DeadlineKind.ACKNOWLEDGE,
            subject_id="s",
            office_id="xinhui",
            starts_at=at(3, 2, 9),
            clocks=CLOCKS,
            work=WORK,
            grave=grave,
        ).due_at

    assert due(grave=True) == at(3, 2, 14, 30)
    assert due(grave=False) == at(3, 3, 17, 30)


def test_a_clock_first_calls_at_half_time() -> None:
    clock = start_deadline(
        id="d",
        kind=DeadlineKind.VERIFY,
        subject_id="s",
        office_id="xinhui",
        starts_at=at(3, 2, 9),
        clocks=CLOCKS,
        work=WORK,
        responsible_id="officer",
    )
    assert clock.due_at == at(3, 9, 17, 30)
    assert (clock.half_at, clock.most_at) == (at(3, 4, 17, 30), at(3, 6, 15, 30) + timedelta(minutes=36))
    assert clock.next_at == clock.half_at


def test_a_date_that_was_set_goes_before_the_office_s_length() -> None:
    def clock(due_on: date | None) -> datetime:
        return start_deadline(
            id="d",
            kind=DeadlineKind.ASSESS,
            subject_id="s",
            office_id="xinhui",
            starts_at=at(3, 2, 9),
            clocks=CLOCKS,
            work=WORK,
            due_on=due_on,
        ).due_at

    assert clock(date(2026, 3, 20)) == at(3, 20, 17, 30)
    assert clock(date(2026, 2, 1)) == at(3, 2, 9)
    with pytest.raises(Invalid, match="due_on"):
        clock(None)
