"""When something happened: written dates, and days told from the day of receipt."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from nlp.dates import find_date
from nlp.lines import triage_lines
from nlp.pipeline import Pipeline, load
from nlp.relative import find_relative

THURSDAY = datetime(2026, 5, 28, 9, 30)  # noqa: DTZ001 - the pipeline has put it into local time
SUNDAY = date(2026, 5, 31)


@pytest.fixture(scope="module")
def triage() -> Pipeline:
    return load(fast=True)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二〇二六年五月二十八日起火", "2026-05-28"),
        ("2026.5.28起火", "2026-05-28"),
        ("事发2026/05/28", "2026-05-28"),
        ("5月28号冒烟", "--05-28"),
        ("五月廿八日冒煙", "--05-28"),
        ("民國115年5月28日起火", "2026-05-28"),
        ("二零二六年五月起火", "2026-05"),
        ("It caught fire on 28 May 2026", "2026-05-28"),
        ("On May 28th, 2026 it caught fire", "2026-05-28"),
        ("date 28/05/2026", "2026-05-28"),
        ("RAPEX notice of 12/03/2023", "2023-03-12"),
        ("CPSC recall date 12/03/2023", "2023-12-03"),
        ("今年三月初起火", None),
        ("2026年2月30日起火", None),
        ("保质期至2027年1月1日", None),
    ],
)
def test_a_written_date_is_read_without_the_day_of_receipt(text: str, day: str | None) -> None:
    found = find_date(text, None)
    assert (found.value if found else None) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("昨天电吹风冒烟", "2026-05-27"),
        ("今早起火", "2026-05-28"),
        ("大前天起火", "2026-05-25"),
        ("前晚起火", "2026-05-26"),
        ("噚日炸咗", "2026-05-27"),
        ("尋晚炸咗", "2026-05-27"),
        ("琴日炸咗", "2026-05-27"),
        ("三天前起火", "2026-05-25"),
        ("半个月前起火", "2026-05-13"),
        ("上周三起火", "2026-05-20"),
        ("上個禮拜三起火", "2026-05-20"),
        ("上上周五起火", "2026-05-15"),
        ("周三起火", "2026-05-27"),
        ("周日起火", "2026-05-24"),
        ("今個禮拜二起火", "2026-05-26"),
        ("这个周末起火", "2026-05-23"),
        ("上个月5号起火", "2026-04-05"),
        ("本月3号起火", "2026-05-03"),
        ("上月底起火", "2026-04"),
        ("去年双十一起火", "2025-11-11"),
        ("國慶起火", "2025-10-01"),
        ("去年12月起火", "2025-12"),
        ("今年三月初起火", "2026-03"),
        ("It blew up yesterday", "2026-05-27"),
        ("last Tuesday it blew up", "2026-05-26"),
        ("It blew up two weeks ago", "2026-05-14"),
        ("on Thursday it blew up", "2026-05-28"),
        ("last Thursday it blew up", "2026-05-21"),
        ("last month it blew up", "2026-04"),
    ],
)
def test_a_day_told_from_today_needs_the_day_of_receipt(text: str, day: str) -> None:
    found = find_date(text, THURSDAY)
    assert found is not None
    assert found.value == day
    assert find_date(text, None) is None


@pytest.mark.parametrize(
    "text",
    [
        "大年初二起火",  # the lunar calendar
        "几天前起火",
        "上周起火",
        "去年起火",
        "以前天天用",
        "下周三开会",
        "上周一户人家闪爆",
        "请于10月31日前整改",
        "圣诞灯起火",
        "next Tuesday we test it",
    ],
)
def test_what_names_no_day_that_has_come_stays_unknown(text: str) -> None:
    assert find_date(text, THURSDAY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("昨天刚买的充电宝，今天就炸了", "2026-05-28"),
        ("前天收到货，昨晚起火", "2026-05-27"),
        ("琴日先買，今朝就爆", "2026-05-28"),
        ("昨天买的充电宝炸了", None),
    ],
)
def test_when_it_was_bought_is_not_when_it_happened(text: str, day: str | None) -> None:
    found = find_date(text, THURSDAY)
    assert (found.value if found else None) == day


def test_weeks_begin_on_monday_even_for_sundays() -> None:
    values = [
        found.value if (found := find_relative(text, SUNDAY)) else None
        for text in ("周日起火", "上周日起火", "周一起火", "这个周末起火", "last Sunday")
    ]
    assert values == ["2026-05-31", "2026-05-24", "2026-05-25", "2026-05-30", "2026-05-24"]


def test_the_last_month_before_january_is_december() -> None:
    found = find_relative("上个月31号起火", date(2026, 1, 9))
    assert found is not None
    assert found.value == "2025-12-31"
    assert find_relative("上个月31号起火", date(2026, 7, 9)) is None  # June has thirty days


def test_yesterday_is_counted_in_the_days_of_the_office(triage: Pipeline) -> None:
    late = datetime(2026, 3, 1, 17, tzinfo=UTC)  # past midnight in Shanghai
    assert triage("昨天电吹风冒烟", received_at=late).entities["date"] == "2026-03-01"
    west = load(fast=True, zone=ZoneInfo("Atlantic/Azores"))
    assert west("昨天电吹风冒烟", received_at=late).entities["date"] == "2026-02-28"


def test_the_day_of_receipt_is_read_from_the_line_and_a_bad_one_is_named(triage: Pipeline) -> None:
    text = '"text": "昨天电吹风冒烟"'
    written = ['"2026-05-28T09:00:00+08:00"', '"2026-05-28"', "null", '"昨天"', '""', "20260528", '"1989-12-31"']
    lines = list(triage_lines(triage, [f'{{{text}, "received_at": {one}}}' for one in written]))
    assert [line.problem for line in lines] == ["", "", "", *["bad-received-at"] * 3, "other-age"]
    assert [line.row["entities"]["date"] for line in lines if line.row] == ["2026-05-27", "2026-05-27", None]
