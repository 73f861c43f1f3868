"""Clocks warn at 50 % and 80 %, then go up the line, each call once."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from casework import clocks, signals
from casework.fakes import WeekdayCalendar
from casework.ports import UnitOfWork
from risk.deadline import Deadline, DeadlineKind, Escalation, OfficeClocks
from risk.errors import Invalid, NotAllowed, UnknownYear
from risk.organisation import Post, Role
from tests.support.desk import BURNT, OFFICE, SCALD, SMOKE, Desk, desk


@pytest.fixture
def town() -> Desk:
    return desk()


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """In March 2026, by the clocks of Shanghai."""
    return datetime(2026, 3, day, hour - 8, minute, tzinfo=UTC)


def running(town: Desk, kind: DeadlineKind = DeadlineKind.ACKNOWLEDGE) -> Deadline:
    signal = town.signal()
    found = town.transactions.run_now(lambda uow: uow.deadlines.open_of(signal.id, kind))
    assert found is not None
    return found


def called(town: Desk, when: datetime) -> int:
    town.clock.at = when
    return town.transactions.run_now(lambda uow: clocks.call_clocks(uow, town.env))


def test_serious_harm_is_acknowledged_within_four_working_hours(town: Desk) -> None:
    town.staff()
    town.tip(BURNT)  # Monday, 09:00
    assert running(town).due_at == at(2, 14, 30)


def test_anything_else_within_a_working_day(town: Desk) -> None:
    town.staff()
    town.tip(SMOKE)
    assert running(town).due_at == at(3, 17, 30)


def test_fresh_serious_harm_makes_a_running_clock_shorter_and_never_longer(town: Desk) -> None:
    town.staff()
    _, signal = town.tip(SMOKE)

    def again(uow: UnitOfWork, *, grave: bool) -> Deadline:
        return clocks.start_clock(
            uow, town.env, DeadlineKind.ACKNOWLEDGE, subject_id=signal.id, office_id=signal.office_id, grave=grave
        )

    assert town.transactions.run_now(lambda uow: again(uow, grave=True)).due_at == at(2, 14, 30)
    assert town.transactions.run_now(lambda uow: again(uow, grave=False)).due_at == at(2, 14, 30)


def test_the_office_is_warned_at_half_and_at_four_fifths_once_each(town: Desk) -> None:
    officer, _ = town.staff()
    town.tip(BURNT)
    officer.news()
    assert called(town, at(2, 10, 59)) == 0
    assert called(town, at(2, 11)) == 1
    assert called(town, at(2, 11)) == 0
    (half,) = officer.news()
    assert half.startswith("提醒：#1 的“")
    assert half.endswith("”时限已过 50%，期限是 2026年3月2日 14:30。承办单位：江门海关。")
    called(town, at(2, 13, 42))
    (most,) = officer.news()
    assert "已过 80%" in most


def test_a_missed_clock_goes_to_deputy_then_head_then_superior(town: Desk) -> None:
    officer, _ = town.staff()
    deputy, head = town.with_post(Post.DEPUTY, Role.SIGNER), town.with_post(Post.HEAD, Role.SIGNER)
    superior = town.enrol(Role.SUPERIOR, org="海关总署")
    town.tip(BURNT)
    officer.news()
    called(town, at(2, 14, 30))
    assert [len(chat.news()) for chat in (officer, deputy, head, superior)] == [1, 1, 0, 0]
    called(town, at(3, 9, 59))
    called(town, at(3, 10))
    assert [len(chat.news()) for chat in (officer, deputy, head, superior)] == [0, 0, 1, 0]
    called(town, at(3, 15, 30))
    assert [len(chat.news()) for chat in (officer, deputy, head, superior)] == [0, 0, 0, 1]
    assert running(town).escalation is Escalation.SUPERIOR
    assert running(town).next_at is None


def test_a_jump_over_every_mark_tells_each_rung_once_and_no_stale_warning(town: Desk) -> None:
    officer, _ = town.staff()
    deputy, superior = town.with_post(Post.DEPUTY, Role.SIGNER), town.enrol(Role.SUPERIOR, org="海关总署")
    town.tip(BURNT)
    officer.news()
    called(town, at(20, 9))
    told = [chat.news() for chat in (officer, deputy, superior)]
    assert [len(news) for news in told] == [1, 1, 1]
    assert all(news[0].startswith("超期") for news in told)
    assert called(town, at(21, 9)) == 0


def test_an_empty_rung_passes_to_the_next_at_once(town: Desk) -> None:
    town.staff()
    head = town.with_post(Post.HEAD, Role.SIGNER)
    town.tip(BURNT)
    called(town, at(2, 14, 30))
    assert len(head.news()) == 1
    called(town, at(3, 10))
    assert head.news() == []


def test_acknowledging_stops_the_clock_and_starts_the_next_for_whoever_took_it(town: Desk) -> None:
    officer, _ = town.staff()
    second, _ = town.staff()
    _, signal = town.tip(BURNT)
    who = officer.person()
    town.transactions.run_now(lambda uow: signals.acknowledge_signal(uow, town.env, who, signal.id))
    verify = running(town, DeadlineKind.VERIFY)
    assert (verify.due_at, verify.responsible_id) == (at(9, 17, 30), who.id)
    second.news()
    officer.news()
    called(town, verify.half_at)
    assert [len(officer.news()), len(second.news())] == [1, 0]


class KnowsOnly2026(WeekdayCalendar):
    def is_workday(self, day: date) -> bool:
        if day.year != 2026:
            raise UnknownYear(year=day.year)
        return super().is_workday(day)


def test_a_tip_in_a_year_nobody_knows_is_kept_and_the_office_told_once(town: Desk) -> None:
    object.__setattr__(town.env, "calendar", KnowsOnly2026())
    officer, _ = town.staff()
    town.clock.at = datetime(2026, 12, 31, 8, tzinfo=UTC)
    town.tip(SMOKE)
    assert running(town).due_at == datetime(2027, 1, 1, 9, 30, tzinfo=UTC)
    town.tip(SCALD)
    told = [news for news in officer.news() if "2027" in news and "节假日表" in news]
    assert len(told) == 1


def test_a_graver_tip_on_a_new_signal_shortens_its_clock(town: Desk) -> None:
    town.staff()
    town.tip(SMOKE)
    town.tip(BURNT)
    assert running(town).due_at == at(2, 14, 30)


def test_a_tip_on_a_signal_in_hand_starts_no_clock_that_nobody_can_stop(town: Desk) -> None:
    officer, _ = town.staff()
    _, signal = town.tip(SMOKE)
    who = officer.person()
    town.transactions.run_now(lambda uow: signals.acknowledge_signal(uow, town.env, who, signal.id))
    town.tip(SMOKE)
    kinds = town.transactions.run_now(lambda uow: [clock.kind for clock in uow.deadlines.running(signal.id)])
    assert kinds == [DeadlineKind.VERIFY]


def test_the_holiday_table_goes_before_the_calendar(town: Desk) -> None:
    town.found("机房", town.orgs[OFFICE].level)
    admin = town.enrol(Role.ADMIN, org="机房").person()
    town.transactions.run_now(lambda uow: clocks.set_workday(uow, town.env, admin, date(2026, 3, 3), working=False))
    town.tip(SMOKE)
    assert running(town).due_at == at(4, 17, 30)


def test_an_office_sets_its_own_lengths_by_its_administrator(town: Desk) -> None:
    town.found("机房", town.orgs[OFFICE].level)
    admin = town.enrol(Role.ADMIN, org="机房").person()
    own = OfficeClocks(org_id=town.orgs[OFFICE].id, acknowledge_days=2)
    town.transactions.run_now(lambda uow: clocks.set_office_clocks(uow, town.env, admin, own))
    town.tip(SMOKE)
    assert running(town).due_at == at(4, 17, 30)


@pytest.mark.parametrize("wrong", [{"verify_days": 0}, {"escalate_hours": 0}])
def test_a_length_under_one_is_refused(town: Desk, wrong: dict[str, int]) -> None:
    admin = town.enrol(Role.ADMIN, org=OFFICE).person()
    bad = OfficeClocks(org_id=town.orgs[OFFICE].id, **wrong)
    with pytest.raises(Invalid):
        town.transactions.run_now(lambda uow: clocks.set_office_clocks(uow, town.env, admin, bad))


def test_an_officer_does_not_set_clocks(town: Desk) -> None:
    officer = town.staff()[0].person()
    with pytest.raises(NotAllowed):
        town.transactions.run_now(
            lambda uow: clocks.set_office_clocks(uow, town.env, officer, OfficeClocks(org_id=officer.org_id))
        )
